#include "app/models/rank_words.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

risk::OptionRanks three() {
    risk::OptionRanks made;
    made.shares = {{0.17, 0.5, 0.33}, {0.83, 0.17, 0}, {0, 0.33, 0.67}};
    made.balance = "Use by night";
    made.draws = 1000;
    made.cell_m = 2;
    made.cells = 300;
    made.left_out = {{"Faces cannot be read", 1, "the plan has no lamps: import them"}};
    return made;
}

} // namespace

class RankWordsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void how_often_one_is_best_is_a_sentence() {
        QCOMPARE(best_sentence("Option A", 0.83, three()),
                 QString("“Option A” is the best of the three in 83\u00a0% of 1,000 draws of weights and "
                         "thresholds."));
        QCOMPARE(best_title(2), QString("Better of the two"));
        QCOMPARE(best_title(5), QString("Best of all 5"));
        QCOMPARE(ranks_line(three()), QString("in 1,000 draws of weights and thresholds, by design weakness "
                                              "for use by night; at another time of day the order may be "
                                              "another, and the number of problems need not agree"));
    }

    // 999 of 1,000 is not sure, and 1 not never.
    void nearly_always_is_not_always() {
        QCOMPARE(best_share(1), QString("100\u00a0%"));
        QCOMPARE(best_share(0.999), QString("over 99\u00a0%"));
        QCOMPARE(best_share(0.001), QString("under 1\u00a0%"));
        QCOMPARE(best_share(0), QString("0\u00a0%"));
    }

    void the_method_says_on_how_much_ground_and_what_is_not_in_it() {
        const QString method = ranks_method(three(), {"Existing place", "Option A", "Option B"});
        QVERIFY2(method.contains("the 1,200\u00a0m² that all have in common"), qPrintable(method)); // 300 x 4
        QVERIFY(method.contains("Recorded crimes are not in it."));
        QVERIFY2(
            method.contains("Without “Faces cannot be read”, which cannot be told in “Option A”: the plan "
                            "has no lamps"),
            qPrintable(method));
    }

    void what_cannot_be_told_says_why() {
        risk::OptionRanks ranks;
        ranks.missing = "they have no ground in common";
        QCOMPARE(ranks_line(ranks),
                 QString("How often each is the best cannot be told: they have no ground in common."));
        QCOMPARE(ranks_method(ranks, {}), QString());
    }
};

PROSPECT_TEST(RankWordsTest);

#include "rank_words_test.moc"
