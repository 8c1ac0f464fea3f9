#include "analysis/engine/engine.h"
#include "app/panels/camera_panel.h"
#include "app/panels/drawing_tools.h"
#include "app/panels/map_overlay.h"
#include "app/panels/map_sheet.h"
#include "app/panels/picture_commands.h"
#include "app/panels/time_bar.h"
#include "app/window/camera_commands.h"
#include "app/window/see_commands.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/app/main/shown_window.h"
#include "tests/support/registry.h"
#include "tests/support/small_site.h"

#include <QAction>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QUndoStack>

using namespace prospect;
using namespace prospect::app;

namespace {

const Uuid camera_id = Uuid::from_name("Yard");

// The courtyard with a camera before the house, a private garden and a window.
SitePtr with_camera(Point at = {18, 15}) {
    Site site = *test::small_site();
    Feature camera = *test::feature("Yard", Geometry::make_point(at));
    camera.set("azimuth_deg", Value(90.0), Basis::drawn);
    camera.set("tilt_deg", Value(20.0), Basis::drawn);
    camera.set("level", Value(std::string("observe")), Basis::drawn);
    Feature garden = *test::feature("Garden", test::rectangle(28, 0, 40, 12));
    garden.set("ownership", Value(std::string("private")), Basis::drawn);
    site.layers.push_back(test::layer("Zones", Role::zone, {std::make_shared<const Feature>(garden)}));
    site.layers.push_back(test::layer("Cameras", Role::camera, {std::make_shared<const Feature>(camera)}));
    return std::make_shared<const Site>(std::move(site));
}

class AimWindow : public test::ShownWindow {
public:
    explicit AimWindow(SitePtr site = with_camera()) {
        fill(std::move(site));
        canvas().zoomToAll();
        waitForMap();
    }
    void aim() {
        camera().aim(camera_id);
        looked();
    }
    // What is asked for has been looked at.
    void looked() {
        [this] { QTRY_VERIFY_WITH_TIMEOUT(camera().ground() && !camera().isWaiting(), test::patience_ms); }();
    }
    FeaturePtr onPlan() {
        for (const auto& [layer, feature] : document().site()->features(Role::camera))
            if (feature->id == camera_id) return feature;
        return nullptr;
    }
    Point place() { return onPlan()->geometry.points.front(); }
    double number(const char* attribute) { return as_number(onPlan()->find(attribute)->value).value(); }
    std::int64_t seen() {
        looked();
        return camera().view()->tally.seen;
    }
    Point handle(SeeTool::Part part) {
        for (const auto& one : map().overlay().sight()->handles)
            if (one.part == part) return one.at;
        return {};
    }
    void press(Point at) { QTest::mousePress(canvas().viewport(), Qt::LeftButton, {}, pixel(at)); }
    void release(Point at) { QTest::mouseRelease(canvas().viewport(), Qt::LeftButton, {}, pixel(at)); }
    void drag(Point from, Point to) {
        press(from);
        for (int i = 1; i <= 4; ++i)
            move(from + (to - from) * (i / 4.0), {}, Qt::LeftButton);
        release(to);
    }
    void type(const char* field, double value) {
        findChild<QDoubleSpinBox*>(QString::fromLatin1(field))->setValue(value);
    }
    std::size_t cameras() { return document().site()->features(Role::camera).size(); }
    FeaturePtr newest() { return document().site()->features(Role::camera).back().second; }
    // Takes the tool from the menu and clicks.
    void draw(Point at) {
        findChild<QAction*>(QStringLiteral("draw.camera.point"))->trigger();
        move(at);
        press(at);
        release(at);
    }
    QString text(const char* label) { return findChild<QLabel*>(QString::fromLatin1(label))->text(); }
    int steps() { return document().undoStack().count(); }
};

} // namespace

class AimTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void the_button_stands_by_a_selected_camera_and_begins() {
        AimWindow window;
        auto* button = window.findChild<QPushButton*>(QStringLiteral("aim-camera-button"));
        QVERIFY(!button->isVisible());
        window.click({10, 15}); // the house
        QVERIFY(!button->isVisible() && !window.camera().action()->isEnabled());
        window.click({18, 15});
        QVERIFY(button->isVisible());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(window.camera().isActive() && window.camera().panel().isVisible());
        QVERIFY(window.camera().action()->isChecked());
        window.answered();
        window.key(Qt::Key_Escape);
        QVERIFY(!window.camera().isActive() && !window.camera().panel().isVisible());
        QVERIFY(!window.map().overlay().sight());
        QCOMPARE(window.canvas().selection(), std::vector{camera_id});
        QCOMPARE(window.steps(), 0);
        window.key(Qt::Key_K); // its key
        QVERIFY(window.camera().isActive());
    }

    void a_right_click_offers_it() {
        AimWindow window;
        QContextMenuEvent event(QContextMenuEvent::Mouse, window.pixel({18, 15}), {});
        QCoreApplication::sendEvent(window.canvas().viewport(), &event);
        auto* menu = window.findChild<QMenu*>(QStringLiteral("map-menu"));
        auto* act = menu->findChild<QAction*>(QStringLiteral("map-menu.aim"));
        QVERIFY(act);
        act->trigger();
        menu->close();
        QVERIFY(window.camera().isActive());
    }

    void what_it_shows_follows_the_hand_and_the_plan_changes_when_it_is_let_go() {
        AimWindow window;
        window.aim();
        const std::int64_t before = window.seen();
        QVERIFY(before > 20);
        window.press({18, 15});
        window.move({22, 25}, {}, Qt::LeftButton);
        window.move({22, 26}, {}, Qt::LeftButton);
        QVERIFY(window.seen() != before);
        QCOMPARE(window.steps(), 0);
        QCOMPARE(window.place(), (Point{18, 15}));
        window.release({22, 26});
        QCOMPARE(window.steps(), 1);
        QCOMPARE(window.document().undoStack().undoText(), QString("Aim camera"));
        QVERIFY(distance(window.place(), Point{22, 26}) < 0.3);
        QVERIFY(window.camera().isActive());
        window.document().undoStack().undo();
        QCOMPARE(window.place(), (Point{18, 15}));
        QCOMPARE(window.seen(), before);
    }

    void escape_gives_up_a_drag_and_changes_nothing() {
        AimWindow window;
        window.aim();
        const std::int64_t before = window.seen();
        const Point turn = window.handle(SeeTool::Part::turn);
        window.press(turn);
        window.move({18, 25}, {}, Qt::LeftButton);
        QVERIFY(window.seen() != before);
        window.key(Qt::Key_Escape);
        QVERIFY(window.camera().isActive());
        QCOMPARE(window.seen(), before);
        window.release({18, 25});
        QTest::qWait(700);
        QCOMPARE(window.steps(), 0);
    }

    void its_handles_turn_it_zoom_and_end_its_use() {
        AimWindow window;
        window.aim();
        window.drag(window.handle(SeeTool::Part::turn), {18, 25});
        QVERIFY(std::abs(window.number("azimuth_deg")) < 2 || window.number("azimuth_deg") > 358);
        QCOMPARE(window.steps(), 1);
        QVERIFY(!window.onPlan()->find("hfov_deg"));
        window.drag(window.handle(SeeTool::Part::right), {20, 25});
        QVERIFY(window.number("hfov_deg") < 60);
        QCOMPARE(window.steps(), 2);
        window.drag(window.handle(SeeTool::Part::reach), {18, 22});
        QVERIFY(window.onPlan()->find("range_m"));
        QCOMPARE(window.steps(), 3);
        window.drag({35, 28}, {30, 28}); // beside all of it
        QCOMPARE(window.steps(), 3);
    }

    void keys_and_steps_that_follow_each_other_are_one_act() {
        AimWindow window;
        window.aim();
        for (int i = 0; i < 3; ++i)
            window.key(Qt::Key_Right, Qt::ControlModifier);
        QCOMPARE(window.steps(), 0);
        QTRY_COMPARE(window.steps(), 1);
        QCOMPARE(window.number("azimuth_deg"), 105.0);
        window.type("aim-height", 4);
        window.type("aim-height", 5);
        QTRY_COMPARE(window.steps(), 2);
        QCOMPARE(window.number("height_m"), 5.0);
        window.type("aim-height", 6);
        window.key(Qt::Key_Escape); // leaving keeps what was typed
        QCOMPARE(window.number("height_m"), 6.0);
    }

    // 5.57 mm of sensor: 4 mm see 69.7°; 90° is 2.79 mm.
    void the_focal_length_says_the_same_as_the_angle() {
        AimWindow window;
        window.aim();
        auto* sensor = window.findChild<QComboBox*>(QStringLiteral("aim-sensor"));
        sensor->setCurrentIndex(sensor->findText(QStringLiteral("1/2.8″"), Qt::MatchStartsWith));
        Q_EMIT sensor->activated(sensor->currentIndex());
        auto* focal = window.findChild<QDoubleSpinBox*>(QStringLiteral("aim-focal"));
        QVERIFY(std::abs(focal->value() - 2.785) < 0.006);
        window.type("aim-focal", 4);
        auto* angle = window.findChild<QDoubleSpinBox*>(QStringLiteral("aim-hfov"));
        QVERIFY(std::abs(angle->value() - 69.7) < 0.06);
        QTRY_COMPARE(window.steps(), 1);
        QVERIFY(std::abs(window.number("hfov_deg") - 69.7) < 0.06);
    }

    // 62.5 px/m of 1920 at 20 m: 2 atan(1920 / (2 · 20 · 62.5)) = 75.0°, behind a sensor of 5.57 mm a lens
    // of 5.57 · 20 · 62.5 / 1920 = 3.63 mm. The next longer one, 3.7 mm, is 2 atan(5.57 / 7.4) = 73.94°
    // wide.
    void the_lens_for_the_needed_detail_at_a_distance_can_be_taken() {
        AimWindow window;
        window.aim();
        auto* use = window.findChild<QPushButton*>(QStringLiteral("aim-use-lens"));
        QTRY_VERIFY(use->isVisible());
        window.type("aim-wanted", 20);
        auto* sensor = window.findChild<QComboBox*>(QStringLiteral("aim-sensor"));
        const auto choose = [&](const char* name) {
            sensor->setCurrentIndex(sensor->findText(QString::fromUtf8(name), Qt::MatchStartsWith));
            Q_EMIT sensor->activated(sensor->currentIndex());
        };
        choose("1/3″");
        QVERIFY2(use->text().contains("3.2\u00a0mm"),
                 qPrintable(use->text())); // 4.8 · 20 · 62.5 / 1920 = 3.1
        choose("1/2.8″");
        QVERIFY2(use->text().contains("73.9°"), qPrintable(use->text()));
        QVERIFY2(use->text().contains("3.7\u00a0mm"), qPrintable(use->text()));
        use->click();
        QTRY_COMPARE(window.steps(), 1);
        QVERIFY(std::abs(window.number("hfov_deg") - 73.94) < 0.01);
        QCOMPARE(window.findChild<QDoubleSpinBox*>(QStringLiteral("aim-focal"))->value(), 3.7);
    }

    void the_numbers_are_those_of_a_run() {
        AimWindow window;
        window.aim();
        engine::Engine engine(catalogue());
        const auto run = engine.run(
            "sightlines.cameras", {},
            {.site = window.document().site(), .time = window.map().timeBar().time(), .threads = 1});
        const auto& row = test::table(run, "cameras");
        window.looked();
        const auto* view = window.camera().view();
        QCOMPARE(test::number(row, 0, "seen_m2"), view->area_m2(view->tally.seen));
        QCOMPARE(test::number(row, 0, "hidden_m2"), view->area_m2(view->tally.field_hidden));
        QCOMPARE(test::number(row, 0, "private_share"), *view->share(view->tally.seen_private));
        QVERIFY(*view->share(view->tally.seen_private) > 0.05);
        QTRY_VERIFY(window.text("aim-seen").startsWith(QString::number(view->tally.seen)));
        QVERIFY2(window.text("aim-asked").contains("The plan asks for observe of 2014, 62.5"),
                 qPrintable(window.text("aim-asked")));
        const auto* needed = window.findChild<QComboBox*>(QStringLiteral("aim-level"));
        QCOMPARE(needed->currentText(), QString("62.5\u00a0px/m"));
        QVERIFY(window.map().overlay().sight()->words.front().startsWith("62.5\u00a0px/m on "));
        QVERIFY(window.text("aim-under") != "none");
        QVERIFY2(window.text("aim-private").contains("%"), qPrintable(window.text("aim-private")));
        QCOMPARE(window.text("aim-shared"), QString("none"));
        const auto* grounds = window.findChild<QListWidget*>(QStringLiteral("aim-grounds"));
        QCOMPARE(grounds->item(0)->text(), QString("Garden"));
    }

    void the_levels_are_those_of_the_edition_chosen() {
        AimWindow window;
        window.aim();
        auto* edition = window.findChild<QComboBox*>(QStringLiteral("aim-edition"));
        edition->setCurrentIndex(edition->findData(QStringLiteral("2014")));
        Q_EMIT edition->activated(edition->currentIndex());
        QTRY_VERIFY(window.findChild<QLabel*>(QStringLiteral("aim-level-recognise")));
        QVERIFY(!window.findChild<QLabel*>(QStringLiteral("aim-level-perceive")));
        edition->setCurrentIndex(edition->findData(QStringLiteral("2025")));
        Q_EMIT edition->activated(edition->currentIndex());
        QTRY_VERIFY(window.findChild<QLabel*>(QStringLiteral("aim-level-perceive")));
    }

    void a_camera_in_a_wall_says_so_in_one_sentence() {
        AimWindow window(with_camera({14.8, 15}));
        window.aim();
        QTRY_VERIFY2(window.text("aim-warning").contains("0.2\u00a0m before it"),
                     qPrintable(window.text("aim-warning")));
        QVERIFY(window.camera().view());
        window.drag({14.8, 15}, {10, 15}); // deep in the house
        QTRY_VERIFY2(window.text("aim-warning").contains("inside House"),
                     qPrintable(window.text("aim-warning")));
        QVERIFY(!window.camera().view());
        window.drag({10, 15}, {20, 15});
        QTRY_VERIFY(!window.findChild<QLabel*>(QStringLiteral("aim-warning"))->isVisible());
    }

    void a_warning_moves_no_field() {
        AimWindow window;
        window.resize(1280, 800);
        window.aim();
        const auto* field = window.findChild<QDoubleSpinBox*>(QStringLiteral("aim-height"));
        const auto top = [&] { return field->mapTo(&window, QPoint()).y(); };
        const auto* warning = window.findChild<QLabel*>(QStringLiteral("aim-warning"));
        QTRY_VERIFY(!window.text("aim-seen").startsWith(QStringLiteral("–")));
        const int before = top();
        QVERIFY(!warning->isVisible());
        window.drag({18, 15}, {14.8, 15}); // in the house's wall
        QTRY_VERIFY(warning->isVisible());
        QCOMPARE(top(), before);
        window.drag({14.8, 15}, {10, 15}); // deep in the house
        QTRY_VERIFY(warning->text().contains("inside House"));
        QCOMPARE(top(), before);
    }

    // Nothing of the camera as it was stays on the map: neither its sign and fan nor its selection.
    void the_map_shows_the_camera_as_it_is_aimed_alone() {
        AimWindow window;
        window.aim();
        QCOMPARE(window.canvas().leftOut(), std::set{camera_id});
        QVERIFY(window.map().overlay().sight()->looker == SightPicture::Looker::camera);
        window.key(Qt::Key_Escape);
        QVERIFY(window.canvas().leftOut().empty());
    }

    void a_new_camera_looks_where_the_next_click_is_and_is_one_step() {
        AimWindow window;
        window.draw({22, 26});
        QVERIFY(window.camera().isActive() && window.camera().panel().isVisible());
        QVERIFY(!window.map().drawing().runner().isActive());
        QCOMPARE(window.steps(), 0);
        QCOMPARE(window.cameras(), std::size_t{1});
        window.move({22, 15}); // no button is held
        window.looked();
        const std::int64_t south = window.seen();
        QVERIFY(south > 20); // live
        QTRY_VERIFY(window.text("aim-private").contains("%"));
        QVERIFY(window.camera().prompt().contains("Esc gives it up"));
        window.move({32, 26});
        QVERIFY(window.seen() != south);
        window.press({32, 26});
        window.release({32, 26});
        QCOMPARE(window.steps(), 1);
        QCOMPARE(window.document().undoStack().undoText(), QString("Draw Camera"));
        QCOMPARE(window.cameras(), std::size_t{2});
        QVERIFY(distance(window.newest()->geometry.points.front(), Point{22, 26}) < 0.3);
        QVERIFY(std::abs(as_number(window.newest()->find("azimuth_deg")->value).value() - 90) < 2);
        QVERIFY(window.camera().isActive()); // its handles are there
        QCOMPARE(window.canvas().selection(), std::vector{window.newest()->id});
        window.document().undoStack().undo();
        QCOMPARE(window.cameras(), std::size_t{1});
        QVERIFY(!window.camera().isActive());
    }

    void a_new_camera_can_be_drawn_in_one_drag() {
        AimWindow window;
        window.findChild<QAction*>(QStringLiteral("draw.camera.point"))->trigger();
        window.drag({22, 26}, {22, 16});
        QCOMPARE(window.steps(), 1);
        QVERIFY(std::abs(as_number(window.newest()->find("azimuth_deg")->value).value() - 180) < 2);
    }

    void escape_leaves_no_new_camera() {
        AimWindow window;
        window.draw({22, 26});
        window.move({22, 15});
        window.key(Qt::Key_Escape);
        QVERIFY(!window.camera().isActive());
        QTest::qWait(700); // nor later
        QCOMPARE(window.steps(), 0);
        QCOMPARE(window.cameras(), std::size_t{1});
        QVERIFY(window.canvas().selection().empty() && window.canvas().leftOut().empty());
        window.draw({22, 26});
        window.move({22, 15});
        window.setStage(Stage::check); // whatever ends it
        QCOMPARE(window.cameras(), std::size_t{1});
        window.setStage(Stage::plan);
        window.draw({22, 26});
        window.key(Qt::Key_E); // another tool takes the mouse
        QCOMPARE(window.cameras(), std::size_t{1});
        QVERIFY(window.see().isActive());
    }

    void once_it_is_on_the_plan_escape_keeps_a_new_camera() {
        AimWindow window;
        window.draw({22, 26});
        window.move({22, 15});
        window.press({22, 15});
        window.release({22, 15});
        window.key(Qt::Key_Escape);
        QVERIFY(!window.camera().isActive());
        QCOMPARE(window.cameras(), std::size_t{2});
    }

    void what_is_typed_for_a_new_camera_comes_onto_the_plan_with_it() {
        AimWindow window;
        window.draw({22, 26});
        window.type("aim-height", 4);
        window.move({22, 15});
        window.press({22, 15});
        window.release({22, 15});
        QCOMPARE(window.steps(), 1);
        QCOMPARE(as_number(window.newest()->find("height_m")->value).value(), 4.0);
    }

    void what_the_plan_does_not_say_is_named() {
        AimWindow window;
        window.aim();
        QStringList sentences;
        const auto labels = window.camera().panel().findChildren<QLabel*>();
        for (const auto* label : labels)
            sentences += label->text();
        const QString all = sentences.join(u'\n');
        QVERIFY(all.contains("Height assumed: 3"));
        QVERIFY(all.contains("Lens assumed: 90° wide"));
        QVERIFY(!all.contains("Tilt assumed"));
    }

    // The obstacles are not looked at again for a camera that was moved, but for a house that was taken away.
    void a_change_of_the_plan_is_looked_at_anew() {
        AimWindow window;
        window.aim();
        const auto ground = window.camera().ground();
        window.drag({18, 15}, {20, 17});
        window.answered();
        QCOMPARE(window.camera().ground(), ground);
        window.document().apply(SiteEdit{"Delete", {RemoveFeatures{{Uuid::from_name("Oak")}}}});
        QTRY_VERIFY(window.camera().ground() != ground && !window.camera().isWaiting());
        QVERIFY(window.camera().isActive());
        window.document().apply(SiteEdit{"Delete", {RemoveFeatures{{camera_id}}}});
        QVERIFY(!window.camera().isActive());
    }

    void one_thing_at_a_time_has_the_mouse() {
        AimWindow window;
        window.aim();
        window.key(Qt::Key_E);
        QVERIFY(!window.camera().isActive() && window.see().isActive());
        window.camera().aim(camera_id);
        QVERIFY(window.camera().isActive() && !window.see().isActive());
        QVERIFY(window.camera().panel().isVisible());
        window.answered();
        window.setStage(Stage::check);
        QVERIFY(!window.camera().isActive());
    }

    void a_picture_of_it_has_its_key() {
        AimWindow window;
        window.aim();
        const MapSheet sheet = window.findChild<PictureCommands*>()->sheet();
        QVERIFY(sheet.sight && sheet.sight->cover);
        QVERIFY(sheet.title.startsWith("What Yard shows, by the levels of EN 62676-4:2025"));
        const QImage with_key = paint_sheet(sheet);
        MapSheet bare = sheet;
        bare.sight.reset();
        QVERIFY(with_key.height() > paint_sheet(bare).height());
    }

    void pictures_of_aiming() {
        if (qEnvironmentVariableIsEmpty("PROSPECT_SCREENSHOTS")) QSKIP("no folder for pictures");
        AimWindow window;
        window.openFile(QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg"));
        window.resize(1440, 900);
        const auto cameras = window.document().site()->features(Role::camera);
        for (std::size_t i = 0; i < cameras.size(); ++i) {
            const Point at = label_point(cameras[i].second->geometry);
            window.canvas().zoomToBox(Box{at.x, at.y, at.x, at.y}.grown(45));
            window.camera().aim(cameras[i].second->id);
            QTRY_VERIFY_WITH_TIMEOUT(window.camera().ground() && !window.camera().isWaiting(),
                                     test::patience_ms);
            QTest::qWait(200);
            window.picture(QStringLiteral("aim-%1").arg(i));
        }
        window.findChild<PictureCommands*>()->saveTo(qEnvironmentVariable("PROSPECT_SCREENSHOTS") +
                                                     "/aim-saved.png");
        QTRY_VERIFY_WITH_TIMEOUT(!window.jobs().isBusy(), test::patience_ms);
        window.resize(1440, 1700);
        QTest::qWait(300);
        window.picture(QStringLiteral("aim-tall"));
    }
};

PROSPECT_TEST(AimTest);

#include "aim_test.moc"
