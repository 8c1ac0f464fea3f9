// Who can get where, as it lies over the map: doors, gates and gaps by who passes them, the way to a spot,
// what closes it off.
#pragma once

#include "analysis/scene/access_places.h"
#include "analysis/scene/opening_control.h"
#include "app/render/map_view.h"
#include "app/render/style.h"
#include "geometry/base/geometry.h"

#include <QRectF>
#include <QStringList>

#include <optional>
#include <vector>

class QPainter;

namespace prospect::app {

struct AccessPicture {
    // A door, gate or gap.
    struct Control {
        Point at;
        Geometry shape; // the line that is passed
        scene::Control control{};
        bool gap = false; // no thing of the plan
    };
    std::vector<Control> controls;
    std::vector<Point> drawn_short; // ends of barriers that are ringed
    // What the ground shows; told in the key.
    std::vector<scene::Ownership> owners;
    std::vector<std::size_t> walk; // classes of render::WalkGround that are there
    // Where a spot is asked about.
    std::optional<Point> spot;
    bool handle = false; // it can be dragged: not in pictures
    Geometry asked;      // the zone or building it is in; may be empty
    std::vector<Point> way;
    struct Stop {
        Point at;
        int number = 0; // as in the list
        bool chosen = false;
    };
    std::vector<Stop> stops;
    struct Closing {
        Point at;
        Geometry shape;
        QString name;
        bool chosen = false;
    };
    std::vector<Closing> closings;
    std::vector<Closing> open_edges; // that no gate closes
    QStringList words;               // beside the spot
    bool waiting = false;            // it is being worked out anew
};

// Words stand on nothing that is taken on the map and not on one another.
void paint_access(QPainter& painter, const AccessPicture& access, const render::MapView& view,
                  const render::Theme& theme, std::vector<QRectF> taken);

// The marks by themselves, for the key.
void paint_control_mark(QPainter& painter, QPointF at, scene::Control control, const render::Theme& theme);
void paint_gap_mark(QPainter& painter, QPointF at, const render::Theme& theme);
void paint_closing_mark(QPainter& painter, QPointF at, const render::Theme& theme);
void paint_short_mark(QPainter& painter, QPointF at, const render::Theme& theme);

} // namespace prospect::app
