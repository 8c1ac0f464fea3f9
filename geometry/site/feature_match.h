// Which thing of a newer drawing is which thing of an older one.
#pragma once

#include "geometry/base/progress.h"
#include "geometry/site/feature.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace prospect {

// The source layer as two files of one plan name it: empty where a file with one layer gives its own name.
std::string layer_key(const Source& source);

// Whether both say the same, however a number is written: 1, 1.0 and true; texts by every letter.
bool same_value(const Value& a, const Value& b);

// Whether both show the same thing at the same place: the same parts and rings, vertices no further apart
// than tolerance::same_shape_m. A polygon may begin at another vertex; heights count where both have them.
bool same_shape(const Geometry& a, const Geometry& b);

// How much two shapes of one kind are alike, 0 to 1. Areas: what they share of what both cover. Lines and
// points: 1 where they coincide, falling to 0 at twice tolerance::same_thing_m, averaged along both and the
// lesser taken. 0 for shapes of different kinds.
double likeness(const Geometry& a, const Geometry& b);

struct FeatureMatch {
    // For each new feature the place of its partner among the old ones; no old one is named twice.
    std::vector<std::optional<std::size_t>> partner;
    // New features that may be one of several old ones, or the other way round: left without partner.
    std::vector<std::size_t> undecided;
    // Layers (layer_key) whose ids name other things than before: matched by shape alone.
    std::set<std::string> renumbered;
};

// Matches features of one role, each at most once, the same on every run:
// 1. same id and same shape; 2. same shape, the one with most attributes in common first; 3. same id, unless
// in that layer steps 1 and 2 spoke against the ids more often than for them; 4. the most alike, from
// tolerance::same_thing_share (points: tolerance::same_thing_m) on, where nothing else is nearly as much so.
// The id is the feature's own, else layer_key and the source's id where that is unique on both sides.
// Cost: O(n log n) for what has not changed; what has is compared with its neighbours only.
FeatureMatch match_features(std::span<const FeaturePtr> existing, std::span<const FeaturePtr> incoming,
                            const Progress& progress = {});

} // namespace prospect
