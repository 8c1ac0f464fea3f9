#include "analysis/lighting/photometries.h"
#include "app/render/light_style.h"
#include "app/render/map_picture.h"
#include "app/render/paint_photometry.h"
#include "tests/analysis/lighting/lamps.h"
#include "tests/support/golden.h"
#include "tests/support/registry.h"

#include <QPainter>
#include <QTest>

using namespace prospect;
using namespace prospect::render;

namespace {

constexpr std::array<const char*, 2> lamps{"generic_street.ldt", "generic_post_top.ldt"};

QImage sheet(QSize size, ThemeKind kind) {
    QImage image(size, QImage::Format_RGB32);
    image.fill(theme(kind).panel);
    return image;
}

// Polar diagram and cone of both lamps, in the size the window gives them.
QImage diagrams(ThemeKind kind) {
    constexpr QSize one(240, 190);
    QImage image = sheet(one * 2, kind);
    QPainter painter(&image);
    for (std::size_t i = 0; i < lamps.size(); ++i) {
        const Photometry& lamp = *lighting::bundled_photometries().at(lamps[i]);
        const QPointF corner(0, static_cast<double>(i) * one.height());
        paint_polar(painter, QRectF(corner, one), lamp, theme(kind));
        paint_cone(painter, QRectF(corner + QPointF(one.width(), 0), one), lamp, 6, 0.8, theme(kind));
    }
    return image;
}

// Two street lamps along a path and one at a corner of a house.
test::SiteBuilder lit_plan() {
    test::SiteBuilder site;
    site.add(Role::study_area, test::rectangle(0, 0, 48, 32), {{"kind", std::string("application")}});
    site.add(Role::building, test::rectangle(14, 16, 30, 26), {{"height_m", 6.0}}).name = "House";
    site.add(Role::path, test::line({{0, 8}, {48, 8}}), {{"width_m", 3.0}});
    test::add_lamp(site, 10, 5.5, "generic_street.ldt", 6, 0);
    test::add_lamp(site, 34, 5.5, "generic_street.ldt", 6, 0);
    test::add_lamp(site, 38, 24, "generic_post_top.ldt", 4, 0);
    return site;
}

QImage isolux_map(ThemeKind kind) {
    const test::SiteBuilder site = lit_plan();
    const auto run = test::lit(site, "lighting.illuminance", {{"cell_m", "0.5"}});
    const Field& eh = test::field(run, "eh");
    const FieldStyle style = light_style(eh, "Light on the ground");
    Picture picture;
    picture.theme = kind;
    picture.size = QSize(960, 520);
    picture.extent = Box{-18, -2, 50, 34}; // the legend beside the plan
    return render_picture(*PaintModel::build(site.site()), {&eh, &style, {}}, picture);
}

} // namespace

class GoldenLightTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void pictures_are_as_they_were_looked_at() {
        for (const auto& [kind, suffix] : {std::pair(ThemeKind::light, "light"), {ThemeKind::dark, "dark"}}) {
            QString wrong = test::differs_from_golden(diagrams(kind), QString("light_of_lamps_") + suffix);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
            wrong = test::differs_from_golden(isolux_map(kind), QString("isolux_") + suffix);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        }
    }
};

PROSPECT_TEST(GoldenLightTest);

#include "golden_light_test.moc"
