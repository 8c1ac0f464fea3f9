#include "analysis/sightlines/live_sight.h"
#include "analysis/sightlines/open_ground.h"
#include "geometry/site/water.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <numbers>
#include <random>

using namespace prospect;
using namespace prospect::sightlines;
using test::SiteBuilder;

namespace {

using Values = SiteBuilder::Values;
const Values tall{{"height_m", Value(3.0)}};
const Values solid{{"height_m", Value(3.0)}, {"opacity", Value(1.0)}};

GroundSeen seen_from(const SiteBuilder& plan, Point eye, const kernel::Sight& sight = {}) {
    const auto scene = std::make_shared<const scene::Scene>(plan.site(), TimeContext{});
    const auto walls = std::make_shared<const SightWalls>(scene, 1.6, sight.reach_m);
    return OpenGround(*scene, 1.6).seen_in(Looker(walls).look(eye, sight).view, sight);
}

bool near(double a, double b, double slack) {
    return std::abs(a - b) <= slack;
}

// A site of 40 × 20 m, cut by a wall at x = 20 with a gap of 4 m in its middle.
SiteBuilder divided() {
    SiteBuilder plan;
    plan.add(Role::study_area, test::rectangle(0, 0, 40, 20), {{"kind", Value(std::string("application"))}});
    plan.add(Role::barrier, test::line({{20, 0}, {20, 8}}), solid);
    plan.add(Role::barrier, test::line({{20, 12}, {20, 20}}), solid);
    return plan;
}

} // namespace

class OpenGroundTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    // Through the gap, from 10 m before it: a strip that is 4 m wide at the wall and 12 m at the far end.
    void what_a_wall_hides_is_the_rest_of_the_ground() {
        const GroundSeen seen = seen_from(divided(), {10, 10});
        QCOMPARE(seen.all_m2, 800.0);
        QVERIFY2(near(seen.seen_m2, 400 + 20 * (4 + 12) / 2.0, 2), qPrintable(QString::number(seen.seen_m2)));
        QCOMPARE(seen.hidden_m2(), 800 - seen.seen_m2);
        QVERIFY(near(seen.share(), 0.7, 0.003));
    }

    // 8 m about the eye nothing is in the way; half of that circle is a field of view of 180 degrees.
    void all_is_what_reach_and_field_of_view_take_in() {
        const GroundSeen circle = seen_from(divided(), {10, 10}, {.reach_m = 8});
        QVERIFY2(near(circle.all_m2, 64 * std::numbers::pi, 1), qPrintable(QString::number(circle.all_m2)));
        QVERIFY(near(circle.share(), 1, 0.002));
        const GroundSeen half =
            seen_from(divided(), {10, 10}, {.azimuth_deg = 90, .fov_deg = 180, .reach_m = 8});
        QVERIFY(near(half.all_m2, 32 * std::numbers::pi, 1) && near(half.share(), 1, 0.005));
        // Without a limit, towards the west: the left part of the site.
        const GroundSeen west = seen_from(divided(), {10, 10}, {.azimuth_deg = 270, .fov_deg = 180});
        QVERIFY(near(west.all_m2, 200, 1e-9) && near(west.seen_m2, 200, 1e-9));
        // Turned away from the site altogether there is nothing to be seen, and nothing hidden.
        const GroundSeen away =
            seen_from(divided(), {1, 10}, {.azimuth_deg = 270, .fov_deg = 20, .reach_m = 1});
        QVERIFY(away.all_m2 < 0.5 && away.hidden_m2() <= away.all_m2);
    }

    void where_nobody_can_be_is_no_open_ground() {
        SiteBuilder plan;
        plan.add(Role::study_area, test::rectangle(0, 0, 40, 20));
        plan.add(Role::building, test::rectangle(30, 5, 40, 15), tall);                      // 100 m2
        plan.add(Role::planting, test::rectangle(0, 0, 10, 2), {{"height_m", Value(0.8)}});  // 20 m2
        plan.add(Role::planting, test::rectangle(10, 0, 20, 2), {{"height_m", Value(0.3)}}); // waded through
        plan.add(Role::zone, test::rectangle(0, 15, 10, 20), {{"ownership", Value(std::string("private"))}});
        plan.add(Role::zone, test::rectangle(10, 15, 20, 20),
                 {{"ownership", Value(std::string("public"))}, {"use", Value(std::string("pond"))}});
        plan.add(Role::tree, test::point(25, 10), {{"height_m", Value(8.0)}}); // stood under
        const GroundSeen seen = seen_from(plan, {5, 10});
        QCOMPARE(seen.all_m2, 800.0 - 100 - 20 - 50 - 50);
        QCOMPARE(seen.water_m2, 50.0); // all of it is seen and none of it counts
    }

    void the_whole_plan_counts_where_no_boundary_is_drawn() {
        SiteBuilder plan;
        plan.add(Role::path, test::line({{0, 0}, {20, 20}}));
        // The box of the plan grown by 10 m.
        const GroundSeen seen = seen_from(plan, {5, 5});
        QCOMPARE(seen.all_m2, 1600.0);
        QCOMPARE(seen.seen_m2, 1600.0);
    }

    // Random walls and eyes: a cell is seen when no wall crosses the line to its centre.
    void counts_what_lines_from_the_eye_reach() {
        std::mt19937 engine(11);
        const auto random = [&](double low, double high) {
            return std::uniform_real_distribution<double>(low, high)(engine);
        };
        for (int round = 0; round < 20; ++round) {
            SiteBuilder plan;
            plan.add(Role::study_area, test::rectangle(0, 0, 30, 30));
            std::vector<Segment> walls;
            for (int i = 0; i < 6; ++i) {
                const Point a{random(1, 29), random(1, 29)};
                const Point b{random(1, 29), random(1, 29)};
                walls.push_back({a, b});
                plan.add(Role::barrier, test::line({a, b}), solid);
            }
            const Point eye{random(1, 29), random(1, 29)};
            const kernel::Sight sight{random(0, 360), random(30, 360), random(5, 40), 0};
            const GroundSeen counted = seen_from(plan, eye, sight);
            double seen = 0;
            double all = 0;
            constexpr double cell = 0.1;
            for (double x = cell / 2; x < 30; x += cell)
                for (double y = cell / 2; y < 30; y += cell) {
                    const Point p{x, y};
                    const Point away = p - eye;
                    const double turn = std::remainder(
                        std::atan2(away.x, away.y) * 180 / std::numbers::pi - sight.azimuth_deg, 360);
                    if (length(away) > sight.reach_m || std::abs(turn) > sight.fov_deg / 2) continue;
                    all += cell * cell;
                    const bool hidden = std::any_of(walls.begin(), walls.end(), [&](const Segment& wall) {
                        const auto side = [](Point a, Point b, Point c) { return cross(b - a, c - a) > 0; };
                        return side(eye, p, wall.a) != side(eye, p, wall.b) &&
                               side(wall.a, wall.b, eye) != side(wall.a, wall.b, p);
                    });
                    seen += hidden ? 0 : cell * cell;
                }
            QVERIFY2(near(counted.all_m2, all, 0.004 * all + 1.5),
                     qPrintable(QString("%1 and not %2").arg(counted.all_m2).arg(all)));
            QVERIFY2(near(counted.seen_m2, seen, 0.015 * seen + 2.5),
                     qPrintable(QString("%1 and not %2").arg(counted.seen_m2).arg(seen)));
        }
    }

    void water_is_known_by_tags_else_by_names() {
        Layer drawn;
        drawn.role = Role::underlay;
        drawn.name = "Ground";
        Feature area;
        area.geometry = test::rectangle(0, 0, 1, 1);
        QVERIFY(!is_water(drawn, area));
        area.name = "River Lea";
        QVERIFY(is_water(drawn, area));
        area.extra = {{"landuse", Value(std::string("grass"))}};
        QVERIFY(!is_water(drawn, area)); // tagged otherwise
        area.extra = {{"natural", Value(std::string("water"))}};
        QVERIFY(is_water(drawn, area));
        area = {};
        area.geometry = test::rectangle(0, 0, 1, 1);
        drawn.name = "Ponds 2024";
        QVERIFY(is_water(drawn, area));
        drawn.name = "Riverside car park";
        QVERIFY(!is_water(drawn, area));
        area.geometry = test::line({{0, 0}, {1, 1}});
        drawn.name = "River";
        QVERIFY(!is_water(drawn, area)); // a line has no ground
    }
};

PROSPECT_TEST(OpenGroundTest);
#include "open_ground_test.moc"
