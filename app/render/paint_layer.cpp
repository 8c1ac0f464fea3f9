#include "app/render/paint_layer.h"

#include "analysis/scene/access_places.h"
#include "app/render/hosts.h"
#include "app/render/overlap.h"
#include "app/render/paint_notes.h"
#include "app/render/symbol_of.h"
#include "geometry/base/tolerances.h"
#include "geometry/site/assume.h"
#include "geometry/site/defaults.h"
#include "geometry/site/lettering.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace prospect::render {

namespace {

// Reach of a camera's wedge on the map when the plan does not say its range.
constexpr double camera_reach_m = 12;

// Greater numbers of notes are shown without one.
constexpr std::uint16_t greatest_shown_number = 9999;

std::uint16_t mark_of(const Feature& feature) {
    const auto kinds = activity_kinds();
    const Attribute* kind = feature.find("kind");
    const std::string name = kind != nullptr ? as_text(kind->value) : std::string();
    const auto found = std::find(kinds.begin(), kinds.end(), name);
    return static_cast<std::uint16_t>(found != kinds.end() ? found - kinds.begin() : kinds.size() - 1);
}

double number(Role role, const Feature& feature, const char* attribute, double fallback) {
    return Defaults::bundled().number(role, feature, attribute, fallback);
}

// What the symbol needs to know of its feature beyond the geometry.
void read_attributes(PaintItem& item, Symbol symbol, Role role, const Feature& feature) {
    const auto meters = [&](const char* attribute) {
        return static_cast<float>(number(role, feature, attribute, 0));
    };
    if (const Attribute* azimuth = feature.find("azimuth_deg"))
        item.azimuth_deg =
            static_cast<float>(std::fmod(std::fmod(as_number(azimuth->value).value_or(0), 360) + 360, 360));
    switch (symbol) {
    case Symbol::path:
    case Symbol::road:
    case Symbol::door:
    case Symbol::gate:
    case Symbol::gap:
    case Symbol::window:
        item.size_m = meters("width_m");
        break;
    case Symbol::tree:
        item.size_m = meters("crown_m");
        break;
    case Symbol::camera:
        item.angle_deg = item.azimuth_deg < 0 ? 360.0F : meters("hfov_deg");
        item.size_m = static_cast<float>(number(role, feature, "range_m", camera_reach_m));
        if (item.size_m <= 0) item.size_m = static_cast<float>(camera_reach_m);
        break;
    case Symbol::activity:
        item.mark = mark_of(feature);
        break;
    case Symbol::annotation:
        if (const double given = number(role, feature, "number", 0);
            given > 0 && given <= greatest_shown_number)
            item.mark = static_cast<std::uint16_t>(given);
        break;
    default:
        break;
    }
}

bool is_context(const Geometry& geometry, std::span<const Geometry> study_areas) {
    return !study_areas.empty() &&
           std::none_of(study_areas.begin(), study_areas.end(), [&](const Geometry& area) {
               return meets(geometry, area) ||
                      distance(area, geometry.points.front()) <= tolerance::opening_host_m;
           });
}

bool is_opening(Symbol symbol) {
    return symbol >= Symbol::window && symbol <= Symbol::gap;
}

class LayerBuilder {
public:
    LayerBuilder(const LayerPtr& layer, const LayerContext& context) : layer_(*layer), context_(context) {
        if (layer_.role == Role::opening) hosts_.emplace(context.host_layers);
    }

    void add(std::uint32_t place) {
        const Feature& feature = *layer_.features[place];
        if (feature.geometry.empty()) return;
        const Symbol symbol = symbol_of(layer_.role, feature, context_.red_line);
        PaintItem item;
        item.feature = place;
        item.kind = feature.geometry.kind;
        item.assumed = layer_.role != Role::underlay && is_assumed(feature);
        if (layer_.role == Role::zone) item.owner = static_cast<std::uint8_t>(scene::ownership_of(feature));
        read_attributes(item, symbol, layer_.role, feature);
        if (above_result(symbol)) item.context = is_context(feature.geometry, context_.study_areas);
        Batch& batch = batch_of(symbol);
        item.first_ring = static_cast<std::uint32_t>(batch.ring_starts.size());
        item.ring_count = static_cast<std::uint32_t>(feature.geometry.ring_count());
        if (is_opening(symbol))
            add_opening(batch, item, feature);
        else
            add_rings(batch, feature.geometry);
        item.box = feature.geometry.box().grown(static_cast<double>(item.size_m) / 2);
        if (symbol == Symbol::camera) item.box = item.box.grown(static_cast<double>(item.size_m));
        if (symbol == Symbol::annotation) batch.notes.push_back(note_look(feature));
        if (!feature.name.empty()) add_label(batch, symbol, feature);
        batch.items.push_back(item);
    }

