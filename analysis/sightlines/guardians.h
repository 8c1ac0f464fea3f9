// Whose eyes are on the ground: windows, doors and places that are in use.
#pragma once

#include "analysis/scene/openings.h"
#include "analysis/scene/space.h"

#include <array>
#include <optional>
#include <vector>

namespace prospect::sightlines {

// Day, evening and night.
inline constexpr std::size_t watched_bands = 3;

enum class GuardianKind : std::uint8_t { window, door, activity };
// Why somebody is taken to be there so often: a starting value of defaults.json, the plan, opening hours.
enum class OccupiedBy : std::uint8_t { usual, plan, hours };

// Somebody who may be there and look.
struct Guardian {
    struct Eye {
        Point3 at;           // above the datum of the terrain, before the wall
        double height_m = 0; // above the ground there
    };
    FeaturePtr feature;
    GuardianKind kind{};
    Uuid building;         // nil where none is near, and for activities
    std::vector<Eye> eyes; // one; of an area several spread over it, any of which may be where they are
    std::optional<Point> outward;                 // unit; absent: looks all round
    double glass = 1;                             // o of the formula
    std::array<double, watched_bands> occupied{}; // a of the formula, by DayBand
    std::array<OccupiedBy, watched_bands> occupied_by{};
    std::string room;     // behind a window: its own, else that of its building's use; "" where not known
    bool assumed = false; // not on the plan

    bool is_opening() const { return kind != GuardianKind::activity; }
    // Whether one can see out of it: what counts as an opening that overlooks.
    bool counts() const { return is_opening() && glass >= sees_through; }
    static constexpr double sees_through = 0.5;
};

struct Guardians {
    std::vector<Guardian> all; // windows and doors in layer order, then activities
    std::vector<scene::Note> notes;
    // Defaults of how likely somebody is there: by day and in the evening; by night.
    std::vector<scene::Note> occupation_notes;
    std::vector<scene::Note> night_notes;
    std::size_t windows = 0;
    std::size_t assumed_windows = 0;
};

// Those present in the phase of the scene: windows, doors of buildings, activities. A window's eyes are those
// of somebody who stands at it, 0.7 m above its sill and not above its head, just outside the glass.
// within: only openings there; null for all. Defaults: resources/criteria/defaults.json; hours of a shop (of
// its own, else of its building) decide whether somebody is there, at the usual hour of each band; by night
// at that of the scene where it is one.
Guardians guardians_of(const scene::Scene& scene, const scene::Space& opaque, scene::MissingWindows missing,
                       const Box* within = nullptr);

} // namespace prospect::sightlines
