#include "tests/analysis/sightlines/isovist_runs.h"
#include "tests/support/registry.h"

#include <QTest>

#include <random>

using namespace prospect;
using namespace prospect::test;

namespace {

// Half the mean square of the distance seen, times the full turn.
double ray_area(Point eye, const std::vector<Segment>& edges, double reach) {
    constexpr int rays = 20000;
    double sum = 0;
    for (int i = 0; i < rays; ++i) {
        const double angle = 2 * pi * (i + 0.5) / rays;
        const Point ray{std::cos(angle), std::sin(angle)};
        double nearest = reach;
        for (const Segment& edge : edges) {
            const Point along = edge.b - edge.a;
            const double across = cross(ray, along);
            const double there = cross(edge.a - eye, along) / across;
            const double on = cross(edge.a - eye, ray) / across;
            if (there > 0 && on >= 0 && on <= 1) nearest = std::min(nearest, there);
        }
        sum += nearest * nearest / 2;
    }
    return sum * 2 * pi / rays;
}

} // namespace

class IsovistTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_columns_are_those_of_the_contract() {
        const RunPtr seen = run(court(), {{"points", full(10, 10)}});
        QCOMPARE(
            table(seen, "isovists").columns,
            (std::vector<std::string>{"x", "y", "area_m2", "perimeter_m", "occlusivity_m", "compactness",
                                      "drift_m", "drift_azimuth_deg", "min_radial_m", "mean_radial_m",
                                      "max_radial_m", "variance_m2", "skewness_m3", "vertices", "status"}));
    }

    void a_court_seen_from_its_middle_is_the_square() {
        const RunPtr seen = run(court(), {{"points", full(10, 10)}});
        QCOMPARE(number(seen, "x"), east + 10);
        QCOMPARE(number(seen, "y"), north + 10);
        QCOMPARE(text(seen, "status"), std::string("ok"));
        QVERIFY(near(number(seen, "area_m2"), 400));
        QVERIFY(near(number(seen, "perimeter_m"), 80));
        QVERIFY(near(number(seen, "occlusivity_m"), 0));
        QVERIFY(near(number(seen, "compactness"), pi / 4));
        QVERIFY(near(number(seen, "drift_m"), 0));
        QVERIFY(near(number(seen, "min_radial_m"), 10));
        QVERIFY(near(number(seen, "max_radial_m"), 10 * std::numbers::sqrt2));
        const double mean = 40 / pi * std::log(1 + std::numbers::sqrt2);
        QVERIFY(near(number(seen, "mean_radial_m"), mean));
        QVERIFY(near(number(seen, "variance_m2"), 400 / pi - mean * mean, 1e-8));
        QCOMPARE(number(seen, "vertices"), 4.0);
        const Table& polygons = table(seen, "isovist");
        QCOMPARE(polygons.rows.size(), 1U);
        QVERIFY(near(area(polygons.geometries[0]), 400));
        QCOMPARE(table(seen, "occluding_radial").rows.size(), 0U);
    }

    void the_view_pulls_to_its_middle() {
        const RunPtr seen = run(court(), {{"points", full(15, 10)}});
        QVERIFY(near(number(seen, "drift_m"), 5));
        QVERIFY(near(number(seen, "drift_azimuth_deg"), 270));
    }

    void a_wall_casts_its_shadow() {
        SiteBuilder site;
        site.add(Role::barrier, line({{10, -5}, {10, 5}}), {{"kind", std::string("wall")}});
        const RunPtr seen = run(site, {{"points", full(0, 0)}, {"reach_m", "20"}});
        const double shadow = 2 * std::atan(0.5);
        QVERIFY(near(number(seen, "area_m2"), 200 * (2 * pi - shadow) + 50, 1e-6));
        const double hidden = (2 * pi - shadow) * 20 + 2 * (20 - std::sqrt(125));
        QVERIFY(near(number(seen, "occlusivity_m"), hidden, 1e-6));
        QVERIFY(near(number(seen, "perimeter_m"), hidden + 10, 1e-6));
        QVERIFY(near(number(seen, "max_radial_m"), 20, 1e-4));
        QCOMPARE(table(seen, "occluding_radial").rows.size(), 2U);
        QVERIFY(near(as_number(*cell(table(seen, "occluding_radial"), 0, "length_m")).value(),
                     20 - std::sqrt(125), 1e-4));
    }

    void a_field_of_view_is_a_sector() {
        SiteBuilder site;
        site.add(Role::target, point(0, 0));
        const RunPtr seen =
            run(site, {{"points", full(0, 0)}, {"reach_m", "30"}, {"fov_deg", "60"}, {"azimuth_deg", "90"}});
        QVERIFY(near(number(seen, "area_m2"), 900 * pi / 6, 1e-6));
        QVERIFY(near(number(seen, "drift_azimuth_deg"), 90, 1e-6));
        QVERIFY(near(number(seen, "occlusivity_m"), 60 + 10 * pi, 1e-6));
    }

    void a_reach_is_not_cut_short_by_the_box_of_features() {
        SiteBuilder site;
        site.add(Role::target, point(0, 0));
        QVERIFY(near(number(run(site, {{"points", full(3, 4)}, {"reach_m", "500"}}), "area_m2"), pi * 250000,
                     1e-6));
    }

    void unlimited_sight_ends_at_the_box_and_says_so() {
        SiteBuilder site;
        site.add(Role::target, point(0, 0));
        site.add(Role::target, point(20, 10));
        const RunPtr seen = run(site, {{"points", full(5, 5)}});
        QVERIFY(near(number(seen, "area_m2"), 40 * 30));
        QVERIFY(near(number(seen, "occlusivity_m"), 140));
        const auto& notes = seen->result.notes;
        const auto note = std::find_if(notes.begin(), notes.end(),
                                       [](const Note& one) { return one.code == "sight_bounds"; });
        QVERIFY(note != notes.end());
        QVERIFY(note->message.find("529990.0,178990.0 to 530030.0,179020.0") != std::string::npos);
    }

    void a_viewpoint_beyond_all_features_widens_its_own_view_only() {
        SiteBuilder site;
        site.add(Role::target, point(0, 0));
        site.add(Role::target, point(20, 10));
        const RunPtr seen = run(site, {{"points", full(5, 5) + ";" + full(100, 5)}});
        QVERIFY(near(number(seen, "area_m2", 0), 40 * 30));
        QVERIFY(near(number(seen, "area_m2", 1), 120 * 30));
        QVERIFY(std::any_of(seen->result.notes.begin(), seen->result.notes.end(),
                            [](const Note& one) { return one.code == "eyes_outside"; }));
    }

    void tops_near_any_of_the_eye_heights_are_said() {
        SiteBuilder site;
        site.add(Role::barrier, line({{10, -5}, {10, 5}}), {{"height_m", 1.2}});
        const auto warned = [&](const std::string& heights) {
            const RunPtr seen = run(site, {{"points", heights}});
            return std::any_of(seen->result.notes.begin(), seen->result.notes.end(),
                               [](const Note& one) { return one.code == "near_eye_height"; });
        };
        QVERIFY(!warned(full(0, 0) + ",1.6"));
        QVERIFY(warned(full(0, 0) + ",1.6;" + full(1, 0) + ",1.1"));
    }

    void on_a_wall_the_open_side_is_seen() {
        const RunPtr seen = run(court(), {{"points", full(10, 0)}});
        QCOMPARE(text(seen, "status"), std::string("on_wall"));
        QVERIFY(near(number(seen, "area_m2"), 400));
        QVERIFY(near(number(seen, "min_radial_m"), 0));
        QVERIFY(std::any_of(seen->result.notes.begin(), seen->result.notes.end(),
                            [](const Note& one) { return one.code == "on_wall"; }));
    }

    void a_roof_terrace_looks_over_its_building() {
        const RunPtr seen = run(court(), {{"points", full(-2, 10)}, {"eye_height_m", "10.6"}});
        QVERIFY(near(number(seen, "area_m2"), 50 * 50));
    }

    void a_gate_lets_sight_through_when_open() {
        for (const bool open : {false, true}) {
            SiteBuilder site;
            site.add(Role::barrier, line({{10, -40}, {10, 40}}), {{"kind", std::string("wall")}});
            site.add(Role::opening, point(10, 0),
                     {{"kind", std::string("gate")},
                      {"width_m", 2.0},
                      {"control", std::string(open ? "open" : "closed")}});
            const RunPtr seen = run(
                site, {{"points", full(0, 0)}, {"reach_m", "20"}, {"fov_deg", "10"}, {"azimuth_deg", "90"}});
            const double half = pi / 36;
            const double to_wall = 100 * std::tan(half);
            const double gap = std::atan(0.1); // wider than the field of view: 1 m at 10 m
            QVERIFY(gap > half);
            QVERIFY(near(number(seen, "area_m2"), open ? 400 * half : to_wall, 1e-6));
        }
    }

    void a_fence_is_seen_through() {
        SiteBuilder site;
        site.add(Role::barrier, line({{10, -5}, {10, 5}}), {{"kind", std::string("fence")}});
        QVERIFY(
            near(number(run(site, {{"points", full(0, 0)}, {"reach_m", "20"}}), "area_m2"), 400 * pi, 1e-6));
    }

    void polygons_can_be_left_out() {
        const RunPtr seen = run(court(), {{"points", full(10, 10)}, {"polygons", "none"}});
        QCOMPARE(seen->result.tables.size(), 1U);
        QVERIFY(near(number(seen, "area_m2"), 400));
    }

    // An independent check: rays in 20 000 directions against every edge, in plain floating point.
    void a_ray_caster_agrees() {
        constexpr double reach = 60;
        std::mt19937 random(11);
        std::uniform_real_distribution<double> share(0, 1);
        SiteBuilder site;
        std::vector<Segment> edges;
        for (int i = 0; i < 40; ++i) {
            const Point a{120 * share(random), 120 * share(random)};
            const Point b = a + Point{3 + 9 * share(random), 3 + 9 * share(random)};
            if (i % 2 == 0) {
                site.add(Role::building, rectangle(a.x, a.y, b.x, b.y));
                for (const Segment& side : {Segment{a, {b.x, a.y}}, Segment{{b.x, a.y}, b},
                                            Segment{b, {a.x, b.y}}, Segment{{a.x, b.y}, a}})
                    edges.push_back(side);
            } else {
                site.add(Role::barrier, line({a, b}), {{"kind", std::string("wall")}});
                edges.push_back({a, b});
            }
        }
        std::vector<Point> eyes;
        std::string points;
        while (eyes.size() < 40) {
            const Point eye{120 * share(random), 120 * share(random)};
            const auto buildings = site.site()->features(Role::building);
            if (std::any_of(buildings.begin(), buildings.end(),
                            [&](const auto& one) { return contains(one.second->geometry, eye); }))
                continue;
            eyes.push_back(eye);
            points += (points.empty() ? "" : ";") + full(eye.x, eye.y);
        }
        const RunPtr seen = run(site, {{"points", points}, {"reach_m", "60"}});
        for (std::size_t e = 0; e < eyes.size(); ++e)
            QVERIFY(near(number(seen, "area_m2", e), ray_area(eyes[e], edges, reach), 2e-3));
    }

    void threads_do_not_change_a_bit() {
        SiteBuilder site;
        std::string points;
        for (int i = 0; i < 30; ++i) {
            const double x = 13.7 * (i % 6);
            const double y = 11.3 * (i / 6);
            site.add(Role::building, rectangle(x, y, x + 5 + i % 4, y + 4 + i % 3));
            for (int k = 0; k < 20; ++k)
                points += (points.empty() ? "" : ";") + full(x - 1.5 + k * 0.31, y - 2.2 + k * 0.17);
        }
        const RunPtr one = run(site, {{"points", points}}, {}, 1);
        const RunPtr two = run(site, {{"points", points}}, {}, 2);
        QVERIFY(one->result.tables == two->result.tables);
        QCOMPARE(one->result.metrics, two->result.metrics);
    }
};

PROSPECT_TEST(IsovistTest);

#include "isovist_test.moc"
