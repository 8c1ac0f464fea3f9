#include "app/canvas/map_canvas.h"
#include "tests/support/estate.h"
#include "tests/support/patience.h"
#include "tests/support/registry.h"

#include <QDropEvent>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryFile>
#include <QTest>
#include <QUrl>
#include <QWheelEvent>

#include <set>

using namespace prospect;
using prospect::app::MapCanvas;
using prospect::render::FieldStyle;
using prospect::render::MapView;
using prospect::render::ThemeKind;

namespace {

void settle(MapCanvas& canvas) {
    QTRY_VERIFY(!canvas.isPainting());
}

struct Shown {
    MapCanvas canvas;

    Shown() {
        canvas.resize(600, 400);
        canvas.setSite(test::estate());
        canvas.show();
        settle(canvas);
    }
    QWidget* viewport() { return canvas.viewport(); }
    QPoint pixel(double x, double y) { return canvas.view().to_pixel({x, y}).toPoint(); }
    void wheel(QPointF at, int notches, Qt::KeyboardModifiers modifiers = {}) {
        QWheelEvent event(at, viewport()->mapToGlobal(at.toPoint()), {}, {0, 120 * notches}, Qt::NoButton,
                          modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(viewport(), &event);
    }
    void drag(Qt::MouseButton button, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mousePress(viewport(), button, modifiers, from);
        for (int i = 1; i <= 5; ++i) {
            QMouseEvent move(QEvent::MouseMove, QPointF(from + (to - from) * i / 5), QPointF(), Qt::NoButton,
                             button, modifiers);
            QCoreApplication::sendEvent(viewport(), &move);
        }
        QTest::mouseRelease(viewport(), button, modifiers, to);
    }
};

std::vector<Uuid> ids_of(const QSignalSpy& spy, int call) {
    return spy.at(call).at(0).value<std::vector<Uuid>>();
}

} // namespace

class MapCanvasTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void a_new_plan_is_shown_whole() {
        Shown shown;
        const MapView& view = shown.canvas.view();
        const Box seen = view.box();
        QVERIFY(seen.contains({-17, -14}) && seen.contains({176, 147}));
        QCOMPARE(view.size, shown.viewport()->size());
    }

    void it_tells_when_the_picture_is_there() {
        MapCanvas canvas;
        canvas.resize(300, 200);
        canvas.show();
        settle(canvas);
        QSignalSpy settled(&canvas, &MapCanvas::settled);
        canvas.setSite(test::estate());
        QVERIFY(canvas.isPainting());
        QVERIFY(settled.wait(test::patience_ms));
        QVERIFY(!canvas.isPainting());
        QCOMPARE(settled.size(), 1);
    }

    void the_wheel_scales_by_a_quarter_and_keeps_the_point_under_the_cursor() {
        Shown shown;
        const QPointF cursor(130, 310);
        const Point before = shown.canvas.view().to_plan(cursor);
        const double scale = shown.canvas.view().pixels_per_m;
        shown.wheel(cursor, 1);
        QCOMPARE(shown.canvas.view().pixels_per_m, 1.25 * scale);
        QVERIFY(distance(shown.canvas.view().to_plan(cursor), before) < 1e-9);
        shown.wheel(cursor, -3);
        QVERIFY(std::abs(shown.canvas.view().pixels_per_m / scale - 0.64) < 1e-12);
        QVERIFY(distance(shown.canvas.view().to_plan(cursor), before) < 1e-9);
        shown.wheel(cursor, 1, Qt::ControlModifier);
        QVERIFY(std::abs(shown.canvas.view().pixels_per_m / (scale * 0.64) - 1.1) < 1e-9);
    }

    void zooming_ends_somewhere() {
        Shown shown;
        for (int i = 0; i < 100; ++i)
            shown.wheel({10, 10}, 1);
        QVERIFY(shown.canvas.view().pixels_per_m <= 2000);
        for (int i = 0; i < 200; ++i)
            shown.wheel({10, 10}, -1);
        QVERIFY(shown.canvas.view().pixels_per_m >= 1e-4);
    }

    void dragging_moves_the_plan_with_the_cursor_data() {
        QTest::addColumn<int>("how");
        QTest::newRow("middle button") << 0;
        QTest::newRow("space and left button") << 1;
        QTest::newRow("pan mode") << 2;
    }

