// The ground beside a path where somebody can stand and from which they get to it.
#pragma once

#include "analysis/scene/footing.h"
#include "analysis/sightlines/walks.h"
#include "geometry/raster/field.h"

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace prospect::sightlines {

enum class Way : std::uint8_t { forward, backward };
inline constexpr std::array both_ways{Way::forward, Way::backward};

// From how far along the path somebody at a spot is seen first by who walks that way.
struct FirstSeen {
    double from_m = 0;    // 0 too where they are not seen at all
    bool in_time = false; // from the reaction distance or further
    double foot_m = 0;    // where they come to the path: chainage of the nearest place on the leg
};

struct StripCell {
    std::int64_t cell = 0; // row times columns plus column
    Point at;
    double ground_m = 0;
    double foot_m = 0; // chainage of the nearest place on the path
    double edge_m = 0; // to the edge of the path; 0 on it
    bool left = false; // of who walks forward
    std::array<FirstSeen, 2> seen;

    FirstSeen& seen_by(Way way) { return seen[static_cast<std::size_t>(way)]; }
    bool hidden_from(Way way) const { return !seen[static_cast<std::size_t>(way)].in_time; }
    bool hidden() const { return hidden_from(Way::forward) || hidden_from(Way::backward); }
    Point3 at_height(double height_m) const { return {at.x, at.y, ground_m + height_m}; }
};

// A part of a walk that does not turn back beside itself.
struct Leg {
    Geometry line;
    double begin_m = 0;          // chainage
    std::optional<Point> before; // where the way goes on from its ends
    std::optional<Point> after;
};

// A new leg begins at the corner where the line has turned by more than leg_turn_deg since the last began,
// unless that is shorter than least_leg_m.
inline constexpr double leg_turn_deg = 80;
inline constexpr double least_leg_m = 5;
std::vector<Leg> legs_of(const Walk& walk);

// How far round an obstacle somebody may go to get from a spot to the path.
inline constexpr double detour_m = 2;

// Beside a leg: cells whose centre is at most beside_m from the path's edge, where somebody can stand and
// from which they come to the path on a way of at most way_out_m over cells at most beside_m + detour_m from
// it; ascending by cell. From cell to cell one steps to any of the eight neighbours unless something is
// between (Footing), so that a way reads up to 8 % too long. Cost: by the length of the path.
std::vector<StripCell> path_strip(const Walk& walk, const Leg& leg, const Grid& lattice,
                                  const scene::Footing& footing, const rays::Ground& ground, double beside_m,
                                  double way_out_m);

// Strips worked out before, for states of a plan in which the same things stop people on the same ground:
// where a hedge is only cut, strips stay. Safe to use from several threads.
class KnownStrips {
public:
    // All strips are on this lattice, with the same beside_m and way_out_m.
    explicit KnownStrips(const Grid& lattice) : lattice_(lattice) {}

    const Grid& lattice() const { return lattice_; }
    // That of a leg of a walk, made by `make` when it is not known.
    std::vector<StripCell> of(const Walk& walk, const Leg& leg,
                              const std::function<std::vector<StripCell>()>& make);

private:
    struct Known {
        Leg leg;
        double width_m = 0;
        std::shared_ptr<const std::vector<StripCell>> strip;
    };
    std::shared_ptr<const std::vector<StripCell>> find(const Walk& walk, const Leg& leg) const;

    Grid lattice_;
    mutable std::mutex using_;
    std::map<Uuid, std::vector<Known>> known_; // by path
};

} // namespace prospect::sightlines
