// Feeds the mouse and the keys to the handles of what is selected, while no tool has the map.
#pragma once

#include "app/tools/grips.h"
#include "app/tools/tool_session.h"

#include <QObject>

class QKeyEvent;
class QMouseEvent;

namespace prospect::app {

class MapCanvas;

class GripRunner : public QObject {
    Q_OBJECT
public:
    // `snapping` says what pulls the pointer; it outlives this.
    GripRunner(MapCanvas& canvas, const ToolSession& snapping);

    const Grips& grips() const { return grips_; }

Q_SIGNALS:
    void changed();
    // One undo step.
    void edited(const prospect::SiteEdit& edit);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool press(const QMouseEvent& mouse);
    bool move(const QMouseEvent& mouse);
    bool release(const QMouseEvent& mouse);
    bool handleKey(QEvent* event);
    void hover(const QMouseEvent& mouse);
    double reach() const;
    std::optional<Uuid> topmost(const QMouseEvent& mouse) const;
    void afterInput();

    MapCanvas& canvas_;
    const ToolSession& snapping_;
    Grips grips_;
    Grips::Part grabbed_ = Grips::Part::nothing;
    Grips::Part hovered_ = Grips::Part::nothing;
};

} // namespace prospect::app
