// Draws rings of a batch in picture pixels: maps them, leaves out vertices nobody can see, and cuts what
// would reach beyond the rasteriser's range.
#pragma once

#include "app/render/aside.h"
#include "app/render/map_view.h"
#include "app/render/paint_layer.h"
#include "app/render/style.h"

#include <QPainter>
#include <QPolygonF>

#include <stop_token>

namespace prospect::render {

// Sizes on screen, device-independent pixels, below which things are drawn simpler.
namespace detail {
inline constexpr double dot_px = 1.2;       // one point
inline constexpr double box_px = 4;         // its box
inline constexpr double no_outline_px = 12; // fill only
} // namespace detail

class PlanBrush {
public:
    PlanBrush(QPainter& painter, const MapView& view, const Theme& theme, std::stop_token stop);

    QPainter& painter() { return painter_; }
    const MapView& view() const { return view_; }
    const Theme& theme() const { return theme_; }
    double px(double meters) const { return meters * view_.pixels_per_m; }
    QPointF pixel(Point p) const { return {p.x * scale_ + dx_, dy_ - p.y * scale_}; }
    // Larger side of what is drawn, pixels.
    double size_px(const Box& box) const { return px(std::max(box.width(), box.height())); }

    // The layer that is being drawn, with its opacity; null: none. What lies outside the red line is fainter
    // by context_opacity.
    void set_layer(const PaintLayer* layer);
    void set_opacity_for(const PaintItem& item);

    // Must outlive the brush; null: all is painted as it is.
    void set_aside(const Aside* aside) { aside_ = aside; }
    const WalkGround* walk() const { return aside_ ? aside_->walk.get() : nullptr; }
    bool shows_owners() const { return aside_ && aside_->owners; }
    bool is_faint(const Uuid& feature) const { return aside_ && aside_->faint.contains(feature); }
    bool is_left_out(const PaintLayer& layer, const PaintItem& item) const {
        return aside_ && aside_->left_out.contains(layer.source->features[item.feature]->id);
    }

    // Items of a batch of the layer that may be seen, in order; without what is left out when the layer is
    // the one that is being drawn.
    std::vector<std::uint32_t> visible(const Batch& batch) const;
    // False once the picture is no longer wanted; asks only now and then.
    bool go_on();
    bool stopped() const { return stopped_; }

    // Pixels of a ring, decimated to half a pixel, cut to the picture's surroundings. Valid until the next
    // call.
    const QPolygonF& open_line(std::span<const Point> ring);
    const QPolygonF& closed_ring(std::span<const Point> ring);

    // All lines or rings of the item as strokes.
    void stroke(const Batch& batch, const PaintItem& item);
    // A polygon item, inner rings left out, with the painter's pen and brush.
    void fill(const Batch& batch, const PaintItem& item);
    // Pen of a width in picture pixels, round; grows with them on paper and on fine screens.
    static QPen pen(const QColor& color, double width, Qt::PenStyle style = Qt::SolidLine,
                    Qt::PenCapStyle cap = Qt::RoundCap);

private:
    void map(std::span<const Point> ring);
    void cut_polygon();
    bool out_of_range(const QPolygonF& polygon) const;

    QPainter& painter_;
    const MapView& view_;
    const Theme& theme_;
    std::stop_token stop_;
    bool stopped_ = false;
    unsigned asked_ = 0;
    const PaintLayer* layer_ = nullptr;
    double layer_opacity_ = 1;
    const Aside* aside_ = nullptr;
    double scale_;
    double dx_;
    double dy_;
    QRectF range_; // what may be handed to the rasteriser
    QPolygonF mapped_;
    QPolygonF other_;
};

} // namespace prospect::render
