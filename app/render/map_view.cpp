#include "app/render/map_view.h"

#include <algorithm>

namespace prospect::render {

QPointF MapView::to_pixel(Point plan) const {
    return {(plan.x - center.x) * pixels_per_m + size.width() / 2.0,
            (center.y - plan.y) * pixels_per_m + size.height() / 2.0};
}

Point MapView::to_plan(QPointF pixel) const {
    return {center.x + (pixel.x() - size.width() / 2.0) / pixels_per_m,
            center.y - (pixel.y() - size.height() / 2.0) / pixels_per_m};
}

Box MapView::box() const {
    const double half_width = size.width() / 2.0 / pixels_per_m;
    const double half_height = size.height() / 2.0 / pixels_per_m;
    return {center.x - half_width, center.y - half_height, center.x + half_width, center.y + half_height};
}

double MapView::scale_denominator() const {
    return 96.0 / 0.0254 / pixels_per_m;
}

MapView MapView::fitting(const Box& box, QSize size, int margin) {
    MapView view;
    view.size = size;
    if (box.empty()) return view;
    view.center = box.center();
    const double width = std::max(1, size.width() - 2 * margin);
    const double height = std::max(1, size.height() - 2 * margin);
    view.pixels_per_m = std::min(width / std::max(box.width(), 1.0), height / std::max(box.height(), 1.0));
    return view;
}

} // namespace prospect::render
