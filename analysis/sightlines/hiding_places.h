// Where somebody beside a path can hide from those who walk on it (domain NS-11, §3a-vi).
#pragma once

#include "analysis/sightlines/path_strip.h"

#include <utility>

namespace prospect::sightlines {

struct HidingSettings {
    double beside_m = 5;
    double way_out_m = 10;
    double look_back_m = 50;
    double eye_height_m = 1.6;
    double target_height_m = 1.5; // of those whom the one in hiding looks at
    double hiding_height_m = 1.2; // top of the one in hiding
    double reaction_m = 6.6;
    double near_m = 3;
    double least_m2 = 0.3;
    double lurk_m = 20;
};

// One cell of a hiding place.
struct HiddenSpot {
    std::int64_t cell = 0;
    Point at;
    double edge_m = 0;
    double first_seen_m = 0;       // by who comes upon it last
    std::optional<rays::Thing> by; // what is in the way when it should be seen in time
    FirstSeen forward;             // by who walks forward, and by who walks the other way
    FirstSeen backward;
};

// Hidden cells side by side.
struct HidingPlace {
    std::size_t walk = 0;
    bool forward = false; // hidden from who walks forward
    bool backward = false;
    bool left = false; // of who walks forward
    double chainage_m = 0;
    Point at; // the cell in its middle
    double area_m2 = 0;
    double near_m2 = 0;      // of it at most near_m from the path's edge
    double first_seen_m = 0; // the least of its cells
    double sees_path_m = 0;
    bool lurk = false;
    std::vector<std::pair<rays::Thing, std::size_t>> hidden_by; // and of how many cells, most first
    std::vector<HiddenSpot> spots;                              // ascending by cell
};

struct Hiding {
    std::vector<HidingPlace> places; // by walk, along it
    std::int64_t strip_cells = 0;    // of all walks together
    std::int64_t rays = 0;
};

// Where cells lie, all of which count: `field` (null: none is made) shows those that are its own too.
struct HidingGround {
    Grid lattice;
    std::int64_t west = 0; // columns of the lattice west of the field
    std::int64_t north = 0;
    Field* field = nullptr;
    KnownStrips* strips = nullptr; // on the same lattice; null: none are known

    // -1: outside the field.
    std::int64_t place_in_field(std::int64_t cell) const;
};
// As far as the strips beside the walks reach, and the field.
HidingGround ground_of(Field& field, const std::vector<Walk>& walks, double beside_m);

// Somebody at a spot is seen from a station when the line from the walker's eye to the top of who hides is
// free. First seen: from the furthest such station not more than look_back_m back along the walk, distances
// taken along the path from the foot of the spot on each leg it lies beside (path_strip.h); the worst counts.
// In time: from reaction_m or more, or from an end where nothing joins, for what lies before is not known. A
// spot is hidden from a way when it is not seen in time. Concealment of a spot: the most over paths and ways
// of 1 - first seen / reaction_m, 0 where seen in time; goes to the field, whose other cells stay as they
// are. Places: hidden spots in the study area that hang together by steps, in all at least least_m2. They see
// the path where a line from an eye standing there to target_height_m over a station is free, at most
// look_back_m either way; counted from the spot that sees most. Cost: a ray for most spots and ways, one a
// station for what is hidden.
Hiding hiding_places(const engine::Context& context, const engine::Workers& workers,
                     const scene::Space& space, const scene::Footing& footing, const std::vector<Walk>& walks,
                     const HidingGround& ground, const HidingSettings& settings);

// Its cells put together.
Geometry outline_of(const HidingPlace& place, const Grid& lattice);
engine::Table hiding_table(const Hiding& hiding, const std::vector<Walk>& walks, const Grid& lattice,
                           const scene::Space& space, const Frame& frame);

} // namespace prospect::sightlines
