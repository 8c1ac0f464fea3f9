// Shapes of a result with what was found of them: by colour and by form.
#pragma once

#include "app/render/map_view.h"
#include "app/render/style.h"
#include "geometry/base/geometry.h"

#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace prospect::render {

enum class Verdict { serious, look, fine };

enum class Stroke { solid, dashed }; // of lines of one verdict

struct JudgedShape {
    Geometry shape; // a place, a line, or an area by its edge
    Verdict verdict = Verdict::fine;
    Stroke stroke = Stroke::solid;
};

// Lines and edges are bands; places are a disc, a triangle or a ring.
void paint_judged(QPainter& painter, const std::vector<JudgedShape>& shapes, const MapView& view,
                  const Theme& theme);
// The same in a box of a key. line: as a line is painted, else as a place.
enum class Judged { place, line };
void paint_judged_swatch(QPainter& painter, const QRectF& box, Verdict verdict, Judged form, Stroke stroke,
                         const Theme& theme);

} // namespace prospect::render
