// The card that asks what the plan is of: answers kept, undone, shown in the bar, followed by the check.
#include "app/panels/check_commands.h"
#include "app/panels/plan_side.h"
#include "app/panels/selection_panel.h"
#include "app/panels/site_sheet.h"
#include "app/panels/top_bar.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::app;
using test::patience_ms;
using test::ShownWindow;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.dxf");

class SheetWindow : public ShownWindow {
public:
    SiteSheet& sheet() { return findChild<PlanSide*>()->sheet(); }
    // Found as those find it who do not see it.
    template <class Widget>
    Widget* named(const QString& name) {
        for (auto* widget : sheet().findChildren<Widget*>())
            if (widget->accessibleName() == name) return widget;
        return nullptr;
    }
    void choose(const QString& question, const QString& key) {
        auto* combo = named<QComboBox>(question);
        combo->setCurrentIndex(combo->findData(key));
        Q_EMIT combo->activated(combo->currentIndex());
    }
    void type(const QString& name, const QString& text) {
        auto* edit = named<QLineEdit>(name);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
};

} // namespace

class SiteSheetTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
    void it_is_offered_after_the_first_file_and_fills_the_bar() {
        SheetWindow window;
        window.files().import({sample});
        QTRY_VERIFY_WITH_TIMEOUT(window.files().sheet() && !window.jobs().isBusy(Lane::file), patience_ms);
        window.files().sheet()->addButton()->click();
        QVERIFY(window.sheet().isUnfolded());
        window.picture("site-sheet");
        window.choose("What kind of place is it?", "housing");
        window.choose("New or existing?", "new");
        window.type("Title", "Riverside estate");
        window.type("Reference", "24/0412/FUL");
        window.type("Revision", "C");
        QCOMPARE(window.document().text("title"), QString("Riverside estate"));
        QCOMPARE(window.document().text("place_type"), QString("housing"));
        const auto labels = window.topBar().findChildren<QLabel*>();
        const bool shown = std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
            return label->isVisible() && label->text() == QLatin1String("24/0412/FUL rev C");
        });
        QVERIFY(shown);
        window.picture("site-sheet-filled");
        for (auto* button : window.sheet().findChildren<QPushButton*>())
            if (button->text() == QLatin1String("Done")) button->click();
        QVERIFY(!window.sheet().isUnfolded());
        QVERIFY(window.findChild<SelectionPanel*>()->isVisible());
        window.picture("site-sheet-folded");
    }

    void every_answer_is_one_step_of_undo() {
        SheetWindow window;
        window.fill(test::small_site());
        window.findChild<PlanSide*>()->openSheet();
        auto& undo = window.document().undoStack();
        window.type("Reference", "7/1");
        window.type("Reference", "7/1"); // nothing new
        QCOMPARE(undo.count(), 1);
        auto boxes = window.sheet().findChildren<QCheckBox*>();
        boxes.at(0)->click();
        boxes.at(2)->click();
        QCOMPARE(undo.count(), 3);
        QCOMPARE(window.document().text("worries"), QString("burglary,cycle_theft"));
        undo.undo();
        QVERIFY(!boxes.at(2)->isChecked());
        QCOMPARE(window.document().text("worries"), QString("burglary"));
        undo.undo();
        undo.undo();
        QVERIFY(window.named<QLineEdit>("Reference")->text().isEmpty());
        QVERIFY(!window.document().base()->meta.count("reference"));
        undo.redo();
        QCOMPARE(window.named<QLineEdit>("Reference")->text(), QString("7/1"));
    }

    void what_is_typed_and_not_left_is_saved_and_read_again() {
        const QTemporaryDir folder;
        const QString file = folder.filePath("plan.gpkg");
        SheetWindow window;
        window.fill(test::small_site());
        window.findChild<PlanSide*>()->openSheet();
        auto* agency = window.named<QLineEdit>("Agency");
        agency->setFocus();
        QTest::keyClicks(agency, "Avon police");
        window.sheet().commit();
        window.document().save(file.toStdString());
        SheetWindow other;
        other.document().open(file.toStdString());
        QCOMPARE(other.named<QLineEdit>("Agency")->text(), QString("Avon police"));
        QVERIFY(!other.sheet().isUnfolded());
    }

    void the_guidance_that_is_chosen_is_the_one_that_is_checked() {
        SheetWindow window;
        window.fill(test::small_site());
        window.findChild<PlanSide*>()->openSheet();
        auto& check = window.placeCheck();
        check.run({});
        QTRY_VERIFY_WITH_TIMEOUT(!check.isRunning() && check.outcome(), patience_ms);
        QCOMPARE(QString::fromStdString(check.outcome()->profile), QString("default"));
        window.choose("Which country's guidance counts?", "car_park");
        QVERIFY(check.isOutOfDate());
        check.run({});
        QTRY_VERIFY_WITH_TIMEOUT(!check.isRunning(), patience_ms);
        QCOMPARE(QString::fromStdString(check.outcome()->profile), QString("car_park"));
        QVERIFY(!check.isOutOfDate());
    }

    void a_selection_stands_below_the_sheet_which_stays_as_it_was_left() {
        SheetWindow window;
        window.fill(test::small_site());
        auto* side = window.findChild<PlanSide*>();
        side->openSheet();
        auto* panel = window.findChild<SelectionPanel*>();
        QVERIFY(!panel->isVisible());
        // Something is selected while a title is being written.
        auto* title = window.named<QLineEdit>("Title");
        title->setFocus();
        QTest::keyClicks(title, QStringLiteral("Mead"));
        Q_EMIT window.map().canvas().selectionRequested({Uuid::from_name("House")}, Qt::NoModifier);
        QVERIFY(window.sheet().isUnfolded());
        QVERIFY(panel->isVisible());
        QVERIFY(title->isVisible());
        QTest::keyClicks(title, QStringLiteral("ow"));
        QTest::keyClick(title, Qt::Key_Return);
        QCOMPARE(window.document().text("title"), QString("Meadow"));
        window.picture("site-sheet-selection");
        Q_EMIT window.map().canvas().selectionRequested({}, Qt::NoModifier);
        QVERIFY(window.sheet().isUnfolded());
        QVERIFY(!panel->isVisible());
        // Folded by hand it stays folded.
        side->sheet().setUnfolded(false);
        Q_EMIT window.map().canvas().selectionRequested({Uuid::from_name("House")}, Qt::NoModifier);
        QVERIFY(!window.sheet().isUnfolded());
        QVERIFY(panel->isVisible());
    }

    void another_part_finds_its_place_in_the_sheet() {
        SheetWindow window;
        auto* part = new QLabel("Red line");
        window.sheet().addSection(part);
        QVERIFY(window.sheet().isAncestorOf(part));
    }
};

PROSPECT_TEST(SiteSheetTest);
#include "site_sheet_test.moc"
