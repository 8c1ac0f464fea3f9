#include "app/panels/doors_panel.h"
#include "app/panels/map_overlay.h"
#include "app/panels/time_bar.h"
#include "app/panels/ways_in_panel.h"
#include "app/window/plan_lists.h"
#include "app/window/ways_in_commands.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/gated_court.h"
#include "tests/support/registry.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSlider>
#include <QTableView>
#include <QTest>
#include <QUndoStack>

using namespace prospect;
using namespace prospect::app;

namespace {

class CourtWindow : public test::ShownWindow {
public:
    CourtWindow() {
        fill(test::gated_court().site());
        canvas().zoomToAll();
        waitForMap();
    }
    void ask(Point spot) {
        waysIn().askAbout(spot);
        answered();
    }
    QString text(const char* name) { return findChild<QLabel*>(QString::fromLatin1(name))->text(); }
    QListWidget& list(const char* name) { return *findChild<QListWidget*>(QString::fromLatin1(name)); }
    QSlider& hour() { return *findChild<QSlider*>(QStringLiteral("ways-in-hour")); }
    const AccessPicture& shown() { return *map().overlay().access(); }
};

} // namespace

class WaysInTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void the_key_asks_and_escape_leaves() {
        CourtWindow window;
        window.move({30, 30});
        window.key(Qt::Key_G);
        window.answered();
        QVERIFY(window.waysIn().isActive() && window.waysIn().panel().isVisible());
        QCOMPARE(window.text("ways-in-title"), QString("Mill Court"));
        QVERIFY(window.canvas().ownersShown()); // while it is at work
        window.key(Qt::Key_Escape);
        QVERIFY(!window.waysIn().isActive() && !window.waysIn().panel().isVisible());
        QVERIFY(!window.canvas().ownersShown() && !window.map().overlay().access());
    }

    void a_click_on_a_court_tells_its_way_in_and_what_closes_it() {
        CourtWindow window;
        window.ask({10, 30});
        window.click({30, 30});
        window.answered();
        QCOMPARE(window.text("ways-in-sealing"), QString("2 doors or gates close Mill Court off."));
        QCOMPARE(window.list("ways-in-closing").count(), 2);
        QCOMPARE(window.list("ways-in-way").count(), 1);
        QCOMPARE(window.shown().closings.size(), std::size_t{2});
        QCOMPARE(window.shown().stops.size(), std::size_t{1});
        QVERIFY(window.shown().way.size() > 2);
        auto& rows = window.list("ways-in-closing");
        // Where the mouse stands there already, or stood there while the rows were filled, no move is told.
        const auto pointed = [&] {
            QTest::mouseMove(rows.viewport(), QPoint(1, 1));
            QTest::mouseMove(rows.viewport(), rows.visualItemRect(rows.item(1)).center());
            return std::count_if(window.shown().closings.begin(), window.shown().closings.end(),
                                 [](const auto& one) { return one.chosen; }) == 1;
        };
        QTRY_VERIFY(pointed());
        QTest::mouseClick(rows.viewport(), Qt::LeftButton, {}, rows.visualItemRect(rows.item(1)).center());
        QCOMPARE(window.canvas().selection().size(), std::size_t{1});
        QVERIFY(window.waysIn().isActive());
        window.picture(QStringLiteral("ways-in-court"));
    }

    void the_hour_says_who_gets_in_and_leaves_the_time_of_the_map() {
        CourtWindow window;
        window.ask({55, 45});
        const TimeContext of_map = window.map().timeBar().time();
        QVERIFY2(window.text("ways-in-now").startsWith("Wednesday 14:00: shut, but not locked"),
                 qPrintable(window.text("ways-in-now")));
        window.hour().setValue(47);
        window.answered();
        QCOMPARE(window.text("ways-in-clock"), QString("23:30"));
        QVERIFY2(window.text("ways-in-now").startsWith("Wednesday 23:30: locked"),
                 qPrintable(window.text("ways-in-now")));
        QVERIFY(window.map().timeBar().time() == of_map);
        window.picture(QStringLiteral("ways-in-night"));
        auto* weekday = window.findChild<QComboBox*>(QStringLiteral("ways-in-weekday"));
        weekday->setCurrentIndex(6);
        Q_EMIT weekday->activated(6);
        window.hour().setValue(28);
        window.answered();
        QVERIFY2(window.text("ways-in-now").startsWith("Sunday 14:00: locked"), // beyond its hours
                 qPrintable(window.text("ways-in-now")));
        window.waysIn().stop();
        QVERIFY(window.waysIn().time() == of_map);
    }

    void what_is_drawn_short_is_closed_by_one_step() {
        CourtWindow window;
        window.ask({30, 30});
        auto* close = window.findChild<QPushButton*>(QStringLiteral("ways-in-close-gaps"));
        QVERIFY(close->isVisible());
        QCOMPARE(window.shown().drawn_short.size(), std::size_t{1});
        close->click();
        window.answered();
        QCOMPARE(window.document().undoStack().count(), 1);
        QTRY_VERIFY(!close->isVisible());
        QVERIFY(window.shown().drawn_short.empty());
        window.document().undoStack().undo();
        window.answered();
        QTRY_VERIFY(close->isVisible());
    }

    void the_ground_is_coloured_by_one_thing_at_a_time() {
        CourtWindow window;
        window.waysIn().walkAction()->trigger();
        window.answered();
        QVERIFY(window.canvas().walkGroundShown() && !window.canvas().ownersShown());
        QVERIFY(!window.waysIn().isActive());
        QCOMPARE(window.shown().walk, (std::vector<std::size_t>{0, 1, 2}));
        QCOMPARE(window.shown().controls.size(), std::size_t{3});
        window.picture(QStringLiteral("where-to-walk"));
        window.waysIn().ownersAction()->trigger();
        window.answered();
        QVERIFY(!window.canvas().walkGroundShown() && window.canvas().ownersShown());
        QVERIFY(!window.waysIn().walkAction()->isChecked());
        QCOMPARE(window.shown().owners.size(), std::size_t{3});
        window.picture(QStringLiteral("whose-ground"));
        window.waysIn().ownersAction()->trigger();
        QVERIFY(!window.canvas().ownersShown() && !window.map().overlay().access());
    }

    void what_was_chosen_by_hand_stays_when_the_tool_ends() {
        CourtWindow window;
        window.waysIn().walkAction()->trigger();
        window.ask({30, 30});
        QVERIFY(window.canvas().walkGroundShown());
        window.key(Qt::Key_Escape);
        window.answered();
        QVERIFY(window.canvas().walkGroundShown());
    }

    void the_command_asks_for_the_same_zone() {
        CourtWindow window;
        window.ask({30, 30});
        window.hour().setValue(41);
        window.answered();
        for (auto* button : window.waysIn().panel().findChildren<QPushButton*>())
            if (button->text() == "Copy as command") button->click();
        const QString command = QApplication::clipboard()->text();
        QVERIFY2(command.contains("access.seal --zone 'Mill Court'"), qPrintable(command));
        QVERIFY2(command.contains("--time 20:30"), qPrintable(command));
    }

    void doors_and_gates_are_listed_and_kept_otherwise_in_place() {
        CourtWindow window;
        window.ask({30, 30});
        window.findChild<QPushButton*>(QStringLiteral("ways-in-doors"))->click();
        window.answered();
        DoorsPanel& doors = window.lists().doors();
        QVERIFY(doors.isVisible());
        DoorsModel& model = doors.model();
        QCOMPARE(model.rowCount(), 3);
        QVERIFY(model.setData(model.index(0, DoorsModel::kept), "open", Qt::EditRole));
        window.answered();
        QCOMPARE(window.document().undoStack().undoText(), QString("How Bin gate is kept"));
        QCOMPARE(model.data(model.index(0, DoorsModel::now), Qt::DisplayRole).toString(), QString("Open"));
        window.hour().setValue(46); // the list is of the same hour
        window.answered();
        QCOMPARE(model.headerData(DoorsModel::now, Qt::Horizontal, Qt::DisplayRole).toString(),
                 QString("Wednesday 23:00"));
        QTest::mouseClick(doors.table().viewport(), Qt::LeftButton, {},
                          doors.table().visualRect(model.index(2, 0)).center());
        QCOMPARE(window.canvas().selection().size(), std::size_t{1});
        window.picture(QStringLiteral("doors-and-gates"));
    }

    void the_court_of_the_example_is_told() {
        CourtWindow window;
        window.openFile(QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg"));
        window.waitForMap();
        window.ask({262, 400});
        QCOMPARE(window.text("ways-in-title"), QString("Mill Court"));
        QVERIFY(!window.text("ways-in-sealing").isEmpty());
        window.canvas().zoomToBox(Box{200, 360, 330, 450});
        window.picture(QStringLiteral("ways-in-example"));
        window.waysIn().walkAction()->trigger();
        window.answered();
        window.canvas().zoomToAll();
        window.picture(QStringLiteral("where-to-walk-example"));
        window.findChild<QPushButton*>(QStringLiteral("ways-in-doors"))->click();
        window.answered();
        window.picture(QStringLiteral("doors-example"));
    }

    void another_plan_ends_it() {
        CourtWindow window;
        window.ask({30, 30});
        window.fill(test::gated_court().site());
        window.answered();
        QVERIFY(!window.waysIn().isActive() && !window.map().overlay().access());
    }
};

PROSPECT_TEST(WaysInTest);

#include "ways_in_test.moc"
