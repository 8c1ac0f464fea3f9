#include "app/render/paint_model.h"

#include "app/render/overlap.h"
#include "app/render/paint_layer.h"
#include "app/render/paint_picture.h"

#include <algorithm>

namespace prospect::render {

namespace {

// What lies outside them fades.
std::vector<Geometry> areas_of(const RedLine& red) {
    std::vector<Geometry> areas;
    for (const FeaturePtr& feature : red.features)
        areas.push_back(feature->geometry);
    return areas;
}

std::vector<LayerPtr> depends_on(const Layer& layer, const LayerContext& context) {
    std::vector<LayerPtr> all = context.study_layers;
    if (layer.role == Role::opening)
        all.insert(all.end(), context.host_layers.begin(), context.host_layers.end());
    return all;
}

Geometry rectangle(const Box& box) {
    const Point corners[] = {
        {box.xmin, box.ymin}, {box.xmax, box.ymin}, {box.xmax, box.ymax}, {box.xmin, box.ymax}};
    return Geometry::make_polygon(corners);
}

// The picture as it was decoded for the previous model, wherever it lies now; else one still to be decoded.
std::shared_ptr<const PictureLevels> picture_of(const Layer& layer,
                                                const std::shared_ptr<const PaintModel>& previous) {
    if (!layer.picture) return {};
    if (previous)
        for (const auto& old : previous->layers())
            if (old->picture && old->picture->bytes() == layer.picture->bytes) return old->picture;
    return std::make_shared<const PictureLevels>(layer.picture->bytes);
}

// Whether a click at p, with this much slack, means the item.
bool hit(const PaintItem& item, const Geometry& geometry, Point p, double radius_m) {
    if (item.kind == GeometryKind::point) {
        // A crown is hit on its trunk only: what stands below it must stay reachable.
        const double reach =
            std::max(radius_m, item.angle_deg > 0 ? 0.0 : 0.25 * static_cast<double>(item.size_m));
        return distance(geometry, p) <= reach;
    }
    const double half_width = item.kind == GeometryKind::line ? static_cast<double>(item.size_m) / 2 : 0;
    return distance(geometry, p) <= std::max(radius_m, half_width);
}

} // namespace

PaintModel::~PaintModel() = default;

std::shared_ptr<const PaintModel> PaintModel::build(SitePtr site,
                                                    const std::shared_ptr<const PaintModel>& previous) {
    const std::shared_ptr<PaintModel> model(new PaintModel);
    model->site_ = site ? std::move(site) : std::make_shared<const Site>();
    LayerContext context;
    context.red_line = red_line(*model->site_);
    model->study_areas_ = areas_of(context.red_line);
    context.study_areas = model->study_areas_;
    for (const LayerPtr& layer : model->site_->layers) {
        if (layer->role == Role::study_area) context.study_layers.push_back(layer);
        if (layer->role == Role::building || layer->role == Role::barrier)
            context.host_layers.push_back(layer);
    }
    for (const LayerPtr& layer : model->site_->layers) {
        if (!layer->visible) continue;
        std::shared_ptr<const PaintLayer> painted;
        if (previous)
            for (const auto& old : previous->layers_)
                if (old->source == layer && old->context == depends_on(*layer, context)) painted = old;
        if (!painted) painted = build_paint_layer(layer, context, picture_of(*layer, previous));
        model->box_.add(painted->box);
        model->layers_.push_back(std::move(painted));
    }
    return model;
}

FeaturePtr PaintModel::feature_at(Point p, double radius_m) const {
    const Box around = Box{p.x, p.y, p.x, p.y}.grown(radius_m);
    FeaturePtr best;
    int best_rank = -1;
    for (const auto& layer : layers_) {
        const bool underlay = layer->source->role == Role::underlay;
        for (const Batch& batch : layer->batches) {
            // Areas of the study lie over everything but are picked last of all but underlays.
            const bool study = layer->source->role == Role::study_area;
            const int rank = underlay ? 0 : study ? 1 : 2 + static_cast<int>(batch.symbol);
            if (rank < best_rank) continue;
            for (const std::uint32_t i : batch.index.query(around)) {
                const PaintItem& item = batch.items[i];
                const FeaturePtr& feature = layer->source->features[item.feature];
                if (hit(item, feature->geometry, p, radius_m)) {
                    best = feature;
                    best_rank = rank;
                }
            }
        }
    }
    return best;
}

std::vector<FeaturePtr> PaintModel::features_in(const Box& box) const {
    std::vector<FeaturePtr> found;
    const Geometry window = rectangle(box);
    for (const auto& layer : layers_) {
        if (layer->source->role == Role::underlay) continue;
        for (const Batch& batch : layer->batches)
            for (const std::uint32_t i : batch.index.query(box)) {
                const FeaturePtr& feature = layer->source->features[batch.items[i].feature];
                const Box extent = feature->geometry.box();
                const bool within =
                    box.contains({extent.xmin, extent.ymin}) && box.contains({extent.xmax, extent.ymax});
                if (within || meets(feature->geometry, window)) found.push_back(feature);
            }
    }
    return found;
}

} // namespace prospect::render
