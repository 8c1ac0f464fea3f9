#include "app/models/words.h"
#include "app/panels/map_shield.h"
#include "tests/app/main/see_window.h"
#include "tests/support/registry.h"

#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

using namespace prospect;
using namespace prospect::app;
using test::SeeWindow;

class SeeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void the_key_puts_an_eye_on_the_map_and_escape_takes_it_away() {
        SeeWindow window;
        window.key(Qt::Key_E);
        window.answered();
        QVERIFY(window.see().isActive() && window.shows());
        QVERIFY(window.see().panel().isVisible());
        QVERIFY(window.see().action()->isChecked());
        window.key(Qt::Key_Escape);
        QVERIFY(!window.see().isActive() && !window.shows());
        QVERIFY(!window.see().panel().isVisible());
        QVERIFY(!window.see().action()->isChecked());
    }

    void escape_closes_an_open_list_before_it_leaves() {
        SeeWindow window(test::with_path());
        window.lookFrom({20, 25});
        auto* ways = window.findChild<QComboBox*>(QStringLiteral("walk-ways"));
        ways->showPopup();
        QTRY_VERIFY(ways->view()->isVisible());
        QTest::keyClick(ways->view(), Qt::Key_Escape);
        QTRY_VERIFY(!ways->view()->isVisible());
        QVERIFY(window.see().isActive());
        ways->setFocus();
        QTest::keyClick(ways, Qt::Key_Escape);
        QVERIFY(!window.see().isActive());
    }

    void a_click_on_words_over_the_map_does_not_move_the_eye() {
        SeeWindow window;
        window.lookFrom({20, 25});
        const auto* viewport = window.canvas().viewport();
        const auto shields_shown = [&] {
            const auto all = viewport->findChildren<MapShield*>();
            return std::count_if(all.begin(), all.end(),
                                 [](const MapShield* shield) { return shield->isVisible(); });
        };
        QTRY_COMPARE(shields_shown(), 2); // painted: the key and the words beside the eye
        const auto click = [&](QPoint pixel) {
            QTest::mouseClick(window.windowHandle(), Qt::LeftButton, {}, viewport->mapTo(&window, pixel));
        };
        const Eye before = window.see().eye();
        const auto shields = viewport->findChildren<MapShield*>();
        for (const auto* shield : shields) {
            if (!shield->isVisible()) continue;
            click(shield->geometry().center());
            QVERIFY(window.see().eye() == before);
        }
        click(window.pixel({35, 15})); // beside them
        QVERIFY(distance(window.see().eye().at, Point{35, 15}) < 0.2);
        window.key(Qt::Key_Escape);
        for (const auto* shield : shields)
            QTRY_VERIFY(!shield->isVisible());
    }

    void the_panel_says_where_the_eye_is_on_the_map_grid() {
        SeeWindow window;
        window.lookFrom({20, 25});
        const auto* place = window.findChild<QLabel*>(QStringLiteral("see-place"));
        QTRY_COMPARE(place->text(), QString("Eye at x 530\u2009020  y 179\u2009025"));
        QVERIFY(place->toolTip().contains("British National Grid"));
        window.key(Qt::Key_Right);
        QTRY_VERIFY(window.see().eye().at.x != 20);
    }

    void the_arrow_keys_move_the_eye_after_looking_all_round() {
        SeeWindow window;
        window.lookFrom({20, 25});
        window.activateWindow();
        window.type("see-fov", 90);
        auto* all_round = window.findChild<QPushButton*>(QStringLiteral("see-all-round"));
        all_round->setFocus();
        all_round->click();
        QCOMPARE(window.see().eye().sight.fov_deg, 360.0);
        QCOMPARE(window.focusWidget(), &window.canvas());
    }

    void the_view_follows_the_eye_while_it_is_dragged() {
        SeeWindow window;
        window.lookFrom({20, 25});
        const double before = window.area();
        QTest::mousePress(window.canvas().viewport(), Qt::LeftButton, {}, window.pixel({20, 25}));
        window.move({17, 15}, {}, Qt::LeftButton);
        QVERIFY(window.area() != before); // while the button is down
        QVERIFY(distance(window.see().eye().at, Point{17, 15}) < 0.2);
        QTest::mouseRelease(window.canvas().viewport(), Qt::LeftButton, {}, window.pixel({17, 15}));
        QVERIFY(window.canvas().selection().empty());
    }

    void the_keys_move_and_turn_the_eye() {
        SeeWindow window;
        window.lookFrom({20, 25});
        window.key(Qt::Key_Right);
        QVERIFY(window.see().eye().at.x > 20 && window.see().eye().at.y == 25);
        window.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(window.see().eye().sight.azimuth_deg, 5.0);
    }

    void typed_values_change_the_view() {
        SeeWindow window;
        window.lookFrom({20, 25});
        window.type("see-reach", 3);
        window.answered();
        QVERIFY(std::abs(window.area() - 9 * 3.14159265) < 0.01);
        window.type("see-fov", 90);
        QVERIFY(std::abs(window.area() - 9 * 3.14159265 / 4) < 0.01);
        // Above the house (6 m) nothing stands: with a reach of 12 m the circle is whole.
        window.type("see-fov", 360);
        window.type("see-reach", 12);
        window.type("see-height", 30);
        QTRY_VERIFY_WITH_TIMEOUT(std::abs(window.area() - 144 * 3.14159265) < 0.1, test::patience_ms);
    }

    // What was asked before leaves no trace in what is seen now.
    void a_limit_taken_back_gives_the_same_view_as_before() {
        SeeWindow window;
        window.lookFrom({20, 25});
        const double without = window.area();
        window.type("see-reach", 60);
        window.answered();
        QTRY_VERIFY(std::abs(window.area() - without) > 1);
        window.type("see-reach", 0);
        window.answered();
        QTRY_COMPARE(window.area(), without);
    }

    void the_wheel_over_a_field_changes_no_value() {
        SeeWindow window;
        window.lookFrom({20, 25});
        auto* field = window.findChild<QDoubleSpinBox*>(QStringLiteral("see-azimuth"));
        field->setFocus();
        const double before = field->value();
        const QPointF middle = QRectF(field->rect()).center();
        QWheelEvent wheel(middle, field->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(field, &wheel);
        QCOMPARE(field->value(), before);
    }

    void escape_leaves_from_the_panel_too() {
        SeeWindow window;
        window.lookFrom({20, 25});
        auto* field = window.findChild<QDoubleSpinBox*>(QStringLiteral("see-azimuth"));
        field->setFocus();
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!window.see().isActive());
    }

    void an_eye_in_a_building_says_so_in_one_sentence() {
        SeeWindow window;
        window.lookFrom({10, 15});
        auto* problem = window.findChild<QLabel*>(QStringLiteral("see-problem"));
        QVERIFY(problem->isVisible());
        QVERIFY2(problem->text().contains("House"), qPrintable(problem->text()));
        window.picture("see-in-building");
        window.lookFrom({2000, 15});
        QVERIFY2(problem->text().contains("beyond the edge"), qPrintable(problem->text()));
        window.lookFrom({20, 25});
        QVERIFY(!problem->isVisible());
    }

    void what_ends_most_of_the_view_is_listed_first_and_the_open_share_with_it() {
        SeeWindow window;
        window.lookFrom({17, 15}); // two metres from the house
        auto* list = window.findChild<QListWidget*>(QStringLiteral("see-blockers"));
        QTRY_VERIFY(list->count() >= 2);
        QCOMPARE(list->item(0)->text(), QString("Nothing: open"));
        QCOMPARE(list->item(1)->text(), QString("House"));
        const QString open = list->item(0)->data(Qt::UserRole + 1).toString();
        QVERIFY2(open.contains("to the end of the plan"), qPrintable(open));
        window.type("see-reach", 4);
        window.answered();
        QTRY_VERIFY(list->item(0)->data(Qt::UserRole + 1).toString().contains("to the limit of 4"));
        list->setCurrentRow(1);
        const auto& blocking = window.map().overlay().sight()->blocking;
        QVERIFY(std::any_of(blocking.begin(), blocking.end(), [](const auto& one) { return one.chosen; }));
    }

    void edges_without_a_wall_are_told_apart() {
        SeeWindow window;
        window.lookFrom({20, 25});
        const auto text = [&](const char* name) {
            return window.findChild<QLabel*>(QString::fromLatin1(name))->text();
        };
        QTRY_VERIFY(text("see-hidden") != "none");
        QCOMPARE(text("see-limit"), QString("none"));
        QVERIFY(text("see-plan-end") != "none");
        // 4 m of open ground all round: a circle of 25.1 m that was asked for.
        window.type("see-reach", 4);
        window.answered();
        QTRY_COMPARE(text("see-limit").replace(QChar::Nbsp, u' '), QString("25.1 m"));
        QCOMPARE(text("see-hidden"), QString("none"));
        QCOMPARE(text("see-plan-end"), QString("none"));
        QCOMPARE(text("see-roundness"), QString("1 (1 = circle)"));
        QCOMPARE(text("see-middle"), QString("at the eye"));
    }

    void how_much_is_seen_and_hidden_stands_first_in_plain_words() {
        SeeWindow window;
        window.lookFrom({25, 25});
        const auto text = [&](const char* name) {
            return window.findChild<QLabel*>(QString::fromLatin1(name))->text().replace(QChar::Nbsp, u' ');
        };
        // The site is 40 × 30 m, its house 10 × 10 m: 1100 m² of open ground.
        const auto& ground = *window.see().ground();
        QCOMPARE(ground.all_m2, 1100.0);
        QVERIFY(ground.seen_m2 > 500 && ground.hidden_m2() > 20);
        const long seen = std::lround(100 * ground.share());
        QTRY_COMPARE(text("see-ground"), QString("Seen: %1, %2 % of the open ground of the site")
                                             .arg(seen_text(ground.seen_m2, "m2").replace(QChar::Nbsp, u' '))
                                             .arg(seen));
        QVERIFY(text("see-ground-hidden").startsWith("Hidden: "));
        // 3 m about the eye nothing is in the way.
        window.type("see-reach", 3);
        window.answered();
        QTRY_VERIFY(text("see-ground").endsWith("100 % of the open ground of the site within 3 m"));
        QCOMPARE(text("see-ground-hidden"), QString("Nothing of it is hidden."));
        QVERIFY(!window.findChild<QLabel*>(QStringLiteral("see-hidden"))->isVisible()); // folded away
    }

    void a_button_looks_all_round_again() {
        SeeWindow window;
        window.lookFrom({20, 25});
        auto* button = window.findChild<QPushButton*>(QStringLiteral("see-all-round"));
        QVERIFY(!button->isVisible());
        window.type("see-fov", 90);
        QVERIFY(button->isVisible());
        button->click();
        QCOMPARE(window.see().eye().sight.fov_deg, 360.0);
        QVERIFY(!button->isVisible());
    }

    void an_eye_that_is_off_the_map_can_be_shown_or_brought_here() {
        SeeWindow window;
        window.lookFrom({35, 25});
        auto* fetch = window.findChild<QPushButton*>(QStringLiteral("see-fetch"));
        QVERIFY(!fetch->isVisible());
        window.canvas().zoomToBox({2, 2, 12, 8});
        QVERIFY(fetch->isVisible());
        const Point middle = window.canvas().view().center;
        fetch->click();
        QVERIFY(distance(window.see().eye().at, middle) < 1e-9);
        QVERIFY(!fetch->isVisible());
    }

    void long_numbers_stay_within_the_panel() {
        SeeWindow window;
        window.resize(1280, 800);
        window.lookFrom({3, 29}); // the middle of the view is to the south-east
        window.findChild<QPushButton*>(QStringLiteral("see-shape"))->click();
        QTest::qWait(150);
        const auto* middle = window.findChild<QLabel*>(QStringLiteral("see-middle"));
        QVERIFY2(middle->text().contains("south-east"), qPrintable(middle->text()));
        const auto* scroll = window.see().panel().findChild<QScrollArea*>();
        QVERIFY(scroll->widget()->width() <= scroll->viewport()->width());
    }

    void the_eye_never_begins_off_the_plan() {
        SeeWindow window;
        window.move({38, 2});
        window.key(Qt::Key_E);
        QVERIFY(distance(window.see().eye().at, Point{38, 2}) < 0.2);
        window.key(Qt::Key_Escape);
        window.move({-15, 40});
        window.key(Qt::Key_E);
        QCOMPARE(window.see().eye().at, (Point{20, 15}));
    }

    void a_handle_says_what_it_does_while_the_mouse_is_over_it() {
        SeeWindow window;
        window.lookFrom({25, 15});
        const auto words = [&]() -> QString {
            const auto& hint = window.map().overlay().sight()->hint;
            return hint ? QString(hint->text).replace(QChar::Nbsp, u' ') : QString();
        };
        const auto over = [&](SeeTool::Part part) {
            for (const auto& handle : window.map().overlay().sight()->handles)
                if (handle.part == part) window.move(handle.at);
        };
        over(SeeTool::Part::reach);
        QCOMPARE(words(), QString("Drag for how far: no limit"));
        QVERIFY(window.see().prompt().startsWith(words()));
        over(SeeTool::Part::turn);
        QCOMPARE(words(), QString("Looks all round. Once narrowed it looks towards 0°: drag to turn that"));
        over(SeeTool::Part::left);
        QCOMPARE(words(), QString("Drag to narrow the view: looks all round"));
        window.type("see-reach", 12);
        window.type("see-fov", 90);
        over(SeeTool::Part::reach);
        QCOMPARE(words(), QString("Drag for how far: 12 m"));
        over(SeeTool::Part::right);
        QCOMPARE(words(), QString("Drag to open or close: field of view 90°"));
        window.type("see-fov", 60); // the handle is no longer under the mouse
        QCOMPARE(words(), QString());
        over(SeeTool::Part::right);
        QVERIFY(!words().isEmpty());
        window.move({2, 2});
        QCOMPARE(words(), QString());
        QVERIFY(window.see().prompt().startsWith("Drag the eye"));
        QCOMPARE(window.canvas().accessibleDescription(), window.see().prompt());
    }

    void on_a_plan_with_heights_of_the_ground_it_says_that_slopes_do_not_count() {
        Site site = *test::small_site();
        Layer ground;
        ground.id = Uuid::from_name("ground");
        ground.name = "Ground";
        ground.role = Role::terrain;
        Field heights("terrain", "m", grid_of_extent({0, 0, 40, 30}, 10));
        std::fill(heights.values.begin(), heights.values.end(), 5.0F);
        ground.raster = std::make_shared<const Field>(std::move(heights));
        const auto says = [](SeeWindow& window) {
            window.lookFrom({20, 25});
            const auto labels = window.see().panel().findChildren<QLabel*>();
            return std::any_of(labels.begin(), labels.end(), [](const QLabel* one) {
                return one->text().startsWith("Slopes do not count");
            });
        };
        SeeWindow flat;
        QVERIFY(!says(flat));
        site.layers.push_back(std::make_shared<const Layer>(std::move(ground)));
        SeeWindow hilly(std::make_shared<const Site>(std::move(site)));
        QVERIFY(says(hilly));
    }

    void a_right_click_looks_from_there() {
        SeeWindow window;
        const Point at{30, 27};
        window.move(at);
        QContextMenuEvent event(QContextMenuEvent::Mouse, window.pixel(at),
                                window.canvas().viewport()->mapToGlobal(window.pixel(at)));
        QCoreApplication::sendEvent(window.canvas().viewport(), &event);
        auto* menu = window.findChild<QMenu*>(QStringLiteral("map-menu"));
        QVERIFY(menu);
        for (auto* action : menu->actions())
            if (action->objectName() == QLatin1String("map-menu.see")) action->trigger();
        QVERIFY(window.see().isActive());
        QVERIFY(distance(window.see().eye().at, at) < 0.2);
    }

    void the_view_follows_what_is_changed_on_the_plan() {
        SeeWindow window;
        window.lookFrom({20, 25});
        const double before = window.area();
        SiteEdit edit;
        edit.title = "Delete";
        edit.steps.push_back(RemoveFeatures{{Uuid::from_name("House")}});
        window.document().apply(edit);
        window.answered();
        QTRY_VERIFY(window.area() > before);
        window.document().undoStack().undo();
        window.answered();
        QTRY_COMPARE(window.area(), before);
    }

    void another_tool_takes_the_mouse() {
        SeeWindow window;
        window.lookFrom({20, 25});
        window.key(Qt::Key_M);
        QVERIFY(!window.see().isActive());
        QVERIFY(window.canvas().mode() == MapCanvas::Mode::measure);
        window.lookFrom({20, 25});
        QVERIFY(window.canvas().mode() == MapCanvas::Mode::select);
    }

    void a_drag_goes_on_while_the_walls_are_made() {
        SeeWindow window;
        window.see().lookFrom({20, 25});
        // Nothing is known yet: the eye follows all the same and the map says what is going on.
        QVERIFY(window.see().view() == nullptr && window.see().isWaiting());
        window.drag({20, 25}, {25, 25});
        QVERIFY(distance(window.see().eye().at, Point{25, 25}) < 0.2);
        QVERIFY(window.shows());
        window.answered();
        QTRY_VERIFY(window.see().view() != nullptr);
        QVERIFY(window.area() > 0);
    }
};

PROSPECT_TEST(SeeTest);
#include "see_test.moc"
