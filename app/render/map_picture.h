// One picture of the plan with an optional result over it: the canvas, the command line, exports and golden tests all
// paint through here.
#pragma once

#include "app/render/field_style.h"
#include "app/render/map_view.h"
#include "app/render/style.h"
#include "geometry/site/site.h"

#include <QImage>

#include <memory>
#include <optional>
#include <stop_token>

class QPainter;

namespace prospect::render {

// Features of a site in flat arrays with a spatial index per layer, ready to paint. Immutable; layers that did not
// change since `previous` are shared.
class PaintModel {
public:
    static std::shared_ptr<const PaintModel> build(SitePtr site, const std::shared_ptr<const PaintModel>& previous = {});
    ~PaintModel();
    const Site& site() const;
    // Topmost visible feature within `radius_m` of p; underlays last.
    FeaturePtr feature_at(Point p, double radius_m) const;
    std::vector<FeaturePtr> features_in(const Box& box) const;

    struct Layers;
    const Layers& layers() const { return *layers_; }

private:
    PaintModel();
    std::unique_ptr<Layers> layers_;
};

// Ground, then layers bottom to top by role, then labels. Level of detail by pixel size. Returns false when stopped.
bool paint_plan(QPainter& painter, const PaintModel& model, const MapView& view, const Theme& theme,
                const std::stop_token& stop = {});
// The field under `painter`'s transform for this view: coloured cells (no smoothing across cells), contour lines with
// labels. Cells without value stay transparent.
void paint_field(QPainter& painter, const Field& field, const FieldStyle& style, const MapView& view, const Theme& theme);
// Title, colour bar, ticks, unit; height grows with content, returned. Bottom left is `corner`.
QRectF paint_legend(QPainter& painter, QPointF bottom_left, const FieldStyle& style, const Theme& theme);
// Scale bar in round metres and north arrow, bottom right.
void paint_scale_and_north(QPainter& painter, const MapView& view, const Theme& theme);

struct Picture {
    QSize size{1600, 1000};
    ThemeKind theme = ThemeKind::light;
    std::optional<Box> extent; // local; absent = whole site
    double device_pixel_ratio = 1;
};
// Plan, field, legend, scale and north in one image.
QImage render_picture(const PaintModel& model, const Field* field, const FieldStyle* style, const Picture& picture);

} // namespace prospect::render
