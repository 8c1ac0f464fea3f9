// What people answer, and the rules they may change: both are texts of the document.
#include "analysis/assessment/recorded.h"
#include "app/panels/prospect_style.h"
#include "app/panels/questions_panel.h"
#include "app/panels/rules_dialog.h"
#include "app/panels/why_panel.h"
#include "tests/support/patience.h"
#include "tests/support/registry.h"

#include <QFile>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;

namespace {

template <class Widget>
Widget* named(const QWidget& parent, const char* name) {
    auto* found = parent.findChild<Widget*>(QLatin1String(name));
    if (found == nullptr) qFatal("no %s", name);
    return found;
}

} // namespace

class QuestionsPanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void an_answer_is_kept_undone_and_taken_back() {
        SiteDocument document;
        QuestionsPanel panel(document);
        named<QPushButton>(panel, "answer.SO-01.yes")->click();
        QTRY_COMPARE(document.base()->answers.size(), std::size_t{1});
        QCOMPARE(document.base()->answers[0].answer, std::string("yes"));
        QVERIFY(!document.base()->answers[0].when.empty());
        named<QPushButton>(panel, "answer.SO-01.no")->click();
        QTRY_COMPARE(document.base()->answers.at(0).answer, std::string("no"));
        QVERIFY(!named<QPushButton>(panel, "answer.SO-01.yes")->isChecked());
        document.undoStack().undo();
        QVERIFY(named<QPushButton>(panel, "answer.SO-01.yes")->isChecked());
        named<QPushButton>(panel, "answer.SO-01.yes")->click(); // once more takes it back
        QTRY_VERIFY(document.base()->answers.empty());
    }

    void what_is_typed_is_kept_when_the_panel_is_left() {
        SiteDocument document;
        QuestionsPanel panel(document);
        named<QPushButton>(panel, "answer.PR-02.no")->click();
        QTRY_VERIFY(!document.base()->answers.empty());
        auto* card = named<QWidget>(panel, "question.PR-02");
        QTest::keyClicks(card->findChildren<QLineEdit*>().at(0), "asked for in May");
        panel.commit();
        QTRY_COMPARE(document.base()->answers.at(0).comment, std::string("asked for in May"));
        QTest::keyClicks(named<QPlainTextEdit>(panel, "process_where"), "the alley");
        panel.commit();
        QCOMPARE(document.text("process_where"), QStringLiteral("the alley"));
        QVERIFY(assessment::told_by_plan("PR-01", *document.base()).starts_with("1 of 4"));
    }

    void the_log_takes_entries_and_gives_them_back() {
        SiteDocument document;
        QuestionsPanel panel(document);
        QTest::keyClicks(named<QLineEdit>(panel, "log-entry"), "An evening with residents");
        named<QPushButton>(panel, "log-add")->click();
        QCOMPARE(document.base()->log.size(), std::size_t{1});
        QCOMPARE(document.base()->log[0].kind, std::string("consultation"));
        document.undoStack().undo();
        QVERIFY(document.base()->log.empty());
    }

    void a_checklist_makes_rules_of_the_plans_own() {
        const QTemporaryDir folder;
        QFile file(folder.filePath("list.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("code,question,answer\nLC-1,Is the gate painted?,yes\n,,\n");
        file.close();
        SiteDocument document;
        QuestionsPanel panel(document);
        QSignalSpy told(&panel, &QuestionsPanel::told);
        panel.addChecklist(file.fileName().toStdString());
        QCOMPARE(told.count(), 1);
        QVERIFY2(told[0][0].toString().contains("line 3"), qPrintable(told[0][0].toString()));
        const auto rules = assessment::profile_of(document.base()->meta);
        QVERIFY(rules.own);
        QCOMPARE(rules.criteria.back().code, std::string("LC-1"));
        QVERIFY(named<QPushButton>(panel, "answer.LC-1.yes")->isChecked());
        document.undoStack().undo();
        QVERIFY(!assessment::profile_of(document.base()->meta).own && document.base()->answers.empty());
    }

    void a_copy_of_the_rules_can_be_changed_and_removed() {
        SiteDocument document;
        RulesDialog dialog(document);
        named<QPushButton>(dialog, "rules-copy")->click();
        QVERIFY(assessment::profile_of(document.base()->meta).own);
        dialog.showRule("NS-06");
        auto* table = named<QTableView>(dialog, "rules-table");
        QCOMPARE(table->currentIndex().siblingAtColumn(1).data().toString(), QStringLiteral("NS-06"));
        table->model()->setData(table->currentIndex().siblingAtColumn(3), 0.8, Qt::EditRole);
        const auto rules = assessment::profile_of(document.base()->meta);
        const auto front = std::find_if(rules.criteria.begin(), rules.criteria.end(),
                                        [](const auto& one) { return one.code == "NS-06"; });
        QCOMPARE(front->threshold, 0.8);
        QCOMPARE(table->currentIndex().siblingAtColumn(1).data().toString(), QStringLiteral("NS-06"));
        named<QPushButton>(dialog, "rules-remove")->click();
        QVERIFY(!assessment::profile_of(document.base()->meta).own);
        document.undoStack().undo();
        QVERIFY(assessment::profile_of(document.base()->meta).own);
    }

    void pictures() {
        const QString folder = qEnvironmentVariable("PROSPECT_SCREENSHOTS");
        if (folder.isEmpty()) QSKIP("no folder for pictures");
        QApplication::setStyle(new ProspectStyle);
        SiteDocument document;
        document.setAnswer({"SO-01", "yes", "A residents' club meets every month", "minutes of May",
                            "B. Bell", "2026-11-28T08:00:00Z"},
                           {});
        document.setAnswer({"PR-02", "no", "", "", "B. Bell", "2026-11-28T08:00:00Z"}, {});
        document.setLog({{"consultation", "An evening with residents: the alley frightens them", "B. Bell",
                          "police", "2026-11-20"}},
                        {});
        for (const auto kind : {render::ThemeKind::light, render::ThemeKind::dark}) {
            const QString theme =
                kind == render::ThemeKind::light ? QStringLiteral("light") : QStringLiteral("dark");
            QApplication::setPalette(palette_of(render::theme(kind)));
            QuestionsPanel panel(document);
            panel.resize(360, 1900);
            panel.grab().save(folder + QStringLiteral("/questions-") + theme + QStringLiteral(".png"));
            RulesDialog dialog(document);
            dialog.show();
            dialog.showRule("NS-06");
            QTest::qWait(100); // layouts
            dialog.grab().save(folder + QStringLiteral("/rules-") + theme + QStringLiteral(".png"));
            document.setRules(assessment::copy_of(assessment::profile("uk"), "ours", "Our rules"), {}, {});
            dialog.showRule("NS-11");
            QTest::qWait(100);
            dialog.grab().save(folder + QStringLiteral("/rules-own-") + theme + QStringLiteral(".png"));
            document.undoStack().undo();
            WhyPanel why;
            why.resize(360, 560);
            why.show({QStringLiteral("The problems found weigh 0.71 of 1 here"),
                      QStringLiteral("Of each rule that is missed near here the problem that counts most."),
                      {{QStringLiteral("Play area is overlooked by no window"),
                        QStringLiteral("NS-14 · Serious · here · makes 0.67"), 0.67, "NS-14:x"},
                       {QStringLiteral("Hedge on Wharf Path is 2.0 m high"),
                        QStringLiteral("NS-07 · Look · 6 m from here · makes 0.12"), 0.12, "NS-07:x"}},
                      {},
                      {}});
            why.grab().save(folder + QStringLiteral("/why-") + theme + QStringLiteral(".png"));
        }
    }
};

PROSPECT_TEST(QuestionsPanelTest);

#include "questions_panel_test.moc"
