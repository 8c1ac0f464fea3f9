#include "app/render/camera_symbol.h"
#include "app/render/icons.h"
#include "app/render/paint_batches.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect::render {

namespace {

// Below so many pixels on a metre lamps and cameras are points.
constexpr double least_symbol_scale = 0.4;

// Pictograms are rendered once per picture.
class Pictograms {
public:
    Pictograms(QColor color, int size, double ratio) : color_(std::move(color)), size_(size), ratio_(ratio) {}
    const QImage& operator[](const char* name) {
        auto found = images_.find(name);
        if (found == images_.end())
            found = images_.emplace(name, icon_image(name, color_, size_, ratio_)).first;
        return found->second;
    }

private:
    QColor color_;
    int size_;
    double ratio_;
    std::map<std::string, QImage> images_;
};

void paint_tree(PlanBrush& brush, const PaintItem& item, QPointF at) {
    QPainter& painter = brush.painter();
    const double radius = brush.px(static_cast<double>(item.size_m)) / 2;
    if (radius < detail::dot_px) {
        painter.setPen(PlanBrush::pen(brush.theme().crown_edge, 1.5));
        painter.drawPoint(at);
        return;
    }
    painter.setPen(PlanBrush::pen(brush.theme().crown_edge, radius < 5 ? 0.8 : 1.1));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(at, radius, radius);
    if (radius < 6) return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(brush.theme().crown_edge);
    painter.drawEllipse(at, 1.4, 1.4);
}

// A lamp seen from above: bulb and rays, the same size at every scale but the smallest.
void paint_luminaire(PlanBrush& brush, QPointF at) {
    QPainter& painter = brush.painter();
    const double scale = brush.view().pixels_per_m;
    if (scale < least_symbol_scale) {
        painter.setPen(PlanBrush::pen(brush.theme().lamp, 2));
        painter.drawPoint(at);
        return;
    }
    const double radius = std::clamp(scale * 0.7, 1.8, 3.6);
    painter.setPen(PlanBrush::pen(brush.theme().halo, 1.25));
    painter.setBrush(brush.theme().lamp);
    painter.drawEllipse(at, radius, radius);
    if (radius < 2.6) return;
    painter.setPen(PlanBrush::pen(brush.theme().lamp, 1.2));
    for (int ray = 0; ray < 8; ++ray) {
        const double angle = ray * M_PI / 4;
        const QPointF out(std::cos(angle), std::sin(angle));
        painter.drawLine(at + out * (radius + 1.8), at + out * (radius + 4));
    }
}

// The wedge a camera sees, or the circle when it looks all round.
void draw_wedge(PlanBrush& brush, const PaintItem& item, QPointF at) {
    const double reach = brush.px(static_cast<double>(item.size_m));
    if (reach <= 6) return;
    const QRectF circle(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach);
    if (item.angle_deg >= 360) {
        brush.painter().drawEllipse(circle);
        return;
    }
    // Qt counts sixteenths of a degree counter-clockwise from three o'clock.
    const double from =
        90.0 - static_cast<double>(item.azimuth_deg) - static_cast<double>(item.angle_deg) / 2;
    brush.painter().drawPie(circle, static_cast<int>(std::lround(from * 16)),
                            static_cast<int>(std::lround(static_cast<double>(item.angle_deg) * 16)));
}

void paint_camera(PlanBrush& brush, const PaintItem& item, QPointF at) {
    QPainter& painter = brush.painter();
    painter.setPen(PlanBrush::pen(faded(brush.theme().camera, 0.6), 0.9));
    painter.setBrush(Qt::NoBrush);
    draw_wedge(brush, item, at);
    if (brush.view().pixels_per_m < least_symbol_scale) {
        painter.setPen(PlanBrush::pen(brush.theme().camera, 3));
        painter.drawPoint(at);
        return;
    }
    const bool looks_somewhere = item.azimuth_deg >= 0;
    paint_camera_symbol(painter, at,
                        looks_somewhere ? std::optional(static_cast<double>(item.azimuth_deg)) : std::nullopt,
                        brush.theme().camera, brush.theme().halo);
}

void paint_disc(PlanBrush& brush, QPointF at, double radius) {
    QPainter& painter = brush.painter();
    painter.setPen(PlanBrush::pen(brush.theme().halo, 1.5));
    painter.setBrush(brush.theme().mark);
    painter.drawEllipse(at, radius, radius);
}

constexpr int pictogram_px = 13;

void paint_pictogram(PlanBrush& brush, Pictograms& pictograms, const char* name, QPointF at) {
    if (brush.view().pixels_per_m < pictogram_scale) {
        paint_disc(brush, at, std::clamp(brush.view().pixels_per_m * 2.2, 1.5, 3.0));
        return;
    }
    paint_disc(brush, at, disc_px);
    brush.painter().drawImage(at - QPointF(pictogram_px, pictogram_px) / 2.0, pictograms[name]);
}

void paint_point(PlanBrush& brush, Pictograms& pictograms, Symbol symbol, const PaintItem& item, QPointF at) {
    QPainter& painter = brush.painter();
    switch (symbol) {
    case Symbol::tree:
        paint_tree(brush, item, at);
        break;
    case Symbol::luminaire:
        paint_luminaire(brush, at);
        break;
    case Symbol::camera:
        paint_camera(brush, item, at);
        break;
    case Symbol::activity:
        paint_pictogram(brush, pictograms, activity_kinds()[item.mark], at);
        break;
    case Symbol::observer:
        paint_pictogram(brush, pictograms, "observer", at);
        break;
    case Symbol::target:
        paint_pictogram(brush, pictograms, "target", at);
        break;
    case Symbol::incident:
        painter.setPen(PlanBrush::pen(brush.theme().halo, 0.8));
        painter.setBrush(faded(brush.theme().mark, 0.85));
        painter.drawEllipse(at, 2.6, 2.6);
        break;
    default:
        paint_disc(brush, at, 5);
        break;
    }
}

// The same things drawn as lines or areas: an activity's ground.
void paint_shape(PlanBrush& brush, Symbol symbol, const Batch& batch, const PaintItem& item) {
    QPainter& painter = brush.painter();
    QPen pen = PlanBrush::pen(faded(brush.theme().mark, 0.75), 1);
    if (symbol == Symbol::activity) pen.setDashPattern({3, 2.5});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    brush.stroke(batch, item);
}

} // namespace

