#include "app/canvas/worker_image.h"

#include <QPainter>
#include <QtConcurrentRun>

#include <cmath>
#include <utility>

namespace prospect::app {

using render::MapView;

WorkerImage::WorkerImage(QThreadPool* pool, QImage::Format format, QObject* parent)
    : QObject(parent), pool_(pool), format_(format) {
    connect(&watcher_, &QFutureWatcher<QImage>::finished, this, &WorkerImage::finish);
}

WorkerImage::~WorkerImage() {
    stop_.request_stop();
    try {
        watcher_.waitForFinished();
    } catch (const std::exception&) {
        // Waiting throws what the worker threw: there is nobody left to tell.
    }
}

void WorkerImage::setContent(Paint paint) {
    paint_ = std::move(paint);
    ++content_;
    stop_.request_stop();
    request();
}

void WorkerImage::clear() {
    paint_ = nullptr;
    ++content_;
    shown_.reset();
    stop_.request_stop();
}

void WorkerImage::setView(const MapView& view) {
    view_ = view;
    request();
}

bool WorkerImage::isPainting() const {
    return paint_ && view_ && running_.has_value();
}

MapView WorkerImage::grown(MapView view) {
    // Even numbers: the middle of image and window then fall on the same pixel corner.
    const auto larger = [](int pixels) {
        return 2 * static_cast<int>(std::ceil(pixels * oversize / 2)) + pixels % 2;
    };
    view.size = QSize(larger(view.size.width()), larger(view.size.height()));
    return view;
}

// Whether a picture of `painted` shows the view sharply, with some room left to pan on.
bool WorkerImage::serves(const Wanted& painted, const MapView& view) const {
    if (painted.content != content_ || painted.view.pixels_per_m != view.pixels_per_m ||
        painted.view.device_pixel_ratio != view.device_pixel_ratio)
        return false;
    const double margin_x = (painted.view.size.width() - view.size.width()) / 2.0;
    const double margin_y = (painted.view.size.height() - view.size.height()) / 2.0;
    const double moved_x = std::abs(painted.view.center.x - view.center.x) * view.pixels_per_m;
    const double moved_y = std::abs(painted.view.center.y - view.center.y) * view.pixels_per_m;
    return moved_x <= margin_x * 0.6 && moved_y <= margin_y * 0.6;
}

void WorkerImage::request() {
    if (!paint_ || !view_ || view_->size.isEmpty()) return;
    if (!running_) {
        if (!shown_ || !serves(shown_->of, *view_)) start();
        return;
    }
    // One of another scale or content is of no use any more.
    if (running_->content != content_ || running_->view.pixels_per_m != view_->pixels_per_m)
        stop_.request_stop();
}

void WorkerImage::start() {
    stop_ = std::stop_source();
    running_ = Wanted{grown(*view_), content_};
    ++started_;
    watcher_.setFuture(QtConcurrent::run(
        pool_,
        [paint = paint_, view = running_->view, format = format_, stop = stop_.get_token()]() -> QImage {
            QImage image((QSizeF(view.size) * view.device_pixel_ratio).toSize(), format);
            image.setDevicePixelRatio(view.device_pixel_ratio);
            if (image.hasAlphaChannel()) image.fill(Qt::transparent);
            QPainter painter(&image);
            return paint(painter, view, stop) ? image : QImage();
        }));
}

void WorkerImage::finish() {
    const Wanted of = *std::exchange(running_, std::nullopt);
    QImage image;
    try {
        image = watcher_.result();
    } catch (...) {
        // The same content would fail again; another that was set meanwhile is painted.
        if (of.content == content_)
            paint_ = nullptr;
        else
            request();
        throw;
    }
    const bool kept = !image.isNull() && of.content == content_;
    if (kept) shown_ = Finished{std::move(image), of};
    request();
    if (kept || !running_) Q_EMIT painted();
}

std::optional<MapView> WorkerImage::imageView() const {
    return shown_ ? std::optional<MapView>(shown_->of.view) : std::nullopt;
}

void WorkerImage::draw(QPainter& painter, const MapView& view) const {
    if (shown_) draw(painter, shown_->image, shown_->of.view, view);
}

void WorkerImage::draw(QPainter& painter, const QImage& image, const MapView& of, const MapView& view) {
    const double scale = view.pixels_per_m / of.pixels_per_m;
    const QPointF corner = view.to_pixel(of.to_plan(QPointF(0, 0)));
    if (std::abs(scale - 1) < 1e-9) {
        // Whole device pixels: a picture between pixels would be blurred by every pan.
        const double ratio = view.device_pixel_ratio;
        painter.drawImage(
            QPointF(std::round(corner.x() * ratio) / ratio, std::round(corner.y() * ratio) / ratio), image);
        return;
    }
    painter.drawImage(QRectF(corner, QSizeF(of.size) * scale), image);
}

} // namespace prospect::app
