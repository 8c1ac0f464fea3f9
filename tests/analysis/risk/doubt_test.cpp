#include "analysis/risk/heights.h"
#include "analysis/risk/matrix.h"
#include "analysis/risk/monte_carlo.h"
#include "analysis/risk/peaks.h"
#include "analysis/risk/tornado.h"
#include "geometry/base/error.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace prospect;
using namespace prospect::risk;
using namespace prospect::test;

namespace {

bool near(double found, double expected, double tolerance) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

const engine::Workers one_thread{1};
const engine::Workers two_threads{2};

// Two factors taken as they are.
std::vector<FactorMeasures> two(const std::vector<float>& a, const std::vector<float>& b) {
    return {{a, {0, 1}, false, false}, {b, {0, 1}, false, false}};
}

double mean_of(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviation_of(const std::vector<double>& values) {
    const double mean = mean_of(values);
    double sum = 0;
    for (const double value : values)
        sum += (value - mean) * (value - mean);
    return std::sqrt(sum / static_cast<double>(values.size()));
}

} // namespace

// How sure a score is, what moves it, where it is worst, and the matrix.
class DoubtTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void drawn_weights_keep_their_mean_and_vary_as_said() {
        const std::vector<double> weights{.6, .3, .1, 0};
        const std::vector<ValueFunction> values(4, ValueFunction{10, 2});
        const auto made =
            draws(weights, values, {}, {.weight = .2, .threshold = .1, .maintenance = .3}, 20'000, 1);
        for (std::size_t f = 0; f < 3; ++f) {
            std::vector<double> drawn;
            for (const Draw& draw : made)
                drawn.push_back(draw.weights[f]);
            QVERIFY(near(mean_of(drawn), weights[f], 0.003));
            QVERIFY(near(deviation_of(drawn), .2 * std::sqrt(weights[f] * (1 - weights[f])), 0.003));
        }
        for (const Draw& draw : made) {
            QVERIFY(near(std::accumulate(draw.weights.begin(), draw.weights.end(), 0.0), 1, 1e-12));
            QCOMPARE(draw.weights[3], 0.0);
            QVERIFY(std::abs(draw.values[0].fine - 10) <= .8 && std::abs(draw.values[0].worst - 2) <= .8);
            QVERIFY(std::abs(draw.light - 1) <= .3);
        }
    }

    void the_same_seed_draws_the_same_and_nothing_off_draws_nothing() {
        const std::vector<double> weights{2, 1};
        const std::vector<ValueFunction> values{{1, 0}, {3, 8}};
        const auto a = draws(weights, values, {}, {}, 50, 7);
        const auto b = draws(weights, values, {}, {}, 50, 7);
        const auto c = draws(weights, values, {}, {}, 50, 8);
        QCOMPARE(a[49].weights, b[49].weights);
        QVERIFY(a[49].weights != c[49].weights);
        // An end that is 0 is a bound of the measure itself.
        QCOMPARE(a[10].values[0].worst, 0.0);
        QVERIFY(a[10].values[0].fine != 1.0);
        const std::vector<std::uint8_t> fixed{1, 0};
        QCOMPARE(draws(weights, values, fixed, {}, 5, 7)[4].values[0], values[0]);
        const auto sure = draws(weights, values, {}, {0, 0, 0}, 5, 7);
        QVERIFY(near(sure[3].weights[0], 2.0 / 3, 1e-15));
        QCOMPARE(sure[3].values, values);
        QCOMPARE(sure[3].light, 1.0);
    }

