// How often each of the compared versions is the best, under the numbers.
#include "app/panels/bar_charts.h"
#include "app/panels/compare_panel.h"
#include "tests/support/registry.h"

#include <QLabel>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

// Versions of an empty plan: nothing but the ranks differs.
Comparison compared(const QStringList& options) {
    Comparison made;
    for (const QString& option : options) {
        ComparedVersion version;
        version.option = option;
        version.site = std::make_shared<Site>();
        version.assessment = std::make_shared<assessment::Assessment>();
        version.picture = QImage(40, 30, QImage::Format_ARGB32_Premultiplied);
        made.versions.push_back(std::move(version));
    }
    return made;
}

QStringList texts(const ComparePanel& panel) {
    QStringList found;
    for (const auto* label : panel.findChildren<QLabel*>())
        if (!label->isHidden()) found += label->text();
    return found;
}

} // namespace

class ComparePanelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void each_version_says_how_often_it_is_best() {
        Comparison made = compared({"", "Option A", "Option B"});
        made.ranks.shares = {{0.12, 0.5, 0.38}, {0.83, 0.17, 0}, {0.05, 0.33, 0.62}};
        made.ranks.balance = "Use by day";
        made.ranks.draws = 1000;
        made.ranks.cells = 100;
        made.ranks.cell_m = 2;
        ComparePanel panel;
        panel.show(made);
        const QStringList shown = texts(panel);
        for (const char* text : {"Best of the three", "12\u00a0%", "83\u00a0%", "5\u00a0%"})
            QVERIFY2(shown.contains(text), qPrintable(shown.join('|')));
        const auto bars = panel.findChildren<ShareBar*>();
        QCOMPARE(bars.size(), 3);
        QVERIFY(bars[1]->toolTip().startsWith("“Option A” is the best of the three in 83\u00a0%"));
        // Renamed: the words follow.
        panel.setOption(1, "Low hedges");
        QVERIFY(panel.findChildren<ShareBar*>()[1]->toolTip().startsWith("“Low hedges”"));
    }

    void what_cannot_be_told_is_one_line_and_no_bar() {
        Comparison made = compared({"", "Option A"});
        made.ranks.missing = "they have no ground in common";
        ComparePanel panel;
        panel.show(made);
        QVERIFY(texts(panel).contains("How often each is the best cannot be told: they have no ground in "
                                      "common."));
        QVERIFY(panel.findChildren<ShareBar*>().isEmpty());
    }

    void without_ranks_nothing_is_said_of_them() {
        ComparePanel panel;
        panel.show(compared({"", "Option A"}));
        QVERIFY(panel.findChildren<ShareBar*>().isEmpty());
        for (const QString& text : texts(panel))
            QVERIFY2(!text.contains("draws") && !text.contains("of the two"), qPrintable(text));
    }
};

PROSPECT_TEST(ComparePanelTest);

#include "compare_panel_test.moc"
