#include "analysis/assessment/remedies.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

void add_wall(SiteBuilder& builder, std::vector<Point> points) {
    drawn(builder, Role::barrier, line(std::move(points)),
          {{"kind", words("wall")}, {"height_m", 2.2}, {"passable", words("none")}});
}

// A footway along a road, and a recess of 2 x 3 m that opens to it.
SiteBuilder recess() {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 60, 40);
    drawn(builder, Role::path, line({{0, 5}, {60, 5}}), {{"kind", words("road")}, {"width_m", 6.0}});
    drawn(builder, Role::path, line({{0, 15}, {60, 15}}), {{"kind", words("footway")}, {"width_m", 2.0}});
    add_wall(builder, {{30, 17}, {30, 20}});
    add_wall(builder, {{30, 20}, {32, 20}});
    add_wall(builder, {{32, 20}, {32, 17}});
    // So that the plan has a layer of openings.
    drawn(builder, Role::building, rectangle(0, 30, 10, 38), {{"height_m", 6.0}});
    drawn(builder, Role::opening, point(5, 30), {{"kind", words("window")}});
    return builder;
}

// Open ground with a pump in the middle.
SiteBuilder pump() {
    SiteBuilder builder;
    red_line_of(builder, 0, 0, 40, 40);
    drawn(builder, Role::target, point(20, 20), {{"kind", words("asset")}});
    drawn(builder, Role::building, rectangle(200, 200, 210, 208), {{"height_m", 6.0}});
    drawn(builder, Role::opening, point(205, 200), {{"kind", words("window")}});
    return builder;
}

} // namespace

