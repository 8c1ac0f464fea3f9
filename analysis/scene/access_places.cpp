#include "analysis/scene/access_places.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/zones.h"
#include "geometry/base/tolerances.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>

namespace prospect::scene {

namespace {

constexpr double thin_m = tolerance::opening_host_m;

using Region = std::uint32_t;

Box around(Point p) {
    return Box{p.x, p.y, p.x, p.y};
}

double length_of(const Segment& segment) {
    return distance(segment.a, segment.b);
}

class Sets {
public:
    explicit Sets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }
    Region of(Region i) {
        while (parent_[i] != i)
            i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    // The second becomes part of the first.
    void join(Region into, Region other) { parent_[of(other)] = of(into); }

private:
    std::vector<Region> parent_;
};

// What a region is before regions are put together.
struct Ground {
    FeaturePtr zone;
    FeaturePtr building;
    bool solid = false;
    bool operator==(const Ground&) const = default;
};

class Builder {
public:
    Builder(const Scene& scene, const kernel::PlaneRegions& regions, const AccessLines& lines)
        : scene_(scene), regions_(regions), lines_(lines), sets_(regions.regions().size()), zones_(scene) {}

    AccessPlaces build() {
        find_ground();
        for (const auto& border : borders())
            made_.between.push_back(between(border));
        join_alike();
        join_thin();
        number_places();
        return std::move(made_);
    }

private:
    const std::vector<kernel::PlaneRegions::Border>& borders() const { return regions_.borders(); }

    void find_ground() {
        std::set<Uuid> standing;
        for (const AccessLine& line : lines_.lines)
            standing.insert(line.thing->id);
        std::vector<FeaturePtr> buildings;
        std::vector<Box> boxes;
        for (const auto& [layer, feature] : scene_.site().features(Role::building))
            if (standing.contains(feature->id)) {
                buildings.push_back(feature);
                boxes.push_back(feature->geometry.box());
            }
        const SpatialIndex building_index(boxes);
        boxes.clear();
        for (const Geometry& solid : lines_.solids)
            boxes.push_back(solid.box());
        const SpatialIndex solid_index(boxes);
        std::map<Uuid, FeaturePtr> zones;
        for (const auto& [layer, feature] : scene_.site().features(Role::zone))
            zones.emplace(feature->id, feature);
        for (const auto& region : regions_.regions()) {
            Ground ground;
            if (const Feature* zone = zones_.at(region.inside)) ground.zone = zones.at(zone->id);
            for (const std::uint32_t i : building_index.query(around(region.inside)))
                if (!ground.building && contains(buildings[i]->geometry, region.inside))
                    ground.building = buildings[i];
            if (zones_.owners_at(region.inside) > 1) {
                made_.several_owners_m2 += region.area_m2;
                if (!made_.several_owners_at) made_.several_owners_at = region.inside;
            }
            for (const std::uint32_t i : solid_index.query(around(region.inside)))
                ground.solid = ground.solid || contains(lines_.solids[i], region.inside);
            ground_.push_back(std::move(ground));
        }
    }

    Between between(const kernel::PlaneRegions::Border& border) const {
        using enum AccessLine::Kind;
        Between found{Between::Kind::zone_edge, nullptr, length_of(border.piece)};
        if (border.lines.empty()) found.kind = Between::Kind::blocked;
        for (const std::uint32_t i : border.lines) {
            const AccessLine& line = lines_.lines[i];
            if (line.kind == wall) found.kind = Between::Kind::blocked;
            if (found.kind == Between::Kind::blocked) break;
            if (line.kind == leaf && found.kind != Between::Kind::leaf) {
                found.kind = Between::Kind::leaf;
                found.thing = line.thing;
            }
            if (line.kind == gap && found.kind == Between::Kind::zone_edge) {
                found.kind = Between::Kind::gap;
                found.thing = line.thing;
            }
        }
        return found;
    }

    void join_alike() {
        for (std::size_t b = 0; b < made_.between.size(); ++b) {
            const auto& border = borders()[b];
            if (made_.between[b].kind == Between::Kind::zone_edge &&
                ground_[border.left] == ground_[border.right])
                sets_.join(border.left, border.right);
        }
    }

