#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// A house whose door looks south, its front boundary 4 m before it, its private garden to the north.
SiteBuilder house() {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, 0, 10, 8), {{"height_m", 7.0}});
    drawn(builder, Role::opening, point(5, 0), {{"kind", words("door")}, {"main", true}});
    drawn(builder, Role::zone, rectangle(0, 8, 10, 20), {{"ownership", words("private")}});
    return builder;
}

void add_barrier(SiteBuilder& builder, std::vector<Point> points, const char* kind, double height_m) {
    drawn(builder, Role::barrier, line(std::move(points)), {{"kind", words(kind)}, {"height_m", height_m}});
}

} // namespace

// NS-06, TR-04 and AC-10.
class BoundariesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_wall_across_the_way_from_the_door_is_a_front_boundary() {
        SiteBuilder builder = house();
        add_barrier(builder, {{0, -4}, {10, -4}}, "wall", 1.4);
        const Finding found = only(check(builder, "NS-06"));
        QCOMPARE(found.level, Level::fail);
        QCOMPARE(found.value, std::optional(1.4));
        QCOMPARE(found.causes.front(), Uuid::from_name("barrier 0"));
    }

    void a_low_wall_passes_and_a_side_fence_is_no_front() {
        SiteBuilder builder = house();
        add_barrier(builder, {{0, -4}, {10, -4}}, "wall", 1.0);
        add_barrier(builder, {{0, 0}, {0, -4}}, "fence", 1.8);
        const Assessment made = check(builder, "NS-06");
        QCOMPARE(only(made).level, Level::pass);
        QCOMPARE(made.outcomes[0].checked, std::size_t{1});
    }

    void a_railing_is_seen_through() {
        SiteBuilder builder = house();
        drawn(builder, Role::barrier, line({{0, -4}, {10, -4}}),
              {{"kind", words("railing")}, {"height_m", 1.8}, {"opacity", 0.3}});
        QCOMPARE(only(check(builder, "NS-06")).value, std::optional(0.0));
    }

    void a_fence_that_may_be_open_or_not_asks_for_a_look() {
        SiteBuilder builder = house();
        add_barrier(builder, {{0, -4}, {10, -4}}, "fence", 1.8);
        QCOMPARE(only(check(builder, "NS-06")).level, Level::look);
    }

    void without_a_main_entrance_the_front_is_not_known() {
        SiteBuilder builder;
        add_barrier(builder, {{0, -4}, {10, -4}}, "wall", 1.4);
        QVERIFY(only(check(builder, "NS-06")).message.find("main entrance") != std::string::npos);
    }

    void rear_fences_of_private_ground_are_at_least_1_8_m() {
        SiteBuilder builder = house();
        add_barrier(builder, {{0, 20}, {10, 20}}, "fence", 1.5);
        add_barrier(builder, {{0, 8}, {0, 20}}, "fence", 1.8);
        add_barrier(builder, {{0, -4}, {10, -4}}, "wall", 0.7); // front: another rule's
        const Assessment made = check(builder, "TR-04");
        QCOMPARE(made.outcomes[0].checked, std::size_t{2});
        const Finding found = only(made);
        QCOMPARE(found.level, Level::fail);
        QCOMPARE(found.value, std::optional(1.5));
    }

    void a_fence_between_two_gardens_is_no_edge_of_private_ground() {
        SiteBuilder builder = house();
        drawn(builder, Role::zone, rectangle(10, 8, 20, 20), {{"ownership", words("private")}});
        add_barrier(builder, {{10, 8}, {10, 20}}, "fence", 0.5);
        QCOMPARE(only(check(builder, "TR-04")).level, Level::not_run);
    }

    void an_assumed_owner_asks_for_a_look() {
        SiteBuilder builder;
        drawn(builder, Role::zone, rectangle(0, 8, 10, 20))
            .set("ownership", words("private"), Basis::assumed);
        add_barrier(builder, {{0, 20}, {10, 20}}, "fence", 1.5);
        QCOMPARE(only(check(builder, "TR-04")).level, Level::look);
    }

    void without_private_ground_there_is_no_rear() {
        SiteBuilder builder;
        add_barrier(builder, {{0, 20}, {10, 20}}, "fence", 1.5);
        QVERIFY(only(check(builder, "TR-04")).message.find("private") != std::string::npos);
    }

    void a_low_wall_outside_a_rear_fence_helps_to_climb() {
        SiteBuilder builder = house();
        add_barrier(builder, {{0, 20}, {10, 20}}, "fence", 1.8);
        add_barrier(builder, {{5, 21}, {5, 24}}, "wall", 1.0);
        add_barrier(builder, {{8, 22.5}, {8, 24}}, "wall", 1.0); // 2.5 m away
        const Finding found = only(check(builder, "AC-10"));
        QCOMPARE(found.level, Level::look);
        QCOMPARE(found.value, std::optional(1.0));
        QCOMPARE(found.causes, std::vector<Uuid>{Uuid::from_name("barrier 1")});
    }

    void what_is_further_off_or_within_the_fence_is_no_step() {
        for (const double y : {21.1, 19.8}) { // a metre is near; private ground is below y = 20
            SiteBuilder builder = house();
            add_barrier(builder, {{0, 20}, {10, 20}}, "fence", 1.8);
            add_barrier(builder, {{5, y}, {6, y}}, "wall", 1.0);
            QCOMPARE(only(check(builder, "AC-10")).level, Level::pass);
        }
    }

    void what_is_as_high_as_the_fence_is_no_step() {
        SiteBuilder builder = house();
        add_barrier(builder, {{0, 20}, {10, 20}}, "fence", 1.8);
        add_barrier(builder, {{5, 20}, {5, 24}}, "fence", 1.8);
        QCOMPARE(only(check(builder, "AC-10")).level, Level::pass);
    }

    void a_wall_below_an_upper_window_helps_to_climb() {
        SiteBuilder builder = house();
        drawn(builder, Role::opening, point(9, 0),
              {{"kind", words("window")}, {"storey", std::int64_t{1}}, {"sill_m", 3.6}});
        add_barrier(builder, {{9, -0.8}, {9, -4}}, "wall", 1.5);
        const Finding found = only(check(builder, "AC-10"));
        QCOMPARE(found.value, std::optional(1.0));
        QVERIFY(found.key.find(Uuid::from_name("opening 1").text()) != std::string::npos);
    }

    void without_edges_and_upper_windows_nothing_is_told() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 10, 8));
        QCOMPARE(only(check(builder, "AC-10")).level, Level::not_run);
    }
};

PROSPECT_TEST(BoundariesTest);

#include "boundaries_test.moc"
