// Digests of what a result depends on: the same content, the same bits.
#pragma once

#include "analysis/engine/analysis.h"
#include "geometry/base/sha256.h"

#include <array>
#include <span>

namespace prospect::engine {

// Of the boxes that bound unlimited sight and the default grid.
Digest extent_hash(const Site& site);
// Of the usual values of attributes.
const Digest& defaults_hash();
void add_digest(Sha256& hash, const Digest& digest);
// Of the parts of the time that are used.
void add_time(Sha256& hash, const TimeContext& time, const TimeUse& use);
void add_extent(Sha256& hash, const std::optional<Box>& extent);

// A plan as it is computed on, for many keys of it.
class PlanContent {
public:
    // site: with the scenario of the request applied. Cost: hashing what was not hashed before.
    PlanContent(const Site& site, const Request& request);

    // All that a value computed from the features and rasters of these roles depends on but its method and
    // settings: also the whole time, the extents, the seed and the usual values of attributes.
    void add_to(Sha256& hash, std::span<const Role> roles) const;

private:
    std::array<Digest, role_count> roles_;
    Digest rest_;
};

} // namespace prospect::engine
