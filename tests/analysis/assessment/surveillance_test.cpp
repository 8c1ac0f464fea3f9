#include "analysis/assessment/watchers.h"
#include "analysis/engine/memory.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <random>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// A house with its door to the south at (5, 0).
SiteBuilder house() {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
    drawn(builder, Role::opening, point(5, 0), {{"kind", words("door")}, {"main", true}});
    return builder;
}

void add_road(SiteBuilder& builder, double y) {
    drawn(builder, Role::path, line({{-50, y}, {60, y}}), {{"kind", words("road")}});
}

// A building at `y`, its only window to the north at (5, y).
void add_house_opposite(SiteBuilder& builder, double y, std::int64_t storey = 0) {
    drawn(builder, Role::building, rectangle(0, y - 8, 10, y), {{"height_m", 7.0}});
    const double sill_m = 0.9 + 3.0 * static_cast<double>(storey);
    drawn(builder, Role::opening, point(5, y),
          {{"kind", words("window")}, {"storey", storey}, {"sill_m", sill_m}, {"head_m", sill_m + 1.2}});
}

void add_barrier(SiteBuilder& builder, std::vector<Point> points, double height_m) {
    drawn(builder, Role::barrier, line(std::move(points)),
          {{"kind", words("wall")}, {"height_m", height_m}, {"opacity", 1.0}});
}

bool crosses(Point a, Point b, Point p, Point q) {
    return cross(b - a, p - a) * cross(b - a, q - a) < 0 && cross(q - p, a - p) * cross(q - p, b - p) < 0;
}

bool says(const Finding& finding, const std::string& text) {
    for (const Evidence& one : finding.evidence)
        if (one.text == text) return true;
    for (const Evidence& one : finding.evidence)
        qWarning("%s", one.text.c_str());
    return false;
}

} // namespace

