#include "app/render/icons.h"
#include "app/render/paint_layer.h"
#include "app/render/style.h"
#include "geometry/base/error.h"
#include "geometry/site/role.h"
#include "tests/support/registry.h"

#include <QFontInfo>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace prospect::render;

namespace {

// Relative luminance and contrast of WCAG 2.1.
double luminance(const QColor& c) {
    const auto linear = [](double v) {
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

double contrast(const QColor& a, const QColor& b) {
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

} // namespace

class StyleTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void texts_stand_out_from_their_ground_data() {
        QTest::addColumn<int>("kind");
        QTest::newRow("light") << 0;
        QTest::newRow("dark") << 1;
    }

    void texts_stand_out_from_their_ground() {
        QFETCH(int, kind);
        const Theme& t = theme(static_cast<ThemeKind>(kind));
        for (const QColor& ground : {t.panel, t.window})
            for (const QColor& text : {t.text, t.secondary, t.accent, t.serious, t.look, t.fine})
                QVERIFY2(contrast(text, ground) >= 4.5, qPrintable(text.name() + " on " + ground.name()));
        QVERIFY(contrast(t.on_accent, t.accent) >= 4.5);
        QVERIFY(contrast(t.on_mark, t.mark) >= 4.5);
        QVERIFY(contrast(t.label, t.map_ground) >= 4.5);
        // Lines one must find, WCAG 1.4.11.
        for (const QColor& line : {t.barrier, t.opening, t.study_edge, t.control_edge, t.selection, t.lamp})
            QVERIFY2(contrast(line, t.map_ground) >= 3, qPrintable(line.name()));
    }

    void the_base_of_the_map_is_muted() {
        for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark}) {
            const Theme& t = theme(kind);
            for (const QColor& c :
                 {t.map_ground, t.building_fill, t.green_fill, t.water_fill, t.path_fill, t.zone_fill})
                QVERIFY2(c.hsvSaturationF() <= 0.5F && std::max({c.red(), c.green(), c.blue()}) -
                                                               std::min({c.red(), c.green(), c.blue()}) <=
                                                           32,
                         qPrintable(c.name()));
        }
    }

    void the_colours_of_the_style_page_are_used_to_the_letter() {
        QCOMPARE(theme(ThemeKind::light).accent, QColor("#0B6478"));
        QCOMPARE(theme(ThemeKind::light).building_fill, QColor("#DADDE2"));
        QCOMPARE(theme(ThemeKind::light).water_fill, QColor("#D6E1EA"));
        QCOMPARE(theme(ThemeKind::dark).window, QColor("#15181C"));
        QCOMPARE(theme(ThemeKind::dark).serious, QColor("#FF8A66"));
    }

    void fonts_have_their_sizes_in_pixels() {
        QCOMPARE(font(TextStyle::secondary).pixelSize(), 12);
        QCOMPARE(font(TextStyle::body).pixelSize(), 13);
        QCOMPARE(font(TextStyle::panel_title).pixelSize(), 15);
        QCOMPARE(font(TextStyle::score).pixelSize(), 28);
        QCOMPARE(font(TextStyle::body).weight(), QFont::Normal);
        QCOMPARE(font(TextStyle::score).weight(), QFont::DemiBold);
        const QStringList families{"Inter", "Noto Sans", "DejaVu Sans"};
        QVERIFY(families.contains(QFontInfo(font(TextStyle::body)).family()));
    }

    void every_role_and_activity_has_an_icon() {
        const auto names = icon_names();
        for (const auto& role : prospect::roles())
            QVERIFY2(std::find(names.begin(), names.end(), std::string(role.table)) != names.end(),
                     role.table.data());
        for (const char* kind : activity_kinds())
            QVERIFY2(std::find(names.begin(), names.end(), kind) != names.end(), kind);
    }

    void a_missing_icon_does_not_keep_the_rest_from_being_painted() {
        QImage image(20, 20, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint_icon(painter, "no-such-icon", Qt::red, QRectF(0, 0, 20, 20));
        painter.end();
        int painted = 0; // of a dotted square, empty inside
        for (int x = 0; x < 20; ++x)
            painted += qAlpha(image.pixel(x, 4)) > 0 ? 1 : 0;
        QVERIFY(painted >= 4);
        QCOMPARE(qAlpha(image.pixel(10, 10)), 0);
    }

    void icons_take_the_colour_asked_for() {
        for (const std::string& name : icon_names()) {
            const QImage image = icon_image(name, QColor(200, 10, 20), 20, 2);
            QCOMPARE(image.size(), QSize(40, 40));
            int drawn = 0;
            for (int y = 0; y < 40; ++y)
                for (int x = 0; x < 40; ++x) {
                    const QColor c = image.pixelColor(x, y);
                    if (c.alpha() < 200) continue;
                    ++drawn;
                    QVERIFY2(c.red() > 180 && c.green() < 30 && c.blue() < 40, name.c_str());
                }
            QVERIFY2(drawn >= 20, name.c_str());
            for (int i = 0; i < 40; ++i)
                QVERIFY2(qAlpha(image.pixel(i, 0)) == 0 && qAlpha(image.pixel(0, i)) == 0, name.c_str());
        }
        QVERIFY_EXCEPTION_THROWN(icon_image("no-such-icon", Qt::black, 20), prospect::Error);
    }
};

PROSPECT_TEST(StyleTest);

#include "style_test.moc"
