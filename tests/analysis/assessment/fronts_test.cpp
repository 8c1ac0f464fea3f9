#include "analysis/assessment/remedies.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// A house whose 40 m front looks on a street 5 m before it; its only window is 2 m from the western corner.
SiteBuilder street() {
    SiteBuilder builder;
    red_line_of(builder, -10, 0, 70, 70);
    drawn(builder, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}}).name = "Block G";
    drawn(builder, Role::path, line({{0, 25}, {60, 25}}), {{"kind", words("road")}, {"width_m", 2.0}}).name =
        "Mill Row";
    drawn(builder, Role::opening, point(12, 30), {{"kind", words("window")}, {"width_m", 1.2}});
    return builder;
}

Assessment tried(const SiteBuilder& builder, const std::string& code) {
    engine::Engine engine(catalogue());
    const engine::Request request{.site = builder.site(), .threads = 2};
    Assessment made = assess(engine, request, profile_of(code));
    try_remedies(engine, request, profile_of(code), made, {});
    return made;
}

} // namespace

// AS-01, AS-02 and AS-03.
class FrontsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_long_blank_wall_asks_for_a_look_and_windows_mend_it() {
        const Finding found = only(tried(street(), "AS-02"));
        QCOMPARE(found.level, Level::look);
        QVERIFY(std::abs(*found.value - (50 - 12.6)) < 1e-9);
        QVERIFY(found.message.starts_with("Block G has 37.4 m of wall without a window or door"));
        QVERIFY(found.at && distance(*found.at, Point{(50 + 12.6) / 2, 30}) < 1e-9);
        // 37.4 m need two windows: three stretches of 11.7 m.
        QCOMPARE(found.remedies.size(), 1U);
        QCOMPARE(found.remedies[0].text, std::string("Put 2 windows into this wall of Block G"));
        QCOMPARE(found.remedies[0].clears, std::vector<std::string>{found.key});
        QVERIFY(found.remedies[0].harms.empty());
        engine::Engine engine(catalogue());
        const SitePtr mended = apply(*street().site(), found.remedies[0].edit);
        const Assessment again = assess(engine, {.site = mended, .threads = 2}, profile_of("AS-02"));
        QCOMPARE(only(again).level, Level::pass);
        QVERIFY(std::abs(*only(again).value - (37.4 - 2 * 1.2) / 3) < 0.41);
    }

    void a_way_is_measured_by_the_walls_along_it() {
        // 4.2 m less what lies beyond the corner: from 10 to 14.1.
        const Finding found = only(check(street(), "AS-01"));
        QCOMPARE(found.level, Level::look);
        QVERIFY(std::abs(*found.value - 100 * 4.1 / 40) < 1e-9);
        QVERIFY(
            found.message.starts_with("Mill Row has windows or doors of rooms in use on 10 % of the 40 m"));
        SiteBuilder lively = street();
        for (const double x : {20.0, 30.0, 40.0})
            drawn(lively, Role::opening, point(x, 30), {{"kind", words("window")}, {"width_m", 1.2}});
        QCOMPARE(only(check(lively, "AS-01")).level, Level::pass);
    }

    void doors_are_counted_along_roads_for_information() {
        SiteBuilder builder = street();
        drawn(builder, Role::path, line({{0, 27}, {60, 27}}), {{"kind", words("footway")}});
        drawn(builder, Role::building, rectangle(10, 5, 50, 20), {{"height_m", 6.0}});
        drawn(builder, Role::opening, point(30, 20), {{"kind", words("door")}});
        const Finding found = only(check(builder, "AS-03"));
        QCOMPARE(found.level, Level::info);
        QVERIFY(std::abs(*found.value - 100 / 80.0) < 1e-9);
    }

    void of_buildings_without_openings_nothing_is_known_but_garages_are_blank() {
        SiteBuilder builder = street();
        Feature& other = drawn(builder, Role::building, rectangle(10, 5, 50, 20), {{"height_m", 6.0}});
        Assessment made = check(builder, "AS-02");
        QCOMPARE(made.outcomes.at(0).unknown, std::size_t{1});
        QCOMPARE(made.outcomes.at(0).missed, std::size_t{1});
        other.set("use", words("garages"), Basis::drawn);
        made = check(builder, "AS-02");
        QCOMPARE(made.outcomes.at(0).unknown, std::size_t{0});
        QCOMPARE(made.outcomes.at(0).missed, std::size_t{2});
        for (const Finding& finding : made.findings)
            QCOMPARE(finding.remedies.empty(), finding.message.starts_with("The building"));
        SiteBuilder bare;
        drawn(bare, Role::building, rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
        QCOMPARE(only(check(bare, "AS-02")).level, Level::not_run);
    }
};

PROSPECT_TEST(FrontsTest);

#include "fronts_test.moc"
