#include "analysis/lighting/calculation_field.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace prospect::lighting {

namespace {

constexpr double slack = 1e-9; // of ceil()
constexpr double heights_aside = 1.5;
constexpr double one_lamp_m = 1;
constexpr double even_field_m = 30;
constexpr double points_of_even_field = 10;
constexpr double most_along_m = 3;
constexpr double most_across_m = 1.5;
constexpr double least_width_m = 0.1; // of a path that has none
constexpr double least_rows = 3;
constexpr double most_rows = 100;
constexpr double least_spacing_m = 0.5;
constexpr double most_spacing_m = 2;
constexpr double most_area_points = 40000;

double fewest(double length_m, double most_m) {
    return std::max(1.0, std::ceil(length_m / most_m - slack));
}

// One line of a path, its places by their distance from its start.
class Course {
public:
    explicit Course(std::span<const Point> corners) : box_(box_of(corners)) {
        for (std::size_t i = 0; i + 1 < corners.size(); ++i) {
            const double length = distance(corners[i], corners[i + 1]);
            if (length <= 0) continue;
            stretches_.push_back({corners[i], (corners[i + 1] - corners[i]) * (1 / length), length_, length});
            length_ += length;
        }
    }
    double length_m() const { return length_; }
    const Box& box() const { return box_; }

    struct Foot {
        double chainage_m = 0;
        double away_m = 0;
    };
    // Where the line is nearest to p; the line has a length.
    Foot foot(Point p) const {
        std::optional<Foot> best;
        for (const Stretch& one : stretches_) {
            const double along = std::clamp(dot(p - one.from, one.along), 0.0, one.length);
            const double away = distance(p, one.from + one.along * along);
            if (!best || away < best->away_m) best = {one.before + along, away};
        }
        return *best;
    }

    CalculationPoint at(double chainage_m, double left_m) const {
        const auto after = std::partition_point(stretches_.begin(), stretches_.end(),
                                                [&](const Stretch& one) { return one.before <= chainage_m; });
        const Stretch& one = *std::prev(after);
        const Point left{-one.along.y, one.along.x};
        return {one.from + one.along * (chainage_m - one.before) + left * left_m, one.along, 0};
    }

private:
    struct Stretch {
        Point from;
        Point along;
        double before = 0;
        double length = 0;
    };
    Box box_;
    std::vector<Stretch> stretches_;
    double length_ = 0;
};

// Where lamps stand along the course, in order.
std::vector<double> stands(const Course& course, double width_m, std::span<const RowLamp> lamps) {
    std::vector<double> feet;
    for (const RowLamp& lamp : lamps) {
        const double reach = width_m / 2 + heights_aside * lamp.height_m;
        if (!course.box().grown(reach).contains(lamp.at)) continue;
        const Course::Foot foot = course.foot(lamp.at);
        if (foot.away_m <= reach) feet.push_back(foot.chainage_m);
    }
    std::sort(feet.begin(), feet.end());
    std::vector<double> made;
    for (std::size_t first = 0; first < feet.size();) {
        std::size_t end = first;
        double sum = 0;
        while (end < feet.size() && (end == first || feet[end] - feet[first] < one_lamp_m))
            sum += feet[end++];
        made.push_back(sum / static_cast<double>(end - first));
        first = end;
    }
    return made;
}

class Rows {
public:
    Rows(const Course& course, double width_m, std::vector<CalculationPoint>& points)
        : course_(course), width_m_(width_m), points_(points),
          rows_(std::clamp(fewest(width_m, most_across_m), least_rows, most_rows)) {}

    void fill(double from_m, double to_m, double steps) const {
        if (to_m - from_m <= slack) return;
        const double step = (to_m - from_m) / steps;
        const double aside = width_m_ / rows_;
        for (double i = 0; i < steps; ++i)
            for (double row = 0; row < rows_; ++row) {
                CalculationPoint point =
                    course_.at(from_m + (i + 0.5) * step, width_m_ / 2 - (row + 0.5) * aside);
                point.ground_m2 = step * aside;
                points_.push_back(point);
            }
    }

private:
    const Course& course_;
    double width_m_;
    std::vector<CalculationPoint>& points_;
    double rows_;
};

} // namespace

PathField path_field(const Geometry& path, double width_m, std::span<const RowLamp> lamps) {
    PathField field;
    width_m = std::max(width_m, least_width_m);
    if (path.kind != GeometryKind::line) return field;
    for (std::size_t r = 0; r < path.ring_count(); ++r) {
        const Course course(path.ring(r));
        if (course.length_m() <= 0) continue;
        const Rows rows(course, width_m, field.points);
        const std::vector<double> feet = stands(course, width_m, lamps);
        field.lamps += feet.size();
        double from = 0;
        for (std::size_t i = 0; i < feet.size(); ++i) {
            const double apart = feet[i] - from;
            const bool between = i > 0 && apart <= even_field_m;
            rows.fill(from, feet[i], between ? points_of_even_field : fewest(apart, most_along_m));
            from = feet[i];
        }
        rows.fill(from, course.length_m(), fewest(course.length_m() - from, most_along_m));
    }
    return field;
}

std::vector<CalculationPoint> area_field(const Geometry& area) {
    std::vector<CalculationPoint> points;
    if (area.kind != GeometryKind::polygon || area.empty()) return points;
    const Box box = area.box();
    const double width = box.width();
    const double depth = box.height();
    const double longer = std::max(width, depth);
    const double shorter = std::min(width, depth);
    const double d = shorter < longer / 2 ? shorter : longer;
    const double by_rule = d > 0 ? 0.2 * std::pow(5, std::log10(d)) : 0;
    const double spacing = std::max(std::clamp(by_rule, least_spacing_m, most_spacing_m),
                                    std::sqrt(width * depth / most_area_points));
    const double columns = std::max(1.0, std::round(width / spacing));
    const double rows = std::max(1.0, std::round(depth / spacing));
    const double cell = width / columns * (depth / rows);
    for (double row = 0; row < rows; ++row)
        for (double column = 0; column < columns; ++column) {
            const Point p{box.xmin + (column + 0.5) * width / columns, box.ymin + (row + 0.5) * depth / rows};
            if (contains(area, p)) points.push_back({p, {}, cell});
        }
    if (points.empty()) points.push_back({label_point(area), {}, prospect::area(area)});
    return points;
}

} // namespace prospect::lighting