    // Thin pieces of ground, the smallest first, become part of what they are most open to.
    void join_thin() {
        const std::size_t count = ground_.size();
        std::vector<double> area(count, 0);
        std::vector<double> rim(count, 0);
        std::vector<std::vector<std::uint32_t>> of(count); // borders, by set
        for (Region r = 0; r < count; ++r)
            area[sets_.of(r)] += regions_.regions()[r].area_m2;
        for (std::uint32_t b = 0; b < made_.between.size(); ++b) {
            const Region left = sets_.of(borders()[b].left);
            const Region right = sets_.of(borders()[b].right);
            if (left == right) continue;
            rim[left] += made_.between[b].length_m;
            rim[right] += made_.between[b].length_m;
            of[left].push_back(b);
            of[right].push_back(b);
        }
        std::vector<Region> thin;
        for (Region r = 0; r < count; ++r)
            if (sets_.of(r) == r && !ground_[r].solid && !at_rim(r) && 2 * area[r] < thin_m * rim[r])
                thin.push_back(r);
        std::stable_sort(thin.begin(), thin.end(), [&](Region a, Region b) { return area[a] < area[b]; });
        for (const Region r : thin) {
            const auto into = most_open_to(r, of[r]);
            if (!into) {
                ground_[r].solid = true;
                continue;
            }
            const Region root = sets_.of(*into);
            sets_.join(root, r);
            of[root].insert(of[root].end(), of[r].begin(), of[r].end());
        }
    }

    bool at_rim(Region region) const { return regions_.regions()[region].at_rim; }

    std::optional<Region> most_open_to(Region region, const std::vector<std::uint32_t>& its_borders) {
        std::map<std::pair<bool, Region>, double> open_m; // first across nothing, then across a leaf or gap
        for (const std::uint32_t b : its_borders) {
            if (made_.between[b].kind == Between::Kind::blocked) continue;
            const Region left = sets_.of(borders()[b].left);
            const Region right = sets_.of(borders()[b].right);
            if (left == right) continue;
            open_m[{made_.between[b].kind != Between::Kind::zone_edge,
                    left == sets_.of(region) ? right : left}] += made_.between[b].length_m;
        }
        std::optional<Region> best;
        double longest = 0;
        for (const auto& [key, metres] : open_m) {
            if (best && key.first && !open_m.begin()->first.first) break;
            if (metres > longest) {
                longest = metres;
                best = key.second;
            }
        }
        return best;
    }

    void number_places() {
        const std::size_t count = ground_.size();
        std::vector<std::uint32_t> number(count, 0);
        std::vector<double> largest;
        made_.place_of_region.resize(count);
        for (Region r = 0; r < count; ++r)
            if (sets_.of(r) == r) {
                number[r] = static_cast<std::uint32_t>(made_.places.size());
                AccessPlace place;
                place.zone = ground_[r].zone;
                place.building = ground_[r].building;
                place.solid = ground_[r].solid;
                if (place.zone) place.ownership = ownership_of(*place.zone);
                made_.places.push_back(std::move(place));
                largest.push_back(0);
            }
        for (Region r = 0; r < count; ++r) {
            const std::uint32_t p = made_.place_of_region[r] = number[sets_.of(r)];
            const auto& region = regions_.regions()[r];
            made_.places[p].area_m2 += region.area_m2;
            made_.places[p].at_rim = made_.places[p].at_rim || region.at_rim;
            if (region.area_m2 > largest[p]) {
                largest[p] = region.area_m2;
                made_.places[p].inside = region.inside;
            }
        }
    }

    const Scene& scene_;
    const kernel::PlaneRegions& regions_;
    const AccessLines& lines_;
    Sets sets_;
    Zones zones_;
    std::vector<Ground> ground_; // by region
    AccessPlaces made_;
};

} // namespace

Ownership ownership_of(const Feature& zone) {
    constexpr std::array<std::pair<std::string_view, Ownership>, 5> known{
        {{"public", Ownership::public_realm},
         {"semi_public", Ownership::semi_public},
         {"semi_private", Ownership::semi_private},
         {"private", Ownership::private_ground},
         {"restricted", Ownership::restricted}}};
    const std::string text = AttributeReader::own_text(zone, "ownership");
    for (const auto& [word, ownership] : known)
        if (word == text) return ownership;
    return Ownership::none;
}

std::string_view name_of(Ownership ownership) {
    constexpr std::array<std::string_view, 6> names{"",        "public",    "semi_public", "semi_private",
                                                    "private", "restricted"};
    return names[static_cast<std::size_t>(ownership)];
}

AccessPlaces access_places(const Scene& scene, const kernel::PlaneRegions& regions,
                           const AccessLines& lines) {
    return Builder(scene, regions, lines).build();
}

} // namespace prospect::scene