// NS-05, NS-14 and NS-20.
class SurveillanceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_assumed_window_without_its_building_watches_nothing() {
        SiteBuilder builder = house();
        drawn(builder, Role::opening, point(30, 30), {{"kind", words("window")}}); // drawn: it is there
        drawn(builder, Role::opening, point(50, 30), {}).set("kind", words("window"), Basis::assumed);
        drawn(builder, Role::opening, point(5, 8), {}).set("kind", words("window"), Basis::assumed);
        engine::Engine engine(catalogue());
        const CheckRun run(engine, {.site = builder.site(), .threads = 1}, {});
        const Watchers watchers(run.facts());
        QCOMPARE(watchers.all().size(), std::size_t(2));
        QCOMPARE(watchers.all()[0].eye.x, 30.0);
        QVERIFY(!watchers.all()[1].building.is_nil());
    }

    void a_door_on_the_street_is_seen() {
        SiteBuilder builder = house();
        add_road(builder, -10);
        add_house_opposite(builder, -20);
        const Assessment made = check(builder, "NS-05");
        QCOMPARE(only(made).level, Level::pass);
        QCOMPARE(only(made).value, std::optional(2.0)); // the street and the window opposite
    }

    void a_view_through_a_fence_nobody_described_is_no_pass() {
        SiteBuilder builder = house();
        add_road(builder, -10);
        Feature& fence = drawn(builder, Role::barrier, line({{-50, -5}, {60, -5}}),
                               {{"kind", words("fence")}, {"height_m", 1.8}});
        const Finding unknown = only(check(builder, "NS-05"));
        QCOMPARE(unknown.level, Level::not_run);
        QVERIFY(unknown.message.find("not given") != std::string::npos);
        fence.set("opacity", 0.2, Basis::drawn);
        QCOMPARE(only(check(builder, "NS-05")).level, Level::pass);
        fence.set("opacity", 0.9, Basis::drawn);
        QCOMPARE(check(builder, "NS-05").findings.front().level, Level::look); // no window is on the plan
    }

    void a_place_seen_through_a_fence_nobody_described_is_no_pass() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, -18, 10, -10), {{"height_m", 7.0}});
        for (const double x : {4.0, 6.0})
            drawn(builder, Role::opening, point(x, -10),
                  {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
        drawn(builder, Role::activity, point(5, 0), {{"kind", words("seat")}});
        QCOMPARE(only(check(builder, "NS-14")).level, Level::pass);
        Feature& fence = drawn(builder, Role::barrier, line({{-30, -5}, {40, -5}}),
                               {{"kind", words("fence")}, {"height_m", 2.0}});
        QCOMPARE(only(check(builder, "NS-14")).level, Level::not_run);
        fence.set("opacity", 1.0, Basis::drawn);
        QCOMPARE(only(check(builder, "NS-14")).level, Level::fail);
    }

    void a_street_hidden_by_a_wall_of_unknown_height_is_worth_a_look_only() {
        SiteBuilder builder = house();
        add_road(builder, -10);
        add_house_opposite(builder, -100); // too far away to count
        Feature& wall = drawn(builder, Role::barrier, line({{-50, -5}, {60, -5}}), {{"kind", words("wall")}});
        QCOMPARE(only(check(builder, "NS-05")).level, Level::look);
        wall.set("height_m", 2.5, Basis::drawn);
        QCOMPARE(only(check(builder, "NS-05")).level, Level::fail);
    }

    void a_door_behind_a_wall_is_not() {
        SiteBuilder builder = house();
        add_road(builder, -10);
        add_house_opposite(builder, -20);
        add_barrier(builder, {{-40, -2}, {50, -2}}, 3.0);
        const Finding found = only(check(builder, "NS-05"));
        QCOMPARE(found.level, Level::fail);
        QCOMPARE(found.value, std::optional(0.0));
        QVERIFY(std::find(found.causes.begin(), found.causes.end(), Uuid::from_name("barrier 0")) !=
                found.causes.end());
    }

    // Nobody knows whether it hides the door: worth a look, no verdict.
    void a_wall_of_a_height_nobody_gave_is_no_serious_finding() {
        SiteBuilder builder = house();
        add_road(builder, -60);
        add_house_opposite(builder, -20);
        drawn(builder, Role::barrier, line({{-40, -2}, {50, -2}}),
              {{"kind", words("wall")}}); // 2 m by default
        const Finding found = only(check(builder, "NS-05"));
        QCOMPARE(found.value, std::optional(0.0));
        QCOMPARE(found.level, Level::look);
        // A second wall whose height is known decides.
        add_barrier(builder, {{-40, -4}, {50, -4}}, 3.0);
        QCOMPARE(only(check(builder, "NS-05")).level, Level::fail);
    }

    void an_upper_window_looks_over_a_wall() {
        SiteBuilder builder = house();
        add_road(builder, -60);
        add_house_opposite(builder, -20, 2); // eye at 7.6 m; over the wall the line is at 2.1 m
        add_barrier(builder, {{-40, -2}, {50, -2}}, 2.0);
        QCOMPARE(only(check(builder, "NS-05")).value, std::optional(1.0));
        SiteBuilder higher = house();
        add_road(higher, -60);
        add_house_opposite(higher, -20, 2);
        add_barrier(higher, {{-40, -2}, {50, -2}}, 2.2);
        QCOMPARE(only(check(higher, "NS-05")).value, std::optional(0.0));
    }

    void what_is_further_than_43_m_does_not_count() {
        SiteBuilder builder = house();
        add_road(builder, -44);
        add_house_opposite(builder, -44);
        QCOMPARE(only(check(builder, "NS-05")).level, Level::fail);
    }

    void its_own_windows_do_not_count() {
        SiteBuilder builder = house();
        add_road(builder, -60);
        drawn(builder, Role::opening, point(8, 0), {{"kind", words("window")}, {"sill_m", 0.9}});
        QCOMPARE(only(check(builder, "NS-05")).value, std::optional(0.0));
    }

    void a_miss_without_windows_on_the_plan_asks_for_a_look() {
        SiteBuilder builder = house();
        add_road(builder, -60);
        const Finding found = only(check(builder, "NS-05"));
        QCOMPARE(found.level, Level::look);
        QVERIFY(found.message.find("no window is on the plan") != std::string::npos);
    }

    void without_main_entrances_or_anybody_to_see_them_nothing_is_told() {
        SiteBuilder builder;
        add_road(builder, 0);
        QCOMPARE(only(check(builder, "NS-05")).level, Level::not_run);
        QCOMPARE(only(check(house(), "NS-05")).level, Level::not_run);
    }

    void an_entrance_in_no_wall_is_counted_as_unknown() {
        SiteBuilder builder = house();
        add_road(builder, -10);
        drawn(builder, Role::opening, point(30, 0), {{"kind", words("door")}, {"main", true}});
        const Assessment made = check(builder, "NS-05");
        QCOMPARE(made.outcomes[0].met, std::size_t{1});
        QCOMPARE(made.outcomes[0].unknown, std::size_t{1});
        QCOMPARE(made.count(Level::not_run), std::size_t{1});
    }

    // Against every wall, edge by edge, for every half metre of street and every window, all in one plane.
    void clear_lines_agree_with_brute_force() {
        std::mt19937 random(7);
        std::uniform_real_distribution<double> x(-35, 45);
        std::uniform_real_distribution<double> y(-38, -3);
        int missed = 0;
        for (int round = 0; round < 40; ++round) {
            SiteBuilder builder = house();
            add_road(builder, -40);
            std::vector<Segment> walls{{{0, 0}, {10, 0}}, {{0, 0}, {0, 8}}, {{10, 0}, {10, 8}}};
            for (int i = 0; i < 1 + round % 8; ++i) {
                const Point a{x(random), y(random)};
                const Point b{x(random), y(random)};
                walls.push_back({a, b});
                add_barrier(builder, {a, b}, 9.0);
            }
            std::vector<Point> eyes;
            for (int i = 0; i < 3; ++i) {
                const double left = -30 + 25.0 * i;
                drawn(builder, Role::building, rectangle(left, -60, left + 10, -42), {{"height_m", 7.0}});
                drawn(builder, Role::opening, point(left + 5, -42),
                      {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
                eyes.push_back({left + 5, -41.95});
            }
            const auto clear = [&](Point a, Point b) {
                return std::none_of(walls.begin(), walls.end(),
                                    [&](const Segment& wall) { return crosses(a, b, wall.a, wall.b); });
            };
            double expected = 0;
            const Point door{5, -0.1};
            bool street = false;
            for (double at = -50; at <= 60; at += 0.5)
                street = street || (distance(door, Point{at, -40}) <= 43 && clear(door, {at, -40}));
            expected += street ? 1 : 0;
            for (const Point eye : eyes)
                expected += distance(door, eye) <= 43 && clear(eye, door) ? 1 : 0;
            const Measured measured = measure(builder, "NS-05");
            QCOMPARE(measured.subjects.at(0).value, expected);
            missed += expected < 1 ? 1 : 0;
        }
        QVERIFY(missed > 0 && missed < 40);
    }

    void a_seat_needs_two_windows() {
        SiteBuilder builder;
        add_house_opposite(builder, -10);
        drawn(builder, Role::activity, point(5, 0), {{"kind", words("seat")}});
        const Finding one = only(check(builder, "NS-14"));
        QCOMPARE(one.level, Level::fail);
        QCOMPARE(one.value, std::optional(1.0));
        drawn(builder, Role::opening, point(7, -10),
              {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
        QCOMPARE(only(check(builder, "NS-14")).level, Level::pass);
    }

    void an_area_counts_the_mean_over_its_spots() {
        SiteBuilder builder;
        add_house_opposite(builder, 0);
        drawn(builder, Role::opening, point(7, 0),
              {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
        // Spots lie every 2 m: the rows at 6 and 8 m lie before the wall, those at 10, 12 and 14 m behind it.
        add_barrier(builder, {{-50, 9}, {50, 9}}, 3.0);
        drawn(builder, Role::activity, rectangle(-5, 5, 15, 15), {{"kind", words("play")}});
        const Finding found = only(check(builder, "NS-14"));
        QCOMPARE(found.value, std::optional(2 * 0.4));
        // What is in the way is counted in windows, as the sentence counts them, whatever the number of
        // spots.
        QVERIFY(says(found, "The wall is in the way of 2 windows that see some of it"));
    }

    void windows_an_area_is_hidden_from_are_counted_once() {
        SiteBuilder builder;
        add_house_opposite(builder, 0);
        drawn(builder, Role::opening, point(7, 0),
              {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
        add_barrier(builder, {{-50, 3}, {50, 3}}, 3.0);
        drawn(builder, Role::activity, rectangle(-5, 5, 15, 15), {{"kind", words("play")}});
        const Finding found = only(check(builder, "NS-14"));
        QVERIFY2(found.message.find("2 windows within 43 m are hidden by the wall") != std::string::npos,
                 found.message.c_str());
        QVERIFY2(found.message.ends_with("; there should be at least 2"), found.message.c_str());
        QVERIFY(says(found, "The wall is in the way of 2 windows"));
    }

    void windows_that_face_away_or_are_obscured_do_not_see() {
        SiteBuilder builder;
        add_house_opposite(builder, -10);
        builder.add(Role::opening, point(7, -10),
                    {{"kind", words("window")}, {"sill_m", 0.9}, {"glazing", words("obscured")}});
        drawn(builder, Role::opening, point(7, -18), {{"kind", words("window")}, {"sill_m", 0.9}});
        drawn(builder, Role::activity, point(5, 0), {{"kind", words("seat")}});
        QCOMPARE(only(check(builder, "NS-14")).value, std::optional(1.0));
    }

    void a_sill_that_is_not_given_and_decides_asks_for_a_look() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, -18, 10, -10), {{"height_m", 7.0}});
        drawn(builder, Role::opening, point(5, -10),
              {{"kind", words("window")}, {"storey", std::int64_t{0}}});
        // The line at 1.6 m meets a wall of 2.0 m; from 2.6 m it would pass over it.
        add_barrier(builder, {{-10, -8}, {20, -8}}, 2.0);
        drawn(builder, Role::activity, point(5, 0), {{"kind", words("seat")}});
        QCOMPARE(only(check(builder, "NS-14")).level, Level::look);
    }

    // As eyes on a spot take it: from 85 degrees aside a window sees nothing.
    void a_window_almost_sideways_does_not_see() {
        const auto windows = [](double y) {
            SiteBuilder builder;
            drawn(builder, Role::building, rectangle(-10, 0, 5, 8), {{"height_m", 7.0}});
            drawn(builder, Role::opening, point(0, 0), {{"kind", words("window")}});
            drawn(builder, Role::activity, point(20, y), {{"kind", words("seat")}});
            return *only(check(builder, "NS-14")).value;
        };
        QCOMPARE(windows(-1.5), 0.0); // 85.9 degrees
        QCOMPARE(windows(-2.5), 1.0); // 83.0
    }

    // As eyes on a spot take it: what is said to face into its own building faces out of it.
    void a_window_said_to_face_into_its_building_looks_out_of_it() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 20, 8), {{"height_m", 7.0}});
        for (const double x : {5.0, 15.0})
            drawn(builder, Role::opening, point(x, 0), {{"kind", words("window")}, {"azimuth_deg", 0.0}});
        drawn(builder, Role::activity, point(10, -10), {{"kind", words("seat")}});
        QCOMPARE(only(check(builder, "NS-14")).value, std::optional(2.0));
    }

    void without_windows_overlooking_cannot_be_told() {
        SiteBuilder builder;
        drawn(builder, Role::activity, point(5, 0), {{"kind", words("seat")}});
        const Finding found = only(check(builder, "NS-14"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY(found.message.find("no window") != std::string::npos);
    }

    void an_alley_between_walls_is_least_seen() {
        SiteBuilder builder;
        red_line_of(builder, -10, -60, 60, 30);
        drawn(builder, Role::path, line({{0, 1}, {50, 1}}), {{"kind", words("footway")}}).name = "Alley";
        add_barrier(builder, {{-60, 2.5}, {110, 2.5}}, 2.2);
        add_barrier(builder, {{-60, -0.5}, {110, -0.5}}, 2.2);
        add_house_opposite(builder, -50); // somewhere, out of reach
        const Finding found = only(check(builder, "NS-20"));
        QCOMPARE(found.level, Level::look);
        QVERIFY(*found.value > 240 && *found.value < 260); // 3 m wide, 43 m to each side: 258 m2
        QVERIFY(found.key.find(Uuid::from_name("path 0").text()) != std::string::npos);
    }

    void a_recess_with_one_narrow_way_out_is_a_trap() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{-20, -2}, {20, -2}}));
        // 4 m by 4 m, 2 m open towards the path.
        add_barrier(builder, {{-1, 0}, {-2, 0}, {-2, 4}, {2, 4}, {2, 0}, {1, 0}}, 2.2);
        const Finding found = only(check(builder, "NS-12"));
        QCOMPARE(found.level, Level::look);
        QCOMPARE(found.causes, std::vector<Uuid>{Uuid::from_name("barrier 0")});
        QVERIFY(found.message.ends_with("; there should be none"));
        QVERIFY(found.at && found.at->y > 0 && found.at->y < 4);
    }

    void corners_of_one_thing_are_one_finding_that_counts_them() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{-20, -2}, {40, -2}}));
        add_barrier(builder,
                    {{-1, 0},
                     {-2, 0},
                     {-2, 4},
                     {2, 4},
                     {2, 0},
                     {1, 0},
                     {2, 0},
                     {2, 4},
                     {8, 4},
                     {8, 0},
                     {9, 0},
                     {8, 0},
                     {8, 4},
                     {12, 4},
                     {12, 0},
                     {11, 0}},
                    2.2);
        const Finding found = only(check(builder, "NS-12"));
        QCOMPARE(*found.value, 2.0);
        QVERIFY(found.message.find("the same thing closes in ") != std::string::npos);
    }

    // A grid over both paths would have 400 million cells; only those beside the paths are looked at.
    void traps_of_paths_far_apart_are_found_with_little_memory() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{-20, -2}, {20, -2}}));
        drawn(builder, Role::path, line({{20000, 20000}, {20040, 20000}}));
        add_barrier(builder, {{-1, 0}, {-2, 0}, {-2, 4}, {2, 4}, {2, 0}, {1, 0}}, 2.2);
        const double before_mb = engine::peak_memory_mb();
        const Finding found = only(check(builder, "NS-12"));
        QVERIFY2(engine::peak_memory_mb() - before_mb < 100, "more than 100 MB were needed");
        QCOMPARE(found.causes, std::vector<Uuid>{Uuid::from_name("barrier 0")});
    }

    void a_plan_too_wide_to_look_at_says_what_helps() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{0, 1}, {50, 1}}));
        add_house_opposite(builder, -50);
        drawn(builder, Role::tree, point(20000, 20000));
        const Finding found = only(check(builder, "NS-20"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY2(found.message.find("20.0 by 20.1 km, too wide to look at closely: draw the site boundary") !=
                     std::string::npos,
                 found.message.c_str());
    }

    void a_low_a_wide_open_or_a_far_one_is_not() {
        const auto recess = [](double half_m, double height_m, double path_y) {
            SiteBuilder builder;
            drawn(builder, Role::path, line({{-20, path_y}, {20, path_y}}));
            add_barrier(builder, {{-half_m, 0}, {-2, 0}, {-2, 4}, {2, 4}, {2, 0}, {half_m, 0}}, height_m);
            return only(check(builder, "NS-12")).level;
        };
        QCOMPARE(recess(1, 1.2, -2), Level::pass);   // one looks over it
        QCOMPARE(recess(1.8, 2.2, -2), Level::pass); // 3.6 m open
        QCOMPARE(recess(1, 2.2, -7), Level::pass);   // 7 m from the path
    }

    void a_way_out_is_widened_only_where_nobody_elses_ground_is_opened() {
        // An alley 2 m wide, 4 m deep, beside which a garden may lie.
        const auto ways_out = [](bool garden) {
            SiteBuilder builder;
            drawn(builder, Role::path, line({{-20, -2}, {20, -2}}));
            add_barrier(builder, {{-1, 0}, {-1, 4}, {1, 4}, {1, 0}}, 2.2);
            drawn(builder, Role::opening, point(15, 0), {{"kind", words("gate")}});
            if (garden)
                for (const double x : {-11.05, 1.05})
                    drawn(builder, Role::zone, rectangle(x, -0.5, x + 10, 10),
                          {{"ownership", words("private")}});
            std::vector<std::string> texts;
            for (const Measurement& trap : measure(builder, "NS-12").subjects)
                for (const Proposal& proposal : trap.proposals)
                    texts.push_back(proposal.text);
            return std::any_of(texts.begin(), texts.end(), [](const std::string& text) {
                return text.starts_with("Widen the way out to 3.0 m");
            });
        };
        QVERIFY(ways_out(false));
        QVERIFY(!ways_out(true));
    }

    void an_alley_has_two_ways_out() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{-20, 1}, {20, 1}}));
        add_barrier(builder, {{-20, 0}, {20, 0}}, 2.2);
        add_barrier(builder, {{-20, 2}, {20, 2}}, 2.2);
        QCOMPARE(only(check(builder, "NS-12")).level, Level::pass);
    }

    void without_paths_there_are_no_traps_to_tell() {
        SiteBuilder builder;
        add_barrier(builder, {{-1, 0}, {-2, 0}, {-2, 4}, {2, 4}, {2, 0}, {1, 0}}, 2.2);
        QCOMPARE(only(check(builder, "NS-12")).level, Level::not_run);
        SiteBuilder bare;
        drawn(bare, Role::building, rectangle(0, 0, 5, 5));
        drawn(bare, Role::path, line({{-20, -2}, {20, -2}}));
        QVERIFY(only(check(bare, "NS-12")).message.find("no wall, fence or hedge") != std::string::npos);
    }

    void the_longest_stretch_without_a_lamp_counts() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{0, 0}, {100, 0}}), {{"night_route", true}});
        drawn(builder, Role::path, line({{0, 50}, {100, 50}})); // nobody's way at night
        drawn(builder, Role::luminaire, point(0, 0));
        drawn(builder, Role::luminaire, point(80, 0));
        // From 16 m to 64 m, and from 96 m to 100 m.
        const Finding found = only(check(builder, "LT-14"));
        QCOMPARE(found.level, Level::look);
        QCOMPARE(found.value, std::optional(48.0));
        QVERIFY(distance(*found.at, Point{40, 0}) < 1.5);
    }

    void lamps_close_enough_pass_and_none_is_missing_data() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{0, 0}, {40, 0}}), {{"night_route", true}});
        QVERIFY(only(check(builder, "LT-14")).message.find("not darkness") != std::string::npos);
        drawn(builder, Role::luminaire, point(20, 0));
        QCOMPARE(only(check(builder, "LT-14")).level, Level::pass);
    }

    void an_open_path_is_not() {
        SiteBuilder builder;
        red_line_of(builder, -10, -60, 60, 30);
        drawn(builder, Role::path, line({{0, 1}, {50, 1}}), {{"kind", words("footway")}});
        add_house_opposite(builder, -50);
        QCOMPARE(only(check(builder, "NS-20")).level, Level::pass);
    }
};

PROSPECT_TEST(SurveillanceTest);

#include "surveillance_test.moc"
