#include "geometry/edits/drawing_check.h"

#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/edits/drawing_parts.h"
#include "geometry/edits/loose_ends.h"
#include "geometry/index/spatial_index.h"
#include "geometry/kernel/shape_operations.h"
#include "geometry/site/validate.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace prospect {

namespace {

using drawing::crosses;
using drawing::HostEdges;
using drawing::join_m;
using drawing::snap_m;

constexpr double least_area_m2 = 0.0001;
constexpr double least_length_m = tolerance::on_edge_m;
constexpr double least_overlap_m2 = 0.5;
// What is further from the middle of the plan than this many times the reach of nine tenths of it.
constexpr double far_times = 20;
constexpr double least_far_m = 2000;

bool looked_at(Role role) {
    return role != Role::underlay && role != Role::annotation && role != Role::incident;
}

bool takes(Role role, GeometryKind kind) {
    const auto& kinds = info(role).kinds;
    return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

std::string named(Role role, const Feature& feature) {
    return std::string(info(role).label) + (feature.name.empty() ? "" : " \"" + feature.name + "\"");
}

std::string metres(double value) {
    return as_text(Value(std::round(value * 10) / 10)) + " m";
}

std::string owner_of(const Feature& zone) {
    const Attribute* own = zone.find("ownership");
    return own ? as_text(own->value) : std::string{};
}

// Kerbs stop nobody: where one ends does not matter.
bool is_kerb(const Feature& feature) {
    const Attribute* kind = feature.find("kind");
    return kind && as_text(kind->value) == "kerb";
}

double gap_of(const Geometry& geometry) {
    double gap = 0;
    for (std::size_t r = 0; r < geometry.ring_count(); ++r)
        gap = std::max(gap, distance(geometry.ring(r).front(), geometry.ring(r).back()));
    return gap;
}

bool repeats_points(const Geometry& geometry) {
    for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
        const auto ring = geometry.ring(r);
        for (std::size_t i = 1; i < ring.size(); ++i)
            if (ring[i - 1] == ring[i]) return true;
        if (geometry.kind == GeometryKind::polygon && ring.size() > 1 && ring.front() == ring.back())
            return true;
    }
    return false;
}

// Two lamps on one mast, two cameras on one pole and the windows of several storeys stand at one place and
// are no repeat of each other.
bool says_the_same(const Feature& a, const Feature& b) {
    const auto same = [](const Attribute& one, const Attribute& other) {
        return one.name == other.name && one.value == other.value;
    };
    return a.name == b.name && a.phase_from == b.phase_from && a.phase_to == b.phase_to &&
           std::equal(a.attributes.begin(), a.attributes.end(), b.attributes.begin(), b.attributes.end(),
                      same);
}

// Whether there is a phase in which both are present.
bool meet_in_time(const Feature& a, const Feature& b) {
    const auto ends_before = [](const Feature& one, const Feature& other) {
        return one.phase_to && other.phase_from && *one.phase_to < *other.phase_from;
    };
    return !ends_before(a, b) && !ends_before(b, a);
}

class Checker {
public:
    Checker(const Site& site, const Progress& progress) : site_(site), progress_(progress) {}

    std::vector<DrawingProblem> run() {
        for (const LayerPtr& layer : site_.layers)
            for (const FeaturePtr& feature : layer->features) {
                progress_.checkpoint();
                check_shape(layer->role, *feature);
            }
        add_values();
        progress_.checkpoint();
        check_repeats();
        progress_.checkpoint();
        check_far();
        check_hosts();
        check_loose_ends();
        check_zones();
        return std::move(found_);
    }

private:
    void report(DrawingFault fault, Role role, const Feature& feature, const std::string& what,
                std::string by_hand = {}, const Uuid& other = {}) {
        const Point at = label_point(feature.geometry);
        found_.push_back({fault,
                          named(role, feature) + " " + what,
                          feature.id,
                          other,
                          {},
                          is_finite(at) ? at : Point{},
                          std::move(by_hand)});
    }

