#include "app/panels/key_list.h"
#include "app/panels/search_popup.h"
#include "tests/support/registry.h"

#include <QLineEdit>
#include <QMainWindow>
#include <QMenuBar>
#include <QTest>

using namespace prospect::app;

class SearchPopupTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_few_letters_and_enter_run_a_command() {
        QMainWindow window;
        int saved = 0;
        auto* file = window.menuBar()->addMenu("&File");
        file->addAction("&Open…");
        connect(file->addAction("&Save", QKeySequence::Save, &window, [] {}), &QAction::triggered, &window,
                [&] { ++saved; });
        file->addAction("Sell")->setEnabled(false);
        window.show();
        SearchPopup popup(&window);
        popup.open(commands_of(*window.menuBar()));
        QCOMPARE(popup.shownCount(), 2); // what cannot be used is not offered
        QTest::keyClicks(popup.field(), "sav");
        QCOMPARE(popup.shownCount(), 1);
        QTest::keyClick(popup.field(), Qt::Key_Return);
        QCOMPARE(saved, 1);
        QVERIFY(!popup.isVisible());
    }

    void the_arrow_keys_choose_and_stop_at_the_ends() {
        QMainWindow window;
        window.show();
        int chosen = -1;
        std::vector<SearchItem> items;
        for (int i = 0; i < 3; ++i)
            items.push_back({QStringLiteral("Lamp %1").arg(i), {}, {}, {}, [&chosen, i] { chosen = i; }});
        SearchPopup popup(&window);
        popup.open(items);
        QTest::keyClick(popup.field(), Qt::Key_Up);
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(popup.field(), Qt::Key_Down);
        QTest::keyClick(popup.field(), Qt::Key_Up);
        QTest::keyClick(popup.field(), Qt::Key_Return);
        QCOMPARE(chosen, 1);
    }

    void what_nothing_is_called_chooses_nothing() {
        QMainWindow window;
        window.show();
        SearchPopup popup(&window);
        popup.open({{"Lamp", {}, {}, {}, [] { QFAIL("not asked for"); }}});
        QTest::keyClicks(popup.field(), "zebra");
        QCOMPARE(popup.shownCount(), 0);
        QTest::keyClick(popup.field(), Qt::Key_Return);
    }

    void the_list_of_keys_names_each_command_that_has_some() {
        QMainWindow window;
        auto* menu = window.menuBar()->addMenu("&View");
        menu->addAction("Zoom &in")->setShortcut(Qt::CTRL | Qt::Key_Plus);
        menu->addAction("Colours");
        const QString list = key_list(*window.menuBar());
        QVERIFY(list.contains("Menu View"));
        QVERIFY(list.contains("| Zoom in | **Ctrl++** |"));
        QVERIFY(!list.contains("Colours"));
    }
};

PROSPECT_TEST(SearchPopupTest);
#include "search_popup_test.moc"
