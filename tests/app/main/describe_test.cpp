// Describe: what the plan lacks is seen, assumed with consent, hatched, counted and taken back.
#include "analysis/catalogue.h"
#include "app/canvas/map_canvas.h"
#include "app/models/feature_table_model.h"
#include "app/panels/describe_detail.h"
#include "app/panels/describe_panel.h"
#include "app/panels/drawing_check_panel.h"
#include "app/panels/file_commands.h"
#include "app/panels/map_area.h"
#include "app/panels/prospect_style.h"
#include "app/panels/table_panel.h"
#include "app/window/main_window.h"
#include "app/window/plan_lists.h"
#include "tests/app/main/own_settings.h"
#include "tests/support/registry.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace prospect;
using namespace prospect::app;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");
constexpr int patience_ms = 60000;

class DescribeWindow : public MainWindow {
public:
    DescribeWindow() : MainWindow(catalogue()) {
        QApplication::setStyle(new ProspectStyle);
        QApplication::setFont(render::font(render::TextStyle::body));
        const bool dark = qEnvironmentVariable("PROSPECT_THEME") == QLatin1String("dark");
        setTheme(dark ? render::ThemeKind::dark : render::ThemeKind::light);
        files().setQuestion([] { return FileCommands::Answer::discard; });
        show();
        files().open(sample);
        [this] { QTRY_VERIFY_WITH_TIMEOUT(!document().isEmpty() && !jobs().isBusy(), patience_ms); }();
    }
    void picture(const QString& name) {
        const auto folder = qEnvironmentVariable("PROSPECT_SCREENSHOTS");
        if (folder.isEmpty()) return;
        QTest::qWait(80);
        QTRY_VERIFY_WITH_TIMEOUT(!map().canvas().isPainting(), patience_ms);
        grab().save(folder + u'/' + name + QStringLiteral(".png"));
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
        window.topBar().stageButton(Stage::describe)->click();
        QVERIFY(window.row("window"));
        QCOMPARE(window.row("window")->accessibleName(), QStringLiteral("Windows: 1,527"));
        QCOMPARE(window.row("zone")->accessibleName(), QStringLiteral("Who owns each part: 98 areas"));
        QVERIFY(window.assumptions()->isHidden());
        window.row("lamp")->click();
        QCOMPARE(window.map().canvas().selection().size(), std::size_t(46));
        window.picture("describe");
    }

    void windows_are_assumed_with_consent_and_taken_back() {
        DescribeWindow window;
        window.forgetMuch();
        window.topBar().stageButton(Stage::describe)->click();
        QCOMPARE(window.row("window")->accessibleName(), QStringLiteral("Windows: none drawn"));
        window.row("window")->click();
        QVERIFY(window.agree() && window.agree()->isVisible());
        window.picture("describe-windows-lacking");
        window.agree()->click();
        QVERIFY(window.windows() > 500);
        QVERIFY2(window.assumptions()->text().startsWith(QStringLiteral("1 assumption · ")),
                 qPrintable(window.assumptions()->text()));
        window.picture("describe-windows-assumed");
        window.document().undoStack().undo();
        QCOMPARE(window.windows(), std::size_t(0));
        QCOMPARE(window.assumptions()->text(), QStringLiteral("24 usual values")); // heights of buildings
        window.document().undoStack().redo();
        const auto all = window.windows();
        window.findChild<QPushButton*>(QStringLiteral("describe.take_back.windows"))->click();
        QVERIFY(all > 0);
        QCOMPARE(window.windows(), std::size_t(0));
    }

    void owners_and_heights_too_and_the_strip_leads_to_the_list() {
        DescribeWindow window;
        window.forgetMuch();
        window.topBar().stageButton(Stage::describe)->click();
        window.row("zone")->click();
        window.agree()->click();
        QVERIFY(!window.document().site()->features(Role::zone).empty());
        window.row("building")->click();
        window.agree()->click();
        QCOMPARE(window.assumptions()->text(), QStringLiteral("2 assumptions"));
        window.picture("describe-owners-assumed");
        window.topBar().stageButton(Stage::plan)->click();
        window.assumptions()->click();
        QCOMPARE(window.topBar().stage(), Stage::describe);
        QVERIFY(window.findChild<QPushButton*>(QStringLiteral("describe.take_back.building")));
        window.picture("describe-assumptions");
        window.findChild<QPushButton*>(QStringLiteral("describe.take_back.ownership"))->click();
        QVERIFY(window.document().site()->features(Role::zone).empty());
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
        QCOMPARE(panel.problems().size(), std::size_t(2));
        panel.choose(1);
        QCOMPARE(window.map().canvas().selection().size(), std::size_t(1));
        window.picture("drawing-check");
        window.findChild<QPushButton*>(QStringLiteral("drawing_check.repair"))->click();
        QCOMPARE(panel.problems().size(), std::size_t(1));
        window.findChild<QPushButton*>(QStringLiteral("drawing_check.repair_all"))->click();
        QVERIFY(panel.problems().empty());
        window.picture("drawing-sound");
        window.document().undoStack().undo();
        QCOMPARE(panel.problems().size(), std::size_t(1));
        window.document().undoStack().undo();
        QCOMPARE(panel.problems().size(), std::size_t(2));
    }
};

PROSPECT_TEST(DescribeTest);

#include "describe_test.moc"
