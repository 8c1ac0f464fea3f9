// The map in the window: a QGraphicsView whose background is one image per layer group, painted by workers
// from an immutable snapshot while the old image stays. What is live (selection, measuring) is drawn over it.
#pragma once

#include "app/render/map_picture.h"

#include <QGraphicsView>

#include <functional>
#include <memory>
#include <optional>
#include <set>

namespace prospect::app {

// Mouse: wheel zooms by 2 at the cursor (Ctrl: finely); middle drag or Space and drag pans; Shift and drag
// zooms to a box (while selecting); click selects, Ctrl or Shift adds, dragging to the right selects what
// the rectangle holds, to the left all it meets; double click with the middle button shows everything. Keys:
// arrows pan (Shift: far), + and - zoom, Home or Ctrl+0 everything, Enter picks in the middle of the map, Esc
// cancels what is being done, then clears, then leaves the tool. Measuring: click adds a corner (Shift: in
// steps of 45° from the last segment, the first one from north), Backspace takes it back, Enter, double click
// or right click end.
class MapCanvas : public QGraphicsView {
    Q_OBJECT
public:
    explicit MapCanvas(QWidget* parent = nullptr);
    ~MapCanvas() override;

    // Replaces the plan; the old picture stays until the new one is painted. Null: an empty map. Returns at
    // once: what is under the cursor is known from the new plan when settled() comes.
    void setSite(SitePtr site);
    const SitePtr& site() const;
    void setTheme(render::ThemeKind theme);
    render::ThemeKind theme() const;
    // Field over the plan; null takes it away. The style's opacity applies without repainting anything.
    void setField(std::shared_ptr<const Field> field, const render::FieldStyle& style);
    const std::shared_ptr<const Field>& field() const; // null: none
    const render::FieldStyle& fieldStyle() const;
    void setSelection(const std::vector<Uuid>& features);
    const std::vector<Uuid>& selection() const;
    // Notes that step back on the map.
    void setFaint(std::set<Uuid> notes);
    const std::set<Uuid>& faint() const;
    // Things that somebody else paints: neither they nor their selection are shown. They can still be
    // clicked.
    void setLeftOut(std::set<Uuid> things);
    const std::set<Uuid>& leftOut() const;
    // Whether zones have the colour of whose ground they are.
    void setOwnersShown(bool shown); // NOLINT: a state of the map
    bool ownersShown() const;
    // The ground by how one gets there; null: as it is.
    void setWalkGround(std::shared_ptr<const render::WalkGround> ground);
    bool walkGroundShown() const;
    // The topmost visible feature at the pixel, null when there is none.
    FeaturePtr featureAt(QPointF pixel) const;

    const render::MapView& view() const;
    void setView(const render::MapView& view);
    // Everything but underlays, those if there is nothing else; stays so when the window changes its size,
    // until the view is changed otherwise.
    void zoomToAll();
    void zoomToBox(const prospect::Box& local);
    void zoomBy(double factor, QPointF pixel);
    // Where the legend of the field lies on the map, pixels; empty without a field.
    QRect legendRect() const;
    // The corner with scale and north.
    QRect scaleRect() const;
    // True while a worker still paints what is asked for; settled() is emitted when done.
    bool isPainting() const;
    // The picture as shown, legend, selection and measurement included; sharp even while a worker still
    // paints.
    QImage picture() const;
    // The same of any view in any colours, painted where it is called: it holds all it needs.
    std::function<QImage()> picturePainter(const render::MapView& view, render::Legend legend,
                                           render::ThemeKind theme) const;
    // Number of pictures workers have begun; for tests and benchmarks.
    int picturesStarted() const;

    enum class Mode { select, pan, measure };
    void setMode(Mode mode);
    Mode mode() const;
    // The cursor of a tool at work, in place of the mode's.
    void setToolCursor(std::optional<Qt::CursorShape> shape);
    bool hasTool() const;
    // A press that somebody else has made the beginning of a drag: it selects nothing.
    void forgetPress();
    // Space is held or the map is being dragged: the mouse moves the map, whatever tool is at work.
    bool isPanning() const;

Q_SIGNALS:
    void settled();
    // Another field lies on the map, or it looks otherwise; or none.
    void fieldSet();
    void siteSet(const prospect::SitePtr& site);
    void selectionSet(const std::vector<prospect::Uuid>& features);
    void viewChanged(const prospect::render::MapView& view);
    void modeChanged(prospect::app::MapCanvas::Mode mode);
    // Plan position under the cursor, local coordinates.
    void cursorMoved(prospect::Point plan);
    // The cursor has left the map.
    void cursorLeft();
    // Empty: clicked on nothing.
    void selectionRequested(const std::vector<prospect::Uuid>& features, Qt::KeyboardModifiers modifiers);
    // Length of the measured line so far and, from three points on, the area it would enclose.
    void measured(double length_m, double area_m2);
    // The line has ended and stays as it is.
    void measurementEnded(double length_m, double area_m2);
    // At that place of the plan, local coordinates.
    void filesDropped(const QStringList& files, prospect::Point plan);

protected:
    bool event(QEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void drawForeground(QPainter* painter, const QRectF& rect) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

} // namespace prospect::app
