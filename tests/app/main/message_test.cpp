// The message on the map: where it lies, and how it goes.
#include "app/canvas/map_canvas.h"
#include "app/panels/map_area.h"
#include "app/panels/map_card.h"
#include "geometry/raster/field.h"
#include "tests/app/main/own_settings.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace prospect;
using namespace prospect::app;
using test::ShownWindow;

namespace {

class MessageWindow : public ShownWindow {
public:
    MessageWindow() {
        fill(test::small_site());
        waitForMap();
    }
    MessageBar& message() { return map().messages(); }
    // As it lies on the map, once the layouts are done.
    QRect place() {
        QTest::qWait(20);
        return message().geometry();
    }
    bool touchesACard() {
        for (const auto* card : canvas().findChildren<MapCard*>(Qt::FindDirectChildrenOnly))
            if (card->isVisible() && card->geometry().intersects(message().geometry())) return true;
        return false;
    }
    void colour() {
        auto field = std::make_shared<Field>("visible_area", "m²", Grid{0, 30, 1, 1, 40, 30});
        std::fill(field->values.begin(), field->values.end(), 3.0F);
        canvas().setField(field,
                          render::FieldStyle::for_field(*field, "viridis", QStringLiteral("Visible area")));
        waitForMap();
    }
};

const QString saved = QStringLiteral("Saved /home/officer/notes.csv.");
const QString lengthy =
    QStringLiteral("Changes of “Option A” that no longer fit the existing place: 3. They are kept, and "
                   "listed in the options, where each can be looked at and taken away.");

} // namespace

class MessageTest : public QObject {
    Q_OBJECT
    test::OwnSettings settings_;

private Q_SLOTS:
    void a_message_moves_neither_the_map_nor_its_tools() {
        MessageWindow window;
        const QRect map(window.canvas().mapTo(&window, QPoint()), window.canvas().size());
        const auto view = window.canvas().view();
        const auto* tools = window.canvas().findChild<MapCard*>();
        const QRect before = tools->geometry();
        for (const auto level : {MessageBar::Level::fine, MessageBar::Level::look}) {
            window.tell(level, saved);
            QVERIFY(window.canvas().rect().contains(window.place()));
            QVERIFY(window.message().isVisible() && !window.touchesACard());
            QCOMPARE(QRect(window.canvas().mapTo(&window, QPoint()), window.canvas().size()), map);
            QCOMPARE(window.canvas().view(), view);
            QCOMPARE(tools->geometry(), before);
            window.picture(level == MessageBar::Level::fine ? "message-fine" : "message-look");
        }
        QVERIFY(window.place().height() < 60 && window.place().width() < 400); // no wider than its text
        // The map goes on working beside it.
        window.click({10, 15});
        QCOMPARE(window.canvas().selection(), std::vector<Uuid>{Uuid::from_name("House")});
        QVERIFY(window.message().isVisible());
    }

    void a_long_message_with_a_button_takes_more_lines() {
        MessageWindow window;
        window.message().tell(MessageBar::Level::look, lengthy, QStringLiteral("Show them"), [] {});
        QVERIFY(window.canvas().rect().contains(window.place()));
        QVERIFY(window.place().height() > 60 && !window.touchesACard());
        window.picture("message-long");
        window.resize(1000, 700); // and follows the window
        QVERIFY(window.canvas().rect().contains(window.place()));
        QVERIFY(!window.touchesACard());
    }

    void it_does_not_lie_on_the_legend() {
        MessageWindow window;
        window.colour();
        window.tell(MessageBar::Level::fine, saved);
        QVERIFY(!window.canvas().legendRect().isEmpty());
        QVERIFY(!window.place().intersects(window.canvas().legendRect()));
        window.picture("message-legend");
        window.resize(1280, 400);
        QVERIFY(!window.place().intersects(window.canvas().legendRect()));
        QVERIFY(window.canvas().rect().contains(window.place()));
        window.picture("message-legend-low");
    }

    void tab_comes_to_it_and_esc_gives_the_map_back() {
        MessageWindow window;
        window.message().tell(MessageBar::Level::look, lengthy, QStringLiteral("Show them"), [] {});
        QTest::qWait(20);
        window.canvas().setFocus();
        QTest::keyClick(&window.canvas(), Qt::Key_Tab);
        const auto* first = qobject_cast<QPushButton*>(window.focusWidget());
        QVERIFY(first);
        QCOMPARE(first->text(), QString("Show them"));
        QTest::keyClick(window.focusWidget(), Qt::Key_Escape);
        QVERIFY(!window.message().isVisible());
        QVERIFY(window.canvas().hasFocus());
    }

    void closing_it_by_mouse_takes_the_keyboard_from_nobody() {
        MessageWindow window;
        auto* field = new QLineEdit(&window);
        field->show();
        int done = 0;
        for (const bool acts : {false, true}) {
            window.message().tell(MessageBar::Level::look, saved, QStringLiteral("Show it"), [&] { ++done; });
            QTest::qWait(20);
            field->setFocus();
            QWidget* button = acts ? static_cast<QWidget*>(window.message().findChild<QPushButton*>())
                                   : window.message().findChild<QToolButton*>();
            QTest::mouseClick(button, Qt::LeftButton);
            QVERIFY(!window.message().isVisible());
            QVERIFY(field->hasFocus());
        }
        QCOMPARE(done, 1);
    }

    void the_map_has_the_keyboard_where_it_came_from_is_gone() {
        MessageWindow window;
        auto* field = new QLineEdit(&window);
        field->show();
        window.tell(MessageBar::Level::look, saved);
        field->setFocus();
        window.message().findChild<QToolButton*>()->setFocus();
        field->setEnabled(false);
        QTest::keyClick(window.focusWidget(), Qt::Key_Escape);
        QVERIFY(!window.message().isVisible());
        QVERIFY(window.canvas().hasFocus());
    }

    void what_went_well_goes_by_itself_unless_somebody_is_in_it() {
        MessageWindow window;
        auto* timer = window.message().findChild<QTimer*>();
        timer->setInterval(30);
        window.tell(MessageBar::Level::fine, saved);
        QTRY_VERIFY(!window.message().isVisible());
        window.tell(MessageBar::Level::fine, saved);
        window.message().findChild<QToolButton*>()->setFocus();
        QTest::qWait(120);
        QVERIFY(window.message().isVisible());
        window.canvas().setFocus();
        QTRY_VERIFY(!window.message().isVisible());
        window.tell(MessageBar::Level::look, saved); // waits to be closed
        QTest::qWait(120);
        QVERIFY(window.message().isVisible());
        QTest::mouseClick(window.message().findChild<QToolButton*>(), Qt::LeftButton);
        QVERIFY(!window.message().isVisible());
    }
};

PROSPECT_TEST(MessageTest);
#include "message_test.moc"
