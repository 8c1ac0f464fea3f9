// Feeds clicks and keys on the map to PickPoints while it is active; panning with the middle button and
// zooming go on.
#pragma once

#include "app/tools/pick_points.h"

#include <QObject>

#include <optional>

class QWidget;

namespace prospect::app {

class MapCanvas;

class MapPicker : public QObject {
    Q_OBJECT
public:
    explicit MapPicker(MapCanvas& canvas, QObject* parent = nullptr);

    void start(std::vector<Point> already);
    // Keeps what has been picked.
    void stop();
    bool isActive() const { return tool_.has_value(); }

Q_SIGNALS:
    void started();
    void pointsChanged(const std::vector<prospect::Point>& points);
    // Done or cancelled.
    void ended();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool handleMouse(QEvent* event);
    bool handleKey(QEvent* event);
    void afterInput();

    MapCanvas& canvas_;
    std::optional<PickPoints> tool_;
};

} // namespace prospect::app
