#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

Feature& add_path(SiteBuilder& site, const char* name, std::vector<Point> points) {
    Feature& path = drawn(site, Role::path, line(std::move(points)), {{"kind", words("footway")}});
    path.name = name;
    return path;
}

// Two rings of ways and one way between them.
SiteBuilder two_rings(double apart_m) {
    SiteBuilder site;
    red_line_of(site, -10, -10, 70 + apart_m, 50);
    add_path(site, "Ring A", {{0, 0}, {30, 0}, {30, 30}, {0, 30}, {0, 0}});
    const double x = 30 + apart_m;
    add_path(site, "Ring B", {{x, 0}, {x + 30, 0}, {x + 30, 30}, {x, 30}, {x, 0}});
    add_path(site, "Passage", {{30, 0}, {x, 0}});
    return site;
}

// A house along the passage whose living rooms look on it every 4 m.
void overlook(SiteBuilder& site, double from, double to) {
    drawn(site, Role::building, rectangle(from, 6, to, 16), {{"height_m", 6.0}}).name = "House";
    for (double x = from + 2; x < to; x += 2)
        drawn(site, Role::opening, point(x, 6),
              {{"kind", words("window")}, {"room", words("living")}, {"occupied_day", 0.9}});
}

} // namespace

// AC-05 and AC-06.
class MovementRulesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_long_way_without_another_asks_for_a_look() {
        const Finding found = only(check(two_rings(80), "AC-06"));
        QCOMPARE(found.level, Level::look);
        QVERIFY(std::abs(*found.value - 80) < 1e-9);
        QVERIFY2(found.message.starts_with(
                     "Whoever enters Passage here has no other way for 80 m: there is no way "
                     "round it"),
                 found.message.c_str());
        QVERIFY(found.at && distance(*found.at, Point{70, 0}) < 1e-9);
        QVERIFY(found.remedies.empty());
    }

    void a_short_one_passes_when_it_is_seen_and_not_when_it_is_not() {
        SiteBuilder seen = two_rings(40);
        overlook(seen, 30, 70);
        const Finding pass = only(check(seen, "AC-06"));
        QVERIFY2(pass.level == Level::pass, pass.message.c_str());
        QVERIFY(std::abs(*pass.value - 40) < 1e-9);
        const Assessment unseen = check(two_rings(40), "AC-06");
        for (const Finding& one : unseen.findings)
            QVERIFY2(one.level != Level::pass, one.message.c_str());
    }

    void where_there_are_two_ways_it_passes() {
        SiteBuilder site = two_rings(80);
        add_path(site, "Second Passage", {{30, 15}, {110, 15}});
        const Finding found = only(check(site, "AC-06"));
        QCOMPARE(found.level, Level::pass);
        QCOMPARE(*found.value, 0.0);
        QVERIFY2(found.message.find("Every way on foot of 20 m or more that leads on has another beside it") !=
                     std::string::npos,
                 found.message.c_str());
    }

    void without_paths_or_doors_it_cannot_be_told() {
        SiteBuilder empty;
        red_line_of(empty, 0, 0, 50, 50);
        QCOMPARE(only(check(empty, "AC-06")).level, Level::not_run);
        QCOMPARE(only(check(two_rings(80), "AC-05")).level, Level::not_run);
    }

    void ways_without_doors_are_reported_and_never_rated() {
        SiteBuilder site = two_rings(80);
        add_path(site, "West", {{0, 0}, {-30, 0}}); // both lead on, out of the study area
        add_path(site, "East", {{140, 0}, {170, 0}});
        drawn(site, Role::opening, point(15, 10), {{"kind", words("door")}}); // beside Ring A
        const Finding found = only(check(site, "AC-05"));
        QCOMPARE(found.level, Level::info);
        QVERIFY(std::abs(*found.value - 100.0 * 200 / 320) < 1e-9); // all but Ring A
        QVERIFY2(found.message.find("compare options") != std::string::npos, found.message.c_str());
        for (int i = 0; i < 8; ++i)
            drawn(site, Role::opening, point(20.0 + 15 * i, -5), {{"kind", words("door")}});
        QCOMPARE(*only(check(site, "AC-05")).value, 0.0);
    }
};

PROSPECT_TEST(MovementRulesTest);

#include "movement_test.moc"