    void dragging_moves_the_plan_with_the_cursor() {
        QFETCH(int, how);
        Shown shown;
        const Point grabbed = shown.canvas.view().to_plan(QPointF(200, 200));
        if (how == 1) QTest::keyPress(&shown.canvas, Qt::Key_Space);
        if (how == 2) shown.canvas.setMode(MapCanvas::Mode::pan);
        QSignalSpy selected(&shown.canvas, &MapCanvas::selectionRequested);
        shown.drag(how == 0 ? Qt::MiddleButton : Qt::LeftButton, {200, 200}, {310, 150});
        QVERIFY(distance(shown.canvas.view().to_plan(QPointF(310, 150)), grabbed) < 1e-9);
        QCOMPARE(selected.size(), 0);
    }

    void shift_drag_zooms_to_the_box() {
        Shown shown;
        const Point a = shown.canvas.view().to_plan(QPointF(100, 100));
        const Point b = shown.canvas.view().to_plan(QPointF(250, 200));
        shown.drag(Qt::LeftButton, {100, 100}, {250, 200}, Qt::ShiftModifier);
        const Box seen = shown.canvas.view().box();
        QVERIFY(std::abs(seen.xmin - a.x) < 1e-6);
        QVERIFY(std::abs(seen.xmax - b.x) < 1e-6);
    }

