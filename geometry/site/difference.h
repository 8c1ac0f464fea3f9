// A newer drawing of a place that is there already, as changes of that place: what makes an option of it.
#pragma once

#include "geometry/base/progress.h"
#include "geometry/site/site.h"

#include <span>
#include <string>
#include <vector>

namespace prospect {

// What a source layer brings, in the site's frame. Without features: the file has the layer and nothing lies
// on it.
struct IncomingLayer {
    std::string file;         // file name
    std::string source_layer; // its name there
    std::string name;         // what a layer of the site made from it would be called
    Role role = Role::underlay;
    bool visible = true;
    std::vector<FeaturePtr> features;
};

// Features of all roles but `underlay`, whose changes are counted together.
struct DifferenceCounts {
    std::size_t unchanged = 0;
    std::size_t changed = 0; // moved, reshaped or described otherwise
    std::size_t added = 0;
    std::size_t removed = 0;
    std::size_t drawing_only = 0;
    bool operator==(const DifferenceCounts&) const = default;
};

struct Difference {
    std::vector<SiteChangeStep> steps;
    DifferenceCounts counts;
    std::vector<std::string> notes; // counts, what was kept and why, what cannot be decided
};

// The steps that lead from the existing place to what the files show. Features are matched by role
// (feature_match.h); a partner keeps its id and its layer.
// - Its shape changes when it is not the same_shape(); a value or name when the file gives another. What the
//   file is silent about stays: it does not unsay a height given by hand. Free attributes stay as they are.
// - A feature without partner is new: on the layer of the site that its source layer became, else on a new
//   layer. Its id is its own unless the site has that already.
// - A feature of the existing place is removed when no new one is its partner and the files would show it: it
//   came from a file, its source layer (layer_key) is among theirs with features of its role or with none at
//   all, and its box meets that of all they show, grown by tolerance::drawing_margin_m. Annotations and
//   incidents are never removed. Everything else stays and is counted in a note.
// `name` (of the option) goes into the ids of new layers. Order of the steps and all ids are the same on
// every run.
Difference difference(const Site& existing, std::span<const IncomingLayer> incoming, const std::string& name,
                      const Progress& progress = {});

} // namespace prospect
