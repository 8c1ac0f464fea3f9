// One image of the map, painted off the GUI thread from immutable values. The newest request wins; until it
// is painted the old image stays.
#pragma once

#include "app/render/map_view.h"

#include <QFutureWatcher>
#include <QImage>
#include <QObject>

#include <functional>
#include <optional>
#include <stop_token>

class QThreadPool;

namespace prospect::app {

class WorkerImage : public QObject {
    Q_OBJECT
public:
    // Paints one picture into the painter; gives up and returns false once it is told to stop. Runs on a
    // worker: it must hold all it reads.
    using Paint = std::function<bool(QPainter&, const render::MapView&, const std::stop_token&)>;

    // Images are this much larger than the window, so that a short pan needs no new one.
    static constexpr double oversize = 1.5;

    WorkerImage(QThreadPool* pool, QImage::Format format, QObject* parent = nullptr);
    ~WorkerImage() override;

    // What is to be shown from now on. A picture of former content is not painted to its end; that of the
    // same content elsewhere is, so that a long pan is never without a picture.
    void setContent(Paint paint);
    // Nothing to show: the image goes at once.
    void clear();
    // The window's view; asks for a new image when the present one does not serve it.
    void setView(const render::MapView& view);

    bool isPainting() const;
    // The present image and the view it shows, larger than the window's; null and absent when there is none.
    QImage image() const { return shown_ ? shown_->image : QImage(); }
    std::optional<render::MapView> imageView() const;
    // Whether the image shows former content.
    bool isStale() const { return shown_ && shown_->of.content != content_; }
    // Draws the image where it belongs in the view, shifted or scaled when it is of another.
    void draw(QPainter& painter, const render::MapView& view) const;
    static void draw(QPainter& painter, const QImage& image, const render::MapView& of,
                     const render::MapView& view);
    // Grows with every setContent.
    int content() const { return content_; }
    // Number of pictures begun so far; for tests and benchmarks.
    int started() const { return started_; }

Q_SIGNALS:
    void painted();

private:
    struct Wanted {
        render::MapView view;
        int content = 0;
        bool operator==(const Wanted&) const = default;
    };
    struct Finished {
        QImage image;
        Wanted of;
    };

    static render::MapView grown(render::MapView view);
    bool serves(const Wanted& painted, const render::MapView& view) const;
    void request();
    void start();
    void finish();

    QThreadPool* pool_;
    QImage::Format format_;
    Paint paint_;
    int content_ = 0;
    std::optional<render::MapView> view_;
    std::optional<Finished> shown_;
    std::optional<Wanted> running_;
    std::stop_source stop_;
    QFutureWatcher<QImage> watcher_;
    int started_ = 0;
};

} // namespace prospect::app
