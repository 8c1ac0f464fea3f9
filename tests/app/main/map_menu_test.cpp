#include "app/panels/drawing_tools.h"
#include "app/panels/table_panel.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QTableView>
#include <QTest>
#include <QToolButton>

using namespace prospect;
using namespace prospect::app;
using test::ShownWindow;

namespace {

class MenuWindow : public ShownWindow {
public:
    MenuWindow() {
        fill(test::small_site());
        canvas().zoomToAll();
        waitForMap();
    }
    // The menu that a right click opens; null when there is none.
    QMenu* rightClick(Point at) {
        move(at);
        QTest::mouseClick(canvas().viewport(), Qt::RightButton, {}, pixel(at));
        QContextMenuEvent event(QContextMenuEvent::Mouse, pixel(at),
                                canvas().viewport()->mapToGlobal(pixel(at)));
        QCoreApplication::sendEvent(canvas().viewport(), &event);
        for (auto* menu : findChildren<QMenu*>(QStringLiteral("map-menu")))
            if (menu->isVisible()) return menu;
        return nullptr;
    }
    static QAction* in(const QMenu& menu, const char* name) {
        for (auto* action : menu.actions())
            if (action->objectName() == QLatin1String(name)) return action;
        return nullptr;
    }
    static void choose(QMenu& menu, const char* name) {
        QAction* action = in(menu, name);
        QVERIFY2(action && action->isEnabled(), name);
        QTest::mouseClick(&menu, Qt::LeftButton, {}, menu.actionGeometry(action).center());
    }
};

const Uuid& house() {
    static const Uuid id = Uuid::from_name("House");
    return id;
}

} // namespace

class MapMenuTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void the_menu_deletes_hides_and_turns() {
        MenuWindow window;
        QMenu* menu = window.rightClick({10, 15});
        MenuWindow::choose(*menu, "edit.rotate");
        window.click({10, 15});
        QTest::keyClicks(&window.canvas(), "45");
        window.picture("rotate-typed");
        window.key(Qt::Key_Return);
        QCOMPARE(window.document().undoStack().undoText(), QString("Rotate one thing"));
        const Box box = window.document().site()->features(Role::building).front().second->geometry.box();
        QVERIFY(std::abs(box.width() - 10 * std::sqrt(2.0)) < 0.01);
        menu = window.rightClick({10, 15});
        MenuWindow::choose(*menu, "map-menu.hide");
        QVERIFY(!window.document().site()->layer("Houses")->visible);
        QVERIFY(window.canvas().selection().empty());
        menu = window.rightClick({27, 5});
        MenuWindow::choose(*menu, "edit.delete");
        QVERIFY(window.document().site()->features(Role::barrier).empty());
    }

    void undo_and_redo_have_buttons_that_say_what_of() {
        MenuWindow window;
        auto* undo = window.findChild<QToolButton*>("undo");
        auto* redo = window.findChild<QToolButton*>("redo");
        QVERIFY(undo->isVisible() && !undo->isEnabled() && !redo->isEnabled());
        window.click({10, 15});
        window.key(Qt::Key_Delete);
        QVERIFY(undo->toolTip().contains("Delete the selection"));
        window.picture("undo-button");
        QTest::mouseClick(undo, Qt::LeftButton);
        QCOMPARE(window.document().site()->features(Role::building).size(), std::size_t{1});
        QVERIFY(redo->toolTip().contains("Delete the selection"));
        QTest::mouseClick(redo, Qt::LeftButton);
        QVERIFY(window.document().site()->features(Role::building).empty());
    }

    void a_click_on_a_row_moves_the_map_to_the_thing() {
        MenuWindow window;
        QTest::keyClick(&window, Qt::Key_F6);
        auto* panel = window.findChild<TablePanel*>();
        QVERIFY(panel->isVisible());
        window.waitForMap();
        auto view = window.canvas().view();
        view.center = {500, 500};
        window.canvas().setView(view);
        auto& table = panel->table();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualRect(table.model()->index(0, 0)).center());
        QCOMPARE(window.canvas().selection(), std::vector<Uuid>{house()});
        QCOMPARE(window.canvas().view().center, (Point{10, 15}));
        QCOMPARE(window.canvas().view().pixels_per_m, view.pixels_per_m);
        QStringList titles;
        for (int column = 0; column < table.model()->columnCount(); ++column) {
            titles += table.model()->headerData(column, Qt::Horizontal).toString();
            QVERIFY(table.columnWidth(column) >= table.horizontalHeader()->sectionSizeHint(column));
        }
        const auto layer = static_cast<int>(titles.indexOf("Layer"));
        QCOMPARE(table.model()->index(0, layer).data().toString(), QString("Houses"));
        window.picture("table-row");
    }

    void a_long_prompt_ends_with_a_mark_and_is_whole_in_its_tip() {
        MenuWindow window;
        window.findChild<QAction*>(QStringLiteral("draw.zone.polygon"))->trigger();
        window.click({20, 10});
        window.click({33, 8});
        window.click({34, 18});
        window.resize(900, 700);
        QTest::qWait(20);
        const auto* prompt = window.findChild<QLabel*>("prompt");
        QVERIFY(prompt->text().endsWith(u'…'));
        QVERIFY(prompt->toolTip().endsWith(QString("Esc gives up")));
        QVERIFY(prompt->fontMetrics().horizontalAdvance(prompt->text()) <= prompt->width());
    }
};

PROSPECT_TEST(MapMenuTest);
#include "map_menu_test.moc"
