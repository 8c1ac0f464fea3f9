// Where somebody on foot can stand, and what stops them.
#pragma once

#include "analysis/scene/scene.h"
#include "geometry/index/spatial_index.h"

#include <optional>
#include <vector>

namespace prospect::scene {

struct AccessLines;

// Whom gates, doors and gaps in barriers let through.
enum class Gates : std::uint8_t {
    unlocked, // everybody, unless they are locked, controlled or staffed: who wants to hide does open a gate
    all       // those who have a key too
};

// Buildings and barriers that are passable for nobody stop people, whatever their height; what begins above
// the height of a person does not. Planting can be pushed through; who is in what grows waded_m and more
// stands in it and not beside it. Immutable, safe from several threads. The scene must outlive it.
class Footing {
public:
    // Cost: one pass over obstacles and openings.
    Footing(const Scene& scene, double person_m, Gates gates = Gates::unlocked);
    // As the access graph has it (access_lines.h, on foot): its walls, water and buildings stop people, as do
    // barriers drawn a little short. Doors lead in and not through. Leaves in barriers and gaps stop nobody:
    // who does not get past which is for the caller to say. Without notes: `lines` has them.
    Footing(const Scene& scene, const AccessLines& lines);

    // On the ground of p: not within what stops, nor on it.
    bool walks(Point p) const;
    // walks(), at least body_m from all that stops, and in no planting.
    bool stands(Point p) const;
    // From one place to another straight on. Both must be ones where somebody walks.
    bool steps(Point from, Point to) const { return !stop_between(from, to); }
    // The building or barrier that stops them.
    std::optional<Uuid> stop_between(Point from, Point to) const;
    // From p to the nearest side of what stops; infinity where none is within that distance.
    double stop_distance(Point p, double within_m) const;
    bool in_stop(Point p) const;
    bool in_planting(Point p) const;

    // The areas nobody walks in, and those of planting nobody stands in.
    const std::vector<Geometry>& stops() const { return stops_; }
    const std::vector<const Geometry*>& planting() const { return planting_; }
    // All that nobody steps across: the sides of those areas, and barriers without thickness.
    const std::vector<Segment>& edges() const { return edges_; }

    // Defaults used for who may pass, gates whose control is not given.
    const std::vector<Note>& notes() const { return notes_; }

    static constexpr double body_m = 0.15;
    static constexpr double waded_m = 0.5;

private:
    class Builder;

    std::vector<Geometry> stops_; // solid inside
    std::vector<Segment> edges_;  // of stops_, and of barriers without thickness
    std::vector<Uuid> owners_;    // of edges_
    std::vector<const Geometry*> planting_;
    SpatialIndex stop_index_;
    SpatialIndex edge_index_;
    SpatialIndex planting_index_;
    std::vector<Note> notes_;
};

} // namespace prospect::scene
