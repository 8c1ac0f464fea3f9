// Another version of the plan over the left part of the map, up to a line that is dragged; right of it the
// map stays as it is.
#pragma once

#include "app/canvas/worker_image.h"
#include "app/render/paint_swipe.h"
#include "geometry/site/site.h"

#include <QThreadPool>
#include <QWidget>

#include <memory>

namespace prospect::app {

class MapCanvas;

// Keys while the line has the focus: left and right move it (Shift: far), Home and End to the edges, Esc ends
// it; Esc on the map too, when no tool is at work there.
class MapSwipe : public QWidget {
    Q_OBJECT
public:
    explicit MapSwipe(MapCanvas& canvas);
    ~MapSwipe() override;

    // Shows that version left of the line. The line stays where it was.
    void start(SitePtr left, const render::SwipeNames& names);
    void stop();
    bool isActive() const { return site_ != nullptr; }
    // While a worker still reads or paints the left side.
    bool isPainting() const;
    double lineX() const;
    QWidget* handle() const { return handle_; }
    // Line and left side over a picture of that view.
    void paintOn(QPainter& painter, const render::MapView& view) const;

Q_SIGNALS:
    void stopped();
    // The left side stands there as it is to be.
    void settled();

protected:
    void paintEvent(QPaintEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    using ModelPtr = std::shared_ptr<const render::PaintModel>;
    void buildModel();
    void takeModel();
    void showModel();
    void place();
    bool takesKey(int key, Qt::KeyboardModifiers modifiers);

    MapCanvas& canvas_;
    QWidget* handle_;
    render::SwipeLine line_;
    render::SwipeNames names_;
    SitePtr site_;
    SitePtr building_;
    ModelPtr model_; // of the site shown last
    QFutureWatcher<ModelPtr> watcher_;
    QThreadPool pool_;
    std::unique_ptr<WorkerImage> image_;
    render::ThemeKind painted_theme_ = render::ThemeKind::light;
    double grabbed_ = 0; // where on the handle the mouse has it
};

} // namespace prospect::app
