#include "app/tools/snapper.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QTest>

#include <random>

using namespace prospect;
using namespace prospect::app;

namespace {

SnapQuery query_at(Point at, double reach_m = 1) {
    SnapQuery query;
    query.at = at;
    query.reach_m = reach_m;
    return query;
}

Geometry line(std::vector<Point> points) {
    return Geometry::make_line(points);
}

SitePtr crossing_lines() {
    Site site;
    site.layers = {test::layer(
        "Lines", Role::path,
        {test::feature("a", line({{0, 0}, {10, 0}})), test::feature("b", line({{3, -8}, {3, 4}}))})};
    return std::make_shared<const Site>(std::move(site));
}

SitePtr random_lines(std::mt19937& random, int count) {
    std::uniform_real_distribution<double> place(0, 60);
    std::uniform_real_distribution<double> step(-8, 8);
    std::vector<FeaturePtr> features;
    for (int i = 0; i < count; ++i) {
        const Point first{place(random), place(random)};
        std::vector<Point> points{first};
        for (int j = 0; j < i % 4; ++j)
            points.push_back(points.back() + Point{step(random), step(random)});
        Geometry shape = points.size() == 1   ? Geometry::make_point(first)
                         : points.size() == 2 ? Geometry::make_line(points)
                                              : Geometry::make_polygon(points);
        features.push_back(test::feature("f" + std::to_string(i), std::move(shape)));
    }
    Site site;
    site.layers = {test::layer("Random", Role::underlay, std::move(features))};
    return std::make_shared<const Site>(std::move(site));
}

} // namespace

class SnapperTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void each_kind_of_place_pulls() {
        Snapper snapper;
        snapper.set_site(crossing_lines());
        const auto expect = [&](const SnapQuery& query, SnapKind kind, Point at) {
            const ToolPoint point = snapper.snap(query);
            QCOMPARE(static_cast<int>(point.snap), static_cast<int>(kind));
            QVERIFY(distance(point.at, at) < 1e-12);
        };
        expect(query_at({0.3, 0.4}), SnapKind::end, {0, 0});
        expect(query_at({5.2, 0.5}), SnapKind::middle, {5, 0});
        expect(query_at({3.2, 0.3}), SnapKind::crossing, {3, 0});
        expect(query_at({8, 0.4}), SnapKind::edge, {8, 0});
        expect(query_at({20, 20}), SnapKind::none, {20, 20});
        SnapQuery from_anchor = query_at({7.7, 0.3});
        from_anchor.anchor = Point{7.5, 6};
        expect(from_anchor, SnapKind::perpendicular, {7.5, 0});
        SnapQuery own = query_at({20, 20});
        own.own = {{20.5, 20}};
        expect(own, SnapKind::end, {20.5, 20});
    }

    void what_is_moved_does_not_pull_itself() {
        Snapper snapper;
        snapper.set_site(crossing_lines());
        SnapQuery query = query_at({0.3, 0.4});
        query.except = {Uuid::from_name("a")};
        QCOMPARE(snapper.snap(query).at, query.at);
    }

    void hidden_layers_do_not_pull() {
        auto hidden = std::make_shared<Layer>(*crossing_lines()->layers.front());
        hidden->visible = false;
        Site site;
        site.layers = {hidden};
        Snapper snapper;
        snapper.set_site(std::make_shared<const Site>(site));
        QCOMPARE(snapper.snap(query_at({0.3, 0.4})).at, (Point{0.3, 0.4}));
    }

    void an_edit_is_known_at_once() {
        Snapper snapper;
        const SitePtr before = crossing_lines();
        snapper.set_site(before);
        snapper.set_site(
            apply(*before, {"Move", {ChangeGeometry{Uuid::from_name("a"), line({{0, 30}, {10, 30}})}}}));
        QCOMPARE(snapper.snap(query_at({0.3, 0.4})).at, (Point{0.3, 0.4}));
        QCOMPARE(snapper.snap(query_at({0.3, 30.4})).at, (Point{0, 30}));
    }

    void the_index_finds_what_a_scan_of_everything_finds() {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> place(-2, 62);
        int pulled = 0;
        for (const int count : {1, 20, 150}) {
            const SitePtr site = random_lines(random, count);
            Snapper snapper;
            snapper.set_site(site);
            for (int i = 0; i < 400; ++i) {
                SnapQuery query = query_at({place(random), place(random)}, 0.2 + i % 5);
                if (i % 2) query.anchor = Point{place(random), place(random)};
                const ToolPoint expected = snap_among(query, site->layers.front()->features);
                const ToolPoint found = snapper.snap(query);
                QCOMPARE(static_cast<int>(found.snap), static_cast<int>(expected.snap));
                QCOMPARE(found.at, expected.at);
                QVERIFY(distance(found.at, query.at) <= query.reach_m + 1e-9);
                if (found.snap != SnapKind::none) ++pulled;
            }
        }
        QVERIFY(pulled > 300);
    }
};

PROSPECT_TEST(SnapperTest);
#include "snapper_test.moc"
