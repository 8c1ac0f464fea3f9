// Describe: what the plan lacks is seen, assumed with consent, hatched, counted and taken back.
#include "app/models/feature_table_model.h"
#include "app/panels/describe_detail.h"
#include "app/panels/describe_panel.h"
#include "app/panels/drawing_check_panel.h"
#include "app/panels/table_panel.h"
#include "app/window/plan_lists.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace prospect;
using namespace prospect::app;
using test::patience_ms;
using test::ShownWindow;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");

class DescribeWindow : public ShownWindow {
public:
    DescribeWindow() { openFile(sample); }
    using ShownWindow::click;
    void click(QAbstractButton* button) {
        button->click();
        answered();
    }
    void undo() {
        document().undoStack().undo();
        answered();
    }
    // Takes all windows, all zones and all heights of buildings off the plan.
    void forgetMuch() {
        SiteEdit edit{"Forget", {}};
        RemoveFeatures removed;
        for (const auto& [layer, opening] : document().site()->features(Role::opening))
            if (as_text(opening->find("kind")->value) == "window") removed.features.push_back(opening->id);
        for (const auto& [layer, zone] : document().site()->features(Role::zone))
            removed.features.push_back(zone->id);
        edit.steps.push_back(removed);
        for (const auto& [layer, building] : document().site()->features(Role::building))
            edit.steps.push_back(ChangeAttribute{building->id, "height_m", {}, Basis::unknown});
        document().apply(edit);
    }
    QAbstractButton* row(const char* subject) {
        return findChild<QAbstractButton*>(QStringLiteral("describe.") + QLatin1String(subject));
    }
    QPushButton* agree() { return findChild<QPushButton*>(QStringLiteral("describe.agree")); }
    QToolButton* assumptions() { return findChild<QToolButton*>(QStringLiteral("assumptions")); }
    std::size_t windows() {
        std::size_t count = 0;
        for (const auto& [layer, opening] : document().site()->features(Role::opening))
            count += as_text(opening->find("kind")->value) == "window" ? 1 : 0;
        return count;
    }
};

} // namespace

class DescribeTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
    void the_sample_lacks_nothing_that_a_check_waits_for() {
        DescribeWindow window;
        window.click(window.topBar().stageButton(Stage::describe));
        QVERIFY(window.row("window"));
        QCOMPARE(window.row("window")->accessibleName(), QStringLiteral("Windows: 1,527"));
        QCOMPARE(window.row("zone")->accessibleName(), QStringLiteral("Who owns each part: 98 areas"));
        QVERIFY(window.assumptions()->isHidden());
        window.click(window.row("lamp"));
        QCOMPARE(window.map().canvas().selection().size(), std::size_t(46));
        window.picture("describe");
    }

    void windows_are_assumed_with_consent_and_taken_back() {
        DescribeWindow window;
        window.forgetMuch();
        window.click(window.topBar().stageButton(Stage::describe));
        QCOMPARE(window.row("window")->accessibleName(), QStringLiteral("Windows: none drawn"));
        window.row("window")->click();
        QVERIFY(window.agree() && !window.agree()->isVisible()); // not yet worked out
        window.answered();
        QVERIFY(window.agree() && window.agree()->isVisible());
        window.picture("describe-windows-lacking");
        window.click(window.agree());
        QVERIFY(window.windows() > 500);
        QVERIFY2(window.assumptions()->text().startsWith(QStringLiteral("1 assumption · ")),
                 qPrintable(window.assumptions()->text()));
        window.picture("describe-windows-assumed");
        window.undo();
        QCOMPARE(window.windows(), std::size_t(0));
        QCOMPARE(window.assumptions()->text(), QStringLiteral("24 usual values")); // heights of buildings
        window.document().undoStack().redo();
        window.answered();
        const auto all = window.windows();
        window.findChild<QPushButton*>(QStringLiteral("describe.take_back.windows"))->click();
        window.answered();
        QVERIFY(all > 0);
        QCOMPARE(window.windows(), std::size_t(0));
    }

    void what_is_assumed_while_an_option_is_shown_holds_in_the_existing_place_too() {
        DescribeWindow window;
        window.forgetMuch();
        const auto buildings = window.document().base()->features(Role::building);
        window.document().addOption(QStringLiteral("Fewer"));
        window.document().apply({"Pull down", {RemoveFeatures{{buildings.front().second->id}}}});
        window.click(window.topBar().stageButton(Stage::describe));
        window.row("window")->click();
        window.answered();
        window.click(window.agree());
        const std::size_t in_option = window.windows();
        QVERIFY(in_option > 500);
        QVERIFY2(window.message().contains("all of its options"), qPrintable(window.message()));
        window.document().setActiveScenario({});
        QVERIFY(window.windows() > 500);
        // What differs is the building alone, not what is assumed of the rest.
        window.document().setActiveScenario(QStringLiteral("Fewer"));
        const auto& option = *window.document().base()->scenario("Fewer");
        QVERIFY(option.edits.size() <= 2);
        window.undo();
        QCOMPARE(window.windows(), std::size_t(0));
        window.document().setActiveScenario({});
        QCOMPARE(window.windows(), std::size_t(0));
    }

    void what_only_an_option_lacks_is_said_to_hold_there() {
        DescribeWindow window;
        const auto [layer, opening] = window.document().base()->features(Role::opening).front();
        window.document().addOption(QStringLiteral("Bare"));
        // The existing place has its windows; a new building in the option has none.
        auto house = std::make_shared<Feature>();
        house->id = Uuid::from_name("new house");
        const Point corner = window.document().base()->box().center();
        house->geometry = Geometry::make_polygon(
            std::vector<Point>{corner, corner + Point{12, 0}, corner + Point{12, 10}, corner + Point{0, 10}});
        house->set("height_m", 6.0, Basis::drawn);
        const auto buildings = window.document().base()->features(Role::building).front().first;
        window.document().apply({"Draw", {AddFeatures{buildings->id, {house}}}});
        window.click(window.topBar().stageButton(Stage::describe));
        window.row("window")->click();
        window.answered();
        if (!window.agree() || !window.agree()->isVisible()) QSKIP("every building has windows");
        window.click(window.agree());
        QVERIFY2(window.message().contains("holds in Bare only"), qPrintable(window.message()));
    }

    void an_offer_holds_over_a_layer_that_is_hidden() {
        DescribeWindow window;
        window.forgetMuch();
        window.click(window.topBar().stageButton(Stage::describe));
        window.click(window.row("window"));
        window.document().setLooks(window.document().site()->layers.front()->id, false, 1);
        window.click(window.agree());
        QTRY_VERIFY_WITH_TIMEOUT(window.windows() > 500, patience_ms);
        QVERIFY(!window.document().site()->layers.front()->visible);
    }

    void owners_and_heights_too_and_the_strip_leads_to_the_list() {
        DescribeWindow window;
        window.forgetMuch();
        window.click(window.topBar().stageButton(Stage::describe));
        window.click(window.row("zone"));
        window.click(window.agree());
        QVERIFY(!window.document().site()->features(Role::zone).empty());
        window.click(window.row("building"));
        window.click(window.agree());
        QCOMPARE(window.assumptions()->text(), QStringLiteral("2 assumptions"));
        window.picture("describe-owners-assumed");
        window.topBar().stageButton(Stage::plan)->click();
        window.click(window.assumptions());
        QCOMPARE(window.topBar().stage(), Stage::describe);
        QVERIFY(window.findChild<QPushButton*>(QStringLiteral("describe.take_back.building")));
        window.picture("describe-assumptions");
        window.findChild<QPushButton*>(QStringLiteral("describe.take_back.ownership"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(window.document().site()->features(Role::zone).empty(), patience_ms);
    }

    void what_was_assumed_is_hatched_listed_and_taken_back_after_opening_again() {
        QTemporaryDir folder;
        const QString file = folder.filePath("assumed.gpkg");
        std::size_t windows = 0;
        {
            DescribeWindow window;
            window.forgetMuch();
            window.click(window.topBar().stageButton(Stage::describe));
            window.click(window.row("window"));
            window.click(window.agree());
            window.click(window.row("building"));
            window.click(window.agree());
            windows = window.windows();
            window.document().save(file.toStdString());
        }
        DescribeWindow window;
        window.files().open(file);
        QTRY_COMPARE_WITH_TIMEOUT(window.windows(), windows, patience_ms);
        window.answered();
        QCOMPARE(window.assumptions()->text(), QStringLiteral("2 assumptions"));
        window.click(window.assumptions());
        QVERIFY(window.findChild<QPushButton*>(QStringLiteral("describe.take_back.building")));
        window.picture("describe-assumed-reopened");
        window.click(window.findChild<QPushButton*>(QStringLiteral("describe.take_back.windows")));
        QCOMPARE(window.windows(), std::size_t(0));
        QCOMPARE(window.assumptions()->text(), QStringLiteral("1 assumption"));
        window.undo();
        QCOMPARE(window.windows(), windows);
        QCOMPARE(window.assumptions()->text(), QStringLiteral("2 assumptions"));
    }

    void the_table_filters_selects_and_edits_many_at_once() {
        DescribeWindow window;
        window.lists().tableAction()->trigger();
        auto& panel = window.lists().table();
        QVERIFY(panel.isVisible());
        panel.setKind(Role::barrier);
        QCOMPARE(panel.model().rowCount(), 174);
        panel.filter().setText(QStringLiteral("hedge"));
        QTRY_COMPARE(panel.model().rowCount(), 5);
        panel.table().selectAll();
        QCOMPARE(window.map().canvas().selection().size(), std::size_t(5));
        window.picture("table");
        int height = 0;
        while (panel.model().headerData(height, Qt::Horizontal, Qt::DisplayRole) !=
               QLatin1String("Height (m)"))
            ++height;
        QVERIFY(panel.model().setData(panel.model().index(2, height), QStringLiteral("0.9"), Qt::EditRole));
        for (int row = 0; row < 5; ++row)
            QCOMPARE(panel.model().index(row, height).data().toString(), QStringLiteral("0.9"));
        QCOMPARE(window.document().undoStack().count(), 1);
        QCOMPARE(window.map().canvas().selection().size(), std::size_t(5));
        window.document().undoStack().undo();
        QVERIFY(panel.model().index(0, height).data().toString() != QLatin1String("0.9"));
        QCOMPARE(panel.table().selectionModel()->selectedRows().size(), 5); // undo keeps the selection
        // The other way round: what the map selects is selected in the table.
        const Uuid one = panel.model().featureAt(3);
        Q_EMIT window.map().canvas().selectionRequested({one}, Qt::NoModifier);
        QCOMPARE(panel.table().selectionModel()->selectedRows().front().row(), 3);
        window.lists().tableAction()->trigger();
        QVERIFY(panel.isHidden());
    }

    void problems_of_the_drawing_are_listed_and_repaired() {
        DescribeWindow window;
        const auto layer = window.document().site()->features(Role::building).front().first->id;
        auto tie = std::make_shared<Feature>();
        tie->id = Uuid::random();
        tie->name = "Kiosk";
        const Box box = window.document().site()->study_box();
        const Point at = box.center();
        tie->geometry = Geometry::make_polygon(
            std::vector<Point>{at, at + Point{10, 10}, at + Point{10, 0}, at + Point{0, 10}});
        auto stray = std::make_shared<Feature>(*tie);
        stray->id = Uuid::random();
        stray->name = "Speck";
        stray->geometry = Geometry::make_polygon(std::vector<Point>{at, at + Point{5, 0}, at + Point{2, 0}});
        window.document().apply({"Draw", {AddFeatures{layer, {tie, stray}}}});
        window.lists().checkAction()->trigger();
        auto& panel = window.lists().problems();
        QVERIFY(panel.isVisible());
        QTRY_COMPARE(panel.problems().size(), std::size_t(2));
        panel.choose(1);
        QCOMPARE(window.map().canvas().selection().size(), std::size_t(1));
        window.picture("drawing-check");
        window.findChild<QPushButton*>(QStringLiteral("drawing_check.repair"))->click();
        QTRY_COMPARE(panel.problems().size(), std::size_t(1));
        window.findChild<QPushButton*>(QStringLiteral("drawing_check.repair_all"))->click();
        QTRY_VERIFY(panel.problems().empty());
        window.picture("drawing-sound");
        window.document().undoStack().undo();
        QTRY_COMPARE(panel.problems().size(), std::size_t(1));
        window.document().undoStack().undo();
        QTRY_COMPARE(panel.problems().size(), std::size_t(2));
    }

    void a_list_of_a_former_plan_repairs_nothing() {
        DescribeWindow window;
        const auto layer = window.document().site()->features(Role::building).front().first->id;
        auto speck = std::make_shared<Feature>();
        speck->id = Uuid::random();
        const Point at = window.document().site()->study_box().center();
        speck->geometry = Geometry::make_polygon(std::vector<Point>{at, at + Point{5, 0}, at + Point{2, 0}});
        window.document().apply({"Draw", {AddFeatures{layer, {speck}}}});
        window.lists().checkAction()->trigger();
        auto& panel = window.lists().problems();
        QTRY_COMPARE(panel.problems().size(), std::size_t(1));
        auto* repair = window.findChild<QPushButton*>(QStringLiteral("drawing_check.repair"));
        QVERIFY(repair->isEnabled());
        window.document().apply({"Rename", {ChangeName{speck->id, "Speck"}}});
        QVERIFY(!repair->isEnabled()); // until the list is that of the plan as it is
        Q_EMIT panel.repairRequested(panel.problems());
        QCOMPARE(window.document().undoStack().count(), 2);
        QTRY_VERIFY(repair->isEnabled());
        repair->click();
        window.document().apply({"Rename", {ChangeName{speck->id, "Spot"}}}); // while it is worked out
        QTRY_VERIFY(window.map().messages().text().contains("nothing was repaired"));
        QCOMPARE(window.document().undoStack().count(), 3);
        QTRY_COMPARE(panel.problems().size(), std::size_t(1));
        QTRY_VERIFY(repair->isEnabled());
    }

    void what_is_offered_follows_the_settings_and_the_plan() {
        DescribeWindow window;
        window.forgetMuch();
        window.click(window.topBar().stageButton(Stage::describe));
        window.click(window.row("window"));
        const QString before = window.agree()->text();
        auto* spacing = window.findChild<DescribeDetail*>()->findChild<QDoubleSpinBox*>();
        QVERIFY(spacing);
        spacing->setValue(6);
        spacing->setValue(12);
        QVERIFY(!window.agree()->isVisible()); // waits until nothing is typed any more
        QTRY_VERIFY(window.agree()->isVisible());
        QVERIFY(window.agree()->text() != before);
        // The plan changes under the offer: it is worked out anew.
        const auto house = window.document().site()->features(Role::building).front().second->id;
        window.document().apply({"Demolish", {RemoveFeatures{{house}}}});
        window.answered();
        QTRY_VERIFY(window.agree() && window.agree()->isVisible());
        window.click(window.agree());
        QVERIFY(window.windows() > 0);
    }
};

PROSPECT_TEST(DescribeTest);

#include "describe_test.moc"
