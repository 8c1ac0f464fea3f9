#include "tests/analysis/assessment/check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// A garden of 20 x 10 m, fenced on three sides, open or with a gate towards the street at y = 0.
SiteBuilder garden(const char* ownership, const char* control) {
    SiteBuilder site;
    red_line_of(site, -20, -20, 40, 30);
    drawn(site, Role::barrier, line({{0, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}}),
          {{"kind", words("fence")}, {"height_m", 1.8}, {"passable", words("none")}});
    drawn(site, Role::opening, point(10, 0),
          {{"kind", words("gate")}, {"width_m", 1.0}, {"control", words(control)}})
        .name = "Gate";
    drawn(site, Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words(ownership)}}).name = "Garden";
    return site;
}

SiteBuilder lawn() {
    SiteBuilder site;
    red_line_of(site, -20, -20, 40, 30);
    drawn(site, Role::zone, rectangle(0, 0, 20, 10), {{"ownership", words("semi_private")}}).name = "Lawn";
    drawn(site, Role::barrier, line({{0, 0}, {20, 0}}), {{"kind", words("kerb")}, {"height_m", 0.1}});
    return site;
}

} // namespace

class TerritoryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_step_from_the_street_into_a_private_garden_asks_for_a_look() {
        const Finding jump = only(check(garden("private", "closed"), "TR-02"));
        QCOMPARE(jump.level, Level::look);
        QCOMPARE(*jump.value, 2.0);
        QVERIFY(jump.message.find("Garden") != std::string::npos);
    }

    void a_lock_makes_it_something_to_tell_of() {
        QCOMPARE(only(check(garden("private", "locked"), "TR-02")).level, Level::info);
    }

    void a_front_garden_may_lie_at_the_street() {
        QCOMPARE(only(check(garden("semi_private", "closed"), "TR-02")).level, Level::pass);
    }

    void without_owners_nothing_can_be_told() {
        SiteBuilder site;
        red_line_of(site, -20, -20, 40, 30);
        QCOMPARE(only(check(site, "TR-02")).level, Level::not_run);
        QCOMPARE(only(check(site, "TR-03")).level, Level::not_run);
    }

    void a_fenced_edge_is_marked() {
        const Finding marked = only(check(garden("private", "closed"), "TR-03"));
        QCOMPARE(marked.level, Level::pass);
        QCOMPARE(*marked.value, 100.0);
    }

    void an_edge_with_a_kerb_on_one_side_is_marked_for_a_third() {
        const Finding bare = only(check(lawn(), "TR-03"));
        QCOMPARE(bare.level, Level::look);
        QVERIFY(std::abs(*bare.value - 100 * 21.0 / 60) < 3); // corners are near the kerb
    }

    void two_gardens_of_one_kind_need_no_mark_between_them() {
        SiteBuilder site;
        red_line_of(site, -20, -20, 60, 30);
        for (const double x : {0.0, 20.0})
            drawn(site, Role::zone, rectangle(x, 0, x + 20, 10), {{"ownership", words("private")}});
        const Measured measured = measure(site, "TR-03");
        QCOMPARE(measured.subjects.size(), std::size_t{2});
        for (const Measurement& one : measured.subjects)
            QVERIFY(one.text.find("of the 50 m it has in common") !=
                    std::string::npos); // 60 m less the side they share
    }
};

PROSPECT_TEST(TerritoryTest);
#include "territory_test.moc"
