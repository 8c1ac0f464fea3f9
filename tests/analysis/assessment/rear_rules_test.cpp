#include "analysis/assessment/remedies.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

Feature& add_barrier(SiteBuilder& builder, std::vector<Point> points, const char* kind, double height_m) {
    return drawn(builder, Role::barrier, line(std::move(points)),
                 {{"kind", words(kind)}, {"height_m", height_m}, {"opacity", 1.0}});
}

Feature& add_gate(SiteBuilder& builder, double x, double y, const char* control = "locked") {
    return drawn(builder, Role::opening, point(x, y),
                 {{"kind", words("gate")}, {"width_m", 1.0}, {"control", words(control)}});
}

// Two houses whose doors look south and their gardens behind; an alley of 4 m behind them before a wall.
SiteBuilder row() {
    SiteBuilder builder;
    for (const double x : {0.0, 10.0}) {
        drawn(builder, Role::building, rectangle(x, 0, x + 10, 8), {{"height_m", 7.0}});
        drawn(builder, Role::opening, point(x + 5, 0), {{"kind", words("door")}, {"main", true}});
        drawn(builder, Role::zone, rectangle(x, 8, x + 10, 20), {{"ownership", words("private")}});
    }
    add_barrier(builder, {{0, 8}, {0, 20}, {20, 20}, {20, 8}}, "fence", 1.8);
    add_barrier(builder, {{10, 8}, {10, 20}}, "fence", 1.8);
    add_barrier(builder, {{0, 24}, {20, 24}}, "wall", 2);
    drawn(builder, Role::path, line({{-20, 22}, {40, 22}}), {{"kind", words("footway")}}).name = "Alley";
    return builder;
}

// Two houses 2 m apart, the western one with a garden behind that the passage leads to.
SiteBuilder passage() {
    SiteBuilder builder;
    for (const double x : {0.0, 12.0}) {
        drawn(builder, Role::building, rectangle(x, 0, x + 10, 8), {{"height_m", 7.0}});
        drawn(builder, Role::opening, point(x + 5, 0), {{"kind", words("door")}, {"main", true}});
    }
    drawn(builder, Role::zone, rectangle(0, 8, 10, 20), {{"ownership", words("private")}});
    add_barrier(builder, {{0, 8}, {0, 20}, {10, 20}, {10, 8}}, "fence", 1.8);
    return builder;
}

bool near(std::optional<double> found, double expected, double tolerance) {
    if (found && std::abs(*found - expected) <= tolerance) return true;
    qWarning("%.12g is not %.12g", found.value_or(-1), expected);
    return false;
}

Assessment tried(const SiteBuilder& builder, const std::string& code) {
    engine::Engine engine(catalogue());
    const engine::Request request{.site = builder.site(), .threads = 2};
    const Profile profile = profile_of(code);
    Assessment made = assess(engine, request, profile);
    try_remedies(engine, request, profile, made);
    return made;
}

} // namespace

