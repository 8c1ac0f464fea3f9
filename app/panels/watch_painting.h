// How those who see a spot lie over the map: lines to windows and cameras, what stands in the way, rings of
// recognition.
#pragma once

#include "app/render/map_view.h"
#include "app/render/style.h"
#include "geometry/base/geometry.h"

#include <QRectF>
#include <QStringList>

#include <vector>

class QPainter;

namespace prospect::app {

struct WatchPicture {
    Point spot;
    bool handle = false; // it can be dragged: not in pictures
    struct Line {
        enum class Kind { guardian, camera } kind{};
        Point from; // the eyes; of a blocked line where it is met by what blocks it
        bool clear = true;
        bool assumed = false;
        double counts = 0; // 0 to 1, of guardians
        QString label;     // at the eyes; empty: none
        bool chosen = false;
    };
    std::vector<Line> lines; // those whose labels matter most first
    struct Blocker {
        Geometry shape; // empty: the ground
        Point nearest;  // where lines meet it
        QString name;   // empty: not named
        bool chosen = false;
    };
    std::vector<Blocker> blockers;
    struct Ring {
        double from_m = 0; // less than to_m: a band
        double to_m = 0;
        QString label;
    };
    std::vector<Ring> rings;
    QStringList words;    // beside the spot
    bool waiting = false; // it is being worked out anew
};

// The mark of a spot that is asked about; with a ring where it can be dragged.
void paint_spot(QPainter& painter, QPointF at, bool handle, const render::Theme& theme); // NOLINT: a state

// Words stand on nothing that is taken on the map and not on one another; what finds no room is left out, but
// not the words beside the spot nor those of what is chosen.
void paint_watch(QPainter& painter, const WatchPicture& watch, const render::MapView& view,
                 const render::Theme& theme, std::vector<QRectF> taken);

} // namespace prospect::app
