#include "geometry/base/affine.h"

#include <initializer_list>
#include <numbers>

namespace prospect {

double Affine::rotation_deg() const {
    return std::atan2(yx, xx) * 180 / std::numbers::pi;
}

bool Affine::usable() const {
    for (const double number : {xx, xy, x0, yx, yy, y0})
        if (!std::isfinite(number)) return false;
    return determinant() != 0;
}

Affine Affine::inverse() const {
    const double d = determinant();
    return {yy / d, -xy / d, (xy * y0 - yy * x0) / d, -yx / d, xx / d, (yx * x0 - xx * y0) / d};
}

Affine then(const Affine& first, const Affine& second) {
    const Point origin = second(Point{first.x0, first.y0});
    return {
        second.xx * first.xx + second.xy * first.yx, second.xx * first.xy + second.xy * first.yy, origin.x,
        second.yx * first.xx + second.yy * first.yx, second.yx * first.xy + second.yy * first.yy, origin.y};
}

Affine scaling(double x_factor, double y_factor) {
    return {x_factor, 0, 0, 0, y_factor, 0};
}

Affine moved(Affine map, Point d) {
    map.x0 += d.x;
    map.y0 += d.y;
    return map;
}

} // namespace prospect
