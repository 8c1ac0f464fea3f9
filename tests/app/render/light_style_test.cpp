#include "app/render/light_style.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::render;

namespace {

Field lux(std::vector<float> values) {
    Field field("eh", "lx", {0, 1, 1, 1, static_cast<std::int64_t>(values.size()), 1});
    field.values = std::move(values);
    return field;
}

} // namespace

class LightStyleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bands_end_with_the_brightest_cell_and_lines_lie_between_them() {
        const FieldStyle style = light_style(lux({0.0F, 0.3F, 4.9F, 6.0F}), "Light");
        QCOMPARE(style.unit, QString("lx"));
        QVERIFY(style.steps && style.contour_lines && !style.has_nodata);
        QCOMPARE(style.contour_levels, (std::vector<double>{0.2, 0.5, 1, 2, 5}));
        QCOMPARE(style.categories.size(), style.contour_levels.size() + 1);
        QCOMPARE(style.categories.back().title, QString("from 5 lx"));
        QCOMPARE(style.categories.front().title, QString("less than 0.2 lx"));
    }

    void a_value_on_a_limit_belongs_to_the_band_above() {
        const FieldStyle style = light_style(lux({0.0F, 50.0F}), "Light");
        QCOMPARE(style.color_of(1.0F), style.color_of(1.9F));
        QVERIFY(style.color_of(0.99F) != style.color_of(1.0F));
        QVERIFY(style.color_of(0.0F) != style.color_of(0.2F));
        QCOMPARE(qAlpha(style.color_of(nodata)), 0);
    }

    void the_same_lux_has_the_same_colour_on_a_dim_and_on_a_bright_map() {
        const FieldStyle dim = light_style(lux({0.0F, 2.0F}), "Light");
        const FieldStyle bright = light_style(lux({0.0F, 80.0F}), "Light");
        for (const float value : {0.1F, 0.4F, 1.5F, 2.0F})
            QCOMPARE(dim.color_of(value), bright.color_of(value));
    }

    void a_dark_map_has_one_band() {
        const FieldStyle style = light_style(lux({0.0F, 0.0F, nodata}), "Light");
        QVERIFY(style.has_nodata);
        QVERIFY(style.contour_levels.size() <= 1);
        QCOMPARE(style.color_of(0.0F), style.categories.front().color);
    }
};

PROSPECT_TEST(LightStyleTest);

#include "light_style_test.moc"