    void check_shape(Role role, const Feature& feature) {
        const Geometry& geometry = feature.geometry;
        if (info(role).raster) return;
        if (geometry.empty()) return report(DrawingFault::no_shape, role, feature, "has no shape");
        if (!std::all_of(geometry.points.begin(), geometry.points.end(), is_finite))
            return report(DrawingFault::no_shape, role, feature, "has coordinates that are not numbers");
        if (!looked_at(role)) return;
        if (!takes(role, geometry.kind)) return check_wrong_shape(role, feature);
        const bool flat = geometry.kind == GeometryKind::polygon && std::abs(area(geometry)) < least_area_m2;
        const bool crossing = geometry.kind == GeometryKind::polygon && crosses(geometry);
        if ((flat && !(crossing && area(valid_area(geometry)) >= least_area_m2)) ||
            (geometry.kind == GeometryKind::line && length(geometry) < least_length_m))
            return report(DrawingFault::no_extent, role, feature,
                          flat ? "encloses no area" : "is a line without length");
        if (repeats_points(geometry))
            report(DrawingFault::repeated_points, role, feature, "has one corner twice in a row");
        else if (crossing)
            report(DrawingFault::crosses_itself, role, feature,
                   "has an outline that crosses or touches itself");
    }

    void check_wrong_shape(Role role, const Feature& feature) {
        const Geometry& geometry = feature.geometry;
        if (geometry.kind != GeometryKind::line || !takes(role, GeometryKind::polygon))
            return report(DrawingFault::wrong_shape, role, feature, "cannot be a " + name_of(geometry.kind),
                          "Draw it again, or make its layer another kind of thing.");
        const double gap = gap_of(geometry);
        report(DrawingFault::not_closed, role, feature,
               "has an outline that does not close: " + metres(gap) + " are missing",
               gap <= join_m && geometry.points.size() > 2
                   ? ""
                   : "Move its ends together, or draw the missing side.");
    }

    void add_values() {
        for (const Problem& one : validate(site_)) {
            if (one.code == "repeated_id")
                found_.push_back({DrawingFault::repeated_id,
                                  one.message,
                                  one.feature,
                                  {},
                                  {},
                                  one.place,
                                  "Delete one of the two and draw it again."});
            if (one.code != "wrong_type" && one.code != "unknown_choice" && one.code != "value_out_of_range")
                continue;
            found_.push_back(
                {DrawingFault::impossible_value, one.message, one.feature, {}, {}, one.place, {}});
            found_.back().attribute = one.attribute;
        }
    }

    void check_repeats() {
        std::map<std::pair<Role, std::vector<double>>, std::vector<const Feature*>> seen;
        for (const LayerPtr& layer : site_.layers) {
            if (!looked_at(layer->role)) continue;
            for (const FeaturePtr& feature : layer->features) {
                if (feature->geometry.empty()) continue;
                std::vector<double> shape;
                for (const Point p : feature->geometry.points) {
                    shape.push_back(p.x);
                    shape.push_back(p.y);
                }
                auto& here = seen[std::pair(layer->role, std::move(shape))];
                const auto first = std::find_if(here.begin(), here.end(), [&](const Feature* other) {
                    return says_the_same(*feature, *other);
                });
                if (first == here.end())
                    here.push_back(feature.get());
                else
                    report(DrawingFault::drawn_twice, layer->role, *feature, "is drawn twice at one place",
                           {}, (*first)->id);
            }
        }
    }

    void check_far() {
        std::vector<double> xs;
        std::vector<double> ys;
        for_all_shapes([&](Role, const Feature& feature) {
            xs.push_back(label_point(feature.geometry).x);
            ys.push_back(label_point(feature.geometry).y);
        });
        if (xs.size() < 10) return;
        std::sort(xs.begin(), xs.end());
        std::sort(ys.begin(), ys.end());
        const auto at = [](const std::vector<double>& sorted, double share) {
            return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
        };
        const Point middle{at(xs, 0.5), at(ys, 0.5)};
        const double reach = std::max({at(xs, 0.95) - at(xs, 0.05), at(ys, 0.95) - at(ys, 0.05), 1.0});
        const double most = std::max(least_far_m, far_times * reach);
        for_all_shapes([&](Role role, const Feature& feature) {
            const double away = distance(label_point(feature.geometry), middle);
            if (away > most)
                report(DrawingFault::far_away, role, feature,
                       "lies " + as_text(Value(std::round(away / 100) / 10)) +
                           " km from the rest of the plan",
                       "Delete it, or add its file again with the right map grid.");
        });
    }

