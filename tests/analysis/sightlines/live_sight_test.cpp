#include "analysis/sightlines/live_sight.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <numbers>

using namespace prospect;
using namespace prospect::sightlines;
using test::SiteBuilder;

namespace {

using Values = SiteBuilder::Values;
const Values tall{{"height_m", Value(3.0)}};

bool near(double a, double b) {
    return std::abs(a - b) < 1e-6 * std::max(1.0, std::abs(b));
}

std::shared_ptr<const SightWalls> walls_of(const SiteBuilder& plan, double reach_m = 0) {
    return std::make_shared<const SightWalls>(
        std::make_shared<const scene::Scene>(plan.site(), TimeContext{}), 1.6, reach_m);
}

// A court of 20 × 20 m between four blocks, named after their side.
SiteBuilder court() {
    SiteBuilder plan;
    plan.add(Role::building, test::rectangle(-5, 20, 25, 25), tall).name = "North";
    plan.add(Role::building, test::rectangle(20, 0, 25, 20), tall).name = "East";
    plan.add(Role::building, test::rectangle(-5, -5, 25, 0), tall).name = "South";
    plan.add(Role::building, test::rectangle(-5, 0, 0, 20), tall).name = "West";
    return plan;
}

std::string name_of(const SightWalls& walls, const Blocker& blocker) {
    const FeaturePtr feature = walls.feature(blocker.feature);
    return feature ? feature->name : "";
}

} // namespace

class LiveSightTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_court_is_seen_whole_and_its_four_sides_end_the_view() {
        const auto walls = walls_of(court());
        Looker looker(walls);
        const LiveView& seen = looker.look({10, 10}, {});
        QVERIFY(seen.status == LookStatus::seen);
        QVERIFY(near(seen.measures.area_m2, 400));
        const auto blockers = walls->blockers(seen.view, {});
        QCOMPARE(blockers.size(), std::size_t{4});
        for (const Blocker& one : blockers) {
            QVERIFY(near(one.share, 0.25));
            QVERIFY(near(one.nearest_m, 10));
            QCOMPARE(one.walls.size(), std::size_t{1});
        }
    }

    void what_ends_most_of_the_view_comes_first() {
        const auto walls = walls_of(court());
        Looker looker(walls);
        const LiveView& seen = looker.look({10, 1}, {});
        const auto blockers = walls->blockers(seen.view, {});
        QCOMPARE(name_of(*walls, blockers.front()), std::string("South"));
        // From 1 m before a wall of 20 m: 2 atan(10).
        QVERIFY(near(blockers.front().share, 2 * std::atan(10.0) / (2 * std::numbers::pi)));
        QCOMPARE(name_of(*walls, blockers.back()), std::string("North"));
        double all = 0;
        for (const Blocker& one : blockers)
            all += one.share;
        QVERIFY(near(all, 1));
    }

    void a_view_all_round_in_the_open_ends_where_the_plan_ends() {
        SiteBuilder plan;
        plan.add(Role::path, test::line({{0, 0}, {20, 0}}));
        plan.add(Role::path, test::line({{0, 20}, {20, 20}}));
        const auto walls = walls_of(plan);
        Looker looker(walls);
        // The box of the plan grown by 10 m: 40 x 40 m.
        const LiveView& seen = looker.look({10, 10}, {});
        QVERIFY(near(seen.open.plan_end_m, 160) && near(seen.open.plan_end_share, 1));
        QVERIFY(seen.open.hidden_m == 0 && seen.open.limit_m == 0 && seen.open.limit_share == 0);
        // A sector of a quarter and 5 m: two sides and an arc, all of them asked for.
        const OpenEnds sector = looker.look({10, 10}, {0, 90, 5, 0}).open;
        QVERIFY(near(sector.limit_m, 10 + 5 * std::numbers::pi / 2) && near(sector.limit_share, 1));
        QVERIFY(sector.hidden_m == 0 && sector.plan_end_m == 0);
    }

    void a_wall_hides_ground_along_two_edges() {
        SiteBuilder plan;
        plan.add(Role::path, test::line({{-10, -10}, {30, 30}}));
        plan.add(Role::barrier, test::line({{5, 10}, {15, 10}}),
                 {{"height_m", Value(3.0)}, {"opacity", Value(1.0)}});
        const auto walls = walls_of(plan);
        Looker looker(walls);
        // From 5 m before its middle: two edges at 45 degrees, to the east and west ends of the plan 25 m on.
        const LiveView& seen = looker.look({10, 5}, {});
        QVERIFY(near(seen.open.hidden_m, 2 * 25 * std::numbers::sqrt2));
        QVERIFY(near(seen.open.plan_end_share, 0.75));
    }

    void the_open_ends_add_up_to_the_edges_without_a_wall() {
        SiteBuilder plan = court();
        plan.add(Role::barrier, test::line({{3, 4}, {9, 6}}),
                 {{"height_m", Value(3.0)}, {"opacity", Value(1.0)}});
        plan.add(Role::building, test::rectangle(13, 12, 16, 15), tall);
        plan.add(Role::path, test::line({{-60, 10}, {60, 40}}));
        const auto walls = walls_of(plan, 32);
        Looker looker(walls);
        for (const kernel::Sight& sight :
             {kernel::Sight{}, kernel::Sight{0, 360, 9, 0}, kernel::Sight{70, 100, 12, 0},
              kernel::Sight{200, 240, 0, 0}, kernel::Sight{0, 360, 32, 0}})
            for (const Point eye : {Point{10, 10}, {2, 3}, {17, 2}, {0, 7}, {-20, 10}, {40, 40}}) {
                const LiveView& seen = looker.look(eye, sight);
                const OpenEnds& open = seen.open;
                QVERIFY(near(open.hidden_m + open.limit_m + open.plan_end_m, seen.measures.occlusivity_m));
                double share = open.limit_share + open.plan_end_share;
                for (const Blocker& one : walls->blockers(seen.view, sight))
                    share += one.share;
                // From a wall nothing is seen of the directions into it.
                if (seen.view.status == kernel::ViewStatus::ok) QVERIFY(near(share, 1));
            }
    }

    void houses_of_a_terrace_in_one_line_are_told_apart() {
        SiteBuilder plan;
        plan.add(Role::building, test::rectangle(0, 10, 10, 20), tall).name = "One";
        plan.add(Role::building, test::rectangle(10, 10, 20, 20), tall).name = "Two";
        const auto walls = walls_of(plan);
        Looker looker(walls);
        const LiveView& seen = looker.look({10, 0}, {0, 90, 0, 0});
        const auto blockers = walls->blockers(seen.view, {0, 90, 0, 0});
        QCOMPARE(blockers.size(), std::size_t{2});
        QVERIFY(near(blockers[0].share, 0.5) && near(blockers[1].share, 0.5));
    }

    void what_is_lower_than_the_eye_or_seen_through_does_not_block() {
        SiteBuilder plan = court();
        plan.add(Role::barrier, test::line({{2, 5}, {18, 5}}), {{"height_m", Value(1.0)}});
        plan.add(Role::barrier, test::line({{2, 15}, {18, 15}}),
                 {{"height_m", Value(2.0)}, {"opacity", Value(0.2)}});
        const auto walls = walls_of(plan);
        Looker looker(walls);
        QVERIFY(near(looker.look({10, 10}, {}).measures.area_m2, 400));
    }

    void an_eye_in_a_solid_names_what_holds_it_but_not_in_its_court() {
        SiteBuilder plan;
        const std::vector<Point> outer{{0, 0}, {30, 0}, {30, 30}, {0, 30}};
        const std::vector<std::vector<Point>> yard{{{10, 10}, {10, 20}, {20, 20}, {20, 10}}};
        plan.add(Role::building, Geometry::make_polygon(outer, yard), tall).name = "Ring";
        const auto walls = walls_of(plan);
        Looker looker(walls);
        QVERIFY(looker.look({5, 5}, {}).status == LookStatus::in_solid);
        QCOMPARE(walls->feature(walls->holder({5, 5})->feature)->name, std::string("Ring"));
        QVERIFY(looker.look({15, 15}, {}).status == LookStatus::seen);
        QVERIFY(walls->holder({15, 15}) == nullptr);
        QVERIFY(looker.look({500, 5}, {}).status == LookStatus::outside);
    }

    void a_reach_is_not_cut_short_at_the_edge_of_the_plan() {
        SiteBuilder plan;
        plan.add(Role::building, test::rectangle(0, 0, 10, 10), tall);
        const auto walls = walls_of(plan, 50);
        QVERIFY(walls->serves(60) && !walls->serves(70));
        // Sight without a limit ends 10 m beyond the last thing drawn, whatever was asked before.
        QVERIFY(!walls->serves(0) && walls_of(plan, 0)->serves(0) && !walls_of(plan, 0)->serves(5));
        Looker looker(walls);
        // Straight out of the plan, away from the building.
        const LiveView& seen = looker.look({5, 15}, {0, 90, 50, 0});
        QVERIFY(near(seen.measures.area_m2, 50 * 50 * std::numbers::pi / 4));
    }

    void seen_cells_are_those_whose_centres_lie_in_the_view() {
        const auto walls = walls_of(court());
        Looker looker(walls);
        const LiveView& seen = looker.look({10, 10}, {});
        const Grid grid{-5, 25, 1, 1, 30, 30};
        const auto runs = seen_cells_of(grid, seen.view);
        QCOMPARE(runs.size(), std::size_t{20});
        for (const SeenRun& run : runs)
            QVERIFY(run.first == 5 && run.last == 24);
    }

    void cells_without_a_value_are_not_among_those_seen() {
        const auto walls = walls_of(court());
        Looker looker(walls);
        const LiveView& seen = looker.look({10, 10}, {});
        Field field("test", "", {0, 20, 1, 1, 20, 20});
        std::fill(field.values.begin(), field.values.end(), 1.0F);
        field.values[3 * 20 + 7] = nodata;
        const auto runs = seen_cells_of(field, seen.view);
        QCOMPARE(runs.size(), std::size_t{21});
        QVERIFY(runs[3].row == 3 && runs[3].first == 0 && runs[3].last == 6);
        QVERIFY(runs[4].row == 3 && runs[4].first == 8 && runs[4].last == 19);
    }

    void one_cell_stands_for_each_direction_the_farthest() {
        const Grid grid{0, 5, 1, 1, 5, 5};
        const std::vector<SeenRun> all{{0, 0, 4}, {1, 0, 4}, {2, 0, 4}, {3, 0, 4}, {4, 0, 4}};
        // From the middle cell in four sectors, clockwise from north: the corners.
        const auto cells = farthest_by_direction(grid, all, {2.5, 2.5}, 4);
        QCOMPARE(cells, (std::vector<Point>{{4.5, 4.5}, {4.5, 0.5}, {0.5, 0.5}, {0.5, 4.5}}));
        // Never more than there are sectors, never the cell of the eye.
        QVERIFY(farthest_by_direction(grid, all, {2.5, 2.5}, 100).size() <= 24);
        QVERIFY(farthest_by_direction(grid, {{2, 2, 2}}, {2.5, 2.5}, 8).empty());
    }
};

PROSPECT_TEST(LiveSightTest);
#include "live_sight_test.moc"
