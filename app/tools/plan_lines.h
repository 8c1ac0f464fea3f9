// The lines on the plan, found by place: what encloses a spot, and where an outline is open.
#pragma once

#include "geometry/index/spatial_index.h"
#include "geometry/site/site.h"

#include <optional>
#include <span>

namespace prospect::app {

// An area that lines enclose.
struct EnclosedOutline {
    Geometry area;
    std::vector<FeaturePtr> lines; // along its edge, each once
    std::vector<LayerPtr> layers;  // they are in, each once
    std::vector<Segment> gaps;     // along its edge where there was no line
};

// A gap up to this is closed when the user says so; wider ones are only shown: what is missing there is more
// than an inaccuracy.
inline constexpr double closable_gap_m = 1;
inline constexpr double widest_shown_gap_m = 10;

// An outline with more lines than that around it cannot be told from what is drawn within.
inline constexpr std::size_t most_lines_when_hovering = 4000;
inline constexpr std::size_t most_lines_when_clicked = 40000;

class PlanLines {
public:
    // Indexes the visible drawings, barriers and buildings; layers shared with the former site stay as they
    // are. 100 000 lines take some 30 ms.
    void set_site(const SitePtr& site);

    // The area around p. Only the lines near it are looked at: the search widens until the area lies
    // within what is looked at, which makes it exact. Absent: not enclosed, or too many lines.
    std::optional<EnclosedOutline> around(Point p, std::size_t most_lines) const;
    // The area around p once the fewest, shortest gaps up to that width are closed; absent: wider ones are
    // missing.
    std::optional<EnclosedOutline> around_closing(Point p, double widest_gap_m, const Box& limit) const;
    // Box of all lines.
    Box box() const;

private:
    struct IndexedLayer {
        LayerPtr layer;
        std::vector<Segment> lines;
        std::vector<std::uint32_t> features; // of each line, by its place in the layer
        Box box;
        SpatialIndex index;
    };
    struct Near {
        std::vector<Segment> lines;
        std::vector<std::pair<const IndexedLayer*, std::uint32_t>> owners; // layer and its line
    };
    static std::shared_ptr<const IndexedLayer> indexed(const LayerPtr& layer);
    // Absent: more than that.
    std::optional<Near> near(const Box& window, std::size_t most_lines) const;
    static EnclosedOutline outline_of(Geometry area, std::span<const std::uint32_t> along, const Near& near);

    SitePtr site_;
    std::vector<std::shared_ptr<const IndexedLayer>> layers_;
};

} // namespace prospect::app
