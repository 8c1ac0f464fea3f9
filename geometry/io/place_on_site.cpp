#include "geometry/base/error.h"
#include "geometry/io/import.h"
#include "geometry/io/photometry_import.h"
#include "geometry/io/place_as_option.h"
#include "geometry/io/placement.h"
#include "geometry/site/options.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <unordered_set>

namespace prospect::io {

namespace {

// Drawing order from the bottom: grids, drawings, areas, lines, what stands on them.
int height_in_stack(Role role) {
    constexpr std::array order{
        Role::surface,  Role::terrain,  Role::underlay, Role::zone,     Role::planting,   Role::path,
        Role::activity, Role::building, Role::barrier,  Role::opening,  Role::tree,       Role::luminaire,
        Role::camera,   Role::observer, Role::target,   Role::incident, Role::study_area, Role::annotation};
    return static_cast<int>(std::find(order.begin(), order.end(), role) - order.begin());
}

bool has_content(const LayerDraft& layer) {
    return !layer.features.empty() || layer.raster || layer.picture;
}

// Layers of the site that came from the same source.
bool from_source(const Layer& layer, const std::string& file_name, const SourceDraft& draft) {
    // Each page of a PDF is a source of its own.
    if (draft.plan) {
        const std::string& page = draft.plan->page;
        if (layer.picture) return layer.picture->source == file_name && layer.picture->page == page;
        return std::any_of(layer.features.begin(), layer.features.end(), [&](const FeaturePtr& feature) {
            return feature->source.file == file_name && feature->source.layer == page + " lines";
        });
    }
    if (layer.raster)
        return std::any_of(draft.layers.begin(), draft.layers.end(), [&](const LayerDraft& other) {
            return other.raster && other.role == layer.role && layer.raster->name == other.source_layer;
        });
    return std::any_of(layer.features.begin(), layer.features.end(),
                       [&](const FeaturePtr& feature) { return feature->source.file == file_name; });
}

// Joins placed drafts to the site: one layer for each source layer and role, or the one it replaces.
class Joiner {
public:
    Joiner(const Site& site, const ImportOptions& options, ImportOutcome& outcome)
        : site_(site), options_(options), outcome_(outcome) {
        for (const LayerPtr& layer : site.layers)
            for (const FeaturePtr& feature : layer->features)
                ids_.insert(feature->id);
    }

    // Throws Error(usage) when another source of this import has its name.
    void check_name(const SourceDraft& draft);
    // Throws Error(usage) as well when the source is present and must not be replaced.
    void check(const SourceDraft& draft);
    void join(SourceDraft draft);
    void finish();

private:
    struct Old {
        LayerPtr layer;
        std::string source_layer;
        bool used = false;
    };
    std::vector<Old> layers_of(const SourceDraft& draft) const;
    static Old* successor(std::vector<Old>& old, const LayerDraft& draft);
    void settle_id(Feature& feature);
    LayerPtr make_layer(LayerDraft draft, const std::string& file_name, const Old* old);
    std::string free_name(const std::string& wanted) const;

    const Site& site_;
    const ImportOptions& options_;
    ImportOutcome& outcome_;