    void keys_pan_and_zoom() {
        Shown shown;
        const MapView before = shown.canvas.view();
        QTest::keyClick(&shown.canvas, Qt::Key_Right);
        QCOMPARE(shown.canvas.view().to_pixel(before.center), QPointF(240, 200));
        QTest::keyClick(&shown.canvas, Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(shown.canvas.view().to_pixel(before.center), QPointF(240, 400));
        QTest::keyClick(&shown.canvas, Qt::Key_Plus);
        QCOMPARE(shown.canvas.view().pixels_per_m, 2 * before.pixels_per_m);
        QTest::keyClick(&shown.canvas, Qt::Key_Minus);
        QCOMPARE(shown.canvas.view().pixels_per_m, before.pixels_per_m);
        QTest::keyClick(&shown.canvas, Qt::Key_Home);
        QCOMPARE(shown.canvas.view(), before);
        shown.canvas.zoomToBox({0, 0, 10, 10});
        QTest::mouseDClick(shown.viewport(), Qt::MiddleButton, {}, {50, 50});
        QCOMPARE(shown.canvas.view(), before);
    }

    void a_resized_window_keeps_the_whole_plan_or_its_centre() {
        Shown shown;
        shown.canvas.resize(900, 700);
        const Box all = shown.canvas.view().box();
        QVERIFY(all.contains({-17, -14}) && all.contains({176, 147}));
        shown.canvas.zoomToBox({0, 0, 40, 20});
        const MapView before = shown.canvas.view();
        shown.canvas.resize(500, 500);
        QCOMPARE(shown.canvas.view().center, before.center);
        QCOMPARE(shown.canvas.view().pixels_per_m, before.pixels_per_m);
        QCOMPARE(shown.canvas.view().size, shown.viewport()->size());
    }

    void a_click_asks_for_what_lies_there() {
        Shown shown;
        shown.canvas.zoomToBox({0, 0, 60, 40});
        QSignalSpy selected(&shown.canvas, &MapCanvas::selectionRequested);
        QTest::mouseClick(shown.viewport(), Qt::LeftButton, Qt::ControlModifier, shown.pixel(21, 6.5));
        QCOMPARE(selected.size(), 1);
        QCOMPARE(ids_of(selected, 0).size(), std::size_t{1});
        QCOMPARE(selected.at(0).at(1).value<Qt::KeyboardModifiers>(),
                 Qt::KeyboardModifiers(Qt::ControlModifier));
        const SitePtr site = test::estate();
        const Layer* layer = site->layer_of(ids_of(selected, 0).front());
        QVERIFY(layer != nullptr && layer->role == Role::building);
    }

    void a_click_on_nothing_asks_for_an_empty_selection() {
        Shown shown;
        shown.canvas.setView(MapView{{5000, 5000}, 2, {}, 1});
        QSignalSpy selected(&shown.canvas, &MapCanvas::selectionRequested);
        QTest::mouseClick(shown.viewport(), Qt::LeftButton, {}, {100, 100});
        QCOMPARE(selected.size(), 1);
        QVERIFY(ids_of(selected, 0).empty());
    }

    void a_rectangle_dragged_to_the_left_asks_for_all_it_meets() {
        Shown shown;
        QSignalSpy selected(&shown.canvas, &MapCanvas::selectionRequested);
        shown.drag(Qt::LeftButton, shown.pixel(60, 55), shown.pixel(46, 64)); // Block Lane and one lamp
        QCOMPARE(selected.size(), 1);
        std::set<Role> roles;
        for (const Uuid& id : ids_of(selected, 0))
            roles.insert(test::estate()->layer_of(id)->role);
        QCOMPARE(roles, (std::set<Role>{Role::path, Role::luminaire, Role::study_area}));
    }

    void a_rectangle_dragged_to_the_right_asks_for_what_it_holds() {
        Shown shown;
        QSignalSpy selected(&shown.canvas, &MapCanvas::selectionRequested);
        shown.drag(Qt::LeftButton, shown.pixel(46, 64), shown.pixel(60, 55)); // the lamp lies in it whole
        QCOMPARE(selected.size(), 1);
        QCOMPARE(ids_of(selected, 0).size(), std::size_t{1});
        QVERIFY(test::estate()->layer_of(ids_of(selected, 0).front())->role == Role::luminaire);
    }

    void a_click_with_shift_adds() {
        Shown shown;
        QSignalSpy selected(&shown.canvas, &MapCanvas::selectionRequested);
        const MapView before = shown.canvas.view();
        QTest::mouseClick(shown.viewport(), Qt::LeftButton, Qt::ShiftModifier, shown.pixel(53, 59));
        QCOMPARE(selected.size(), 1);
        QVERIFY(selected.at(0).at(1).value<Qt::KeyboardModifiers>() == Qt::ShiftModifier);
        QCOMPARE(shown.canvas.view(), before);
    }

    void the_selection_is_drawn() {
        Shown shown;
        const SitePtr site = test::estate();
        const QImage before = shown.canvas.picture();
        shown.canvas.setSelection({site->layer("A-BLDG")->features.front()->id});
        const QImage after = shown.canvas.picture();
        const QPoint edge = shown.pixel(21, 11);
        QVERIFY(before.pixel(edge) != after.pixel(edge));
        shown.canvas.setSelection({});
        QCOMPARE(shown.canvas.picture(), before);
    }

    void measuring_gives_the_length_and_area_of_the_plan() {
        Shown shown;
        shown.canvas.setView(MapView{{50, 50}, 4, {}, 1}); // a pixel is 0.25 m
        shown.canvas.setMode(MapCanvas::Mode::measure);
        QSignalSpy measured(&shown.canvas, &MapCanvas::measured);
        for (const QPoint p : {QPoint(100, 100), QPoint(220, 100), QPoint(220, 180)})
            QTest::mouseClick(shown.viewport(), Qt::LeftButton, {}, p);
        QCOMPARE(measured.last().at(0).toDouble(), 50.0);  // 120 + 80 pixels
        QCOMPARE(measured.last().at(1).toDouble(), 300.0); // half of 30 × 20 m
        QTest::keyClick(&shown.canvas, Qt::Key_Backspace);
        QCOMPARE(measured.last().at(0).toDouble(), 30.0);
        QTest::keyClick(&shown.canvas, Qt::Key_Return);
        const auto calls = measured.size();
        QMouseEvent move(QEvent::MouseMove, QPointF(400, 300), QPointF(), Qt::NoButton, Qt::NoButton, {});
        QCoreApplication::sendEvent(shown.viewport(), &move);
        QCOMPARE(measured.size(), calls); // ended: the cursor is free
    }

    void shift_measures_in_steps_of_45_degrees_as_it_draws() {
        Shown shown;
        shown.canvas.setView(MapView{{50, 50}, 4, {}, 1}); // a pixel is 0.25 m
        shown.canvas.setMode(MapCanvas::Mode::measure);
        QSignalSpy measured(&shown.canvas, &MapCanvas::measured);
        const MapView before = shown.canvas.view();
        const auto move = [&](QPointF at, Qt::KeyboardModifiers held) {
            QMouseEvent event(QEvent::MouseMove, at, QPointF(), Qt::NoButton, Qt::NoButton, held);
            QCoreApplication::sendEvent(shown.viewport(), &event);
            return measured.last().at(0).toDouble();
        };
        QTest::mouseClick(shown.viewport(), Qt::LeftButton, {}, {100, 100});
        QCOMPARE(move({220, 116}, Qt::ShiftModifier), 30.0); // to the east
        QTest::mouseClick(shown.viewport(), Qt::LeftButton, Qt::ShiftModifier, {220, 116});
        QCOMPARE(move({220, 180}, Qt::ShiftModifier), 50.0); // from its end at (220, 100) to the south
        QCOMPARE(move({220, 180}, Qt::ControlModifier), 50.0);
        QCOMPARE(move({224, 180}, Qt::ShiftModifier), 50.0);
        // The key alone does it, and what is no longer held does not count.
        const double oblique = move({224, 180}, {});
        QVERIFY(oblique > 50.0);
        QTest::keyPress(&shown.canvas, Qt::Key_Shift);
        QCOMPARE(measured.last().at(0).toDouble(), 50.0);
        QTest::keyRelease(&shown.canvas, Qt::Key_Shift);
        QCOMPARE(measured.last().at(0).toDouble(), oblique);
        QCOMPARE(shown.canvas.view(), before); // no frame to zoom to
    }

    void escape_clears_the_measurement_then_leaves_the_tool_then_clears_the_selection() {
        Shown shown;
        shown.canvas.setSelection({test::estate()->layer("A-BLDG")->features.front()->id});
        shown.canvas.setMode(MapCanvas::Mode::measure);
        QSignalSpy measured(&shown.canvas, &MapCanvas::measured);
        QSignalSpy mode(&shown.canvas, &MapCanvas::modeChanged);
        QSignalSpy selected(&shown.canvas, &MapCanvas::selectionRequested);
        QTest::mouseClick(shown.viewport(), Qt::LeftButton, {}, {100, 100});
        QTest::keyClick(&shown.canvas, Qt::Key_Escape);
        QCOMPARE(measured.last().at(0).toDouble(), 0.0);
        QCOMPARE(mode.size(), 0);
        QTest::keyClick(&shown.canvas, Qt::Key_Escape);
        QVERIFY(shown.canvas.mode() == MapCanvas::Mode::select);
        QCOMPARE(selected.size(), 0);
        QTest::keyClick(&shown.canvas, Qt::Key_Escape);
        QCOMPARE(selected.size(), 1);
        QVERIFY(ids_of(selected, 0).empty());
    }

    void the_cursor_position_is_told_in_plan_metres() {
        Shown shown;
        QSignalSpy moved(&shown.canvas, &MapCanvas::cursorMoved);
        QMouseEvent move(QEvent::MouseMove, QPointF(123, 45), QPointF(), Qt::NoButton, Qt::NoButton, {});
        QCoreApplication::sendEvent(shown.viewport(), &move);
        QCOMPARE(moved.size(), 1);
        QCOMPARE(moved.at(0).at(0).value<Point>(), shown.canvas.view().to_plan(QPointF(123, 45)));
    }

    void dropped_files_are_told_and_other_things_not() {
        Shown shown;
        QSignalSpy dropped(&shown.canvas, &MapCanvas::filesDropped);
        QTemporaryFile file;
        QVERIFY(file.open());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(file.fileName()), QUrl("https://example.org/x.dxf")});
        QDragEnterEvent enter({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(shown.viewport(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop({50, 50}, Qt::CopyAction, &data, Qt::LeftButton, {});
        QCoreApplication::sendEvent(shown.viewport(), &drop);
        QCOMPARE(dropped.size(), 1);
        QCOMPARE(dropped.at(0).at(0).toStringList(), QStringList{file.fileName()});
        QMimeData words;
        words.setText("hello");
        QDragEnterEvent other({50, 50}, Qt::CopyAction, &words, Qt::LeftButton, {});
        QCoreApplication::sendEvent(shown.viewport(), &other);
        QVERIFY(!other.isAccepted());
    }

    void the_window_shows_what_the_picture_shows() {
        for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark}) {
            Shown shown;
            shown.canvas.setTheme(kind);
            const auto field = std::make_shared<Field>(test::estate_field(2));
            FieldStyle style = FieldStyle::for_field(*field, "weakness", "Design weakness");
            style.contour_lines = true;
            shown.canvas.setField(field, style);
            // Whole pixels: the window's images lie on them.
            shown.canvas.setView(MapView{{60, 50}, 3, {}, 1});
            settle(shown.canvas);
            const QImage window = shown.viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
            const QImage picture = shown.canvas.picture().convertToFormat(QImage::Format_RGB32);
            QCOMPARE(window.size(), picture.size());
            int different = 0;
            for (int y = 0; y < window.height(); ++y)
                for (int x = 0; x < window.width(); ++x)
                    different +=
                        std::abs(qGray(window.pixel(x, y)) - qGray(picture.pixel(x, y))) > 24 ? 1 : 0;
            // Names may find other places in the larger image of the window.
            QVERIFY2(different < window.width() * window.height() / 100,
                     qPrintable(QString::number(different)));
        }
    }

    void opacity_changes_the_map_without_any_new_picture() {
        Shown shown;
        const auto field = std::make_shared<Field>(test::estate_field(2));
        FieldStyle style = FieldStyle::for_field(*field, "viridis", "Ground");
        style.opacity = 1;
        shown.canvas.setField(field, style);
        settle(shown.canvas);
        const int pictures = shown.canvas.picturesStarted();
        const QPoint where = shown.pixel(48, 80);
        const QRgb full = shown.viewport()->grab().toImage().pixel(where);
        style.opacity = 0.4;
        shown.canvas.setField(field, style);
        QVERIFY(!shown.canvas.isPainting());
        QVERIFY(shown.viewport()->grab().toImage().pixel(where) != full);
        QCOMPARE(shown.canvas.picturesStarted(), pictures);
    }

    void a_removed_field_is_gone_at_once() {
        Shown shown;
        const QImage before = shown.viewport()->grab().toImage();
        const auto field = std::make_shared<Field>(test::estate_field(2));
        shown.canvas.setField(field, FieldStyle::for_field(*field, "viridis", "Ground"));
        settle(shown.canvas);
        QVERIFY(shown.viewport()->grab().toImage() != before);
        shown.canvas.setField(nullptr, {});
        QCOMPARE(shown.viewport()->grab().toImage(), before);
    }

    void the_old_plan_stays_while_a_new_one_is_painted() {
        Shown shown;
        const QPoint house = shown.pixel(10, 4);
        const QRgb before = shown.viewport()->grab().toImage().pixel(house);
        shown.canvas.setView(shown.canvas.view());
        shown.canvas.setSite(std::make_shared<Site>());
        QCOMPARE(shown.viewport()->grab().toImage().pixel(house), before);
        settle(shown.canvas);
        QVERIFY(shown.viewport()->grab().toImage().pixel(house) != before);
    }

    void short_pans_need_no_new_picture() {
        Shown shown;
        const int pictures = shown.canvas.picturesStarted();
        shown.drag(Qt::MiddleButton, {200, 200}, {240, 220});
        QVERIFY(!shown.canvas.isPainting());
        QCOMPARE(shown.canvas.picturesStarted(), pictures);
    }

    void it_can_be_used_by_keyboard_and_read_aloud() {
        Shown shown;
        QVERIFY(!shown.canvas.accessibleName().isEmpty());
        QVERIFY(shown.canvas.accessibleDescription().contains("Arrow"));
        QVERIFY(shown.canvas.focusPolicy() & Qt::TabFocus);
        const QRgb corner = shown.viewport()->grab().toImage().pixel(1, 200);
        QFocusEvent focus(QEvent::FocusIn, Qt::TabFocusReason);
        QCoreApplication::sendEvent(&shown.canvas, &focus);
        QVERIFY(shown.viewport()->grab().toImage().pixel(1, 200) != corner);
        shown.canvas.setView(MapView{{21, 6.5}, 10, {}, 1});
        QSignalSpy selected(&shown.canvas, &MapCanvas::selectionRequested);
        QTest::keyClick(&shown.canvas, Qt::Key_Return);
        QCOMPARE(selected.size(), 1);
        QVERIFY(test::estate()->layer_of(ids_of(selected, 0).front())->role == Role::building);
    }
};

PROSPECT_TEST(MapCanvasTest);

#include "map_canvas_test.moc"
