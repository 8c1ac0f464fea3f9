#include "app/canvas/worker_image.h"
#include "tests/support/patience.h"
#include "tests/support/registry.h"

#include <QException>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <thread>

using namespace prospect;
using prospect::app::WorkerImage;
using prospect::render::MapView;

namespace {

WorkerImage::Paint fill(const QColor& color) {
    return [color](QPainter& painter, const MapView& view, const std::stop_token&) {
        painter.fillRect(QRectF(QPointF(0, 0), QSizeF(view.size)), color);
        return true;
    };
}

QColor shown(const WorkerImage& image, const MapView& view) {
    QImage window(view.size, QImage::Format_RGB32);
    window.fill(Qt::white);
    QPainter painter(&window);
    image.draw(painter, view);
    painter.end();
    return window.pixelColor(window.rect().center());
}

// A painter that waits until it is let go or told to stop.
struct Gate {
    std::atomic<int> begun = 0;
    std::atomic<bool> open = false;
    std::atomic<int> stopped = 0;
};

WorkerImage::Paint wait_at(const std::shared_ptr<Gate>& gate, const QColor& color) {
    return [gate, color](QPainter& painter, const MapView& view, const std::stop_token& stop) {
        ++gate->begun;
        while (!gate->open && !stop.stop_requested())
            std::this_thread::yield();
        if (stop.stop_requested()) {
            ++gate->stopped;
            return false;
        }
        return fill(color)(painter, view, stop);
    };
}

} // namespace

class WorkerImageTest : public QObject {
    Q_OBJECT

    QThreadPool pool_;
    const MapView view_{{0, 0}, 2, QSize(200, 100), 1};

private Q_SLOTS:
    void a_painter_that_fails_does_not_keep_the_next_from_painting() {
        WorkerImage image(&pool_, QImage::Format_RGB32);
        image.setView(view_);
        image.setContent([](QPainter&, const MapView&, const std::stop_token&) -> bool {
            throw std::runtime_error("no picture");
        });
        pool_.waitForDone();
        // Delivered from here and not from the event loop, so that the failure arrives here.
        QVERIFY_THROWS_EXCEPTION(QUnhandledException, QCoreApplication::sendPostedEvents());
        QVERIFY(!image.isPainting());
        QSignalSpy painted(&image, &WorkerImage::painted);
        image.setContent(fill(Qt::red));
        QVERIFY(painted.wait(test::patience_ms));
        QCOMPARE(shown(image, view_), QColor(Qt::red));
    }

    void what_was_set_while_a_painter_failed_is_painted() {
        const auto gate = std::make_shared<Gate>();
        WorkerImage image(&pool_, QImage::Format_RGB32);
        image.setView(view_);
        image.setContent([gate](QPainter&, const MapView&, const std::stop_token&) -> bool {
            ++gate->begun;
            while (!gate->open)
                std::this_thread::yield();
            throw std::runtime_error("no picture");
        });
        QTRY_COMPARE(gate->begun.load(), 1);
        image.setContent(fill(Qt::red));
        gate->open = true;
        pool_.waitForDone();
        QVERIFY_THROWS_EXCEPTION(QUnhandledException, QCoreApplication::sendPostedEvents());
        QSignalSpy painted(&image, &WorkerImage::painted);
        QVERIFY(painted.wait(test::patience_ms));
        QCOMPARE(shown(image, view_), QColor(Qt::red));
    }

    void the_picture_is_larger_than_the_window_and_serves_short_pans() {
        WorkerImage image(&pool_, QImage::Format_RGB32);
        QSignalSpy painted(&image, &WorkerImage::painted);
        image.setContent(fill(Qt::red));
        image.setView(view_);
        QVERIFY(painted.wait(test::patience_ms));
        MapView near = view_;
        near.center.x += 10; // 20 of 50 pixels to spare
        image.setView(near);
        QVERIFY(!image.isPainting());
        QCOMPARE(shown(image, near), QColor(Qt::red));
        MapView far = view_;
        far.center.x += 24; // nearly used up
        image.setView(far);
        QVERIFY(image.isPainting());
        QVERIFY(painted.wait(test::patience_ms));
        QCOMPARE(image.started(), 2);
    }

