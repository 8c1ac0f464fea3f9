#include "geometry/io/place_as_option.h"

#include "geometry/base/error.h"
#include "geometry/site/options.h"

#include <algorithm>

namespace prospect::io {

namespace {

bool is_raster(const LayerDraft& layer) {
    return layer.raster || layer.picture;
}

// Layers of which nothing came in are known to be empty, or held only what was skipped.
void add_empty_layers(const SourceDraft& draft, std::vector<IncomingLayer>& layers) {
    const std::string file = draft.file.filename().string();
    const auto add = [&](const std::string& name) {
        layers.push_back({file, name, name, Role::underlay, true, {}});
    };
    for (const std::string& name : draft.empty_layers)
        add(name);
    for (const SourceCount& count : draft.report.sources)
        if (count.read == 0 && !count.layer.empty()) add(count.layer);
}

std::vector<FeaturePtr> shared_on_grid(std::vector<Feature> features) {
    std::vector<FeaturePtr> shared;
    shared.reserve(features.size());
    for (Feature& feature : features) {
        put_on_grid(feature.geometry);
        shared.push_back(std::make_shared<const Feature>(std::move(feature)));
    }
    return shared;
}

} // namespace

std::string check_new_option(const Site& site, const std::string& name, bool replace) {
    if (site.layers.empty())
        throw Error(ErrorCode::usage, "there is no existing place yet that an option could differ from",
                    "import the existing place first");
    if (replace && site.scenario(name)) return name;
    try {
        return checked_option_name(site, name);
    } catch (const Error& error) {
        if (replace || !error.message().starts_with("there is already")) throw;
        throw Error(ErrorCode::usage, error.message(), "choose another name, or add --force to replace it");
    }
}

void check_for_option(const SourceDraft& draft) {
    if (!draft.layers.empty() && std::all_of(draft.layers.begin(), draft.layers.end(), is_raster))
        throw Error(ErrorCode::refused, "a grid or plan picture cannot be part of an option",
                    "add it to the existing place, which all options share");
}

void compare_as_option(const Site& site, std::vector<SourceDraft> drafts, ImportOutcome& outcome,
                       const Progress& progress) {
    std::vector<IncomingLayer> layers;
    for (SourceDraft& draft : drafts) {
        add_empty_layers(draft, layers);
        for (LayerDraft& layer : draft.layers) {
            if (is_raster(layer))
                outcome.report.notes.push_back(draft.file.filename().string() + ": \"" +
                                               layer.suggested_name +
                                               "\" was left out: a grid or plan picture cannot be part of an "
                                               "option");
            else if (!layer.features.empty())
                layers.push_back({draft.file.filename().string(), layer.source_layer, layer.suggested_name,
                                  layer.role.value_or(Role::underlay), layer.visible,
                                  shared_on_grid(std::move(layer.features))});
        }
        outcome.report.append(draft.report);
    }
    Difference made = difference(site, layers, outcome.option, progress);
    outcome.edit.steps = std::move(made.steps);
    outcome.difference = made.counts;
    outcome.report.notes.insert(outcome.report.notes.begin(), made.notes.begin(), made.notes.end());
}

} // namespace prospect::io
