// Feeds the mouse and the keys on the map to the eye while somebody looks from there. Panning with the middle
// button or Space and zooming go on.
#pragma once

#include "app/tools/see_tool.h"

#include <QObject>

class QKeyEvent;
class QMouseEvent;

namespace prospect::app {

class MapCanvas;

// Keys: arrows move the eye (Shift: far), with Ctrl left and right turn it; Esc gives up a drag, else leaves.
class SeeRunner : public QObject {
    Q_OBJECT
public:
    explicit SeeRunner(MapCanvas& canvas, SeeTool::Handles handles = SeeTool::Handles::all);

    // What a press beside the eye and its handles does; at first the eye comes there.
    void setBeside(SeeTool::Beside beside) { tool_.set_beside(beside); }
    void start(const Eye& eye);
    void stop();
    bool isActive() const { return active_; }
    const SeeTool& tool() const { return tool_; }
    // From elsewhere, such as a field somebody types into. Tells nobody.
    void setEye(const Eye& eye);
    double metresPerPixel() const;
    // From a press on: it looks where the mouse is, button or not, until the button is let go away from the
    // eye; Esc leaves.
    void turnWithMouse();
    // The map follows an eye that leaves it.
    void keepInView();
    // The next click is somebody else's: it names a place and moves nothing. Esc gives that up.
    void askForPlace(bool asked);
    bool isAsking() const { return asking_; }
    // What is held, else what lies under the mouse.
    SeeTool::Part pointed() const;

Q_SIGNALS:
    // The eye, where and how far it looks.
    void eyeChanged();
    // Something else lies under the mouse.
    void pointedAt();
    // Nothing is held any more.
    void dropped();
    void placeGiven(prospect::Point at);
    // Esc.
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool press(const QMouseEvent& mouse);
    bool move(const QMouseEvent& mouse);
    bool release(const QMouseEvent& mouse);
    void drag(const QMouseEvent& mouse);
    bool gives_direction(QPointF pixel) const;
    bool handleKey(QEvent* event);
    bool act(const QKeyEvent& key);
    void hover(SeeTool::Part part);

    MapCanvas& canvas_;
    SeeTool tool_;
    bool active_ = false;
    bool asking_ = false;
    bool turning_ = false; // with the mouse
    bool pressed_ = false; // meanwhile: the button is down, and not to pan
    SeeTool::Part hovered_ = SeeTool::Part::nothing;
};

} // namespace prospect::app
