#include "analysis/risk/ahp.h"
#include "analysis/risk/weights.h"
#include "geometry/base/error.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace prospect;
using namespace prospect::risk;

namespace {

bool near(double found, double expected, double tolerance) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.12g is not %.12g", found, expected);
    return false;
}

QString refusal(const char* text) {
    try {
        (void)parse_judgements(text);
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

std::vector<Chosen> three() {
    return {{.name = "a", .info = nullptr, .file = "a.tif", .weight = 0},
            {.name = "b", .info = nullptr, .file = "b.tif", .weight = 0},
            {.name = "c", .info = nullptr, .file = "c.tif", .weight = 0}};
}

const Balance none{"none", "None", "", PlacesOn::people, {}};

} // namespace

class AhpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Worked out apart from this program.
    void the_worked_example() {
        const Ahp made = ahp(parse_judgements("1,3,5;1/3,1,2;1/5,1/2,1"));
        QVERIFY(near(made.weights[0], .648329, 5e-7));
        QVERIFY(near(made.weights[1], .229651, 5e-7));
        QVERIFY(near(made.weights[2], .122020, 5e-7));
        QVERIFY(near(made.lambda, 3.003695, 5e-7));
        QVERIFY(near(made.consistency_ratio, .00318, 5e-6));
    }

    // a_ij = w_i / w_j: the vector is w, lambda is n, nothing contradicts.
    void what_is_consistent_comes_back_as_it_was() {
        const std::vector<double> w{0.4, 0.3, 0.2, 0.1};
        Judgements made{4, {}};
        for (const double i : w)
            for (const double j : w)
                made.values.push_back(i / j);
        const Ahp result = ahp(made);
        for (std::size_t i = 0; i < w.size(); ++i)
            QVERIFY(near(result.weights[i], w[i], 1e-12));
        QVERIFY(near(result.lambda, 4, 1e-12));
        QVERIFY(near(result.consistency_ratio, 0, 1e-12));
    }

    // Of three factors the vector is that of the rows' geometric means, here the cube roots of 2 x 32, 1/2 x
    // 2 and 1/32 x 1/2: 4, 1 and 1/4, in all 21/4. lambda is 1 + t + 1/t, t the cube root of 32/(2 x 2).
    void three_by_hand() {
        const Ahp made = ahp(parse_judgements("1,2,32;1/2,1,2;1/32,1/2,1"));
        QVERIFY(near(made.weights[0], 16.0 / 21, 1e-12));
        QVERIFY(near(made.weights[1], 4.0 / 21, 1e-12));
        QVERIFY(near(made.weights[2], 1.0 / 21, 1e-12));
        QVERIFY(near(made.lambda, 3.5, 1e-12));
        QVERIFY(near(made.consistency_ratio, .25 / .58, 1e-12));
    }

    // Round a table of ten, each four times as much as the next: every row adds up to 8 + 4 + 1/4.
    void ten_by_hand() {
        Judgements made{10, std::vector<double>(100, 1)};
        for (std::size_t i = 0; i < 10; ++i) {
            made.values[i * 10 + (i + 1) % 10] = 4;
            made.values[(i + 1) % 10 * 10 + i] = .25;
        }
        const Ahp result = ahp(made);
        for (const double weight : result.weights)
            QVERIFY(near(weight, .1, 1e-12));
        QVERIFY(near(result.lambda, 12.25, 1e-12));
        QVERIFY(near(result.consistency_ratio, .25 / 1.49, 1e-12));
    }

    void a_weight_far_below_the_others_keeps_its_digits() {
        const Ahp made = ahp(parse_judgements("1,1e12,1e6;1e-12,1,1e-6;1e-6,1e6,1"));
        QVERIFY(near(made.weights[1] * 1e12, 1 / (1 + 1e-6 + 1e-12), 1e-12));
        QVERIFY(near(made.weights[2] * 1e6, 1 / (1 + 1e-6 + 1e-12), 1e-12));
        QVERIFY(near(made.consistency_ratio, 0, 1e-12));
    }

    // The vector and its value satisfy their definition, for matrices far from consistent.
    void it_is_the_principal_eigenvector() {
        const Judgements made = parse_judgements("1,9,1/9,4;1/9,1,9,1/3;9,1/9,1,2;1/4,3,1/2,1");
        const Ahp result = ahp(made);
        for (std::size_t i = 0; i < made.size; ++i) {
            double sum = 0;
            for (std::size_t j = 0; j < made.size; ++j)
                sum += made.at(i, j) * result.weights[j];
            QVERIFY(near(sum, result.lambda * result.weights[i], 1e-10));
            QVERIFY(result.weights[i] > 0);
        }
        QVERIFY(result.lambda > 4);
        QVERIFY(near(std::accumulate(result.weights.begin(), result.weights.end(), 0.0), 1, 1e-12));
    }

    void factors_in_another_order_get_the_same_weights() {
        const Ahp one = ahp(parse_judgements("1,3,5;1/3,1,2;1/5,1/2,1"));
        const Ahp other = ahp(parse_judgements("1,1/5,1/2;5,1,3;2,1/3,1"));
        QVERIFY(near(one.weights[0], other.weights[1], 1e-12));
        QVERIFY(near(one.weights[1], other.weights[2], 1e-12));
        QVERIFY(near(one.lambda, other.lambda, 1e-12));
    }

    void two_cannot_contradict() {
        const Ahp made = ahp(parse_judgements("1,4;0.25,1"));
        QVERIFY(near(made.weights[0], 0.8, 1e-12));
        QCOMPARE(made.consistency_ratio, 0.0);
    }

    // All alike, but for one that is said to matter nine times as much as one that is its equal by all
    // others.
    void a_contradiction_is_named_and_the_weights_stand() {
        std::vector<Chosen> chosen = three();
        chosen.push_back({.name = "d", .info = nullptr, .file = "d.tif", .weight = 0});
        std::vector<engine::Note> notes;
        const auto made =
            set_weights("1,1,1,9;1,1,1,1;1,1,1,1;1/9,1,1,1", {}, none, DayBand::day, chosen, notes);
        QVERIFY(made->consistency_ratio > 0.10);
        QCOMPARE(notes.size(), 1U);
        QCOMPARE(notes[0].code, std::string("ahp_inconsistent"));
        QVERIFY(notes[0].message.find("\"a\" matters 9 times as much as \"d\"") != std::string::npos);
        double sum = 0;
        for (const Chosen& one : chosen)
            sum += one.weight;
        QVERIFY(near(sum, 1, 1e-12));
    }

    void what_a_hand_types_passes() {
        QCOMPARE(parse_judgements("1, 3 ; 0.33, 1").size, 2U);
        QCOMPARE(parse_judgements("1,1/7;7,1").at(0, 1), 1.0 / 7);
        QCOMPARE(parse_judgements("1,0.14;7,1").size, 2U);
    }

    void bad_input_is_named_in_one_sentence() {
        QVERIFY(refusal("1,3,5;1/3,1;1/5,1/2,1").contains("rows are of different lengths"));
        QVERIFY(refusal("1,3;1/3,1;1,1").contains("is no square"));
        QVERIFY(refusal("1,3;3,1").contains("row 2, column 1 is not one divided by row 1, column 2"));
        QVERIFY(refusal("1,0;0,1").contains("has \"0\""));
        QVERIFY(refusal("1,-3;-1/3,1").contains("has \"-3\""));
        QVERIFY(refusal("1,x;1,1").contains("has \"x\""));
        QVERIFY(refusal("1,1/0;1,1").contains("has \"1/0\""));
        QVERIFY(refusal("2,1;1,1").contains("another number than 1 in row 1, column 1"));
        QVERIFY(refusal("1").contains("compares 1 factors"));
        QVERIFY(refusal("").contains("has \"\""));
    }

    void weights_are_checked_too() {
        const auto refused = [](const std::string& judgements, const std::vector<std::string>& weights) {
            std::vector<Chosen> chosen = three();
            std::vector<engine::Note> notes;
            try {
                (void)set_weights(judgements, weights, none, DayBand::day, chosen, notes);
            } catch (const Error& error) {
                return QString::fromUtf8(error.what());
            }
            return QString();
        };
        QVERIFY(refused({}, {"0", "0", "0"}).contains("add up to 0"));
        QVERIFY(refused({}, {"1", "-1", "1"}).contains("\"-1\""));
        QVERIFY(refused({}, {"1", "1"}).contains("for 2 factors, there are 3"));
        QVERIFY(refused("1,3;1/3,1", {}).contains("for 2 factors, there are 3"));
        QVERIFY(refused("1,3;1/3,1", {"1", "1", "1"}).contains("both ahp and weights"));
        QCOMPARE(refused({}, {"2", "1", "1"}), QString());
    }

    void order_weights_are_checked() {
        CombineRule rule;
        set_order({"0.9"}, 3, rule);
        QCOMPARE(rule.orness, 0.9);
        set_order({"3", "1", "0"}, 3, rule);
        QCOMPARE(rule.order.size(), 3U);
        for (const std::vector<std::string>& bad :
             {std::vector<std::string>{"1.5"}, {"1", "2"}, {"0", "0", "0"}, {"a"}}) {
            bool refused = false;
            try {
                set_order(bad, 3, rule);
            } catch (const Error&) {
                refused = true;
            }
            QVERIFY(refused);
        }
    }
};

PROSPECT_TEST(AhpTest);

#include "ahp_test.moc"
