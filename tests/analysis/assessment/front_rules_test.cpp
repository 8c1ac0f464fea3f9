#include "analysis/assessment/remedies.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// A house whose door and window look south onto a front garden so deep, and a street beyond.
SiteBuilder house(double garden_m) {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
    drawn(builder, Role::opening, point(5, 0), {{"kind", words("door")}, {"main", true}});
    drawn(builder, Role::opening, point(2, 0),
          {{"kind", words("window")}, {"storey", std::int64_t{0}}, {"sill_m", 0.9}});
    if (garden_m > 0)
        drawn(builder, Role::zone, rectangle(0, -garden_m, 10, 0), {{"ownership", words("semi_private")}});
    drawn(builder, Role::zone, rectangle(-20, -20, 30, -garden_m), {{"ownership", words("public")}});
    return builder;
}

Feature& add_barrier(SiteBuilder& builder, const char* kind, double height_m) {
    return drawn(builder, Role::barrier, line({{0, -4}, {10, -4}}),
                 {{"kind", words(kind)}, {"height_m", height_m}});
}

Assessment tried(const SiteBuilder& builder, const std::string& code) {
    engine::Engine engine(catalogue());
    const engine::Request request{.site = builder.site(), .threads = 2};
    const Profile profile = profile_of(code);
    Assessment made = assess(engine, request, profile);
    try_remedies(engine, request, profile, made);
    return made;
}

// A house with its door to the north or the south, in a red line; a path comes in from the west.
SiteBuilder in_red_line(double door_y, std::vector<Point> path) {
    SiteBuilder builder;
    red_line_of(builder, -50, -50, 60, 60);
    drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
    drawn(builder, Role::opening, point(5, door_y), {{"kind", words("door")}, {"main", true}});
    drawn(builder, Role::path, line(std::move(path)), {{"kind", words("footway")}}).name = "Walk";
    return builder;
}

bool near(std::optional<double> found, double expected) {
    if (found && std::abs(*found - expected) <= 1e-6) return true;
    qWarning("%.12g is not %.12g", found.value_or(-1), expected);
    return false;
}

} // namespace

