#include "analysis/assessment/remedies.h"
#include "analysis/assessment/remedy_words.h"
#include "analysis/assessment/write_assessment.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

Assessment tried(const SitePtr& site, const std::vector<std::string>& codes, int threads = 2) {
    engine::Engine engine(catalogue());
    Profile profile = assessment::profile("default");
    std::erase_if(profile.criteria, [&](const Criterion& one) {
        return std::find(codes.begin(), codes.end(), one.code) == codes.end();
    });
    const engine::Request request{.site = site, .threads = threads};
    Assessment made = assess(engine, request, profile);
    try_remedies(engine, request, profile, made);
    return made;
}

const Finding& of(const Assessment& made, const std::string& code) {
    for (const Finding& finding : made.findings)
        if (finding.code == code) return finding;
    throw Error(ErrorCode::internal, "no finding of " + code);
}

// A hedge between a seat and the two windows that would see it.
SiteBuilder seat_behind_hedge(double behind_m = 0) {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, -18, 10, -10), {{"height_m", 7.0}});
    for (const double x : {4.0, 6.0})
        drawn(builder, Role::opening, point(x, -10),
              {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
    drawn(builder, Role::barrier, line({{-20, -5}, {30, -5}}),
          {{"kind", words("hedge")}, {"height_m", 2.0}, {"opacity", 1.0}});
    if (behind_m > 0)
        drawn(builder, Role::barrier, line({{-20, -4}, {30, -4}}),
              {{"kind", words("wall")}, {"height_m", behind_m}, {"opacity", 1.0}});
    drawn(builder, Role::activity, point(5, 0), {{"kind", words("seat")}});
    return builder;
}

// The fence beside the garden is raised from 1.5 m, over which the seat was seen from sills at 0.9 m, to 1.8
// m: the line from 1.6 m to 1.5 m then ends at it.
SiteBuilder seat_beyond_low_fence() {
    SiteBuilder builder;
    drawn(builder, Role::building, rectangle(0, -18, 10, -10), {{"height_m", 7.0}});
    for (const double x : {4.0, 6.0})
        drawn(builder, Role::opening, point(x, -10),
              {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
    drawn(builder, Role::zone, rectangle(-20, -10, 30, -5), {{"ownership", words("private")}});
    drawn(builder, Role::barrier, line({{-20, -5}, {30, -5}}),
          {{"kind", words("fence")}, {"height_m", 1.5}, {"opacity", 1.0}});
    drawn(builder, Role::activity, point(5, 0), {{"kind", words("seat")}});
    return builder;
}

} // namespace

class RemediesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void cutting_the_hedge_clears_both_findings_and_harms_nothing() {
        const SitePtr site = seat_behind_hedge().site();
        const Assessment made = tried(site, {"NS-07", "NS-14"});
        const Remedy& remedy = of(made, "NS-14").remedies.at(0);
        QCOMPARE(remedy.clears.size(), std::size_t{2});
        QVERIFY(remedy.harms.empty());
        QCOMPARE(of(made, "NS-07").remedies.at(0).clears.size(), std::size_t{2});
        // Applied, it holds what it promises.
        const Assessment after = tried(apply(*site, remedy.edit), {"NS-07", "NS-14"});
        QCOMPARE(after.count(Level::pass), std::size_t{2});
    }

    void a_change_that_does_not_clear_the_finding_is_no_remedy() {
        const Assessment made = tried(seat_behind_hedge(2.5).site(), {"NS-14"});
        QCOMPARE(of(made, "NS-14").level, Level::fail);
        for (const Remedy& remedy : of(made, "NS-14").remedies)
            QVERIFY(!remedy.text.starts_with("Lower"));
    }

    void what_would_hold_only_through_a_fence_of_unknown_kind_is_not_cleared() {
        // Behind the hedge a fence of 2.5 m: who sees through it sees the seat once the hedge is cut.
        const auto tried_behind = [](SiteBuilder::Values fence) {
            SiteBuilder builder = seat_behind_hedge();
            drawn(builder, Role::barrier, line({{-20, -4}, {30, -4}}), fence);
            return tried(builder.site(), {"NS-14"});
        };
        const auto lowers = [](const Assessment& made) {
            const auto& remedies = of(made, "NS-14").remedies;
            return std::any_of(remedies.begin(), remedies.end(),
                               [](const Remedy& one) { return one.text.starts_with("Lower the hedge"); });
        };
        QVERIFY(lowers(tried_behind({{"kind", words("fence")}, {"height_m", 2.5}, {"opacity", 0.2}})));
        QVERIFY(!lowers(tried_behind({{"kind", words("fence")}, {"height_m", 2.5}})));
    }

    void what_holds_ground_or_keeps_wheels_out_is_not_cut() {
        for (const char* kind : {"wall", "retaining_wall"}) {
            SiteBuilder builder;
            drawn(builder, Role::building, rectangle(0, -18, 10, -10), {{"height_m", 7.0}});
            for (const double x : {4.0, 6.0})
                drawn(builder, Role::opening, point(x, -10),
                      {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
            drawn(builder, Role::barrier, line({{-20, -5}, {30, -5}}),
                  {{"kind", words(kind)}, {"height_m", 2.6}});
            drawn(builder, Role::activity, point(5, 0), {{"kind", words("bus_stop")}});
            const Assessment made = tried(builder.site(), {"NS-14"});
            const auto& remedies = of(made, "NS-14").remedies;
            QCOMPARE(std::any_of(remedies.begin(), remedies.end(),
                                 [](const Remedy& one) { return one.text.starts_with("Lower "); }),
                     std::string(kind) == "wall");
        }
    }

    void a_bench_nobody_sees_is_moved_to_where_windows_see_it() {
        // Two windows that face north; the bench stands 60 m away behind the house, beside a path round it.
        SiteBuilder builder;
        red_line_of(builder, -40, -60, 60, 60);
        drawn(builder, Role::building, rectangle(0, -18, 10, -10), {{"height_m", 7.0}});
        for (const double x : {4.0, 6.0})
            drawn(builder, Role::opening, point(x, -10),
                  {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
        drawn(builder, Role::path, line({{-5, -40}, {-5, 40}}), {{"width_m", 2.0}});
        drawn(builder, Role::activity, point(-3, -25), {{"kind", words("seat")}}).name = "Bench";
        const SitePtr site = builder.site();
        const Assessment made = tried(site, {"NS-14"});
        const Finding& found = of(made, "NS-14");
        QCOMPARE(found.level, Level::fail);
        const auto moved = std::find_if(found.remedies.begin(), found.remedies.end(), [](const Remedy& one) {
            return one.text.starts_with("Move Bench ");
        });
        QVERIFY(moved != found.remedies.end());
        QVERIFY(moved->text.ends_with(" m, to where 2 windows see it"));
        QCOMPARE(moved->clears, std::vector<std::string>{found.key});
        const Assessment after = tried(apply(*site, moved->edit), {"NS-14"});
        QCOMPARE(after.count(Level::pass), std::size_t{1});
        // A bus stop stays where the bus stops.
        SiteBuilder fixed = builder;
        drawn(fixed, Role::activity, point(-3, -27), {{"kind", words("bus_stop")}});
        for (const Finding& one : tried(fixed.site(), {"NS-14"}).findings)
            for (const Remedy& remedy : one.remedies)
                QVERIFY(!remedy.text.starts_with("Move the bus stop"));
    }

    void windows_are_put_into_the_wall_that_sees_a_place() {
        // A house without windows 10 m from a seat, a garage 2.6 m high between them: only an upper floor
        // sees.
        SiteBuilder builder;
        red_line_of(builder, -40, -60, 60, 60);
        Feature& hall = drawn(builder, Role::building, rectangle(0, 10, 10, 20), {{"height_m", 6.0}});
        hall.name = "Block G";
        drawn(builder, Role::building, rectangle(-5, 6, 15, 8),
              {{"height_m", 2.6}, {"use", words("garages")}});
        drawn(builder, Role::opening, point(5, 20), {{"kind", words("window")}, {"sill_m", 0.9}});
        drawn(builder, Role::activity, point(5, 0), {{"kind", words("bus_stop")}}).name = "Stop";
        const Assessment made = tried(builder.site(), {"NS-14"});
        const Finding& found = of(made, "NS-14");
        QVERIFY(!found.remedies.empty());
        QCOMPARE(found.remedies[0].text,
                 std::string("Put 2 windows on the first floor of Block G towards Stop"));
        QCOMPARE(found.remedies[0].clears, std::vector<std::string>{found.key});
        // A hall as high has no first floor.
        hall.set("levels", 1.0, Basis::drawn);
        for (const Remedy& remedy : of(tried(builder.site(), {"NS-14"}), "NS-14").remedies)
            QVERIFY(remedy.text.find("first floor") == std::string::npos);
    }

    void a_window_is_put_beside_the_one_there_is() {
        SiteBuilder builder;
        red_line_of(builder, -40, -60, 60, 60);
        drawn(builder, Role::building, rectangle(0, 10, 20, 20), {{"height_m", 3.0}}).name = "House";
        drawn(builder, Role::opening, point(10, 10),
              {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
        drawn(builder, Role::activity, point(10, 5), {{"kind", words("bus_stop")}}).name = "Stop";
        const Assessment made = tried(builder.site(), {"NS-14"});
        const Remedy& remedy = of(made, "NS-14").remedies.at(0);
        QCOMPARE(remedy.text, std::string("Put a window on the ground floor of House towards Stop"));
        const FeaturePtr window = std::get<AddFeatures>(remedy.edit.steps.at(0)).features.at(0);
        // The middle of the wall is taken; the nearest to it is a metre and a half beside.
        QCOMPARE(label_point(window->geometry).y, 10.0);
        QCOMPARE(std::abs(label_point(window->geometry).x - 10), 1.5);
    }

    void nothing_is_taken_away_where_cutting_does() {
        SiteBuilder builder = seat_behind_hedge();
        Assessment made = tried(builder.site(), {"NS-14"});
        for (const Remedy& remedy : of(made, "NS-14").remedies)
            QVERIFY(!remedy.text.starts_with("Take "));
        QVERIFY(of(made, "NS-14").remedies.at(0).text.starts_with("Lower the hedge"));
    }

    void what_a_change_spoils_is_listed() {
        SiteBuilder builder = seat_beyond_low_fence();
        const Assessment made = tried(builder.site(), {"TR-04", "NS-14"});
        QCOMPARE(of(made, "NS-14").level, Level::pass);
        const Remedy& remedy = of(made, "TR-04").remedies.at(0);
        QCOMPARE(remedy.clears, std::vector<std::string>{of(made, "TR-04").key});
        QCOMPARE(remedy.harms.size(), std::size_t{1});
        QVERIFY(remedy.harms.front().starts_with("NS-14:"));
        // Which one, in words.
        QCOMPARE(remedy.warnings.size(), std::size_t{1});
        QVERIFY2(remedy.warnings.front().ends_with("The seat is overlooked by no window"),
                 remedy.warnings.front().c_str());
        QCOMPARE(effect_text(remedy), "clears 1 problem, makes 1 problem new: " + remedy.warnings.front());
        QVERIFY(remedies_text({remedy}).find(remedy.warnings.front()) != std::string::npos);
    }

    // Five benches that the fence hides once it is as high as it should be.
    void of_many_new_problems_three_are_named() {
        SiteBuilder builder = seat_beyond_low_fence();
        for (const double x : {1.0, 3.0, 7.0, 9.0})
            drawn(builder, Role::activity, point(x, 0), {{"kind", words("seat")}}).name =
                "Bench " + std::to_string(static_cast<int>(x));
        const Remedy remedy = of(tried(builder.site(), {"TR-04", "NS-14"}), "TR-04").remedies.at(0);
        QCOMPARE(remedy.harms.size(), std::size_t{5});
        QCOMPARE(remedy.warnings.size(), std::size_t{4});
        QCOMPARE(remedy.warnings.back(), std::string("and 2 more"));
        std::set<std::string> told(remedy.warnings.begin(), remedy.warnings.end());
        QCOMPARE(told.size(), remedy.warnings.size());
        QVERIFY(std::any_of(told.begin(), told.end(), [](const std::string& one) {
            return one.starts_with("Bench ") && one.ends_with(" is overlooked by no window");
        }));
    }

    // Two hedges without names before the same seat, and another rule that cuts each of them.
    void the_same_mend_is_said_once_and_different_ones_are_told_apart() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, -18, 10, -10), {{"height_m", 7.0}}).name = "Mill House";
        for (const double x : {-40.0, 45.0}) {
            drawn(builder, Role::path, line({{x, -20}, {x, 20}}), {{"width_m", 2.0}}).name =
                x < 0 ? "West Path" : "East Path";
            drawn(builder, Role::barrier, line({{x + 1.5, 0}, {x + 3, 0}, {x + 3, 6}}),
                  {{"kind", words("hedge")}, {"height_m", 2.0}, {"opacity", 1.0}});
        }
        const Assessment made = tried(builder.site(), {"NS-07", "NS-11"});
        std::set<std::string> texts;
        std::size_t count = 0;
        for (const Finding& finding : made.findings) {
            if (finding.code != "NS-11" || !is_missed(finding)) continue;
            QCOMPARE(finding.remedies.size(), std::size_t{1});
            QVERIFY2(finding.remedies.front().text.starts_with("Lower the hedge to 1.0 m: Hedge "),
                     finding.remedies.front().text.c_str());
            texts.insert(finding.remedies.front().text);
            ++count;
        }
        QCOMPARE(count, std::size_t{2});
        QCOMPARE(texts.size(), count);
        // In the list of one place the hedge is cut once, though two rules ask for it.
        for (const Place& place : made.places) {
            QCOMPARE(place.findings.size(), std::size_t{2});
            QCOMPARE(remedies_at(made, place).size(), std::size_t{1});
        }
    }

    void changes_are_the_same_whatever_they_are_called() {
        const Uuid hedge = Uuid::from_name("hedge");
        const ChangeAttribute height{hedge, "height_m", Value(1.0), Basis::drawn};
        const ChangeAttribute mature{hedge, "mature_m", Value(1.0), Basis::drawn};
        QCOMPARE(change_key({"Lower it", {height, mature}}), change_key({"Cut it", {mature, height}}));
        QVERIFY(change_key({"Lower it", {height}}) != change_key({"Lower it", {mature}}));
    }

    // A fence between a rear garden and the way is what hides somebody: it is not lowered. One that stands
    // free is, and so is what closes a front garden.
    void what_keeps_people_out_of_a_garden_is_not_lowered() {
        const auto lowered = [](const char* owner, bool front) {
            SiteBuilder builder;
            drawn(builder, Role::path, line({{0, 0}, {60, 0}}), {{"width_m", 2.0}}).name = "Mill Path";
            drawn(builder, Role::barrier, line({{30, 1.5}, {30, 3}, {36, 3}}),
                  {{"kind", words("fence")}, {"height_m", 1.8}, {"opacity", 1.0}})
                .name = "Fence 3";
            if (*owner != 0)
                drawn(builder, Role::zone, rectangle(30, 3, 36, 12), {{"ownership", words(owner)}});
            drawn(builder, Role::building, rectangle(30, 12, 36, 20), {{"height_m", 7.0}});
            if (front)
                drawn(builder, Role::opening, point(33, 12), {{"kind", words("door")}, {"main", true}});
            const Assessment made = tried(builder.site(), {"NS-11"});
            for (const Finding& finding : made.findings)
                for (const Remedy& remedy : finding.remedies)
                    if (remedy.text.starts_with("Lower Fence 3")) return true;
            return false;
        };
        QVERIFY(lowered("", false));
        QVERIFY(lowered("semi_private", false));
        QVERIFY(!lowered("private", false));
        QVERIFY(lowered("private", true));
    }

    void what_stands_between_gardens_is_not_lowered() {
        const auto lowered = [](bool garden, bool second) {
            SiteBuilder builder;
            drawn(builder, Role::building, rectangle(0, -18, 10, -10), {{"height_m", 7.0}});
            for (const double x : {4.0, 6.0})
                drawn(builder, Role::opening, point(x, -10),
                      {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
            drawn(builder, Role::barrier, line({{-20, -7}, {30, -7}}),
                  {{"kind", words("wall")}, {"height_m", 1.8}, {"opacity", 1.0}});
            if (garden)
                drawn(builder, Role::zone, rectangle(-20, -10, 30, -7), {{"ownership", words("private")}});
            if (second)
                drawn(builder, Role::zone, rectangle(-20, -7, 30, -3), {{"ownership", words("private")}});
            drawn(builder, Role::activity, point(5, 0), {{"kind", words("seat")}});
            const auto remedies = of(tried(builder.site(), {"NS-14"}), "NS-14").remedies;
            return std::any_of(remedies.begin(), remedies.end(),
                               [](const Remedy& one) { return one.text.starts_with("Lower the wall"); });
        };
        QVERIFY(lowered(false, false));
        QVERIFY(!lowered(true, false));
        QVERIFY(!lowered(true, true));
    }
};

PROSPECT_TEST(RemediesTest);

#include "remedies_test.moc"
