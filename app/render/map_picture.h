// One picture of the plan with an optional result over it: the canvas, the command line, exports and golden
// tests all paint through here.
#pragma once

#include "app/render/aside.h"
#include "app/render/field_style.h"
#include "app/render/map_view.h"
#include "app/render/paint_model.h"
#include "app/render/shape_look.h"
#include "app/render/style.h"

#include <QImage>

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>

class QPainter;

namespace prospect::render {

// A result lies between the ground it is about and the walls, trees and names one reads it by.
enum class PlanPart { ground, above, all };

// Ground, plan pictures, then layers bottom to top by what they are, then names. Detail falls with size on
// screen; outside the red line everything keeps 45 % of its colour. The painter works in picture pixels and,
// except for `above`, the picture is filled with ground first. aside: null for none. Returns false when
// stopped.
bool paint_plan(QPainter& painter, const PaintModel& model, const MapView& view, const Theme& theme,
                const std::stop_token& stop = {}, PlanPart part = PlanPart::all,
                const Aside* aside = nullptr);

// The coloured cells under this view with the style's opacity, no smoothing: every picture pixel has the
// colour of the cell its middle lies in. Cells without value stay transparent. Cost: one look-up per pixel.
// Of a map of things, those (paint_things.h).
void paint_field_cells(QPainter& painter, const Field& field, const FieldStyle& style, const MapView& view);
// Contour lines of the style's levels with their values, if the style wants them.
void paint_contours(QPainter& painter, const std::vector<Contour>& lines, const FieldStyle& style,
                    const MapView& view, const Theme& theme);
// The value of each cell in its middle, where cells are large enough on the screen to hold it and their
// values are no words.
void paint_cell_numbers(QPainter& painter, const Field& field, const FieldStyle& style, const MapView& view,
                        const Theme& theme);
// Cells, then contour lines, computed anew: pictures made once.
void paint_field(QPainter& painter, const Field& field, const FieldStyle& style, const MapView& view,
                 const Theme& theme);

// The cells over a plan: what lies outside the red line fades as the plan does there. `paint` paints them
// with the style it is given.
void paint_within_red_line(QPainter& painter, const PaintModel& model, const MapView& view,
                           const FieldStyle& style, const std::function<void(const FieldStyle&)>& paint);

// Title, colour bar, ticks, unit, what has no value; height grows with content. `bottom_left` is the corner;
// returns the rectangle it took. The bar shows the style's opacity over ground: the very colours of the map.
QRectF paint_legend(QPainter& painter, QPointF bottom_left, const FieldStyle& style, const Theme& theme);
// The part of a legend of that rectangle which shows colours, lowest value at the left.
QRectF legend_bar(const QRectF& legend, const FieldStyle& style);
// Where north is up: not on a drawing that has no place on the earth.
bool knows_north(const Site& site);
// Where scale and north stand, in picture pixels.
QRectF scale_and_north_frame(const MapView& view, bool north);
// Scale bar in round metres, bottom right, with a north arrow beside it where north is known.
void paint_scale_and_north(QPainter& painter, const MapView& view, const Theme& theme, bool north);

// On a band across the top, whatever lies under it: who may see the picture.
void paint_mark(QPainter& painter, const QString& mark, const MapView& view, const Theme& theme);

// Areas see-through, lines above them, points as discs on top: views and other shapes of a result.
void paint_shapes(QPainter& painter, std::span<const Geometry> shapes, const MapView& view,
                  const Theme& theme, ShapeLook look = ShapeLook::plain);
// A place that is named or picked: a disc with a halo.
void paint_place(QPainter& painter, QPointF pixel, const Theme& theme);

// What a result lays over the plan. Field and style are both given or both null.
struct ResultToPaint {
    const Field* field = nullptr;
    const FieldStyle* style = nullptr;
    std::span<const Geometry> shapes; // local coordinates
    ShapeLook look = ShapeLook::plain;
    QString mark = {}; // stands at the top: who may see it; "" when all may
};

struct Picture {
    QSize size{1600, 1000};
    ThemeKind theme = ThemeKind::light;
    std::optional<Box> extent; // local; absent = the study area, else the whole site
    double device_pixel_ratio = 1;
};
// Plan, result, legend, scale and north in one image.
QImage render_picture(const PaintModel& model, const ResultToPaint& result, const Picture& picture);
// The same for a view that is already chosen; its legend may stand elsewhere.
enum class Legend { on_map, none };
QImage render_view(const PaintModel& model, const ResultToPaint& result, const MapView& view,
                   const Theme& theme, Legend legend = Legend::on_map, const Aside* aside = nullptr);

} // namespace prospect::render
