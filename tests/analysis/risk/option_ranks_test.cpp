#include "analysis/catalogue.h"
#include "analysis/risk/factors.h"
#include "analysis/risk/option_ranks.h"
#include "geometry/io/project_file.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace prospect;
using namespace prospect::risk;
using namespace prospect::test;

namespace {

bool near(double found, double expected, double tolerance = 1e-9) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.12g is not %.12g", found, expected);
    return false;
}

OptionRanks ranked(const SitePtr& site, const std::vector<std::string>& scenarios,
                   const RankSettings& settings = {}, const char* time = "day", int threads = 2) {
    engine::Engine engine(catalogue());
    engine::Request request{.site = site, .threads = threads};
    request.time.set_time(time);
    return rank_options(engine, request, scenarios, settings);
}

// A way of 60 m between two walls of 3 m; "Open" pulls both down, "Half" the one in the south, "Same"
// nothing.
SiteBuilder between_walls() {
    SiteBuilder builder;
    builder.add(Role::study_area, rectangle(0, 0, 60, 40), {{"kind", std::string("application")}});
    builder.add(Role::path, line({{0, 20}, {60, 20}}), {{"kind", std::string("footway")}}).name = "Way";
    std::vector<Uuid> walls;
    for (const double y : {17.0, 23.0})
        walls.push_back(builder
                            .add(Role::barrier, line({{0, y}, {60, y}}),
                                 {{"kind", std::string("wall")}, {"height_m", 3.0}})
                            .id);
    builder.add_scenario({Uuid::from_name("open"), "Open", {{"Pull down", {RemoveFeatures{walls}}}}});
    builder.add_scenario({Uuid::from_name("half"), "Half", {{"Pull down", {RemoveFeatures{{walls[0]}}}}}});
    builder.add_scenario({Uuid::from_name("same"), "Same", {}});
    return builder;
}

bool left_out(const OptionRanks& ranks, const std::string& title, std::size_t option) {
    return std::any_of(ranks.left_out.begin(), ranks.left_out.end(), [&](const OptionRanks::LeftOut& one) {
        return one.title == title && one.option == option && !one.why.empty();
    });
}

} // namespace

