// Ways on which somebody is least likely to be noticed.
#pragma once

#include "analysis/access/walk_cells.h"

namespace prospect::access {

// Chance to be noticed on so much way with the hazard h (noticed per metre walked): 1 - exp(-h m). From the
// chance q on a stretch of notice_m: h = -ln(1 - q) / notice_m (domain §3c in a form that does not depend on
// the size of the cells). Chances above most_certain count as that; below least_hazard nobody is anywhere, so
// that of two ways nobody sees the shorter one is taken.
inline constexpr double most_certain = 0.9999;
inline constexpr double least_hazard = 1e-6;
double hazard_per_m(double q, double notice_m);

// A step that leads through a gate: so much longer is somebody seen there.
struct GateStep {
    std::int64_t cell = 0;
    std::size_t direction = 0;
    std::uint32_t gate = 0;
    double extra_m = 0; // delay times walking speed
};
// The steps across each of many stretches of gates: gate_of[i] is the gate of segment i, extra_m by gate.
// Both directions of a step, each with each of its gates once. In ascending order.
std::vector<GateStep> gate_steps(const WalkCells& cells, std::span<const Segment> across,
                                 std::span<const std::uint32_t> gate_of, std::span<const double> extra_m);

struct LeastExposed {
    std::vector<double> cost;       // -ln P(unseen) from the nearest start; infinity: never reached
    std::vector<std::uint8_t> back; // direction to the cell before; start_cell at a start
    static constexpr std::uint8_t start_cell = 8;

    bool reached(std::int64_t cell) const { return std::isfinite(cost[static_cast<std::size_t>(cell)]); }
};

// Dijkstra with the cost of a step = its length times the mean hazard of both cells, plus extra_m of all its
// gates times that mean. hazard: per metre by cell, 0 or more. A sum along straight and diagonal steps is at
// most 8.3 % above that of the straight line. Cost: some 0.2 microseconds a cell.
LeastExposed least_exposed(const WalkCells& cells, std::span<const float> hazard,
                           std::span<const GateStep> gates, std::span<const std::int64_t> starts,
                           const Progress& progress);

// A way as it is walked, and what is noticed along it.
struct ExposedWay {
    struct Piece {
        std::int64_t cell = 0;
        double length_m = 0;
        double cost = 0;
        std::vector<std::uint32_t> gates; // passed at its beginning
        double gate_cost = 0;             // of them, part of cost
    };
    Geometry line;             // from the start to the cell asked for
    std::vector<Piece> pieces; // in order
    double length_m = 0;
    double cost = 0;
};

// From a start to the cell, which must be reached. Pulled straight where that is no further seen: its cost is
// the exact sum of hazard times length over the cells it passes, and never above least.cost[cell]. barriers:
// no straight piece crosses any of them but in steps of the search (gates, open ones included). Cost:
// quadratic in the cells of the way.
ExposedWay way_to(const WalkCells& cells, const scene::Footing& footing, std::span<const float> hazard,
                  std::span<const GateStep> gates, const LeastExposed& least,
                  std::span<const Segment> barriers, std::int64_t cell);

} // namespace prospect::access
