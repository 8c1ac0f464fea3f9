// Zones by whose they are, and the ground by how one gets there.
#include "app/render/map_picture.h"
#include "app/render/paint_owners.h"
#include "app/render/paint_walk.h"
#include "tests/support/golden.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

using namespace prospect;
using namespace prospect::render;

namespace {

// One beside the other, from public to restricted; the last says nothing.
SitePtr zones() {
    test::SiteBuilder site;
    double x = 0;
    for (const char* owner : {"public", "semi_public", "semi_private", "private", "restricted", ""}) {
        Feature& zone = site.add(Role::zone, test::rectangle(x, 0, x + 10, 20));
        if (*owner) zone.set("ownership", Value(std::string(owner)), Basis::drawn);
        x += 11;
    }
    site.add(Role::path, test::line({{-2, 10}, {70, 10}}), {{"width_m", 2.0}});
    site.add(Role::building, test::rectangle(34, 12, 40, 18), {{"height_m", 6.0}});
    return site.site();
}

QImage picture(ThemeKind kind, const Aside& aside) {
    const auto model = PaintModel::build(zones());
    const MapView view = MapView::fitting(Box{-2, -2, 68, 22}, QSize(560, 200), 8);
    return render_view(*model, {}, view, theme(kind), Legend::none, &aside);
}

QColor at(const QImage& image, Point p) {
    const MapView view = MapView::fitting(Box{-2, -2, 68, 22}, QSize(560, 200), 8);
    return image.pixelColor(view.to_pixel(p).toPoint());
}

} // namespace

class PaintOwnersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void the_colours_of_ownership_are_as_they_were_looked_at() {
        for (const auto& [kind, suffix] : {std::pair(ThemeKind::light, "light"), {ThemeKind::dark, "dark"}}) {
            Aside aside;
            aside.owners = true;
            const QString wrong =
                test::differs_from_golden(picture(kind, aside), QString("owners_") + suffix);
            QVERIFY2(wrong.isEmpty(), qPrintable(wrong));
        }
    }

    void they_are_there_only_when_asked_for() {
        Aside aside;
        const QImage plain = picture(ThemeKind::light, aside);
        aside.owners = true;
        const QImage owners = picture(ThemeKind::light, aside);
        const Theme& look = theme(ThemeKind::light);
        QCOMPARE(at(owners, {5, 4}), look.owner_fill[0]);
        QCOMPARE(at(owners, {27, 4}), look.owner_fill[2]);
        QCOMPARE(at(plain, {5, 4}), at(plain, {27, 4}));
        QCOMPARE(at(owners, {60, 4}), at(plain, {60, 4})); // says nothing
        QCOMPARE(at(owners, {37, 15}), look.building_fill);
    }

    // Public is cool and restricted warm; within each the lightness falls in the light look and rises in the
    // dark.
    void pairs_are_told_apart_by_lightness() {
        const auto& light = theme(ThemeKind::light).owner_fill;
        const auto& dark = theme(ThemeKind::dark).owner_fill;
        for (const auto& [a, b] : {std::pair(0, 1), {2, 3}, {3, 4}}) {
            const auto first = static_cast<std::size_t>(a);
            const auto second = static_cast<std::size_t>(b);
            QVERIFY(qGray(light[first].rgb()) > qGray(light[second].rgb()) + 12);
            QVERIFY(first == 3 || qGray(dark[second].rgb()) > qGray(dark[first].rgb()) + 12);
        }
        for (const std::size_t i : {0U, 1U})
            QVERIFY(light[i].blue() > light[i].red() && dark[i].blue() > dark[i].red());
        for (const std::size_t i : {2U, 3U, 4U})
            QVERIFY(light[i].red() > light[i].blue() && dark[i].red() > dark[i].blue());
    }

    void ground_of_one_class_has_no_seams() {
        auto ground = std::make_shared<WalkGround>();
        // A fan about a middle that is no corner of a pixel.
        const Point middle{31.37, 9.71};
        const std::vector<Point> around{{0, 0}, {20, 0}, {66, 0}, {66, 20}, {30, 20}, {0, 20}};
        for (std::size_t i = 0; i < around.size(); ++i)
            ground->by_doors[1].push_back({middle, around[i], around[(i + 1) % around.size()]});
        Aside aside;
        aside.walk = ground;
        const auto model = PaintModel::build(std::make_shared<const Site>());
        const MapView view = MapView::fitting(Box{-2, -2, 68, 22}, QSize(560, 200), 8);
        const QImage image = render_view(*model, {}, view, theme(ThemeKind::light), Legend::none, &aside);
        const QRect inner(view.to_pixel({1, 19}).toPoint(), view.to_pixel({60, 5}).toPoint());
        const QRgb color = image.pixel(inner.center());
        QVERIFY(color != theme(ThemeKind::light).map_ground.rgb());
        for (int y = inner.top(); y <= inner.bottom(); ++y)
            for (int x = inner.left(); x <= inner.right(); ++x)
                QVERIFY2(std::abs(qGray(image.pixel(x, y)) - qGray(color)) <= 1,
                         qPrintable(QString("%1 %2").arg(x).arg(y)));
    }
};

PROSPECT_TEST(PaintOwnersTest);

#include "paint_owners_test.moc"
