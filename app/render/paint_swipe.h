// Two versions of a plan on one map, one left and one right of an upright line.
#pragma once

#include "app/render/map_view.h"
#include "app/render/paint_model.h"
#include "app/render/style.h"

#include <QString>

class QPainter;

namespace prospect::render {

// Where the line stands: a share of the width, so that it stays there when the map changes its size.
class SwipeLine {
public:
    static constexpr double edge_px = 12; // never nearer to the edge of the map
    static constexpr double step_px = 16;
    static constexpr double long_step_px = 96;

    double x(double width) const;
    void moveTo(double x, double width);
    void moveBy(double pixels, double width) { moveTo(x(width) + pixels, width); }

private:
    double share_ = 0.5;
};

struct SwipeNames {
    QString left;
    QString right;
};

// The line over the height of the map, its grip in the middle and the names at both sides near the lower
// edge, shortened to the room there is. `focused`: for those who move it by keys.
enum class SwipeState { resting, focused };
void paint_swipe_line(QPainter& painter, const QSizeF& map, double x, const SwipeNames& names,
                      const Theme& theme, SwipeState state = SwipeState::resting);
// The left version left of the line, nothing else: ground, plan, scale where they reach there.
void paint_swipe_side(QPainter& painter, const PaintModel& left, const MapView& view, double x,
                      const Theme& theme);

} // namespace prospect::render