void paint_shades(PlanBrush& brush, const Batch& batch) {
    QPainter& painter = brush.painter();
    const Theme& t = brush.theme();
    painter.setPen(Qt::NoPen);
    painter.setBrush(batch.symbol == Symbol::tree         ? faded(t.hedge, 0.34)
                     : batch.symbol == Symbol::camera     ? faded(t.camera, 0.13)
                     : batch.symbol == Symbol::annotation ? faded(t.accent, 0.10)
                                                          : faded(t.mark, 0.07));
    for (const std::uint32_t i : brush.visible(batch)) {
        if (!brush.go_on()) return;
        const PaintItem& item = batch.items[i];
        if (item.kind == GeometryKind::polygon) {
            brush.fill(batch, item);
            continue;
        }
        const double radius = brush.px(static_cast<double>(item.size_m)) / 2;
        if (item.kind != GeometryKind::point || radius < detail::dot_px) continue;
        for (std::uint32_t r = item.first_ring; r < item.first_ring + item.ring_count; ++r)
            for (const Point& p : batch.ring(r)) {
                if (batch.symbol == Symbol::camera)
                    draw_wedge(brush, item, brush.pixel(p));
                else
                    painter.drawEllipse(brush.pixel(p), radius, radius);
            }
    }
}

void paint_symbols(PlanBrush& brush, const Batch& batch) {
    Pictograms pictograms(brush.theme().on_mark, pictogram_px, brush.view().device_pixel_ratio);
    for (const std::uint32_t i : brush.visible(batch)) {
        if (!brush.go_on()) return;
        const PaintItem& item = batch.items[i];
        brush.set_opacity_for(item);
        if (item.kind != GeometryKind::point) {
            paint_shape(brush, batch.symbol, batch, item);
            if (batch.symbol == Symbol::activity && item.kind == GeometryKind::polygon &&
                brush.size_px(item.box) > 60)
                paint_pictogram(brush, pictograms, activity_kinds()[item.mark],
                                brush.pixel(item.box.center()));
            continue;
        }
        for (std::uint32_t r = item.first_ring; r < item.first_ring + item.ring_count; ++r)
            for (const Point& p : batch.ring(r))
                paint_point(brush, pictograms, batch.symbol, item, brush.pixel(p));
    }
}

} // namespace prospect::render
