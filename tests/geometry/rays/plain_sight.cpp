#include "tests/geometry/rays/plain_sight.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace prospect::test {

namespace {

double next(std::uint32_t& state, double low, double high) {
    state = state * 1664525U + 1013904223U;
    return low + (high - low) * ((state >> 8) / 16777216.0);
}

// The part of 0…1 in which from + t along stays between -half and half; empty when begin > end.
struct Part {
    double begin = 0;
    double end = 1;
    void clip(double from, double along, double low, double high) {
        if (along == 0) {
            if (from < low || from > high) end = -1;
            return;
        }
        const double a = (low - from) / along;
        const double b = (high - from) / along;
        begin = std::max(begin, std::min(a, b));
        end = std::min(end, std::max(a, b));
    }
    bool empty() const { return begin > end; }
};

Point turned(const TurnedBox& box, Point p) {
    const Point d = p - box.center;
    return {d.x * std::cos(box.angle) + d.y * std::sin(box.angle),
            -d.x * std::sin(box.angle) + d.y * std::cos(box.angle)};
}

bool meets(const TurnedBox& box, const rays::SightLine& line, double grow) {
    if (box.half_depth == 0 && grow < 0) { // a wall: its middle plane, less wide and less high
        const Point a = turned(box, {line.from.x, line.from.y});
        const Point b = turned(box, {line.to.x, line.to.y});
        if ((a.y > 0) == (b.y > 0)) return false;
        const double t = a.y / (a.y - b.y);
        const double x = a.x + t * (b.x - a.x);
        const double z = line.from.z + t * (line.to.z - line.from.z);
        return std::abs(x) < box.half_length + grow && z > box.bottom - grow && z < box.top + grow;
    }
    const Point a = turned(box, {line.from.x, line.from.y});
    const Point b = turned(box, {line.to.x, line.to.y});
    Part part;
    part.clip(a.x, b.x - a.x, -box.half_length - grow, box.half_length + grow);
    part.clip(a.y, b.y - a.y, -box.half_depth - grow, box.half_depth + grow);
    part.clip(line.from.z, line.to.z - line.from.z, box.bottom - grow, box.top + grow);
    return !part.empty();
}

bool meets(const rays::Solids::Crown& crown, const rays::SightLine& line, double grow) {
    const double r = crown.radius_m + grow;
    const double h = crown.half_height_m + grow;
    const auto scaled = [&](const Point3& p) {
        return std::array<double, 3>{(p.x - crown.center.x) / r, (p.y - crown.center.y) / r,
                                     (p.z - crown.center.z) / h};
    };
    const auto a = scaled(line.from);
    const auto b = scaled(line.to);
    double along = 0;
    double back = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        along += (b[i] - a[i]) * (b[i] - a[i]);
        back -= a[i] * (b[i] - a[i]);
    }
    const double t = std::clamp(back / along, 0.0, 1.0);
    double nearest = 0;
    for (std::size_t i = 0; i < 3; ++i)
        nearest += (a[i] + t * (b[i] - a[i])) * (a[i] + t * (b[i] - a[i]));
    return nearest < 1;
}

// The least height of the line over the ground, at all places where it passes from one triangle to the next.
double least_clearance(const rays::Ground& ground, const rays::SightLine& line) {
    const Grid& grid = ground.terrain()->grid;
    std::vector<double> stops{0, 1};
    const auto add = [&](double from, double to, double first, double step, std::int64_t count) {
        for (std::int64_t i = 0; i < count; ++i)
            if (from != to) stops.push_back((first + static_cast<double>(i) * step - from) / (to - from));
    };
    const Point nw = grid.center(0, 0);
    add(line.from.x, line.to.x, nw.x, grid.cell_x, grid.columns);
    add(line.from.y, line.to.y, nw.y, -grid.cell_y, grid.rows);
    // Diagonals from north-west to south-east: columns less rows is a whole number.
    const auto diagonal = [&](const Point3& p) {
        return (p.x - nw.x) / grid.cell_x - (nw.y - p.y) / grid.cell_y;
    };
    add(diagonal(line.from), diagonal(line.to), -static_cast<double>(grid.rows), 1,
        grid.columns + grid.rows + 1);
    double least = std::numeric_limits<double>::infinity();
    for (const double t : stops) {
        if (t < 0 || t > 1) continue;
        const Point p{line.from.x + t * (line.to.x - line.from.x),
                      line.from.y + t * (line.to.y - line.from.y)};
        if (const auto height = ground.height_at(p))
            least = std::min(least, line.from.z + t * (line.to.z - line.from.z) - *height);
    }
    return least;
}