// AC-03 and AC-04.
class RearRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_row_of_gardens_on_an_open_alley_is_one_finding() {
        const Finding found = only(check(row(), "AC-03"));
        QCOMPARE(found.level, Level::fail);
        QVERIFY(near(found.value, 100, 1e-9));
        QVERIFY2(found.message.find("20.0 m of rear edge") != std::string::npos, found.message.c_str());
        QVERIFY2(found.message.find("from Alley") != std::string::npos, found.message.c_str());
    }

    void half_the_row_behind_gates_is_half_the_share() {
        SiteBuilder builder = row();
        add_barrier(builder, {{10, 20}, {10, 24}}, "wall", 2);
        add_barrier(builder, {{20, 20}, {20, 24}}, "fence", 2);
        add_gate(builder, 20, 22);
        const Finding found = only(check(builder, "AC-03"));
        QVERIFY(near(found.value, 50, 1e-9));
    }

    void gates_at_both_ends_hold() {
        SiteBuilder builder = row();
        for (const double x : {0.0, 20.0}) {
            add_barrier(builder, {{x, 20}, {x, 24}}, "fence", 2);
            add_gate(builder, x, 22);
        }
        QCOMPARE(only(check(builder, "AC-03")).level, Level::pass);
    }

    void an_alley_called_public_is_reached_by_nobody_behind_gates() {
        SiteBuilder builder = row();
        drawn(builder, Role::zone, rectangle(0, 20, 20, 24), {{"ownership", words("public")}});
        QVERIFY(near(only(check(builder, "AC-03")).value, 100, 1e-9));
        for (const double x : {0.0, 20.0}) {
            add_barrier(builder, {{x, 20}, {x, 24}}, "fence", 2);
            add_gate(builder, x, 22);
        }
        QCOMPARE(only(check(builder, "AC-03")).level, Level::pass);
    }

    void a_gate_whose_control_is_not_given_is_no_pass() {
        SiteBuilder builder = row();
        for (const double x : {0.0, 20.0}) {
            add_barrier(builder, {{x, 20}, {x, 24}}, "fence", 2);
            drawn(builder, Role::opening, point(x, 22), {{"kind", words("gate")}});
        }
        const Finding found = only(check(builder, "AC-03"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY2(found.message.find("kept shut") != std::string::npos, found.message.c_str());
    }

    void an_assumed_owner_asks_for_a_look() {
        SiteBuilder builder;
        drawn(builder, Role::zone, rectangle(0, 8, 10, 20))
            .set("ownership", words("private"), Basis::assumed);
        QCOMPARE(only(check(builder, "AC-03")).level, Level::look);
    }

    void without_a_main_entrance_the_rear_is_a_guess() {
        SiteBuilder builder;
        drawn(builder, Role::zone, rectangle(0, 8, 10, 20), {{"ownership", words("private")}});
        QCOMPARE(only(check(builder, "AC-03")).level, Level::look);
    }

    void without_private_ground_there_is_no_rear() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 10, 8));
        for (const char* code : {"AC-03", "AC-04"}) {
            const Finding found = only(check(builder, code));
            QCOMPARE(found.level, Level::not_run);
            QVERIFY(found.message.find("private") != std::string::npos);
        }
    }

    void gates_across_the_alley_mend_it() {
        const Finding found = only(tried(row(), "AC-03"));
        QVERIFY(!found.remedies.empty());
        QVERIFY2(found.remedies.front().text.find("gates across Alley") != std::string::npos,
                 found.remedies.front().text.c_str());
    }

    void a_gate_at_the_front_of_a_passage_holds() {
        SiteBuilder builder = passage();
        add_barrier(builder, {{10, 0.5}, {12, 0.5}}, "fence", 2);
        add_gate(builder, 11, 0.5);
        const Finding found = only(check(builder, "AC-04"));
        QCOMPARE(found.level, Level::pass);
        QVERIFY(near(found.value, 0.5, 0.11));
    }

    void a_gate_deep_in_a_passage_asks_for_a_look() {
        SiteBuilder builder = passage();
        add_barrier(builder, {{10, 5}, {12, 5}}, "fence", 2);
        add_gate(builder, 11, 5);
        const Assessment made = tried(builder, "AC-04");
        const Finding found = only(made);
        QCOMPARE(found.level, Level::look);
        QVERIFY(near(found.value, 5, 0.11));
        QCOMPARE(found.remedies.size(), std::size_t{1}); // another gate at the front
    }

    void a_gate_whose_control_is_not_given_may_stand_open() {
        SiteBuilder builder = passage();
        add_barrier(builder, {{10, 0.5}, {12, 0.5}}, "fence", 2);
        drawn(builder, Role::opening, point(11, 0.5), {{"kind", words("gate")}});
        QCOMPARE(only(check(builder, "AC-04")).level, Level::not_run);
    }

    void a_path_through_a_passage_without_a_gate_is_measured_by_its_length() {
        SiteBuilder builder = passage();
        drawn(builder, Role::path, line({{11, -6}, {11, 30}}), {{"kind", words("footway")}}).name = "Cut";
        drawn(builder, Role::zone, rectangle(-30, -30, 40, -10), {{"ownership", words("public")}});
        const Finding found = only(tried(builder, "AC-04"));
        QCOMPARE(found.level, Level::look);
        QVERIFY(near(found.value, 8, 0.21));
        QCOMPARE(found.remedies.size(), std::size_t{1});
        QVERIFY2(found.message.find("Cut leads") != std::string::npos, found.message.c_str());
    }

    void the_gate_of_a_single_garden_is_not_meant() {
        SiteBuilder builder = passage();
        add_gate(builder, 5, 20);
        QCOMPARE(only(check(builder, "AC-04")).level, Level::not_run);
    }
};

PROSPECT_TEST(RearRulesTest);

#include "rear_rules_test.moc"
