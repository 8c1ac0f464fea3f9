#include "app/tools/plan_lines.h"

#include "geometry/base/edges.h"
#include "geometry/kernel/enclosed_area.h"

#include <algorithm>

namespace prospect::app {

namespace {

constexpr double first_window_m = 3; // half its side
constexpr double same_gap_m = 0.01;

bool has_lines(const Layer& layer) {
    return layer.visible && !layer.features.empty() &&
           (layer.role == Role::underlay || layer.role == Role::barrier || layer.role == Role::building);
}

Box window_around(Point p, double half_m) {
    return Box{p.x, p.y, p.x, p.y}.grown(half_m);
}

bool holds(const Box& outer, const Box& inner) {
    return inner.xmin >= outer.xmin && inner.xmax <= outer.xmax && inner.ymin >= outer.ymin &&
           inner.ymax <= outer.ymax;
}

// The lines and the first `count` pieces.
std::vector<Segment> joined(const std::vector<Segment>& lines, std::span<const Segment> pieces,
                            std::size_t count) {
    std::vector<Segment> all = lines;
    all.insert(all.end(), pieces.begin(), pieces.begin() + static_cast<std::ptrdiff_t>(count));
    return all;
}

void add_gap(std::vector<Segment>& gaps, const Segment& piece) {
    const bool known = std::any_of(gaps.begin(), gaps.end(), [&](const Segment& gap) {
        return distance(piece.a, gap) <= same_gap_m && distance(piece.b, gap) <= same_gap_m;
    });
    if (!known) gaps.push_back(piece);
}

} // namespace

std::shared_ptr<const PlanLines::IndexedLayer> PlanLines::indexed(const LayerPtr& layer) {
    auto made = std::make_shared<IndexedLayer>();
    made->layer = layer;
    std::vector<Box> boxes;
    for (std::uint32_t i = 0; i < layer->features.size(); ++i)
        for_each_edge(layer->features[i]->geometry, [&](VertexPlace, const Segment& edge) {
            made->lines.push_back(edge);
            made->features.push_back(i);
            Box box;
            box.add(edge.a);
            box.add(edge.b);
            boxes.push_back(box);
            made->box.add(box);
        });
    made->index = SpatialIndex(boxes);
    return made;
}

void PlanLines::set_site(const SitePtr& site) {
    if (site == site_) return;
    site_ = site;
    std::vector<std::shared_ptr<const IndexedLayer>> layers;
    for (const LayerPtr& layer : site->layers) {
        if (!has_lines(*layer)) continue;
        const auto known = std::find_if(layers_.begin(), layers_.end(),
                                        [&](const auto& one) { return one->layer == layer; });
        layers.push_back(known == layers_.end() ? indexed(layer) : *known);
    }
    layers_ = std::move(layers);
}

Box PlanLines::box() const {
    Box box;
    for (const auto& one : layers_)
        box.add(one->box);
    return box;
}

std::optional<PlanLines::Near> PlanLines::near(const Box& window, std::size_t most_lines) const {
    Near found;
    for (const auto& one : layers_) {
        if (!one->box.intersects(window)) continue;
        for (const std::uint32_t i : one->index.query(window)) {
            found.lines.push_back(one->lines[i]);
            found.owners.emplace_back(one.get(), i);
        }
        if (found.lines.size() > most_lines) return std::nullopt;
    }
    return found;
}

EnclosedOutline PlanLines::outline_of(Geometry area, std::span<const std::uint32_t> along, const Near& near) {
    EnclosedOutline outline;
    outline.area = std::move(area);
    const auto add_once = [](auto& all, const auto& one) {
        if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
    };
    for (const std::uint32_t i : along) {
        if (i >= near.owners.size()) continue; // closes a gap
        const auto& [layer, line] = near.owners[i];
        add_once(outline.lines, layer->layer->features[layer->features[line]]);
        add_once(outline.layers, layer->layer);
    }
    return outline;
}

std::optional<EnclosedOutline> PlanLines::around(Point p, std::size_t most_lines) const {
    const Box all = box();
    if (!all.contains(p)) return std::nullopt;
    Box window = window_around(p, first_window_m);
    for (double half_m = first_window_m;; half_m *= 2) {
        const auto lines = near(window, most_lines);
        if (!lines) return std::nullopt;
        auto found = enclosed_area(lines->lines, p);
        if (found) {
            const Box reach = found->area.box();
            // Whatever could part the area further is among the lines looked at.
            if (holds(window, reach)) return outline_of(std::move(found->area), found->lines, *lines);
            window.add(reach);
            window = window.grown(0.01);
            continue;
        }
        if (holds(window, all)) return std::nullopt;
        window.add(window_around(p, half_m * 2));
    }
}

std::optional<EnclosedOutline> PlanLines::around_closing(Point p, double widest_gap_m,
                                                         const Box& limit) const {
    const Box all = limit.empty() ? box().grown(widest_gap_m) : limit;
    for (double half_m = first_window_m;; half_m *= 2) {
        const Box window = window_around(p, half_m).grown(widest_gap_m);
        const auto lines = near(window, most_lines_when_hovering);
        if (!lines) return std::nullopt;
        const std::vector<Segment> pieces = closing_pieces(lines->lines, window, widest_gap_m);
        const auto closed_by = [&](std::size_t count) {
            auto found = enclosed_area(joined(lines->lines, pieces, count), p);
            return found && holds(window, found->area.box()) ? std::move(found) : std::nullopt;
        };
        if (auto best = pieces.empty() ? std::nullopt : closed_by(pieces.size())) {
            // The fewest of the shortest pieces: more of them never open what is closed.
            std::size_t too_few = 0;
            std::size_t enough = pieces.size();
            while (enough - too_few > 1) {
                const std::size_t middle = (too_few + enough) / 2;
                auto found = closed_by(middle);
                (found ? enough : too_few) = middle;
                if (found) best = std::move(found);
            }
            EnclosedOutline outline = outline_of(std::move(best->area), best->lines, *lines);
            // The longest first: pieces from both ends across one gap are one.
            for (auto i = best->lines.rbegin(); i != best->lines.rend() && *i >= lines->lines.size(); ++i)
                add_gap(outline.gaps, pieces[*i - lines->lines.size()]);
            return outline;
        }
        if (holds(window, all)) return std::nullopt;
    }
}

} // namespace prospect::app