    std::vector<Uuid> removed_;
    std::vector<LayerPtr> added_;
    std::vector<std::string> files_; // checked so far
    std::unordered_set<Uuid> ids_;   // of features that stay or were added
};

void Joiner::check_name(const SourceDraft& draft) {
    const std::string name = draft.file.filename().string();
    if (std::find(files_.begin(), files_.end(), name) != files_.end())
        throw Error(ErrorCode::usage, "two sources of this import are called " + name,
                    "name it once, or rename one of them: sources are told apart by their file names");
    files_.push_back(name);
}

void Joiner::check(const SourceDraft& draft) {
    check_name(draft);
    const std::string name = draft.file.filename().string();
    if (!outcome_.option.empty()) return check_for_option(draft);
    if (options_.replace) return;
    for (const LayerPtr& layer : site_.layers)
        if (from_source(*layer, name, draft))
            throw Error(ErrorCode::usage, name + " is already in the site (layer \"" + layer->name + "\")",
                        "add --force to replace its layers; ids stay");
}

std::vector<Joiner::Old> Joiner::layers_of(const SourceDraft& draft) const {
    const std::string name = draft.file.filename().string();
    std::vector<Old> old;
    for (const LayerPtr& layer : site_.layers) {
        if (!from_source(*layer, name, draft)) continue;
        std::string source_layer = layer->name;
        for (const FeaturePtr& feature : layer->features)
            if (feature->source.file == name) {
                source_layer = feature->source.layer;
                break;
            }
        old.push_back({layer, source_layer, false});
    }
    return old;
}

Joiner::Old* Joiner::successor(std::vector<Old>& old, const LayerDraft& draft) {
    const Role role = draft.role.value_or(Role::underlay);
    for (Old& candidate : old)
        if (!candidate.used && candidate.layer->role == role && !draft.picture == !candidate.layer->picture &&
            (candidate.source_layer == draft.source_layer || draft.picture ||
             (draft.raster && candidate.layer->raster)))
            return &candidate;
    return nullptr;
}

std::string Joiner::free_name(const std::string& wanted) const {
    Site probe;
    for (const LayerPtr& layer : site_.layers)
        if (std::find(removed_.begin(), removed_.end(), layer->id) == removed_.end())
            probe.layers.push_back(layer);
    probe.layers.insert(probe.layers.end(), added_.begin(), added_.end());
    return unique_layer_name(probe, wanted);
}

// A file that holds features of this site (an export of it) must not bring their ids a second time.
void Joiner::settle_id(Feature& feature) {
    const std::string name = feature.source.file + "\n" + feature.source.layer + "\n" + feature.source.id;
    const Uuid wanted = feature.id;
    for (int copy = 1; !ids_.insert(feature.id).second; ++copy)
        feature.id = Uuid::from_name("again\n" + name + "\n" + std::to_string(copy));
    if (feature.id != wanted)
        outcome_.report.add_reason("its id is in the site already; it got a new one",
                                   feature.source.layer + " " + feature.source.id,
                                   outcome_.frame.to_full(feature.geometry.points.front()));
}

LayerPtr Joiner::make_layer(LayerDraft draft, const std::string& file_name, const Old* old) {
    auto layer = std::make_shared<Layer>();
    layer->role = draft.role.value_or(Role::underlay);
    layer->raster = draft.raster;
    layer->picture = draft.picture;
    std::map<std::string, Uuid> known;
    if (old != nullptr) {
        layer->id = old->layer->id;
        layer->name = old->layer->name;
        layer->visible = old->layer->visible;
        layer->opacity = old->layer->opacity;
        for (const FeaturePtr& feature : old->layer->features)
            if (feature->source.file == file_name)
                known.emplace(feature->source.id, feature->id);
            else
                layer->features.push_back(feature); // drawn by the user on this layer
        for (const FeaturePtr& feature : layer->features)
            ids_.insert(feature->id);
    } else {
        layer->name = free_name(draft.suggested_name);
        layer->visible = draft.visible;
        layer->id = Uuid::from_name("layer\n" + file_name + "\n" + draft.source_layer + "\n" + layer->name);
    }
    for (Feature& feature : draft.features) {
        if (const auto id = known.find(feature.source.id); id != known.end()) feature.id = id->second;
        settle_id(feature);
        layer->features.push_back(std::make_shared<const Feature>(std::move(feature)));
    }
    return layer;
}

void Joiner::join(SourceDraft draft) {
    const std::string name = draft.file.filename().string();
    std::vector<Old> old = layers_of(draft);
    for (const Old& layer : old) {
        removed_.push_back(layer.layer->id);
        for (const FeaturePtr& feature : layer.layer->features)
            ids_.erase(feature->id);
    }
    for (LayerDraft& layer : draft.layers) {
        if (!has_content(layer)) continue;
        Old* const before = successor(old, layer);
        if (before != nullptr) before->used = true;
        added_.push_back(make_layer(std::move(layer), name, before));
    }
    // Features that the user drew on a layer whose source no longer has it.
    for (const Old& layer : old) {
        if (layer.used) continue;
        auto rest = std::make_shared<Layer>(*layer.layer);
        std::erase_if(rest->features,
                      [&](const FeaturePtr& feature) { return feature->source.file == name; });
        for (const FeaturePtr& feature : rest->features)
            ids_.insert(feature->id);
        if (!rest->features.empty()) added_.push_back(rest);
    }
    if (!old.empty())
        outcome_.report.notes.push_back(name +
                                        " was imported before: its layers were replaced, ids are kept");
    outcome_.report.append(draft.report);
}

void Joiner::finish() {
    std::stable_sort(added_.begin(), added_.end(), [](const LayerPtr& a, const LayerPtr& b) {
        return height_in_stack(a->role) < height_in_stack(b->role);
    });
    for (const Uuid& id : removed_)
        outcome_.edit.steps.emplace_back(RemoveLayer{id});
    for (const LayerPtr& layer : added_)
        outcome_.edit.steps.emplace_back(AddLayer{layer});
}

// Calls act with each draft; those it refuses are left out, and said in the outcome.
template <class Act>
void leave_out_refused(std::vector<SourceDraft>& drafts, ImportOutcome& outcome, Act&& act) {
    std::vector<SourceDraft> rest;
    for (SourceDraft& draft : drafts)
        try {
            act(draft);
            rest.push_back(std::move(draft));
        } catch (Error& error) {
            if (error.context().empty()) error.add_context(draft.file.filename().string());
            if (error.code() != ErrorCode::refused && error.code() != ErrorCode::usage) throw;
            outcome.refused.push_back(error);
        }
    drafts = std::move(rest);
}

std::vector<SourceDraft> take_photometry(std::vector<SourceDraft>& drafts) {
    const auto rest = std::stable_partition(drafts.begin(), drafts.end(), is_photometry_source);
    std::vector<SourceDraft> taken(std::make_move_iterator(drafts.begin()), std::make_move_iterator(rest));
    drafts.erase(drafts.begin(), rest);
    return taken;
}

[[noreturn]] void refuse_as_option() {
    throw Error(ErrorCode::refused, "light data alone makes no option: all options share it",
                "add it to the existing place");
}

std::string title_of(const std::vector<SourceDraft>& drafts) {
    if (drafts.size() == 1) return "Import " + drafts.front().file.filename().string();
    return "Import " + std::to_string(drafts.size()) + " files";
}

} // namespace

ImportOutcome place_on_site(const Site& site, std::vector<SourceDraft> drafts, const ImportOptions& options,
                            const Progress& progress, const std::vector<StoredFile>& kept) {
    ImportOutcome outcome;
    outcome.photometries = site.photometries;
    outcome.edit.title = title_of(drafts);
    if (!options.as_option.empty())
        outcome.option = check_new_option(site, options.as_option, options.replace);
    const std::size_t given = drafts.size();
    std::vector<SourceDraft> photometry = take_photometry(drafts);
    Joiner joiner(site, options, outcome);
    Placement placement(site, options, drafts);
    // What has no place of its own waits for the others to say where the site is.
    std::stable_partition(drafts.begin(), drafts.end(),
                          [](const SourceDraft& draft) { return !draft.plan || !draft.plan->unplaced; });
    leave_out_refused(drafts, outcome, [&](SourceDraft& draft) {
        joiner.check(draft);
        placement.admit(draft);
    });
    const bool no_option = !outcome.option.empty() && drafts.empty();
    leave_out_refused(photometry, outcome, [&](const SourceDraft& draft) {
        if (no_option) refuse_as_option();
        joiner.check_name(draft);
        join_photometry(site, draft, options, kept, outcome);
    });
    if (given > 0 && outcome.refused.size() == given) throw AllRefused(std::move(outcome.refused));
    outcome.frame = placement.frame();
    outcome.report.notes.insert(outcome.report.notes.begin(), placement.notes().begin(),
                                placement.notes().end());
    const Progress placing = progress.part(0, outcome.option.empty() ? 1 : 0.5);
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        const auto share = [&](std::size_t k) {
            return static_cast<double>(k) / static_cast<double>(drafts.size());
        };
        placement.place(drafts[i], placing.part(share(i), share(i + 1)));
        if (outcome.option.empty()) joiner.join(std::move(drafts[i]));
    }
    if (!outcome.option.empty()) {
        compare_as_option(site, std::move(drafts), outcome, progress.part(0.5, 1, "comparing"));
        return outcome;
    }
    joiner.finish();
    return outcome;
}

SitePtr with_outcome(const Site& site, const ImportOutcome& outcome) {
    Site framed = site;
    framed.frame = outcome.frame;
    if (!outcome.files.empty()) framed.photometries = outcome.photometries;
    if (outcome.option.empty()) return apply(framed, outcome.edit);
    std::vector<SiteEdit> edits;
    if (!outcome.edit.steps.empty()) edits.push_back(outcome.edit);
    return with_option(framed, outcome.option, std::move(edits));
}

} // namespace prospect::io