    PaintLayer take(const LayerPtr& source) {
        PaintLayer painted;
        painted.source = source;
        painted.box = source->box();
        std::array<std::uint32_t, symbol_count> place{};
        for (std::size_t s = 0; s < symbol_count; ++s) {
            if (batches_[s].items.empty()) continue;
            Batch& batch = batches_[s];
            batch.symbol = static_cast<Symbol>(s);
            batch.ring_starts.push_back(static_cast<std::uint32_t>(batch.points.size()));
            std::vector<Box> boxes;
            boxes.reserve(batch.items.size());
            for (const PaintItem& item : batch.items) {
                boxes.push_back(item.box);
                painted.assumed = painted.assumed || item.assumed;
            }
            batch.index = SpatialIndex(boxes);
            place[s] = static_cast<std::uint32_t>(painted.batches.size());
            painted.batches.push_back(std::move(batch));
        }
        for (Label& label : labels_)
            label.batch = place[static_cast<std::size_t>(label.symbol)];
        painted.labels = std::move(labels_);
        return painted;
    }

private:
    Batch& batch_of(Symbol symbol) { return batches_[static_cast<std::size_t>(symbol)]; }

    static void add_rings(Batch& batch, const Geometry& geometry) {
        for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
            batch.ring_starts.push_back(static_cast<std::uint32_t>(batch.points.size()));
            const std::span<const Point> ring = geometry.ring(r);
            batch.points.insert(batch.points.end(), ring.begin(), ring.end());
        }
    }

    // An opening becomes the stretch of its host's edge that it takes up, left hand first for who looks out.
    void add_opening(Batch& batch, PaintItem& item, const Feature& feature) {
        const Geometry& geometry = feature.geometry;
        const bool drawn_as_line = item.kind == GeometryKind::line;
        for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
            const Point first = geometry.ring(r).front();
            const Point last = geometry.ring(r).back();
            const Point p = (first + last) * 0.5;
            const std::optional<HostEdge> host = hosts_->nearest(p, tolerance::opening_host_m);
            if (item.azimuth_deg < 0 && host)
                item.azimuth_deg = static_cast<float>(host->outward_azimuth_deg);
            const double azimuth =
                (item.azimuth_deg < 0 ? 0.0 : static_cast<double>(item.azimuth_deg)) * M_PI / 180;
            const Point along{std::cos(azimuth), -std::sin(azimuth)};
            const Point middle = host ? host->foot : p;
            const Point half = along * (static_cast<double>(item.size_m) / 2);
            Segment stretch{middle - half, middle + half};
            if (drawn_as_line)
                stretch = dot(last - first, along) < 0 ? Segment{last, first} : Segment{first, last};
            batch.ring_starts.push_back(static_cast<std::uint32_t>(batch.points.size()));
            batch.points.push_back(stretch.a);
            batch.points.push_back(stretch.b);
        }
        item.kind = GeometryKind::line;
    }

    void add_label(const Batch& batch, Symbol symbol, const Feature& feature) {
        Label label;
        label.text = QString::fromStdString(feature.name);
        label.symbol = symbol;
        label.item = static_cast<std::uint32_t>(batch.items.size());
        label.anchor = feature.geometry.kind == GeometryKind::line ? feature.geometry.points.front()
                                                                   : label_point(feature.geometry);
        if (symbol == Symbol::underlay_text) {
            const Lettering lettering = lettering_of(feature).value_or(Lettering{});
            label.height_m = static_cast<float>(lettering.height_m);
            label.angle_deg = static_cast<float>(lettering.angle_deg);
            label.anchored = lettering.anchor;
        }
        labels_.push_back(std::move(label));
    }

    const Layer& layer_;
    const LayerContext& context_;
    std::optional<Hosts> hosts_;
    std::array<Batch, symbol_count> batches_;
    std::vector<Label> labels_;
};

} // namespace

std::shared_ptr<const PaintLayer> build_paint_layer(const LayerPtr& layer, const LayerContext& context,
                                                    std::shared_ptr<const PictureLevels> picture) {
    LayerBuilder builder(layer, context);
    for (std::uint32_t i = 0; i < layer->features.size(); ++i)
        builder.add(i);
    auto painted = std::make_shared<PaintLayer>(builder.take(layer));
    painted->picture = std::move(picture);
    painted->context = context.study_layers;
    if (layer->role == Role::opening)
        painted->context.insert(painted->context.end(), context.host_layers.begin(),
                                context.host_layers.end());
    return painted;
}

} // namespace prospect::render
