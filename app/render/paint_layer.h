// One layer of the plan as flat arrays, split into batches that are drawn alike.
#pragma once

#include "geometry/index/spatial_index.h"
#include "geometry/site/study_area.h"

#include <QString>

#include <memory>
#include <span>
#include <vector>

namespace prospect::render {

// How a thing is drawn. The order is the drawing order, bottom first.
enum class Symbol : std::uint8_t {
    zone,
    zone_hard,  // parking, squares
    zone_green, // gardens, play areas
    underlay_area,
    underlay_green,
    underlay_water,
    planting,
    underlay_line,
    underlay_text, // of a drawing: written by paint_labels
    path,          // steps and ways for feet and wheels
    road,
    building,
    // From here on above the result
    kerb,
    hedge,
    railing,
    fence,
    retaining_wall,
    wall,
    bollard,
    window,
    door,
    gate,
    gap,
    tree,
    activity,
    target,
    observer,
    camera,
    luminaire,
    incident,
    annotation,
    study_control,
    study_application,
};
inline constexpr std::size_t symbol_count = static_cast<std::size_t>(Symbol::study_application) + 1;
inline bool above_result(Symbol symbol) {
    return symbol >= Symbol::kerb;
}

// One feature in a batch. Its rings are rings [first_ring, first_ring + ring_count) of the batch.
struct PaintItem {
    Box box;                   // of what is drawn, metres: a crown's circle, not its centre
    std::uint32_t feature = 0; // place in the layer
    std::uint32_t first_ring = 0;
    std::uint32_t ring_count = 0;
    GeometryKind kind = GeometryKind::none;
    bool context = false;   // lies outside the red line
    bool assumed = false;   // is_assumed(): hatched
    float size_m = 0;       // width of a path or opening, diameter of a crown, range of a camera
    float azimuth_deg = -1; // where it looks or opens to, clockwise from north; negative: unknown
    float angle_deg = 0;    // opening angle of a camera
    std::uint8_t owner = 0; // of a zone, as scene::Ownership
    std::uint16_t mark = 0; // pictogram: place in activity_kinds(); of a note its number, 0 for none
};

// What a note's mark is drawn from besides its shape (paint_notes.h).
enum class NoteKind : std::uint8_t { plain, arrow, cloud, text, measure };
struct NoteLook {
    NoteKind kind = NoteKind::plain;
    Point disc;   // where its number stands
    QString text; // of a text, in lines; of a measured line its length
    Uuid id;
    bool settled = false; // mended or declined: nothing is left to do
};

struct Batch {
    Symbol symbol{};
    std::vector<PaintItem> items;
    std::vector<Point> points;
    std::vector<std::uint32_t> ring_starts; // one more than there are rings
    SpatialIndex index;                     // of the items' boxes
    std::vector<NoteLook> notes;            // one for each item of Symbol::annotation, else none

    std::span<const Point> ring(std::size_t r) const {
        return {points.data() + ring_starts[r], ring_starts[r + 1] - ring_starts[r]};
    }
};

// A name to write on the map.
struct Label {
    QString text;
    Symbol symbol{};
    std::uint32_t batch = 0; // the item it belongs to
    std::uint32_t item = 0;
    Point anchor; // of areas and points
    // Of a drawing's text only: the height of its capitals, its direction counter-clockwise, and what of it
    // is at the anchor (DxfLettering::anchor).
    float height_m = 0;
    float angle_deg = 0;
    int anchored = 1;
};

class PictureLevels;

struct PaintLayer {
    LayerPtr source;
    std::shared_ptr<const PictureLevels> picture; // of a plan picture, else null
    std::vector<LayerPtr> context; // other layers it was built with; the same again: it can be shared
    Box box;
    std::vector<Batch> batches; // ascending by symbol
    bool assumed = false;       // one of its items is
    std::vector<Label> labels;
};

// What a layer's picture depends on besides the layer.
struct LayerContext {
    std::vector<LayerPtr> study_layers;
    std::vector<LayerPtr> host_layers; // openings lie in these: buildings and barriers
    RedLine red_line;
    std::span<const Geometry> study_areas; // of the red line
};

// `picture` is that of the layer's plan picture; null when it has none.
std::shared_ptr<const PaintLayer> build_paint_layer(const LayerPtr& layer, const LayerContext& context,
                                                    std::shared_ptr<const PictureLevels> picture = {});

// Kinds of activity that have a pictogram of the same name; the last one stands for all others.
std::span<const char* const> activity_kinds();

} // namespace prospect::render
