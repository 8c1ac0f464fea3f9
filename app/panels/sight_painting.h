// How a view from one spot lies over the map: what is seen, what ends it, the eye with its handles.
#pragma once

#include "analysis/sightlines/live_sight.h"
#include "app/render/map_view.h"
#include "app/render/style.h"
#include "app/tools/see_tool.h"

#include <QRectF>
#include <QString>

#include <memory>
#include <vector>

class QPainter;

namespace prospect::app {

struct SightPicture {
    Eye eye;
    std::vector<SeeTool::Handle> handles; // empty in pictures
    kernel::View view;                    // empty boundary: nothing is seen
    // What ends the view, with names where they are to stand.
    struct Blocking {
        std::vector<Segment> walls;
        Point nearest;
        QString name; // empty: not named
        bool chosen = false;
    };
    std::vector<Blocking> blocking;
    // Cells of a result's map that are seen: the others are paled.
    std::shared_ptr<const Field> field;
    std::vector<sightlines::SeenRun> cells;
    Geometry way;         // that the eye walks along
    QStringList words;    // beside the eye
    bool waiting = false; // walls are being worked out anew
};

void paint_sight(QPainter& painter, const SightPicture& sight, const render::MapView& view,
                 const render::Theme& theme);
// What the colours and lines mean. Returns the rectangle it took.
QRectF paint_sight_key(QPainter& painter, QPointF bottom_left, const SightPicture& sight,
                       const render::Theme& theme);

} // namespace prospect::app