    void the_old_picture_stays_until_the_new_one_is_there() {
        WorkerImage image(&pool_, QImage::Format_RGB32);
        QSignalSpy painted(&image, &WorkerImage::painted);
        image.setView(view_);
        image.setContent(fill(Qt::red));
        QVERIFY(painted.wait(test::patience_ms));
        const auto gate = std::make_shared<Gate>();
        image.setContent(wait_at(gate, Qt::blue));
        QTRY_COMPARE(gate->begun.load(), 1);
        QCOMPARE(shown(image, view_), QColor(Qt::red));
        MapView zoomed = view_;
        zoomed.pixels_per_m = 8;
        QCOMPARE(shown(image, zoomed), QColor(Qt::red));
        gate->open = true;
        QVERIFY(painted.wait(test::patience_ms));
        QCOMPARE(shown(image, view_), QColor(Qt::blue));
    }

    void the_newest_request_wins_and_the_others_are_stopped() {
        WorkerImage image(&pool_, QImage::Format_RGB32);
        image.setView(view_);
        const auto gate = std::make_shared<Gate>();
        image.setContent(wait_at(gate, Qt::blue));
        QTRY_COMPARE(gate->begun.load(), 1);
        image.setContent(fill(Qt::green)); // never painted: the next one comes before the first gives up
        image.setContent(fill(Qt::red));
        QTRY_VERIFY(!image.isPainting());
        QCOMPARE(gate->stopped.load(), 1);
        QCOMPARE(image.started(), 2);
        QCOMPARE(shown(image, view_), QColor(Qt::red));
    }

    void a_long_pan_lets_pictures_of_the_same_scale_finish() {
        WorkerImage image(&pool_, QImage::Format_RGB32);
        image.setView(view_);
        const auto gate = std::make_shared<Gate>();
        image.setContent(wait_at(gate, Qt::blue));
        QTRY_COMPARE(gate->begun.load(), 1);
        MapView elsewhere = view_;
        elsewhere.center.x += 60;
        image.setView(elsewhere);
        gate->open = true;
        QTRY_VERIFY(!image.isPainting());
        QCOMPARE(gate->stopped.load(), 0);
        QCOMPARE(image.started(), 2);
        // Another scale is of no use: that one is stopped.
        gate->open = false;
        image.setContent(wait_at(gate, Qt::blue));
        QTRY_COMPARE(gate->begun.load(), 3);
        MapView zoomed = elsewhere;
        zoomed.pixels_per_m = 4;
        image.setView(zoomed);
        QTRY_COMPARE(gate->stopped.load(), 1);
        gate->open = true;
        QTRY_VERIFY(!image.isPainting());
    }

    void clearing_takes_the_picture_away_at_once() {
        WorkerImage image(&pool_, QImage::Format_ARGB32_Premultiplied);
        QSignalSpy painted(&image, &WorkerImage::painted);
        image.setView(view_);
        image.setContent(fill(Qt::red));
        QVERIFY(painted.wait(test::patience_ms));
        image.clear();
        QCOMPARE(shown(image, view_), QColor(Qt::white));
        QVERIFY(!image.isPainting());
    }

    void it_can_go_while_a_worker_paints() {
        const auto gate = std::make_shared<Gate>();
        {
            WorkerImage image(&pool_, QImage::Format_RGB32);
            image.setView(view_);
            image.setContent(wait_at(gate, Qt::blue));
            QTRY_COMPARE(gate->begun.load(), 1);
        }
        QCOMPARE(gate->stopped.load(), 1);
    }

    void a_pan_moves_the_picture_by_whole_pixels() {
        WorkerImage image(&pool_, QImage::Format_RGB32);
        QSignalSpy painted(&image, &WorkerImage::painted);
        image.setContent([](QPainter& painter, const MapView& view, const std::stop_token&) {
            painter.fillRect(QRectF(QPointF(0, 0), QSizeF(view.size)), Qt::white);
            painter.fillRect(QRectF(view.to_pixel({0, 0}), QSizeF(1, 1)), Qt::black);
            return true;
        });
        image.setView(view_);
        QVERIFY(painted.wait(test::patience_ms));
        MapView moved = view_;
        moved.center.x += 5.1; // 10.2 pixels
        QImage window(view_.size, QImage::Format_RGB32);
        QPainter painter(&window);
        image.draw(painter, moved);
        painter.end();
        QCOMPARE(window.pixel(90, 50), qRgb(0, 0, 0));
        QCOMPARE(window.pixel(89, 50), qRgb(255, 255, 255));
    }
};

PROSPECT_TEST(WorkerImageTest);

#include "worker_image_test.moc"