// AC-07 and AC-09.
class WaysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_recess_beside_a_path_has_one_way_out() {
        const Assessment made = check(recess(), "AC-07");
        const Finding found = only(made);
        QCOMPARE(found.level, Level::look);
        QCOMPARE(found.value, std::optional(1.0));
        QVERIFY(distance(*found.at, Point{31, 18.5}) < 1.5);
        QVERIFY(found.message.find("2.0 m wide") != std::string::npos);
        QVERIFY(!found.causes.empty());
        QCOMPARE(made.outcomes[0].checked, std::size_t{2}); // the road, and the place beside the footway
    }

    void a_second_way_out_is_tried() {
        engine::Engine engine(catalogue());
        const engine::Request request{.site = recess().site(), .threads = 2};
        Assessment made = assess(engine, request, profile_of("AC-07"));
        try_remedies(engine, request, profile_of("AC-07"), made);
        const Finding found = only(made);
        QVERIFY(!found.remedies.empty());
        QVERIFY(found.remedies[0].text.find("second way out") != std::string::npos);
        QVERIFY(std::find(found.remedies[0].clears.begin(), found.remedies[0].clears.end(), found.key) !=
                found.remedies[0].clears.end());
    }

    void behind_private_ground_no_gap_is_proposed() {
        SiteBuilder builder = recess();
        drawn(builder, Role::zone, rectangle(25, 20, 40, 30), {{"ownership", words("private")}});
        drawn(builder, Role::zone, rectangle(32, 16, 40, 20), {{"ownership", words("private")}});
        drawn(builder, Role::zone, rectangle(25, 16, 30, 20), {{"ownership", words("private")}});
        QVERIFY(only(check(builder, "AC-07")).remedies.empty());
    }

    void a_wide_recess_passes() {
        SiteBuilder builder;
        red_line_of(builder, 0, 0, 60, 40);
        drawn(builder, Role::path, line({{0, 5}, {60, 5}}), {{"kind", words("road")}, {"width_m", 6.0}});
        add_wall(builder, {{30, 9}, {30, 14}, {34, 14}, {34, 9}});
        QCOMPARE(only(check(builder, "AC-07")).level, Level::pass);
    }

    void every_path_behind_the_same_narrow_place_is_told() {
        SiteBuilder builder;
        red_line_of(builder, 0, 0, 60, 60);
        drawn(builder, Role::path, line({{0, 5}, {60, 5}}), {{"kind", words("road")}, {"width_m", 6.0}});
        add_wall(builder, {{29, 20}, {10, 20}, {10, 50}, {50, 50}, {50, 20}, {31, 20}});
        drawn(builder, Role::path, line({{30, 22}, {30, 48}}),
              {{"kind", words("footway")}, {"width_m", 2.0}});
        drawn(builder, Role::path, line({{12, 40}, {20, 40}}),
              {{"kind", words("footway")}, {"width_m", 2.0}});
        const Assessment made = check(builder, "AC-07");
        std::size_t missed = 0;
        for (const Finding& finding : made.findings) {
            if (finding.value == std::optional(1.0)) ++missed;
            if (finding.value != std::optional(1.0))
                QVERIFY(finding.message.find("only one way") == std::string::npos);
        }
        QCOMPARE(missed, std::size_t{2});
    }

    void without_a_refuge_or_a_path_it_cannot_be_told() {
        SiteBuilder builder;
        red_line_of(builder, 0, 0, 60, 40);
        add_wall(builder, {{30, 9}, {30, 14}});
        QVERIFY(only(check(builder, "AC-07")).message.find("no path") != std::string::npos);
        drawn(builder, Role::path, line({{0, 5}, {60, 5}}), {{"kind", words("footway")}});
        const Finding found = only(check(builder, "AC-07"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY(found.message.find("refuge") != std::string::npos);
    }

    void far_from_any_refuge_there_is_no_way() {
        SiteBuilder builder;
        red_line_of(builder, 0, 0, 300, 20);
        drawn(builder, Role::path, line({{0, 5}, {300, 5}}), {{"kind", words("footway")}, {"width_m", 2.0}});
        drawn(builder, Role::target, point(10, 8), {{"kind", words("refuge")}});
        const Finding found = only(check(builder, "AC-07"));
        QCOMPARE(found.value, std::optional(0.0));
        QVERIFY(found.message.find("no refuge") != std::string::npos);
    }

    void a_target_nobody_sees_asks_for_a_look() {
        const Finding found = only(check(pump(), "AC-09"));
        QCOMPARE(found.level, Level::look);
        QVERIFY(std::abs(*found.value - 100) < 0.1);
        QVERIFY(metric("target.unseen")->sensitivity == Sensitivity::protect);
    }

    void a_target_behind_a_locked_gate_passes() {
        SiteBuilder builder = pump();
        add_wall(builder, {{15, 15}, {25, 15}, {25, 25}, {15, 25}, {15, 15}});
        drawn(builder, Role::opening, point(20, 15), {{"kind", words("gate")}, {"control", words("locked")}});
        const Finding found = only(check(builder, "AC-09"));
        QCOMPARE(found.level, Level::pass);
    }

    void a_target_nobody_could_get_to_is_no_pass() {
        SiteBuilder closed = pump();
        add_wall(closed, {{15, 15}, {25, 15}, {25, 25}, {15, 25}, {15, 15}});
        Finding found = only(check(closed, "AC-09"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY(found.message.find("no gate or door") != std::string::npos);
        SiteBuilder solid = pump(); // the pump stands in the middle of a wide wall
        drawn(solid, Role::barrier, rectangle(14, 14, 26, 26),
              {{"kind", words("wall")}, {"height_m", 2.2}, {"passable", words("none")}});
        found = only(check(solid, "AC-09"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY(found.message.find("no ground to stand on") != std::string::npos);
    }

    void without_windows_or_targets_it_cannot_be_told() {
        SiteBuilder builder;
        red_line_of(builder, 0, 0, 40, 40);
        drawn(builder, Role::target, point(20, 20), {{"kind", words("asset")}});
        QVERIFY(only(check(builder, "AC-09")).message.find("no window") != std::string::npos);
        SiteBuilder empty;
        red_line_of(empty, 0, 0, 40, 40);
        drawn(empty, Role::building, rectangle(10, 10, 20, 18), {{"height_m", 6.0}});
        drawn(empty, Role::opening, point(15, 10), {{"kind", words("window")}});
        QVERIFY(only(check(empty, "AC-09")).message.find("nothing on the plan to approach") !=
                std::string::npos);
    }
};

PROSPECT_TEST(WaysTest);

#include "ways_test.moc"
