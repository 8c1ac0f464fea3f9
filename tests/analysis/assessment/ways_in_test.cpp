#include "analysis/assessment/remedies.h"
#include "tests/analysis/assessment/check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

Feature& gate(SiteBuilder& site, double x, double y, const char* name, const char* control) {
    Feature& made = drawn(site, Role::opening, point(x, y),
                          {{"kind", words("gate")}, {"width_m", 1.0}, {"control", words(control)}});
    made.name = name;
    return made;
}

// A yard of 20 x 10 m with a wall; 2 m of its back are missing where open.
SiteBuilder yard(const char* ownership, const char* control, double gap_m = 0) {
    SiteBuilder site;
    red_line_of(site, -20, -20, 40, 30);
    drawn(site, Role::barrier, line({{10 + gap_m, 10}, {20, 10}, {20, 0}, {0, 0}, {0, 10}, {10, 10}}),
          {{"kind", words("wall")}, {"height_m", 2.0}, {"passable", words("none")}})
        .name = "Wall";
    gate(site, 10, 0, "Gate", control);
    drawn(site, Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words(ownership)}}).name = "Yard";
    return site;
}

Finding tried_only(const SiteBuilder& site, const std::string& code) {
    engine::Engine engine(catalogue());
    const engine::Request request{.site = site.site(), .threads = 2};
    Assessment made = assess(engine, request, profile_of(code));
    try_remedies(engine, request, profile_of(code), made);
    return only(made);
}

bool tried(const Finding& finding, const std::string& text) {
    return std::any_of(finding.remedies.begin(), finding.remedies.end(), [&](const Remedy& remedy) {
        return remedy.text.find(text) != std::string::npos && !remedy.clears.empty();
    });
}

} // namespace

class WaysInTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void few_ways_into_a_court_hold_and_many_are_told_of() {
        SiteBuilder site = yard("semi_private", "closed");
        QCOMPARE(only(check(site, "AC-01")).level, Level::pass);
        QVERIFY(std::abs(*only(check(site, "AC-01")).value - 100.0 / 60) < 1e-9);
        for (int i = 1; i < 7; ++i)
            gate(site, 2.5 * i, 10, "Back gate", "closed");
        const Finding many = only(check(site, "AC-01"));
        QCOMPARE(many.level, Level::info);
        QVERIFY(std::abs(*many.value - 700.0 / 60) < 1e-9);
    }

    void private_ground_is_no_shared_ground() {
        const Finding none = only(check(yard("private", "closed"), "AC-01"));
        QCOMPARE(none.level, Level::not_run);
        QCOMPARE(none.lacks, std::vector<std::string>{"zone"});
    }

    void a_yard_behind_a_shut_gate_is_closed_off() {
        QCOMPARE(only(check(yard("private", "locked"), "AC-02")).level, Level::pass);
    }

    void a_gap_in_the_wall_asks_for_a_look_and_a_gate_in_it_clears_it() {
        const Finding open = tried_only(yard("private", "locked", 2), "AC-02");
        QCOMPARE(open.level, Level::look);
        QCOMPARE(*open.value, 1.0);
        QVERIFY(tried(open, "gate into the gap of 2.0 m"));
    }

    void a_gate_that_stands_open_is_given_a_control() {
        const Finding open = tried_only(yard("private", "open"), "AC-02");
        QCOMPARE(open.level, Level::look);
        QVERIFY(tried(open, "Control Gate"));
    }

    void a_shared_yard_is_only_told_of() {
        QCOMPARE(only(check(yard("semi_private", "open"), "AC-02")).level, Level::info);
    }

    void ground_that_lies_open_cannot_be_closed_off() {
        SiteBuilder site;
        red_line_of(site, -20, -20, 40, 30);
        drawn(site, Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words("private")}}).name = "Lawn";
        const Finding open = only(check(site, "AC-02"));
        QCOMPARE(open.level, Level::look);
        QVERIFY(open.message.find("60.0 m of edge") != std::string::npos);
        QVERIFY(open.remedies.empty());
    }

    void a_locked_court_shuts_visitors_in() {
        const Finding shut = tried_only(yard("semi_private", "locked"), "AC-11");
        QCOMPARE(shut.level, Level::fail);
        QVERIFY(tried(shut, "open from within"));
        QCOMPARE(only(check(yard("semi_private", "controlled"), "AC-11")).level, Level::pass);
    }

    void a_household_has_the_key_of_its_garden() {
        const Assessment made = check(yard("private", "locked"), "AC-11");
        QVERIFY(std::none_of(made.findings.begin(), made.findings.end(),
                             [](const Finding& one) { return one.level == Level::fail; }));
    }

    void hours_shut_people_in_only_when_they_are_over() {
        SiteBuilder park = yard("semi_public", "locked");
        Feature& east = gate(park, 20, 5, "East gate", "open");
        east.set("hours", std::string("Mo-Su 08:00-20:00"), Basis::drawn);
        TimeContext night;
        night.set_time("night");
        QCOMPARE(only(check(park, "AC-11")).level, Level::pass);
        QCOMPARE(only(check(park, "AC-11", 2, night)).level, Level::fail);
    }

    void a_house_that_opens_onto_a_locked_court_is_shut_in() {
        SiteBuilder site = yard("semi_private", "locked");
        drawn(site, Role::building, rectangle(12, 4, 18, 8), {{"height_m", 6.0}}).name = "House";
        drawn(site, Role::opening, point(15, 4),
              {{"kind", words("door")}, {"width_m", 1.0}, {"control", words("locked")}});
        const Assessment made = check(site, "AC-11");
        std::size_t failed = 0;
        for (const Finding& one : made.findings)
            failed += one.level == Level::fail ? 1 : 0;
        QCOMPARE(failed, std::size_t{1}); // the court, in whose zone the house lies
    }

    void what_rests_on_an_assumed_gate_is_never_serious() {
        SiteBuilder other;
        red_line_of(other, -20, -20, 40, 30);
        drawn(other, Role::barrier, line({{0, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}}),
              {{"kind", words("wall")}, {"height_m", 2.0}, {"passable", words("none")}});
        gate(other, 10, 0, "Gate", "locked").basis = Basis::assumed;
        drawn(other, Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words("semi_private")}});
        QCOMPARE(only(check(other, "AC-11")).level, Level::look);
    }
};

PROSPECT_TEST(WaysInTest);
#include "ways_in_test.moc"
