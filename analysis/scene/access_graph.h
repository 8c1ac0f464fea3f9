// Who can get where: pieces of ground as nodes, what leads from one to another as passages.
#pragma once

#include "analysis/scene/access_places.h"
#include "analysis/scene/opening_control.h"
#include "geometry/kernel/plane_regions.h"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace prospect::scene {

struct Passage {
    enum class Kind : std::uint8_t {
        open,   // nothing stands there
        gap,    // a hole between barriers, or between a barrier and a building, that is no thing of the plan
        opening // a door, gate or gap of the plan
    };
    std::uint32_t from = 0; // places, from < to
    std::uint32_t to = 0;
    Kind kind{};
    FeaturePtr thing; // the opening; of a gap a barrier that ends there, null between buildings
    OpeningControl control;
    double width_m = 0; // of its pieces together; of an opening what can be passed
    double delay_s = 0; // to get it open without a key
    double cost = 1;    // of controlling it
    Point at;
    std::vector<Segment> pieces;

    // A crossing that is counted (contract §4, access.zones): an opening that does not stand open.
    bool controlled() const { return kind == Kind::opening && control.control != Control::open; }
};

// Its pieces, a line each.
Geometry shape_of(const Passage& passage);

struct AccessSettings {
    Mover mover = Mover::foot;
    double widest_gap_m = 6;
};

// Built from the free ground of the scene at its time (access_lines.h, kernel/plane_regions.h). Places
// thinner than 0.5 m, such as between a fence and the edge of a zone drawn beside it, go to the neighbour
// they are most open to. The public realm: ground in no
// zone that one gets to from the rim of the plan through no door or gate, and all of zones that are public
// but what is inside buildings. Immutable, safe from several
// threads.
class AccessGraph {
public:
    AccessGraph(const Scene& scene, const AccessSettings& settings, const Progress& progress = {});

    const std::vector<AccessPlace>& places() const { return places_; }
    const std::vector<Passage>& passages() const { return passages_; }
    // Passages of a place, ascending.
    std::span<const std::uint32_t> passages_of(std::uint32_t place) const;
    std::uint32_t place_at(Point p) const { return place_of_region_[regions_.region_at(p)]; }
    // near: as PlaneRegions::region_at.
    std::uint32_t place_at(Point p, std::uint32_t& near) const {
        return place_of_region_[regions_.region_at(p, near)];
    }
    // Of a zone, ascending; ground its outline holds but that belongs to a zone before it is not its own.
    std::vector<std::uint32_t> places_of(const Feature& zone) const;
    // The ground of some places as triangles, counter-clockwise. wanted: by place.
    std::vector<std::array<Point, 3>> triangles(const std::vector<bool>& wanted) const;

    // Barriers that stop at most tolerance::barrier_end_gap_m short: most likely errors of the drawing.
    const std::vector<LooseEnd>& drawn_short() const { return drawn_short_; }
    const std::vector<Note>& notes() const { return notes_; }

private:
    class Builder;

    kernel::PlaneRegions regions_;
    std::vector<std::uint32_t> place_of_region_;
    std::vector<AccessPlace> places_;
    std::vector<Passage> passages_;
    std::vector<std::uint32_t> passage_list_; // of all places, one after another
    std::vector<std::uint32_t> passage_start_;
    std::vector<LooseEnd> drawn_short_;
    std::vector<Note> notes_;
};

} // namespace prospect::scene
