// Places picked on a map, each pulled to the nearest corner or line of the plan and marked where it is.
#pragma once

#include "app/tools/snapper.h"

#include <QObject>

namespace prospect::app {

class MapCanvas;
class MapOverlay;
class MapPicker;

class SnappedPicker : public QObject {
    Q_OBJECT
public:
    explicit SnappedPicker(MapCanvas& canvas, QObject* parent = nullptr);

    // What pulls.
    void setSite(const SitePtr& site);
    // Picks until stopped; one place beyond `most` begins anew (0: any number). Joined: a line leads from one
    // to the next.
    void start(std::size_t most, bool joined);
    // Keeps places and marks.
    void stop();
    void clear();
    void removeAt(std::size_t index);
    const std::vector<Point>& points() const { return points_; }

Q_SIGNALS:
    void changed();
    // Esc on the map while picking; the places stay.
    void escaped();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void take(const std::vector<Point>& picked);
    Point snapped(Point at) const;
    void restart();
    void show();

    MapCanvas& canvas_;
    MapOverlay* overlay_;
    MapPicker* picker_;
    Snapper snapper_;
    std::vector<Point> points_;
    std::size_t most_ = 0;
    bool joined_ = false;
    bool picking_ = false;
    bool restarting_ = false;
};

} // namespace prospect::app