// How often which option is the best of several.
class OptionRanksTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Without the walls one sees more from everywhere and gets away from everywhere, whatever that weighs.
    void what_is_better_everywhere_is_best_in_every_draw() {
        const OptionRanks found = ranked(between_walls().site(), {"", "Open"});
        QVERIFY2(found.told(), found.missing.c_str());
        QVERIFY(near(found.shares[1][0], 1));
        QVERIFY(near(found.shares[0][1], 1));
        QCOMPARE(found.balance, std::string("Use by day"));
        QCOMPARE(found.draws, 1000U);
        QVERIFY(found.cells > 500 && found.cells <= 651); // 31 by 21 centres at most
        double weights = 0;
        for (const auto& factor : found.factors)
            weights += factor.weight;
        QVERIFY(near(weights, 1));
        QVERIFY(left_out(found, "Nobody looks", 0)); // no window on the plan
    }

    void equal_options_share_their_ranks() {
        const OptionRanks two = ranked(between_walls().site(), {"", "Same"});
        for (const auto& option : two.shares)
            for (const double share : option)
                QVERIFY(near(share, .5));
        const OptionRanks three = ranked(between_walls().site(), {"Same", "Open", ""});
        QCOMPARE(three.shares.size(), 3U);
        QVERIFY(near(three.shares[1][0], 1));
        for (const std::size_t option : {0U, 2U}) {
            QVERIFY(near(three.shares[option][0], 0));
            QVERIFY(near(three.shares[option][1], .5));
            QVERIFY(near(three.shares[option][2], .5));
        }
    }

    // Every draw gives every rank once.
    void shares_add_up_by_option_and_by_rank() {
        const OptionRanks found = ranked(between_walls().site(), {"", "Half", "Open"});
        for (std::size_t i = 0; i < 3; ++i) {
            double of_option = 0;
            double of_rank = 0;
            for (std::size_t j = 0; j < 3; ++j) {
                of_option += found.shares[i][j];
                of_rank += found.shares[j][i];
            }
            QVERIFY(near(of_option, 1));
            QVERIFY(near(of_rank, 1));
        }
    }

    // A bench in the option alone: what is not known of the other does not count in either.
    void a_factor_that_one_option_cannot_tell_counts_in_none() {
        SiteBuilder builder = between_walls();
        auto layer = std::make_shared<prospect::Layer>();
        layer->id = Uuid::from_name("benches");
        layer->name = "benches";
        layer->role = Role::activity;
        auto bench = std::make_shared<Feature>();
        bench->id = Uuid::from_name("bench");
        bench->geometry = point(30, 20);
        bench->set("kind", std::string("seat"), Basis::drawn);
        layer->features.push_back(bench);
        builder.add(Role::opening, point(5, 17), {{"kind", std::string("window")}});
        builder.add_scenario({Uuid::from_name("bench"), "Bench", {{"Add", {AddLayer{layer}}}}});
        const OptionRanks found = ranked(builder.site(), {"Bench", ""});
        QVERIFY(left_out(found, "People stay where no window looks", 1));
        for (const auto& factor : found.factors)
            QVERIFY(factor.name != "unseen_stay");
    }

    // Without a red line the plan ends where its things do: a wall moved away takes more ground in. One grid
    // holds both, and the ground around the way, which both have, is less closed in.
    void an_option_that_reaches_further_is_compared_on_the_ground_both_have() {
        SiteBuilder builder;
        builder.add(Role::path, line({{0, 20}, {60, 20}}), {{"kind", std::string("footway")}});
        std::vector<SiteEdit> away;
        for (const double y : {17.0, 23.0}) {
            const Uuid wall = builder
                                  .add(Role::barrier, line({{0, y}, {60, y}}),
                                       {{"kind", std::string("wall")}, {"height_m", 3.0}})
                                  .id;
            const double far = y < 20 ? -40 : 80;
            away.push_back({"Move", {ChangeGeometry{wall, line({{0, far}, {60, far}})}}});
        }
        builder.add_scenario({Uuid::from_name("far"), "Far", away});
        const OptionRanks found = ranked(builder.site(), {"", "Far"});
        QVERIFY2(found.told(), found.missing.c_str());
        QVERIFY(near(found.shares[1][0], 1));
        QVERIFY(found.cells > 60 && found.cells <= 31 * 61);
    }

    void recorded_crimes_do_not_count() {
        SiteBuilder builder = between_walls();
        const OptionRanks without = ranked(builder.site(), {"", "Half", "Open"});
        for (int i = 0; i < 20; ++i)
            builder.add(Role::incident, point(10 + i, 20));
        const OptionRanks with = ranked(builder.site(), {"", "Half", "Open"});
        QCOMPARE(with.shares, without.shares);
        QCOMPARE(with.factors.size(), without.factors.size());
    }

    // So the shares may be told to everybody.
    void all_factors_rest_on_what_is_for_everybody() {
        const engine::Engine engine(catalogue());
        for (const FactorInfo& factor : risk_factors().factors) {
            std::set<std::string> all{factor.analysis};
            std::vector<std::string> ahead{factor.analysis};
            while (!ahead.empty()) {
                const engine::AnalysisInfo& info = engine.get(ahead.back()).info();
                ahead.pop_back();
                QVERIFY2(info.sensitivity == Sensitivity::ordinary, info.id.c_str());
                QVERIFY2(std::find(info.reads.begin(), info.reads.end(), Role::incident) == info.reads.end(),
                         info.id.c_str());
                for (const std::string& need : info.needs)
                    if (all.insert(need).second) ahead.push_back(need);
            }
        }
    }

    void a_plan_without_anything_is_told_in_one_sentence() {
        SiteBuilder builder;
        builder.add_scenario({Uuid::from_name("same"), "Same", {}});
        const OptionRanks found = ranked(builder.site(), {"", "Same"});
        QVERIFY(!found.told());
        QVERIFY2(!found.missing.empty() && !found.missing.ends_with('.'), found.missing.c_str());
    }

    void the_seed_counts_and_the_threads_do_not() {
        const SitePtr site = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
        // Half of the hedges lower, the other half higher: neither is better everywhere.
        auto changed = std::make_shared<Site>(*site);
        for (const bool even : {false, true}) {
            SiteEdit edit{"Heights", {}};
            bool turn = even;
            for (const auto& [layer, feature] : site->features(Role::barrier))
                if (turn = !turn; turn)
                    edit.steps.push_back(ChangeAttribute{feature->id, "height_m", Value(even ? 1.0 : 2.5)});
            const std::string name = even ? "Low" : "High";
            changed->scenarios.push_back(
                std::make_shared<const Scenario>(Scenario{Uuid::from_name(name), name, {edit}}));
        }
        const RankSettings coarse{.cell_m = 4, .draws = 200};
        const OptionRanks one = ranked(changed, {"", "Low", "High"}, coarse, "night", 1);
        const OptionRanks two = ranked(changed, {"", "Low", "High"}, coarse, "night", 2);
        QVERIFY2(one.told(), one.missing.c_str());
        QCOMPARE(one.shares, two.shares);
        QCOMPARE(one.balance, std::string("Use by night"));
        QVERIFY(one.shares[1][0] > one.shares[2][0]); // one sees over low walls
    }
};

PROSPECT_TEST(OptionRanksTest);

#include "option_ranks_test.moc"
