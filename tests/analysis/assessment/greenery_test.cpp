#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

// NS-07, NS-08, NS-09 and NS-17.
class GreeneryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void planting_counts_as_it_will_be_when_grown() {
        SiteBuilder builder;
        drawn(builder, Role::planting, rectangle(0, 0, 5, 5), {{"height_m", 0.6}, {"mature_m", 1.4}});
        const Finding found = only(check(builder, "NS-07"));
        QCOMPARE(found.level, Level::fail);
        QCOMPARE(found.value, std::optional(1.4));
        QCOMPARE(found.basis, Basis::drawn);
        QVERIFY(found.at && distance(*found.at, Point{2.5, 2.5}) < 1e-9);
    }

    void planting_that_stays_low_passes() {
        SiteBuilder builder;
        drawn(builder, Role::planting, rectangle(0, 0, 5, 5), {{"height_m", 0.6}, {"mature_m", 1.0}});
        const Assessment made = check(builder, "NS-07");
        QCOMPARE(only(made).level, Level::pass);
        QCOMPARE(made.outcomes.at(0).met, std::size_t{1});
    }

    void low_planting_without_a_mature_height_cannot_be_told() {
        SiteBuilder builder;
        drawn(builder, Role::planting, rectangle(0, 0, 5, 5), {{"height_m", 0.6}});
        const Assessment made = check(builder, "NS-07");
        QCOMPARE(only(made).level, Level::not_run);
        QVERIFY(only(made).message.find("height at maturity") != std::string::npos);
        QVERIFY(!made.outcomes.at(0).ran());
        QCOMPARE(made.outcomes.at(0).unknown, std::size_t{1});
    }

    void tall_planting_is_tall_whatever_it_will_be() {
        SiteBuilder builder;
        drawn(builder, Role::planting, rectangle(0, 0, 5, 5), {{"height_m", 1.8}});
        QCOMPARE(only(check(builder, "NS-07")).level, Level::fail);
    }

    void an_assumed_height_asks_for_a_look_only() {
        SiteBuilder builder;
        Feature& planting = drawn(builder, Role::planting, rectangle(0, 0, 5, 5), {{"height_m", 0.6}});
        planting.set("mature_m", 1.4, Basis::assumed);
        const Finding found = only(check(builder, "NS-07"));
        QCOMPARE(found.level, Level::look);
        QCOMPARE(found.basis, Basis::assumed);
    }

    void a_hedge_counts_unless_it_closes_private_ground() {
        SiteBuilder builder;
        drawn(builder, Role::barrier, line({{0, 0}, {10, 0}}), {{"kind", words("hedge")}, {"height_m", 2.0}});
        drawn(builder, Role::barrier, line({{0, 50}, {10, 50}}),
              {{"kind", words("hedge")}, {"height_m", 2.0}});
        drawn(builder, Role::zone, rectangle(0, 50, 10, 60), {{"ownership", words("private")}});
        const Finding found = only(check(builder, "NS-07"));
        QCOMPARE(found.level, Level::fail);
        QCOMPARE(found.causes.front(), Uuid::from_name("barrier 0"));
    }

    void a_hedge_of_default_height_asks_for_a_look() {
        SiteBuilder builder;
        drawn(builder, Role::barrier, line({{0, 0}, {10, 0}}), {{"kind", words("hedge")}});
        const Finding found = only(check(builder, "NS-07"));
        QCOMPARE(found.level, Level::look); // 1.5 m by default
        QCOMPARE(found.value, std::optional(1.5));
    }

    void without_planting_nothing_is_told() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 5, 5));
        QCOMPARE(only(check(builder, "NS-07")).level, Level::not_run);
    }

    void the_lowest_branches_decide_and_a_default_stem_is_no_pass() {
        SiteBuilder builder;
        drawn(builder, Role::tree, point(0, 0), {{"clear_stem_m", 1.5}});
        drawn(builder, Role::tree, point(20, 0), {{"clear_stem_m", 2.0}});
        drawn(builder, Role::tree, point(40, 0));
        const Assessment made = check(builder, "NS-08");
        QCOMPARE(made.findings.size(), std::size_t{2});
        QCOMPARE(made.findings[0].level, Level::fail);
        QCOMPARE(made.findings[0].value, std::optional(1.5));
        QCOMPARE(made.findings[1].level, Level::not_run);
        QCOMPARE(made.outcomes[0].checked, std::size_t{2});
        QCOMPARE(made.outcomes[0].met, std::size_t{1});
        QCOMPARE(made.outcomes[0].unknown, std::size_t{1});
    }

    void the_clear_band_is_between_grown_shrubs_and_the_crown() {
        SiteBuilder builder;
        drawn(builder, Role::planting, rectangle(0, 0, 5, 5), {{"height_m", 0.5}, {"mature_m", 1.2}});
        drawn(builder, Role::tree, point(2, 2), {{"clear_stem_m", 2.0}});   // 0.8 m left
        drawn(builder, Role::tree, point(5.5, 2), {{"clear_stem_m", 2.2}}); // 1.0 m, half a metre beside
        drawn(builder, Role::tree, point(30, 2), {{"clear_stem_m", 0.5}});  // over nothing
        const Assessment made = check(builder, "NS-09");
        QCOMPARE(made.outcomes[0].checked, std::size_t{2});
        const Finding found = only(made);
        QCOMPARE(found.level, Level::look);
        QVERIFY(std::abs(*found.value - 0.8) < 1e-9);
    }

    void lamps_need_five_metres_to_the_nearest_tree() {
        SiteBuilder builder;
        drawn(builder, Role::luminaire, point(0, 0));
        drawn(builder, Role::luminaire, point(20, 0));
        drawn(builder, Role::tree, point(3, 4));    // 5 m from the first
        drawn(builder, Role::tree, point(20, 4.5)); // 4.5 m from the second
        const Assessment made = check(builder, "NS-17");
        QCOMPARE(made.outcomes[0].met, std::size_t{1});
        const Finding found = only(made);
        QCOMPARE(found.level, Level::look);
        QCOMPARE(found.value, std::optional(4.5));
    }

    void without_lamps_the_sentence_names_them() {
        SiteBuilder builder;
        drawn(builder, Role::tree, point(0, 0));
        const Finding found = only(check(builder, "NS-17"));
        QCOMPARE(found.level, Level::not_run);
        QVERIFY(found.message.find("no lamp") != std::string::npos);
    }
};

PROSPECT_TEST(GreeneryTest);

#include "greenery_test.moc"
