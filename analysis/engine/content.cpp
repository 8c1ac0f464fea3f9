#include "analysis/engine/content.h"

#include "analysis/scene/scene.h"
#include "geometry/base/resources.h"

namespace prospect::engine {

namespace {

void add_box(Sha256& hash, const Box& box) {
    hash.add(box.xmin).add(box.ymin).add(box.xmax).add(box.ymax);
}

} // namespace

Digest extent_hash(const Site& site) {
    Sha256 hash;
    add_box(hash, scene::sight_bounds(site));
    add_box(hash, site.study_box());
    return hash.finish();
}

const Digest& defaults_hash() {
    static const Digest digest = [] {
        Sha256 hash;
        hash.add(read_resource("criteria/defaults.json"));
        return hash.finish();
    }();
    return digest;
}

void add_digest(Sha256& hash, const Digest& digest) {
    hash.add_bytes(digest.data(), digest.size());
}

void add_extent(Sha256& hash, const std::optional<Box>& extent) {
    hash.add(std::uint64_t{extent ? 1U : 0U});
    add_box(hash, extent.value_or(Box{}));
}

void add_time(Sha256& hash, const TimeContext& time, const TimeUse& use) {
    const auto add = [&](bool used, int value) {
        hash.add(std::uint64_t{used ? 1U : 0U}).add(double(used ? value : 0));
    };
    add(use.weekday, time.weekday);
    add(use.band, time.minute);
    add(use.band, static_cast<int>(time.band));
    add(use.season, static_cast<int>(time.season));
    add(use.growth, time.growth_year);
    add(use.phase, static_cast<int>(time.phase));
}

PlanContent::PlanContent(const Site& site, const Request& request) {
    for (const RoleInfo& role : roles())
        roles_[static_cast<std::size_t>(role.role)] = role_hash(site, role.role);
    Sha256 rest;
    add_extent(rest, request.extent);
    rest.add(request.seed);
    add_time(rest, request.time,
             {.band = true, .weekday = true, .season = true, .growth = true, .phase = true});
    add_digest(rest, defaults_hash());
    add_digest(rest, extent_hash(site));
    rest_ = rest.finish();
}

void PlanContent::add_to(Sha256& hash, std::span<const Role> roles) const {
    for (const Role role : roles) {
        hash.add(name_of(role));
        add_digest(hash, roles_[static_cast<std::size_t>(role)]);
    }
    add_digest(hash, rest_);
}

} // namespace prospect::engine
