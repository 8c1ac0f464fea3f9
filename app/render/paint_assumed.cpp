#include "app/render/paint_batches.h"

#include <algorithm>

namespace prospect::render {

namespace {

constexpr double band_px = 7;  // of lines: walls, windows
constexpr double least_px = 3; // smaller things show their hatching no more
constexpr double hatch_share = 0.5;

} // namespace

void paint_assumed(PlanBrush& brush, const Batch& batch) {
    QPainter& painter = brush.painter();
    const QBrush hatch(faded(brush.theme().secondary, hatch_share), Qt::BDiagPattern);
    for (const std::uint32_t i : brush.visible(batch)) {
        if (!brush.go_on()) return;
        const PaintItem& item = batch.items[i];
        if (!item.assumed || brush.size_px(item.box) < least_px) continue;
        brush.set_opacity_for(item);
        if (item.kind == GeometryKind::polygon) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(hatch);
            brush.fill(batch, item);
        } else if (item.kind == GeometryKind::line) {
            painter.setPen(QPen(hatch, band_px, Qt::SolidLine, Qt::FlatCap));
            painter.setBrush(Qt::NoBrush);
            brush.stroke(batch, item);
        } else {
            const double radius = std::max(brush.px(static_cast<double>(item.size_m)) / 2, disc_px);
            painter.setPen(Qt::NoPen);
            painter.setBrush(hatch);
            for (std::uint32_t r = item.first_ring; r < item.first_ring + item.ring_count; ++r)
                painter.drawEllipse(brush.pixel(batch.ring(r).front()), radius, radius);
        }
    }
}

} // namespace prospect::render
