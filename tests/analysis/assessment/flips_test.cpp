#include "analysis/assessment/flips.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

std::vector<Flip> flips(const SiteBuilder& builder, const std::string& code) {
    engine::Engine engine(catalogue());
    const engine::Request request{.site = builder.site(), .threads = 2};
    const Assessment made = assess(engine, request, profile_of(code));
    for (const Finding& one : made.findings)
        if (is_missed(one)) return flips_of(engine, request, profile_of(code), one);
    throw Error(ErrorCode::internal, "nothing is missed: " + made.findings.at(0).message);
}

// A seat that two windows 10 m away would see, but for a wall a metre before it.
SiteBuilder seat_behind_a_wall() {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, -18, 10, -10), {{"height_m", 7.0}});
    for (const double x : {4.0, 6.0})
        drawn(builder, Role::opening, point(x, -10),
              {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
    drawn(builder, Role::activity, point(5, 0), {{"kind", words("seat")}});
    return builder;
}

} // namespace

class FlipsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_assumed_height_turns_the_finding_at_the_threshold() {
        SiteBuilder builder;
        Feature& planting = drawn(builder, Role::planting, rectangle(0, 0, 5, 5), {{"height_m", 0.6}});
        planting.set("mature_m", 1.4, Basis::assumed);
        const auto found = flips(builder, "NS-07"); // at most 1 m
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].things.at(0).attribute, std::string("mature_m"));
        QCOMPARE(found[0].value, 1.4);
        QCOMPARE(found[0].holds_at, std::optional(1.0));
        QCOMPARE(flip_text(found[0]),
                 std::string("The height when grown of the planting is assumed to be 1.4 m: "
                             "at 1 m it would hold"));
    }

    void a_usual_height_is_varied_as_one_for_all_things_that_have_it() {
        SiteBuilder builder = seat_behind_a_wall();
        for (const double x : {-20.0, 5.0}) // end to end, both of the usual 2 m
            drawn(builder, Role::barrier, line({{x, -1}, {x + 25, -1}}), {{"kind", words("wall")}});
        engine::Engine engine(catalogue());
        const auto found = flips(builder, "NS-14");
        QVERIFY(!found.empty());
        const Flip& height = found[0];
        QCOMPARE(height.things.at(0).attribute, std::string("height_m"));
        QCOMPARE(height.value, 2.0);
        QVERIFY(height.holds_at && *height.holds_at < 2 && *height.holds_at >= 1);
        // By brute force: the plan with walls of that height holds, and of 0.1 m more it does not.
        for (const double more : {0.0, 0.1}) {
            SiteBuilder other = seat_behind_a_wall();
            for (const double x : {-20.0, 5.0})
                drawn(other, Role::barrier, line({{x, -1}, {x + 25, -1}}),
                      {{"kind", words("wall")}, {"height_m", *height.holds_at + more}});
            QCOMPARE(check(other, "NS-14").count(Level::pass), std::size_t{more > 0 ? 0U : 1U});
        }
    }

    void what_no_value_turns_says_what_was_tried() {
        SiteBuilder builder;
        // At most 1 m; half of 8 m is 4 m.
        drawn(builder, Role::planting, rectangle(0, 0, 5, 5), {}).set("mature_m", 8.0, Basis::assumed);
        const auto found = flips(builder, "NS-07");
        const auto mature = std::find_if(found.begin(), found.end(), [](const Flip& one) {
            return one.things.front().attribute == "mature_m";
        });
        QVERIFY(mature != found.end());
        QVERIFY(!mature->holds_at);
        QCOMPARE(mature->lowest, 4.0);
        QCOMPARE(mature->highest, 16.0);
        QVERIFY(flip_text(*mature).ends_with("no value from 4 to 16 m that was tried changes it"));
    }

    // Two plantings far from one another, of one usual kind: what is found for one is not taken for the
    // other.
    void findings_of_one_rule_are_told_apart() {
        SiteBuilder builder;
        for (const double x : {0.0, 300.0})
            drawn(builder, Role::planting, rectangle(x, 0, x + 5, 5), {{"height_m", 0.6}})
                .set("mature_m", x == 0 ? 1.4 : 8.0, Basis::assumed);
        engine::Engine engine(catalogue());
        const engine::Request request{.site = builder.site(), .threads = 2};
        const Assessment made = assess(engine, request, profile_of("NS-07"));
        std::vector<bool> turns;
        for (const Finding& one : made.findings)
            if (is_missed(one))
                turns.push_back(
                    flips_of(engine, request, profile_of("NS-07"), one).front().holds_at.has_value());
        QCOMPARE(turns, (std::vector{true, false}));
    }

    void what_is_not_tried_is_named() {
        SiteBuilder builder = seat_behind_a_wall();
        for (const double x : {-20.0, 5.0})
            drawn(builder, Role::barrier, line({{x, -1}, {x + 25, -1}}), {{"kind", words("wall")}});
        const Criterion rule = profile_of("NS-14").criteria.front();
        Finding finding = only(check(builder, "NS-14"));
        QVERIFY(not_tried(finding, rule).empty());
        Grounds more;
        more.supposed(somebody_looks);
        finding.assumptions.push_back(more.assumed().front());
        const auto left = not_tried(finding, rule);
        QCOMPARE(left.size(), std::size_t{1});
        QCOMPARE(assumed_words(left), std::string(somebody_looks));
    }

    void a_finding_that_rests_on_what_is_given_has_nothing_to_vary() {
        SiteBuilder builder;
        drawn(builder, Role::planting, rectangle(0, 0, 5, 5), {{"height_m", 0.6}, {"mature_m", 1.4}});
        QVERIFY(flips(builder, "NS-07").empty());
        QVERIFY(!may_flip(only(check(builder, "NS-07")), profile_of("NS-07").criteria.front()));
    }
};

PROSPECT_TEST(FlipsTest);

#include "flips_test.moc"