    // One factor 1, the other 0: the score is the first weight, whose spread is known.
    void the_deviation_of_a_score_by_hand() {
        const std::vector<float> a{1, .5F, nodata};
        const std::vector<float> b{0, .5F, nodata};
        const std::vector<double> weights{.7, .3};
        const auto made = draws(weights, std::vector<ValueFunction>(2), std::vector<std::uint8_t>{1, 1},
                                {.weight = .2, .threshold = .2, .maintenance = .2}, 20'000, 3);
        const std::vector<std::vector<FactorMeasures>> states{two(a, b)};
        const Uncertainty found = uncertainty(states, weights, {}, made, .7, one_thread);
        QVERIFY(near(static_cast<double>(found.deviation[0]), .2 * std::sqrt(.21), .002));
        QVERIFY(near(static_cast<double>(found.below[0]), .5, .05));
        QVERIFY(
            near(static_cast<double>(found.deviation[1]), 0, 1e-6)); // equal values, whatever their weights
        QCOMPARE(found.below[1], 1.0F);
        QCOMPARE(found.deviation[2], nodata);
        QCOMPARE(found.below[2], nodata);
    }

    // Every cell and draw by itself, in double.
    void the_draws_are_added_up_as_one_by_one() {
        std::vector<float> a(700);
        std::vector<float> b(700);
        for (std::size_t i = 0; i < a.size(); ++i) {
            a[i] = i % 7 == 0 ? nodata : static_cast<float>(i % 50) / 10;
            b[i] = i % 11 == 0 ? nodata : static_cast<float>(i % 90) / 10;
        }
        const std::vector<double> weights{.5, .5};
        const std::vector<ValueFunction> values{{4, 1}, {2, 8}};
        const auto made = draws(weights, values, {}, {}, 200, 3);
        for (const CombineRule& rule :
             {CombineRule{}, CombineRule{.how = Combination::owa}, CombineRule{.how = Combination::gamma}}) {
            const std::vector<std::vector<FactorMeasures>> states{
                {{a, values[0], true, false}, {b, values[1], false, false}}};
            const Uncertainty found = uncertainty(states, weights, rule, made, .5, two_threads);
            for (std::size_t i = 0; i < a.size(); ++i) {
                std::vector<double> scores;
                double below = 0;
                for (const Draw& draw : made) {
                    std::vector<float> judged;
                    std::vector<double> own;
                    if (a[i] != nodata) {
                        judged.push_back(
                            static_cast<float>(draw.values[0](static_cast<double>(a[i]) * draw.light)));
                        own.push_back(draw.weights[0]);
                    }
                    if (b[i] != nodata) {
                        judged.push_back(draw.values[1].of(b[i]));
                        own.push_back(draw.weights[1]);
                    }
                    if (judged.empty()) continue;
                    scores.push_back(combined(judged, own, rule));
                    below += scores.back() < .5 ? 1 : 0;
                }
                if (scores.empty()) {
                    QCOMPARE(found.deviation[i], nodata);
                    continue;
                }
                QVERIFY(near(static_cast<double>(found.deviation[i]), deviation_of(scores), 1e-4));
                QVERIFY(near(static_cast<double>(found.below[i]), below / 200, 0.011));
            }
        }
    }

    void the_threads_do_not_matter() {
        std::vector<float> a(5'000);
        std::vector<float> b(5'000);
        for (std::size_t i = 0; i < a.size(); ++i) {
            a[i] = static_cast<float>(i % 97) / 97;
            b[i] = static_cast<float>(i % 89) / 89;
        }
        const std::vector<double> weights{2, 1};
        const auto made = draws(weights, std::vector<ValueFunction>(2), {}, {}, 100, 1);
        const std::vector<std::vector<FactorMeasures>> states{two(a, b), two(b, a)};
        const Uncertainty one = uncertainty(states, weights, {}, made, .5, one_thread);
        const Uncertainty other = uncertainty(states, weights, {}, made, .5, two_threads);
        QCOMPARE(one.deviation, other.deviation);
        QCOMPARE(one.below, other.below);
    }

    // Half of the draws on a state in which the cell scores 1, half in which it scores 0.
    void other_states_of_the_plan_take_their_turn() {
        const std::vector<float> zero{0, 0};
        const std::vector<float> full{1, nodata};
        const std::vector<double> weights{1, 1};
        const auto made =
            draws(weights, std::vector<ValueFunction>(2), std::vector<std::uint8_t>{1, 1}, {0, 0, 0}, 100, 1);
        const std::vector<std::vector<FactorMeasures>> states{two(zero, zero), two(full, full)};
        const Uncertainty found = uncertainty(states, weights, {}, made, .5, one_thread);
        QVERIFY(near(static_cast<double>(found.deviation[0]), .5, 1e-6));
        QCOMPARE(found.below[0], .5F);
        QCOMPARE(found.deviation[1], 0.0F); // where the other state has no ground it tells nothing
        QCOMPARE(found.below[1], 1.0F);
    }

    // Option 0 is better by the first factor, option 1 by the second as much: whichever weighs more decides.
    void options_are_ranked_by_the_same_draws() {
        const std::vector<float> low{.2F, .2F};
        const std::vector<float> high{.6F, .6F};
        const std::vector<float> bad{.9F, .9F};
        const std::vector<std::vector<FactorMeasures>> options{two(low, high), two(high, low), two(bad, bad)};
        const std::vector<double> weights{.5, .5};
        const auto made =
            draws(weights, std::vector<ValueFunction>(2), std::vector<std::uint8_t>{1, 1}, {}, 400, 2);
        const RankAcceptability found = rank_acceptability(options, weights, {}, made, two_threads);
        const auto& ranks = found.shares;
        double first = 0;
        for (const Draw& draw : made)
            first += draw.weights[0] > draw.weights[1] ? 1.0 / 400 : 0;
        QCOMPARE(found.cells, 2U);
        QVERIFY(near(ranks[0][0], first, 1e-9));
        QVERIFY(near(ranks[1][0], 1 - first, 1e-9));
        QVERIFY(near(ranks[2][2], 1, 1e-9));
        // Equal ones share their ranks.
        const std::vector<std::vector<FactorMeasures>> same{two(low, high), two(low, high)};
        QVERIFY(near(rank_acceptability(same, weights, {}, made, one_thread).shares[0][0], .5, 1e-9));
        // Without ground in common there are none; on the only cell in common the second is better.
        const std::vector<float> none{nodata, nodata};
        const std::vector<std::vector<FactorMeasures>> apart{two(low, low), two(none, none)};
        QVERIFY(rank_acceptability(apart, weights, {}, made, one_thread).shares.empty());
        const std::vector<float> left{.5F, nodata};
        const std::vector<float> mixed{.2F, .9F};
        const std::vector<std::vector<FactorMeasures>> partly{two(left, left), two(mixed, mixed)};
        const RankAcceptability one_cell = rank_acceptability(partly, weights, {}, made, one_thread);
        QCOMPARE(one_cell.cells, 1U);
        QVERIFY(near(one_cell.shares[1][0], 1, 1e-9));
    }

    // Cells score .2 to .8 as a weighs .5 against b = 0; over .5 with a weight of .6 are those of a > .83.
    void each_input_swings_the_share_by_hand() {
        const std::vector<float> a{.2F, .4F, .6F, .8F, 1};
        const std::vector<float> b{0, 0, 0, 0, 0};
        const std::vector<double> weights{.5, .5};
        const std::vector<ValueFunction> values{{0, 2}, {0, 1}};
        const std::vector<std::vector<FactorMeasures>> states{
            {{a, values[0], true, false}, {b, values[1], false, false}}};
        const std::vector<NamedFactor> names{{"A", "lx", false, true}, {"B", "", true, false}};
        const auto made =
            inputs(weights, values, names, {.weight = .2, .threshold = .25, .maintenance = .5}, 0, 1);
        QCOMPARE(made.size(), 4U); // two weights, the worst end of A, the light
        QCOMPARE(made[0].name, std::string("weight of A"));
        QVERIFY(near(made[0].low, .5 - 1.645 * .1, 1e-12));
        QVERIFY(near(made[0].low_draw.weights[1], .5 + 1.645 * .1, 1e-12));
        QCOMPARE(made[2].kind, std::string("worst"));
        QCOMPARE(made[2].low, 1.5);
        QCOMPARE(made[3].kind, std::string("maintenance"));
        const std::vector<std::uint32_t> cells{0, 1, 2, 3, 4};
        const auto found = swings(made, states, weights, {}, cells, .25, two_threads);
        // a / 2 of weight .5 is .05 .1 .15 .2 .25; with a worst end of 1.5, a / 3: .067 .133 .2 .267 .333.
        QCOMPARE(found[2].low, .4);
        QCOMPARE(found[2].high, 0.0);
        QCOMPARE(found[3].low, 0.0);
        QCOMPARE(found[3].high, .4); // .075 .15 .225 .3 .375
        const auto mean =
            mean_scores(states[0], weights, {}, std::vector<Draw>{as_given(weights, values)}, cells);
        QVERIFY(near(mean->front(), .15, 1e-6));
    }

    void the_worst_places_lie_apart() {
        const Grid grid{0, 40, 1, 1, 100, 40};
        Field field("risk", "", grid);
        std::fill(field.values.begin(), field.values.end(), .1F);
        const auto put = [&](std::int64_t column, std::int64_t row, float value) {
            for (std::int64_t r = row - 3; r <= row + 3; ++r)
                for (std::int64_t c = column - 3; c <= column + 3; ++c)
                    field.values[static_cast<std::size_t>(r * 100 + c)] = value;
        };
        put(20, 20, .9F);
        put(32, 20, .8F); // 12 m from the first
        put(60, 20, .7F);
        put(80, 20, 1); // where nobody is
        std::vector<std::uint8_t> at(field.values.size(), 1);
        for (std::size_t i = 0; i < at.size(); ++i)
            at[i] = i % 100 < 70 ? 1 : 0;
        const std::vector<std::uint8_t> ground(field.values.size(), 1);
        const auto found = peaks(field, at, ground, {.around_m = 2, .apart_m = 20, .most = 3});
        QCOMPARE(found.size(), 3U);
        QVERIFY(near(found[0].mean, .9, 1e-6));
        QCOMPARE(found[0].column, 19); // the first of those whose disc is full
        QCOMPARE(found[0].cells.size(), 13U);
        QVERIFY(near(found[1].mean, .7, 1e-6));
        QVERIFY(distance(grid.center(found[0].column, found[0].row),
                         grid.center(found[2].column, found[2].row)) >= 20);
    }

    void the_matrix_keeps_its_numbers() {
        const std::vector<float> likelihood{.1F, .15F, .61F, .79F, .5F, nodata, .9F};
        const std::vector<float> consequence{1, 1, .2F, .2F, .6F, .5F, 1};
        const std::vector<std::uint8_t> counted{1, 1, 1, 1, 1, 1, 0};
        const auto found = risk_matrix(likelihood, consequence, counted);
        QCOMPARE(found.size(), 3U);
        QCOMPARE(found[0].likelihood, 3); // .5 x .6 = .30
        QCOMPARE(found[0].consequence, 3);
        QVERIFY(near(found[0].mean_product, .3, 1e-6));
        // Box 4 x 1 is 4, box 1 x 5 is 5: their numbers say the other way round.
        QCOMPARE(found[1].likelihood, 4);
        QVERIFY(near(found[1].mean_likelihood, .7, 1e-6));
        QVERIFY(near(found[1].mean_product, .14, 1e-6));
        QCOMPARE(found[1].cells, 2);
        QVERIFY(near(found[2].mean_product, .125, 1e-6));
        for (int fifth = 1; fifth <= 5; ++fifth)
            QCOMPARE(fifth_of(fifth / 5.0), fifth);
        QCOMPARE(fifth_of(0), 1);
        QCOMPARE(fifth_of(static_cast<double>(.6F)), 3);
    }

    void heights_are_shifted_but_not_those_of_kerbs() {
        SiteBuilder builder;
        builder.add(Role::barrier, line({{0, 0}, {10, 0}}),
                    {{"kind", std::string("hedge")}, {"height_m", 1.5}});
        builder.add(Role::barrier, line({{0, 5}, {10, 5}}),
                    {{"kind", std::string("kerb")}, {"height_m", 0.1}});
        builder.add(Role::planting, rectangle(0, 10, 10, 12), {{"height_m", 0.2}, {"mature_m", 1.0}});
        const SitePtr site = builder.site();
        QCOMPARE(count_of_heights(*site), 2);
        const auto height = [](const SitePtr& changed, Role role, std::size_t which, const char* attribute) {
            return as_number(changed->features(role)[which].second->find(attribute)->value).value();
        };
        const SitePtr low = with_other_heights(*site, 0.3, 0, 1);
        QVERIFY(near(height(low, Role::barrier, 0, "height_m"), 1.2, 1e-9));
        QCOMPARE(height(low, Role::barrier, 1, "height_m"), 0.1);
        QCOMPARE(height(low, Role::planting, 0, "height_m"), 0.1);
        QVERIFY(near(height(low, Role::planting, 0, "mature_m"), 0.7, 1e-9));
        QVERIFY(near(height(with_other_heights(*site, 0.3, 1, 1), Role::barrier, 0, "height_m"), 1.8, 1e-9));
        const double third = height(with_other_heights(*site, 0.3, 2, 1), Role::barrier, 0, "height_m");
        QVERIFY(std::abs(third - 1.5) <= 0.3 && third != 1.5);
        QCOMPARE(height(with_other_heights(*site, 0.3, 2, 1), Role::barrier, 0, "height_m"), third);
    }
};

PROSPECT_TEST(DoubtTest);

#include "doubt_test.moc"
