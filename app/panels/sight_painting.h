// How a view from one spot lies over the map: what is seen, what ends it, the eye with its handles.
#pragma once

#include "analysis/sightlines/live_sight.h"
#include "app/panels/cover_painting.h"
#include "app/render/map_view.h"
#include "app/render/style.h"
#include "app/tools/see_tool.h"

#include <QRectF>
#include <QStringList>

#include <memory>
#include <optional>
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
    // Cells of a result's map that are seen: the others are paled, and lines lead to the things in `blocking`
    // and to the cells of `rays`.
    std::shared_ptr<const Field> field;
    std::vector<sightlines::SeenRun> cells;
    std::vector<Point> rays;
    // Who looks: somebody, a camera, or one that looks all round; or a lamp, which shines.
    enum class Looker { person, camera, dome, lamp } looker = Looker::person;
    std::optional<double> lean_deg;            // where most of a lamp's light goes, clockwise from north
    QString camera;                            // its name, for the title of a picture
    std::shared_ptr<const CoverPicture> cover; // what a camera shows, in the place of a view
    bool over_result = false; // the map is coloured by something: what is not seen pales, nothing is tinted
    Geometry way;             // that the eye walks along
    // Ground beside the way where somebody could hide.
    struct Hiding {
        Geometry outline;
        Point at;
        double strength = 0; // as a map of concealment has it: 1 where nobody is seen before one is level
        bool unseen = false; // near, and not seen yet
        bool chosen = false;
        int number = 0; // as in the list; 0: none is shown
    };
    std::vector<Hiding> hiding;
    double hider_m = 0; // how high somebody is who hides there
    QStringList words;  // beside the eye
    QString heading;    // of a page with the picture
    QString says;       // how much is seen, on such a page
    // What the handle under the mouse does, beside it.
    struct Hint {
        Point at;
        QString text;
    };
    std::optional<Hint> hint;
    bool waiting = false; // walls are being worked out anew
};

// Its words keep clear of what is taken on the map, such as legends, as far as there is room. Gives back
// where they stand on plates.
std::vector<QRectF> paint_sight(QPainter& painter, const SightPicture& sight, const render::MapView& view,
                                const render::Theme& theme, std::vector<QRectF> taken);

} // namespace prospect::app
