#include "app/panels/counted_block.h"
#include "app/panels/letter_keys.h"
#include "app/panels/picture_commands.h"
#include "app/panels/ring_choice.h"
#include "app/panels/time_bar.h"
#include "app/window/see_commands.h"
#include "tests/app/main/watch_window.h"
#include "tests/support/registry.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

using namespace prospect;
using namespace prospect::app;
using test::WatchWindow;

class WatchTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void the_key_asks_and_escape_leaves() {
        WatchWindow window;
        window.key(Qt::Key_O);
        window.answered();
        QVERIFY(window.watch().isActive() && window.shows());
        QVERIFY(window.watch().panel().isVisible() && window.watch().action()->isChecked());
        window.key(Qt::Key_Escape);
        QVERIFY(!window.watch().isActive() && !window.shows());
        QVERIFY(!window.watch().panel().isVisible() && !window.watch().action()->isChecked());
    }

    void lines_lead_to_those_who_see_the_spot_with_their_distances() {
        WatchWindow window;
        window.askAbout({32, 15});
        const WatchPicture& picture = window.picture_shown();
        int clear = 0;
        int cameras = 0;
        for (const auto& line : picture.lines) {
            clear += line.clear ? 1 : 0;
            cameras += line.kind == WatchPicture::Line::Kind::camera ? 1 : 0;
            QVERIFY(!line.clear || !line.label.isEmpty());
        }
        QCOMPARE(clear, 4); // two windows, the door, the camera
        QCOMPARE(cameras, 1);
        QVERIFY2(window.text("watch-sentence")
                     .startsWith("2 windows and 1 door see this spot. 1 camera shows it."),
                 qPrintable(window.text("watch-sentence")));
        QCOMPARE(window.text("watch-openings"), QString("3"));
        QCOMPARE(window.text("watch-camera-count"), QString("1"));
        QCOMPARE(window.list("watch-seeing").count(), 3);
        QVERIFY2(window.row("watch-cameras", 0).startsWith("Camera 1|"),
                 qPrintable(window.row("watch-cameras", 0)));
        QVERIFY(window.row("watch-cameras", 0).contains("px/m"));
        QVERIFY(window.text("watch-day").contains("of 100"));
    }

    void what_blocks_is_named_highlighted_and_chosen_by_its_row() {
        WatchWindow window;
        window.askAbout({14, 15});
        const auto& blockers = window.picture_shown().blockers;
        QCOMPARE(blockers.size(), 1U);
        QCOMPARE(blockers.front().name, QString("Hedge 4"));
        QCOMPARE(window.row("watch-blockers", 0), QString("Hedge 4|hides it from 1 window"));
        QVERIFY2(window.row("watch-would-see", 0).contains("behind Hedge 4"),
                 qPrintable(window.row("watch-would-see", 0)));
        auto& list = window.list("watch-blockers");
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.item(0)).center());
        QCOMPARE(window.canvas().selection().size(), std::size_t{1});
        QVERIFY(window.watch().isActive());
        QVERIFY(window.picture_shown().blockers.front().chosen);
    }

    // Two crowns without names before two windows.
    void things_of_one_name_in_the_way_are_told_apart() {
        test::SiteBuilder site;
        site.add(Role::building, test::rectangle(10, 30, 50, 45), {{"height_m", 9.0}}).name = "House";
        for (const double x : {26.0, 34.0}) {
            site.add(Role::opening, test::point(x, 30), {{"kind", std::string("window")}});
            site.add(Role::tree, test::point(30 + (x - 30) / 2, 22),
                     {{"height_m", 8.0}, {"crown_m", 3.0}, {"clear_stem_m", 0.5}});
        }
        WatchWindow window(site.site());
        window.askAbout({30, 14});
        QCOMPARE(window.list("watch-blockers").count(), 2);
        const QString first = window.row("watch-blockers", 0);
        const QString second = window.row("watch-blockers", 1);
        QVERIFY2(first.startsWith("Tree") && second.startsWith("Tree") &&
                     first.section('|', 0, 0) != second.section('|', 0, 0),
                 qPrintable(first + " / " + second));
    }

    void a_chosen_row_says_why_it_counts_so_much() {
        WatchWindow window;
        window.askAbout({32, 15});
        auto& list = window.list("watch-seeing");
        QTest::mouseClick(list.viewport(), Qt::LeftButton, {}, list.visualItemRect(list.item(0)).center());
        const auto& block = *window.findChild<CountedBlock*>();
        QTRY_VERIFY(block.isVisible());
        const Counted& counted = block.counted();
        QVERIFY2(window.row("watch-seeing", 0).contains(counted.title.section(' ', -1)),
                 qPrintable(counted.title));
        QCOMPARE(counted.factors.front().value, QString("20\u00a0%")); // no room is known
        QVERIFY2(counted.factors.front().below.contains("starting value"),
                 qPrintable(counted.factors.front().below));
        const auto number = [](const Counted::Factor& factor) {
            return factor.value.section(QChar(0xa0), 0, 0).toDouble() / 100;
        };
        double product = 1;
        for (std::size_t i = 0; i + 1 < counted.factors.size(); ++i)
            product *= number(counted.factors[i]);
        QVERIFY2(std::abs(product - number(counted.factors.back())) < 0.01, qPrintable(counted.title));
        window.picture("watch-why");
        window.key(Qt::Key_Right); // it follows the spot
        QTest::qWait(200);
        QVERIFY(block.isVisible() && block.counted().factors.size() == counted.factors.size());
    }

    void an_evening_with_more_eyes_is_explained() {
        WatchWindow window;
        window.askAbout({32, 15});
        auto& why = *window.findChild<QLabel*>("watch-why-evening");
        QVERIFY(why.isVisible());
        QVERIFY2(why.text().contains("more likely to be there"), qPrintable(why.text()));
        window.askAbout({30, 55}); // nobody, whenever
        QVERIFY(!why.isVisible());
    }

    void the_bands_of_the_time_bar_say_their_names() {
        for (const QSize size : {QSize(1440, 900), QSize(1280, 800)}) {
            WatchWindow window;
            window.resize(size);
            window.askAbout({32, 15});
            int bands = 0;
            for (auto* button : window.map().timeBar().findChildren<QToolButton*>()) {
                const QString name = button->accessibleName();
                QVERIFY(!name.isEmpty() && !button->toolTip().isEmpty());
                if (name != "Day" && name != "Evening" && name != "Night") continue;
                ++bands;
                QVERIFY2(button->toolButtonStyle() != Qt::ToolButtonIconOnly, qPrintable(name));
                QVERIFY(button->fontMetrics().horizontalAdvance(button->text()) <= button->width());
            }
            QCOMPARE(bands, 3);
            window.picture(QString("watch-bands-%1").arg(size.width()));
        }
    }

    void an_empty_answer_says_so_plainly() {
        WatchWindow window;
        window.askAbout({7, 24.5});
        QVERIFY2(window.text("watch-sentence").startsWith("Nobody sees this spot: 4 windows") ||
                     window.text("watch-sentence").contains("Hedge 4"),
                 qPrintable(window.text("watch-sentence")));
        window.askAbout({30, 55}); // behind the house
        QVERIFY2(
            window.text("watch-sentence").startsWith("Nobody sees this spot: the windows, doors and places"),
            qPrintable(window.text("watch-sentence")));
        QVERIFY(window.text("watch-day").startsWith("0 of 100"));
        window.askAbout({14, 25}); // close behind the hedge
        window.picture("watch-nobody");
        window.askAbout({30, 40}); // in it
        QVERIFY2(window.text("watch-problem").contains("House"), qPrintable(window.text("watch-problem")));
        window.askAbout({32, 15});
        QVERIFY(!window.findChild<QLabel*>("watch-problem")->isVisible());
    }

    void the_spot_follows_the_mouse_and_the_keys() {
        WatchWindow window;
        window.askAbout({32, 15});
        const double before = window.watch().watch()->watch.guardianship(DayBand::day);
        QTest::mousePress(window.canvas().viewport(), Qt::LeftButton, {}, window.pixel({32, 15}));
        window.move({31, 22}, {}, Qt::LeftButton);
        QVERIFY(window.watch().watch()->watch.guardianship(DayBand::day) >
                before); // while the button is down
        QTest::mouseRelease(window.canvas().viewport(), Qt::LeftButton, {}, window.pixel({31, 22}));
        const Point at = window.watch().spot();
        window.key(Qt::Key_Left);
        QVERIFY(window.watch().spot().x < at.x && window.watch().spot().y == at.y);
        QVERIFY(window.canvas().selection().empty());
    }

    void see_from_here_and_who_sees_take_turns() {
        WatchWindow window;
        window.askAbout({32, 15});
        window.key(Qt::Key_E);
        window.answered();
        QVERIFY(window.see().isActive() && !window.watch().isActive());
        QVERIFY(window.canvas().hasTool() && !window.shows());
        QTest::qWait(LetterKeys::word_ms + 50); // no word
        window.key(Qt::Key_O);
        window.answered();
        QVERIFY(!window.see().isActive() && window.watch().isActive());
        QVERIFY(window.canvas().hasTool() && window.watch().panel().isVisible());
        window.map().toolActions()[1]->trigger(); // pan
        QVERIFY(!window.watch().isActive());
        QVERIFY(window.map().toolActions()[1]->isChecked());
    }

    void windows_are_assumed_only_when_that_is_agreed_to() {
        test::SiteBuilder site;
        site.add(Role::building, test::rectangle(10, 30, 50, 45), {{"height_m", 6.0}});
        WatchWindow window(site.site());
        window.askAbout({30, 15});
        QCOMPARE(window.text("watch-day"), QString("can't tell"));
        QVERIFY(window.picture_shown().lines.empty());
        window.findChild<QCheckBox*>("watch-assume")->setChecked(true);
        QTRY_VERIFY_WITH_TIMEOUT(!window.picture_shown().lines.empty(), test::patience_ms);
        for (const auto& line : window.picture_shown().lines)
            QVERIFY(line.assumed);
        QTRY_VERIFY(window.text("watch-assumed").contains("windows are assumed"));
        window.picture("watch-assumed");
        QVERIFY(window.text("watch-day").contains("of 100"));
    }

    void rings_are_chosen_and_labelled() {
        WatchWindow window;
        window.askAbout({32, 15});
        QStringList labels;
        for (const auto& ring : window.picture_shown().rings)
            labels += ring.label;
        QVERIFY2(labels.contains(QString::fromUtf8("43\u00a0m: limit of dependable surveillance")),
                 qPrintable(labels.join('|')));
        auto& list = window.list("watch-rings");
        list.item(0)->setCheckState(Qt::Checked);
        QCOMPARE(window.picture_shown().rings.front().to_m, 4.0);
        for (int i = 0; i < list.count(); ++i)
            list.item(i)->setCheckState(Qt::Unchecked);
        QVERIFY(window.picture_shown().rings.empty());
    }

    void the_edition_changes_the_words_of_cameras() {
        WatchWindow window;
        window.askAbout({34, 24});
        const QString before = window.row("watch-cameras", 0);
        window.findChild<QComboBox*>("watch-edition")->setCurrentIndex(1);
        QTRY_VERIFY(window.row("watch-cameras", 0) != before);
    }

    void a_right_click_asks_for_that_spot() {
        WatchWindow window;
        const QPoint at = window.pixel({30, 10});
        window.move({30, 10});
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, window.canvas().viewport()->mapToGlobal(at));
        QCoreApplication::sendEvent(window.canvas().viewport(), &event);
        auto* menu = window.findChild<QMenu*>("map-menu");
        QVERIFY(menu);
        for (auto* action : menu->actions())
            if (action->objectName() == "map-menu.watch") action->trigger();
        window.answered();
        QVERIFY(window.watch().isActive());
        QVERIFY(distance(window.watch().spot(), Point{30, 10}) < 0.2);
    }

    void a_click_on_a_map_of_eyes_asks_the_same_of_that_spot() {
        WatchWindow window;
        window.runMeasurement("sightlines.overlooking");
        window.answered();
        QTRY_VERIFY_WITH_TIMEOUT(window.canvas().field() != nullptr, test::patience_ms);
        window.waitForMap();
        window.click({32.2, 15.3});
        window.answered();
        QVERIFY(window.watch().isActive() && !window.see().isActive());
        const Field& field = *window.canvas().field();
        const auto value = field.value_at(window.watch().spot());
        QVERIFY(value.has_value());
        QCOMPARE(window.canvas().fieldStyle().factor, 100.0); // the legend, as the panel
        // The spot is the middle of the cell, and has its value.
        const double answered = window.watch().watch()->watch.guardianship(DayBand::day);
        QVERIFY2(std::abs(answered - static_cast<double>(*value)) < 1e-6,
                 qPrintable(QString("%1 %2").arg(answered).arg(static_cast<double>(*value))));
    }

    void the_command_gives_the_same_numbers() {
        WatchWindow window;
        window.askAbout({32, 15});
        for (auto* button : window.watch().panel().findChildren<QPushButton*>())
            if (button->text() == "Copy as command") button->click();
        const QString command = QApplication::clipboard()->text();
        QVERIFY2(command.contains("sightlines.overlooking") &&
                     command.contains("--extent 530031.500,179014.500,530032.500,179015.500"),
                 qPrintable(command));
    }

    void by_night_the_light_on_a_face_counts() {
        WatchWindow window(test::watched_ground(true));
        window.askAbout({32, 15});
        QVERIFY2(window.text("watch-night").contains("of 100"), qPrintable(window.text("watch-night")));
        QVERIFY2(window.text("watch-face-light").contains("lx)"),
                 qPrintable(window.text("watch-face-light")));
        QVERIFY(window.watch().watch()->watch.guardianship(DayBand::night) <
                window.watch().watch()->watch.guardianship(DayBand::evening));
        window.chooseNight();
        QVERIFY(window.picture_shown().words.join(QString()).contains("Eyes on it by night"));
        window.list("watch-seeing").setCurrentRow(0);
        QTRY_VERIFY_WITH_TIMEOUT(window.findChild<QWidget*>("watch-counted")->isVisible(), test::patience_ms);
        QString told;
        for (const auto* label : window.findChild<QWidget*>("watch-counted")->findChildren<QLabel*>())
            told += label->text() + u'|';
        QVERIFY2(told.contains("By the light on it a face is read from"), qPrintable(told));
        QVERIFY2(told.contains("awake, by night"), qPrintable(told));
    }

    void without_lamps_the_night_cannot_be_told_and_the_evening_weighs() {
        WatchWindow window;
        window.askAbout({32, 15});
        QCOMPARE(window.text("watch-night"), QString("can't tell"));
        window.chooseNight();
        QString told;
        for (const auto* label : window.watch().panel().findChildren<QLabel*>())
            if (label->isVisible()) told += label->text() + u'|';
        QVERIFY2(told.contains("missing data, not darkness"), qPrintable(told));
        QVERIFY(window.picture_shown().words.join(QString()).contains("in the evening"));
    }

    void words_on_the_map_keep_clear_of_one_another() {
        WatchWindow window;
        window.askAbout({32, 15});
        QVERIFY(!window.picture_shown().words.isEmpty());
        window.picture("watch-small");
    }

    void pictures() {
        test::ShownWindow window;
        window.openFile(QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg"));
        window.waitForMap();
        window.resize(1440, 900);
        const auto look = [&](Point at, const char* name) {
            const Point local = window.document().site()->frame.to_local(at);
            window.canvas().zoomToBox(box_of({&local, 1}).grown(45));
            window.waitForMap();
            window.watch().askAbout(local);
            window.answered();
            QTest::qWait(200);
            window.picture(QString::fromLatin1(name));
        };
        look({530240, 179300}, "watch-square");
        look({530288, 179310}, "watch-court");
        window.watch().stop();
        window.runMeasurement("sightlines.overlooking");
        window.answered();
        QTRY_VERIFY_WITH_TIMEOUT(window.canvas().field() != nullptr, test::patience_ms);
        window.waitForMap();
        window.picture("watch-result");
        look({530230, 179330}, "watch-map");
        window.findChild<PictureCommands*>()->saveTo(qEnvironmentVariable("PROSPECT_SCREENSHOTS") +
                                                     "/watch-saved.png");
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(), test::patience_ms);
        window.resize(1440, 1800);
        QTest::qWait(200);
        window.picture("watch-tall");
    }
};

PROSPECT_TEST(WatchTest);
#include "watch_test.moc"
