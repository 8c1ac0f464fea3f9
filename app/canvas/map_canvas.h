// The map in the window: a QGraphicsView whose background is one image per layer group, painted by workers from an
// immutable snapshot while the old image stays; items only for what is live (selection, measuring).
#pragma once

#include "app/render/map_picture.h"

#include <QGraphicsView>

#include <memory>

namespace prospect::app {

class MapCanvas : public QGraphicsView {
    Q_OBJECT
public:
    explicit MapCanvas(QWidget* parent = nullptr);
    ~MapCanvas() override;

    // Replaces the plan; the old picture stays until the new one is painted.
    void setSite(SitePtr site);
    void setTheme(render::ThemeKind theme);
    // Field over the plan; null takes it away. The style's opacity applies without repainting the plan.
    void setField(std::shared_ptr<const Field> field, const render::FieldStyle& style);
    void setSelection(const std::vector<Uuid>& features);

    const render::MapView& view() const;
    void setView(const render::MapView& view);
    void zoomToAll();
    void zoomToBox(const prospect::Box& local);
    void zoomBy(double factor, QPointF pixel);
    // True while a worker still paints what is asked for; settled() is emitted when done.
    bool isPainting() const;
    // The picture as shown, legend included.
    QImage picture() const;

    enum class Mode { select, pan, measure };
    void setMode(Mode mode);
    Mode mode() const;

Q_SIGNALS:
    void settled();
    void viewChanged(const prospect::render::MapView& view);
    void modeChanged(prospect::app::MapCanvas::Mode mode);
    // Plan position under the cursor, local coordinates.
    void cursorMoved(prospect::Point plan);
    // Empty: clicked on nothing.
    void selectionRequested(const std::vector<prospect::Uuid>& features, Qt::KeyboardModifiers modifiers);
    // Length of the measured line so far and, from three points on, the area it would enclose.
    void measured(double length_m, double area_m2);
    void filesDropped(const QStringList& files);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace prospect::app