bool meets(const PlainPlan& plan, const rays::SightLine& line, double grow) {
    return std::any_of(plan.boxes.begin(), plan.boxes.end(),
                       [&](const TurnedBox& box) { return meets(box, line, grow); }) ||
           std::any_of(plan.crowns.begin(), plan.crowns.end(),
                       [&](const auto& crown) { return meets(crown, line, grow); }) ||
           (!plan.ground.flat() && least_clearance(plan.ground, line) < grow);
}

} // namespace

Geometry TurnedBox::outline() const {
    const auto corner = [&](double x, double y) {
        return center +
               Point{x * std::cos(angle) - y * std::sin(angle), x * std::sin(angle) + y * std::cos(angle)};
    };
    const double l = half_length;
    const double d = half_depth;
    if (d == 0) return Geometry::make_line(std::vector{corner(-l, 0), corner(l, 0)});
    return Geometry::make_polygon(std::vector{corner(-l, -d), corner(l, -d), corner(l, d), corner(-l, d)});
}

rays::Solids PlainPlan::solids() const {
    rays::Solids made;
    rays::Thing thing = 0;
    for (const TurnedBox& box : boxes) {
        const auto bottom = [&](Point) { return box.bottom; };
        const auto top = [&](Point) { return box.top; };
        if (box.half_depth == 0)
            made.add_wall(box.outline(), bottom, top, thing++);
        else
            made.add_prism(box.outline(), bottom, top, thing++);
    }
    for (rays::Solids::Crown crown : crowns) {
        crown.thing = thing++;
        made.add_crown(crown);
    }
    return made;
}

std::optional<bool> plainly_blocked(const PlainPlan& plan, const rays::SightLine& line, double margin_m) {
    const bool grown = meets(plan, line, margin_m);
    return grown == meets(plan, line, -margin_m) ? std::optional(grown) : std::nullopt;
}

bool plainly_inside(const PlainPlan& plan, Point3 place, double margin_m) {
    return meets(plan, {place, {place.x, place.y, place.z + 1e-9}}, margin_m);
}

PlainPlan random_plan(std::uint32_t seed, int things, double size_m, bool hills) {
    std::uint32_t state = seed * 2654435761U + 17;
    PlainPlan plan;
    if (hills) {
        Field field("terrain", "m", {0, size_m, size_m / 23, size_m / 17, 23, 17});
        for (float& value : field.values)
            value = static_cast<float>(next(state, 0, 4));
        plan.ground = rays::Ground(std::make_shared<const Field>(field));
    }
    for (int i = 0; i < things; ++i) {
        const Point center{next(state, 0, size_m), next(state, 0, size_m)};
        const double ground = hills ? *plan.ground.height_at(center) : 0;
        const double kind = next(state, 0, 10);
        const double height = next(state, 1, 12);
        if (kind < 2) {
            plan.crowns.push_back(
                {{center.x, center.y, ground + 2 + height / 2}, next(state, 1, 4), height / 2, 0});
            continue;
        }
        const double bottom = kind < 3 ? ground + 2.5 : ground - 6; // some one walks beneath
        plan.boxes.push_back({center, next(state, 0, 2 * std::numbers::pi), next(state, 1, size_m / 12),
                              kind < 5 ? 0 : next(state, 0.5, size_m / 16), bottom, ground + 2.5 + height});
    }
    return plan;
}

Point3 random_place(const PlainPlan& plan, std::uint32_t& state, double size_m, double most_height_m) {
    for (;;) {
        const Point p{next(state, 0, size_m), next(state, 0, size_m)};
        const Point3 place{p.x, p.y, plan.ground.height_at(p).value_or(0) + next(state, 0.05, most_height_m)};
        if (!plainly_inside(plan, place, 0.01)) return place;
    }
}

} // namespace prospect::test
