#include "analysis/scene/stand_off.h"

#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace prospect::scene {

namespace {

// A place moved by exactly as much as is asked for may fall short by the last bits, or by a bend of a side.
constexpr double rounding_share = 1e-3;
// Out of a sharper corner than 23 degrees one goes square to one of its sides.
constexpr double furthest_share = 5;
// Two sides that turn less than this are one: sine of the angle.
constexpr double straight = 1e-3;

// A side next to p; all else relative to p.
struct Side {
    Point outwards;  // of length 1
    double need = 0; // so far outwards
};

void add_sides(Point p, const Geometry& shape, double by_m, std::optional<Point> towards,
               std::vector<Side>& sides) {
    if (shape.kind == GeometryKind::line && !towards) return;
    for_each_edge(shape, [&](VertexPlace, const Segment& edge) {
        if (distance(p, edge) >= by_m) return;
        const Point along = edge.b - edge.a;
        const double length = std::sqrt(dot(along, along));
        if (length <= 0) return;
        Point outwards{along.y / length, -along.x / length};
        // Two places on one wall take the same side of it.
        if (shape.kind == GeometryKind::line && dot(*towards - edge.a, outwards) < -tolerance::on_edge_m)
            outwards = outwards * -1;
        const double out = dot(p - edge.a, outwards);
        if (out >= -tolerance::on_edge_m) sides.push_back({outwards, by_m - out});
    });
}

// Whether the place has room around it.
bool free(Point place, std::span<const StandingThing> things, double room_m) {
    return std::none_of(things.begin(), things.end(), [&](const StandingThing& thing) {
        const Geometry& shape = *thing.geometry;
        if (thing.solid && shape.kind == GeometryKind::polygon && contains(shape, place)) return true;
        bool near = false;
        for_each_edge(
            shape, [&](VertexPlace, const Segment& edge) { near = near || distance(place, edge) < room_m; });
        return near;
    });
}

struct Move {
    Point by;
    std::ptrdiff_t past = 0; // sides whose line it leaves behind
};

std::vector<Move> moves_past(const std::vector<Side>& sides, double furthest_m) {
    std::vector<Move> moves;
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const Side& a = sides[i];
        moves.push_back({a.outwards * a.need});
        for (std::size_t j = i + 1; j < sides.size(); ++j) {
            const Side& b = sides[j];
            const double turn = cross(a.outwards, b.outwards);
            if (std::abs(turn) < straight) continue;
            moves.push_back({Point{a.need * b.outwards.y - b.need * a.outwards.y,
                                   b.need * a.outwards.x - a.need * b.outwards.x} *
                             (1 / turn)});
        }
    }
    std::erase_if(moves, [&](const Move& move) { return dot(move.by, move.by) > furthest_m * furthest_m; });
    for (Move& move : moves)
        move.past = std::count_if(sides.begin(), sides.end(), [&](const Side& side) {
            return dot(move.by, side.outwards) >= side.need * (1 - rounding_share);
        });
    std::stable_sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) {
        return a.past != b.past ? a.past > b.past : dot(a.by, a.by) < dot(b.by, b.by);
    });
    return moves;
}

} // namespace

std::optional<Point> stand_off(Point p, std::span<const StandingThing> things, double by_m,
                               std::optional<Point> towards) {
    std::vector<Side> sides;
    for (const StandingThing& thing : things)
        add_sides(p, *thing.geometry, by_m, towards, sides);
    if (sides.empty()) return std::nullopt;
    for (const Move& move : moves_past(sides, furthest_share * by_m))
        if (free(p + move.by, things, by_m * (1 - rounding_share))) return p + move.by;
    return std::nullopt;
}

} // namespace prospect::scene
