#include "analysis/risk/combine.h"
#include "analysis/risk/factors.h"
#include "analysis/risk/scoring.h"
#include "geometry/base/error.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace prospect;
using namespace prospect::risk;

namespace {

bool near(double found, double expected, double tolerance = 1e-6) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

double one(const std::vector<float>& values, const std::vector<double>& weights, const CombineRule& rule) {
    return combined(values, weights, rule);
}

std::vector<float> all(const std::vector<std::vector<float>>& factors, const std::vector<double>& weights,
                       const CombineRule& rule, int threads = 1) {
    std::vector<Layer> layers;
    for (std::size_t f = 0; f < factors.size(); ++f)
        layers.push_back({factors[f], weights[f], false});
    std::vector<float> out(factors.front().size());
    combine(layers, rule, out, engine::Workers(threads));
    return out;
}

// Six factors on cells enough for several blocks, an eighth of them not known.
std::vector<std::vector<float>> random_factors(std::size_t cells) {
    std::mt19937 random(5);
    std::vector<std::vector<float>> made(6, std::vector<float>(cells));
    for (auto& factor : made)
        for (float& value : factor)
            value = random() % 8 == 0 ? nodata : static_cast<float>(random() % 1001) / 1000;
    return made;
}

const std::vector<CombineRule> rules{{.how = Combination::sum},
                                     {.how = Combination::worst},
                                     {.how = Combination::gamma, .gamma = 0.9},
                                     {.how = Combination::owa, .orness = 0.8},
                                     {.how = Combination::owa, .order = {4, 2, 1, 1, 0, 0}}};

QString refusal(const std::string& json) {
    try {
        (void)parse_risk_factors(json);
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class CombineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_weighted_sum_by_hand() {
        QVERIFY(near(one({.6F, .8F, .4F}, {1, 2, 1}, {}), 0.65));
        QVERIFY(near(one({.6F, .8F, .4F}, {10, 20, 10}, {}), 0.65)); // whatever their scale
    }

    // Worked out apart from this program.
    void gamma_by_hand() {
        QVERIFY(near(one({.6F, .8F, .4F}, {1, 1, 1}, {.how = Combination::gamma, .gamma = .9}), .811154));
        QVERIFY(near(one({.6F, .8F}, {1, 1}, {.how = Combination::gamma, .gamma = 0}), .48)); // the product
        QVERIFY(near(one({.6F, .8F}, {1, 1}, {.how = Combination::gamma, .gamma = 1}), .92)); // 1 - .4 x .2
    }

    void order_weights_by_hand() {
        const CombineRule rule{.how = Combination::owa, .order = {.5, .3, .2}};
        QVERIFY(near(one({.6F, .8F, .4F}, {1, 1, 1}, rule), .8 * .5 + .6 * .3 + .4 * .2));
        // An orness of a half is the sum, of 1 the worst, of 0 the best, whatever the weights.
        const std::vector<float> values{.6F, .8F, .4F};
        QVERIFY(near(one(values, {1, 2, 1}, {.how = Combination::owa, .orness = .5}), .65));
        QVERIFY(near(one(values, {1, 2, 1}, {.how = Combination::owa, .orness = 1}), .8));
        QVERIFY(near(one(values, {1, 2, 1}, {.how = Combination::owa, .orness = 0}), .4));
        // Q(r) = r^(1/3): .8 counts Q(1/2), .6 Q(3/4) - Q(1/2), .4 the rest.
        const double half = std::cbrt(.5);
        const double three_quarters = std::cbrt(.75);
        QVERIFY(near(one(values, {1, 2, 1}, {.how = Combination::owa, .orness = .75}),
                     .8 * half + .6 * (three_quarters - half) + .4 * (1 - three_quarters)));
    }

    void cells_are_combined_as_one_by_one() {
        const auto factors = random_factors(10'000);
        const std::vector<double> weights{3, 2, 2, 1, 1, 1};
        for (const CombineRule& rule : rules) {
            const std::vector<float> found = all(factors, weights, rule, 2);
            QCOMPARE(found, all(factors, weights, rule, 1));
            for (std::size_t i = 0; i < found.size(); ++i) {
                std::vector<float> values;
                std::vector<double> own;
                double known = 0;
                for (std::size_t f = 0; f < factors.size(); ++f)
                    if (factors[f][i] != nodata) {
                        values.push_back(factors[f][i]);
                        own.push_back(weights[f]);
                        known += weights[f] / 10;
                    }
                if (known < 0.5 - 1e-6)
                    QCOMPARE(found[i], nodata);
                else
                    QVERIFY(near(static_cast<double>(found[i]), combined(values, own, rule)));
            }
        }
    }

    void the_order_of_factors_does_not_matter() {
        const auto factors = random_factors(3'000);
        const std::vector<std::size_t> order{4, 0, 5, 2, 1, 3};
        std::vector<std::vector<float>> other;
        std::vector<double> weights{3, 2, 2, 1, 1, 1};
        std::vector<double> other_weights;
        for (const std::size_t f : order) {
            other.push_back(factors[f]);
            other_weights.push_back(weights[f]);
        }
        for (const CombineRule& rule : rules) {
            const auto a = all(factors, weights, rule);
            const auto b = all(other, other_weights, rule);
            for (std::size_t i = 0; i < a.size(); ++i)
                QVERIFY(near(static_cast<double>(a[i]), static_cast<double>(b[i]), 2e-6));
        }
    }

    void no_factor_that_gets_worse_makes_it_better() {
        auto factors = random_factors(3'000);
        const std::vector<double> weights{3, 2, 2, 1, 1, 1};
        for (const CombineRule& rule : rules) {
            const auto before = all(factors, weights, rule);
            for (std::size_t f = 0; f < factors.size(); ++f) {
                auto raised = factors;
                for (float& value : raised[f])
                    if (value != nodata) value = std::min(1.0F, value + 0.1F);
                const auto after = all(raised, weights, rule);
                for (std::size_t i = 0; i < before.size(); ++i)
                    QVERIFY(after[i] >= before[i] - 2e-6F);
            }
        }
    }

    void weights_have_no_scale() {
        const auto factors = random_factors(3'000);
        for (const CombineRule& rule : rules) {
            const auto a = all(factors, {3, 2, 2, 1, 1, 1}, rule);
            const auto b = all(factors, {0.3, 0.2, 0.2, 0.1, 0.1, 0.1}, rule);
            for (std::size_t i = 0; i < a.size(); ++i)
                QVERIFY(near(static_cast<double>(a[i]), static_cast<double>(b[i])));
        }
    }

    void what_is_not_known_is_shared_until_half_is_gone() {
        const std::vector<std::vector<float>> factors{
            {.8F, nodata, .8F}, {nodata, .4F, .4F}, {.2F, .2F, .2F}};
        const auto found = all(factors, {2, 1, 1}, {});
        QVERIFY(near(static_cast<double>(found[0]), (2 * .8 + .2) / 3)); // three quarters known
        QVERIFY(near(static_cast<double>(found[1]), .3));                // half known
        QVERIFY(near(static_cast<double>(found[2]), (2 * .8 + .4 + .2) / 4));
        QCOMPARE(all(factors, {3, 1, 1}, {})[1], nodata); // two fifths known
    }

    void a_file_without_a_value_leaves_none() {
        const std::vector<float> given{nodata, .5F};
        const std::vector<float> other{.8F, .7F};
        std::vector<float> out(2);
        combine(std::vector<Layer>{{given, 1, true}, {other, 9, false}}, {}, out, engine::Workers(1));
        QCOMPARE(out[0], nodata);
        QVERIFY(near(static_cast<double>(out[1]), .68));
    }

    void the_worst_factor_is_named() {
        const std::vector<float> a{.2F, 1, nodata, nodata};
        const std::vector<float> b{.7F, 1, .1F, nodata};
        std::vector<float> out(4);
        find_worst(std::vector<Layer>{{a, 1, false}, {b, 2, false}}, out, engine::Workers(1));
        QCOMPARE(out, (std::vector<float>{1, 1, 1, nodata})); // of equal ones that of more weight
    }

    void weights_of_nothing_are_refused() {
        const std::vector<float> values{.5F};
        std::vector<float> out(1);
        for (const double weight : {0.0, -1.0}) {
            bool refused = false;
            try {
                combine(std::vector<Layer>{{values, weight, false}}, {}, out, engine::Workers(1));
            } catch (const Error& error) {
                refused = QString::fromUtf8(error.what()).contains("weight");
            }
            QVERIFY(refused);
        }
    }

    void a_score_is_what_combining_the_values_gives() {
        std::mt19937 random(11);
        std::vector<std::vector<float>> measures(3, std::vector<float>(2'000));
        for (auto& factor : measures)
            for (float& value : factor)
                value = random() % 6 == 0 ? nodata : static_cast<float>(random() % 1000) / 50;
        const std::vector<ValueFunction> values{{10, 0}, {2, 8}, {0, 20}};
        const std::vector<double> weights{.5, .3, .2};
        for (const CombineRule& rule : rules) {
            if (rule.order.size() == 6) continue;
            std::vector<FactorMeasures> factors;
            std::vector<std::vector<float>> judged;
            for (std::size_t f = 0; f < 3; ++f) {
                factors.push_back({measures[f], values[f], f == 0, false});
                auto& own = judged.emplace_back(measures[f].size());
                for (std::size_t i = 0; i < own.size(); ++i)
                    own[i] = f == 0 && measures[f][i] != nodata ? values[f].of(measures[f][i] * 0.5F)
                                                                : values[f].of(measures[f][i]);
            }
            const std::vector<float> expected = all(judged, weights, rule);
            const Scorer scorer(factors, weights, rule);
            std::vector<float> found(expected.size(), nodata);
            std::array<float, chunk_cells> score{};
            for (std::int64_t c = 0; c < scorer.chunk_count(); ++c) {
                const Scorer::Chunk chunk = scorer.chunk(c);
                scorer.score(chunk, {weights, values, 0.5}, score);
                for (std::size_t i = 0; i < chunk.cells.size(); ++i)
                    found[chunk.cells[i]] = score[i];
            }
            for (std::size_t i = 0; i < found.size(); ++i)
                QVERIFY(near(static_cast<double>(found[i]), static_cast<double>(expected[i]), 2e-6));
        }
    }

    void a_value_function_is_a_line_between_fine_and_worst() {
        const ValueFunction falling{0.5, 0};
        QCOMPARE(falling(0.5), 0.0);
        QCOMPARE(falling(0.9), 0.0);
        QCOMPARE(falling(0.25), 0.5);
        QCOMPARE(falling(0), 1.0);
        const ValueFunction rising{42, 100};
        QCOMPARE(rising(71), 0.5);
        QCOMPARE(rising(1000), 1.0);
        QCOMPARE(rising.of(nodata), nodata);
    }

    void the_factors_of_the_program_can_be_defended() {
        const RiskFactors& all = risk_factors();
        QVERIFY(all.factors.size() >= 5);
        for (const FactorInfo& factor : all.factors) {
            QVERIFY2(!factor.title.empty() && factor.why.ends_with(".") && !factor.source.empty(),
                     factor.name.c_str());
            QVERIFY(factor.status == "N" || factor.status == "g" || factor.status == "R" ||
                    factor.status == "P");
        }
        for (const Balance& balance : all.balances)
            for (const DayBand band : {DayBand::day, DayBand::evening, DayBand::night}) {
                double sum = 0;
                for (const FactorInfo& factor : all.factors) {
                    sum += balance.weight(factor.name, band);
                    // What does not count at a time has no weight then.
                    QVERIFY(!factor.field(band).empty() || balance.weight(factor.name, band) == 0);
                }
                QVERIFY(sum > 0);
            }
        QCOMPARE(all.balance(usual_balance(DayBand::day)).name, std::string("day_use"));
        QCOMPARE(all.balance(usual_balance(DayBand::evening)).name, std::string("night_use"));
    }

    void a_mistake_in_the_data_is_named() {
        const std::string factor =
            R"({"name":"a","title":"A","why":"W.","analysis":"x","fields":{"day":"f"},"unit":"","fine":0,"worst":1,)"
            R"("source":"s","status":"P"})";
        const auto file = [](const std::string& factors, const std::string& balances) {
            return R"({"factors":[)" + factors + R"(],"balances":[)" + balances + "]}";
        };
        const std::string balance =
            R"({"name":"b","title":"B","about":"x","places":"people","weights":{"a":1}})";
        QCOMPARE(refusal(file(factor, balance)), QString());
        QVERIFY(refusal(file(factor + "," + factor, "")).contains("two factors of that name"));
        QVERIFY(refusal(file(factor,
                             R"({"name":"b","title":"B","about":"x","places":"people","weights":{"c":1}})"))
                    .contains("there is no factor \"c\""));
        QVERIFY(refusal(file(factor,
                             R"({"name":"b","title":"B","about":"x","places":"people","weights":{"a":-1}})"))
                    .contains("at least 0"));
        QVERIFY(refusal(file(R"({"name":"a","fin":1})", "")).contains("no member \"fin\""));
        QVERIFY(refusal("{").contains("cannot be used"));
        bool refused = false;
        try {
            (void)risk_factors().balance("day");
        } catch (const Error& error) {
            refused = QString::fromUtf8(error.what()).contains("choose from day_use");
        }
        QVERIFY(refused);
    }
};

PROSPECT_TEST(CombineTest);

#include "combine_test.moc"