// TR-05, TR-06 and AC-08.
class FrontRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_front_garden_of_1_m_is_too_little_before_a_window() {
        const Finding found = only(check(house(1), "TR-05"));
        QCOMPARE(found.level, Level::look);
        QVERIFY(near(found.value, 1));
        QVERIFY(found.evidence.size() == 1);
    }

    void a_front_garden_of_2_m_is_enough() {
        const Finding found = only(check(house(2), "TR-05"));
        QCOMPARE(found.level, Level::pass);
        QVERIFY(near(found.value, 2));
    }

    void planting_keeps_people_off() {
        SiteBuilder builder = house(0);
        QVERIFY(near(only(check(builder, "TR-05")).value, 0));
        drawn(builder, Role::planting, rectangle(0, -1.6, 4, 0), {{"height_m", 0.8}});
        QVERIFY(near(only(check(builder, "TR-05")).value, 1.6));
    }

    void upper_windows_need_no_strip() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
        drawn(builder, Role::opening, point(2, 0), {{"kind", words("window")}, {"storey", std::int64_t{1}}});
        drawn(builder, Role::zone, rectangle(-20, -20, 30, 0), {{"ownership", words("public")}});
        QCOMPARE(only(check(builder, "TR-05")).level, Level::not_run);
    }

    void without_zones_the_strip_is_not_known() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
        drawn(builder, Role::opening, point(2, 0), {{"kind", words("window")}});
        QVERIFY(only(check(builder, "TR-05")).message.find("public") != std::string::npos);
    }

    void ground_in_no_zone_is_known_by_nobody() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
        drawn(builder, Role::opening, point(2, 0), {{"kind", words("window")}, {"sill_m", 0.9}});
        drawn(builder, Role::zone, rectangle(50, 50, 60, 60), {{"ownership", words("private")}});
        const Finding found = only(check(builder, "TR-05"));
        QVERIFY(near(found.value, 0));
        QCOMPARE(found.basis, Basis::unknown);
    }

    void a_bed_before_the_window_mends_it() {
        SiteBuilder builder = house(0);
        drawn(builder, Role::planting, rectangle(20, -15, 22, -13), {{"height_m", 0.8}});
        // The door in the middle of the front is further away than half a metre.
        const Finding found = only(tried(builder, "TR-05"));
        QVERIFY(!found.remedies.empty());
        QVERIFY(found.remedies.front().text.find("Plant beds") == 0);
    }

    void a_solid_front_fence_of_1_8_m_is_too_close() {
        SiteBuilder builder = house(4);
        add_barrier(builder, "fence", 1.8).set("opacity", 1.0, Basis::drawn);
        const Finding found = only(tried(builder, "TR-06"));
        QCOMPARE(found.level, Level::look);
        QVERIFY(near(found.value, 20));
        QCOMPARE(found.remedies.size(), std::size_t{2}); // lower it, or open it
    }

    void low_walls_and_railings_hold() {
        SiteBuilder wall = house(4);
        add_barrier(wall, "wall", 1.4);
        QVERIFY(near(only(check(wall, "TR-06")).value, 60));
        QCOMPARE(only(check(wall, "TR-06")).level, Level::pass);
        SiteBuilder railing = house(4);
        add_barrier(railing, "railing", 1.8).set("opacity", 0.3, Basis::drawn);
        QVERIFY(near(only(check(railing, "TR-06")).value, 76));
    }

    void a_fence_whose_opacity_is_not_given_is_no_pass() {
        SiteBuilder builder = house(4);
        add_barrier(builder, "fence", 1.8);
        QCOMPARE(only(check(builder, "TR-06")).level, Level::not_run);
        SiteBuilder low = house(4);
        add_barrier(low, "fence", 0.9); // whatever it is made of
        QCOMPARE(only(check(low, "TR-06")).level, Level::pass);
    }

    void without_a_main_entrance_the_front_is_not_known() {
        SiteBuilder builder;
        add_barrier(builder, "wall", 1.4);
        for (const char* code : {"TR-06", "AC-08"})
            QCOMPARE(only(check(builder, code)).level, Level::not_run);
    }

    void a_door_seen_from_where_the_path_enters_is_one_step_away() {
        const Finding found = only(check(in_red_line(0, {{-80, -8}, {20, -8}}), "AC-08"));
        QCOMPARE(found.level, Level::pass);
        QCOMPARE(found.value, std::optional(1.0));
    }

    void a_door_seen_from_the_path_one_sees_is_two_steps_away() {
        const Finding found = only(check(in_red_line(8, {{-80, -8}, {20, -8}, {20, 30}, {5, 30}}), "AC-08"));
        QCOMPARE(found.level, Level::pass);
        QCOMPARE(found.value, std::optional(2.0));
    }

    void a_door_behind_the_house_takes_more() {
        const Finding found = only(check(in_red_line(8, {{-80, -8}, {20, -8}}), "AC-08"));
        QCOMPARE(found.level, Level::look);
        QCOMPARE(found.value, std::optional(3.0));
    }

    void a_main_entrance_that_is_assumed_asks_for_a_look() {
        SiteBuilder builder;
        red_line_of(builder, -50, -50, 60, 60);
        drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
        drawn(builder, Role::opening, point(5, 8), {{"kind", words("door")}})
            .set("main", true, Basis::assumed);
        drawn(builder, Role::path, line({{-80, -8}, {20, -8}}));
        const Finding found = only(check(builder, "AC-08"));
        QCOMPARE(found.level, Level::look);
        QCOMPARE(found.basis, Basis::assumed);
    }

    void without_a_red_line_nobody_knows_where_one_enters() {
        SiteBuilder builder = house(1);
        drawn(builder, Role::path, line({{-80, -8}, {20, -8}}));
        const Finding found = only(check(builder, "AC-08"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY(found.message.find("site boundary") != std::string::npos);
    }
};

PROSPECT_TEST(FrontRulesTest);

#include "front_rules_test.moc"