    template <class Act>
    void for_all_shapes(Act&& act) {
        for (const LayerPtr& layer : site_.layers) {
            if (!looked_at(layer->role)) continue;
            for (const FeaturePtr& feature : layer->features)
                if (!feature->geometry.empty() && is_finite(label_point(feature->geometry)))
                    act(layer->role, *feature);
        }
    }

    void check_hosts() {
        const auto openings = site_.features(Role::opening);
        if (openings.empty()) return;
        const HostEdges hosts(site_);
        for (const auto& [layer, opening] : openings) {
            progress_.checkpoint();
            if (opening->geometry.empty()) continue;
            const Point at = label_point(opening->geometry);
            if (!is_finite(at) || hosts.nearest(at, tolerance::opening_host_m)) continue;
            report(DrawingFault::no_host, Role::opening, *opening,
                   "stands in no wall, fence or edge of an area",
                   opening->geometry.kind == GeometryKind::point && hosts.nearest(at, snap_m)
                       ? ""
                       : "Move it onto the wall or fence it belongs to, or draw that.");
        }
    }

    void check_loose_ends() {
        std::vector<StandingShape> shapes;
        for (const Role role : {Role::building, Role::barrier})
            for (const auto& [layer, feature] : site_.features(role))
                if (feature->geometry.kind == GeometryKind::polygon ||
                    (feature->geometry.kind == GeometryKind::line && role == Role::barrier &&
                     !is_kerb(*feature)))
                    shapes.push_back({feature, &feature->geometry});
        for (const LooseEnd& loose : loose_ends(shapes, tolerance::barrier_end_gap_m)) {
            const LooseEnd::Near& near = loose.near.front();
            if (near.gap_m <= tolerance::close_ring_m) continue; // rounding
            const bool at_building = std::any_of(shapes.begin(), shapes.end(), [&](const StandingShape& one) {
                return one.thing == near.thing && one.shape->kind == GeometryKind::polygon;
            });
            report(DrawingFault::drawn_short, Role::barrier, *loose.barrier,
                   "ends " + std::to_string(std::lround(near.gap_m * 100)) + " cm short of " +
                       (near.thing->name.empty() ? std::string(at_building ? "a wall" : "another barrier")
                                                 : "\"" + near.thing->name + "\""),
                   {}, near.thing->id);
            found_.back().place = loose.end;
        }
    }

    void check_zones() {
        std::vector<FeaturePtr> zones;
        std::vector<Box> boxes;
        for (const auto& [layer, zone] : site_.features(Role::zone)) {
            if (zone->geometry.kind != GeometryKind::polygon || owner_of(*zone).empty()) continue;
            zones.push_back(zone);
            boxes.push_back(zone->geometry.box());
        }
        const SpatialIndex index(boxes);
        for (std::size_t i = 0; i < zones.size(); ++i)
            for (const std::uint32_t j : index.query(boxes[i])) {
                if (j <= i || owner_of(*zones[i]) == owner_of(*zones[j])) continue;
                if (!meet_in_time(*zones[i], *zones[j])) continue;
                progress_.checkpoint();
                double left = 0;
                for (const Geometry& piece : without_areas(zones[i]->geometry, {&zones[j]->geometry, 1}))
                    left += area(piece);
                const double both = area(zones[i]->geometry) - left;
                if (both < least_overlap_m2) continue;
                const bool first = area(zones[i]->geometry) >= area(zones[j]->geometry);
                const Feature& larger = first ? *zones[i] : *zones[j];
                const Feature& smaller = first ? *zones[j] : *zones[i];
                report(DrawingFault::zones_overlap, Role::zone, larger,
                       "and " + named(Role::zone, smaller) + " overlap by " +
                           std::to_string(std::lround(both)) + " m2 and have different owners",
                       {}, smaller.id);
            }
    }

    const Site& site_;
    Progress progress_;
    std::vector<DrawingProblem> found_;
};

} // namespace

std::string_view name_of(DrawingFault fault) {
    static constexpr std::string_view names[drawing_fault_count] = {
        "no_shape",         "no_extent",   "repeated_points", "crosses_itself", "not_closed",
        "wrong_shape",      "drawn_twice", "far_away",        "no_host",        "zones_overlap",
        "impossible_value", "repeated_id", "drawn_short"};
    return names[static_cast<std::size_t>(fault)];
}

std::vector<DrawingProblem> check_drawing(const Site& site, const Progress& progress) {
    return Checker(site, progress).run();
}

} // namespace prospect
