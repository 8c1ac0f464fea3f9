#include "analysis/scene/obstacles.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/clip.h"
#include "analysis/scene/notes.h"
#include "geometry/base/tolerances.h"
#include "geometry/index/spatial_index.h"

#include <algorithm>
#include <map>

namespace prospect::scene {

namespace {

// Ground that differs by less is flat for somebody who looks over it.
constexpr double flat_ground_m = 1.0;

class Builder {
public:
    Builder(const Site& site, const TimeContext& time, bool with_notes)
        : site_(site), time_(time), with_notes_(with_notes) {}

    Obstacles build() {
        add_solids(Role::building);
        add_solids(Role::barrier);
        add_solids(Role::planting);
        add_trees();
        cut_openings();
        add_ground_note();
        const auto defaults = reader_.notes();
        made_.notes.insert(made_.notes.begin(), defaults.begin(), defaults.end());
        return std::move(made_);
    }

private:
    std::vector<FeaturePtr> present_features(Role role) const {
        std::vector<FeaturePtr> found;
        for (const auto& [layer, feature] : site_.features(role))
            if (present(*feature, time_.phase) && !feature->geometry.empty()) found.push_back(feature);
        return found;
    }

    void add_solids(Role role) {
        std::size_t points = 0;
        for (const FeaturePtr& feature : present_features(role)) {
            if (feature->geometry.kind == GeometryKind::point) {
                ++points;
                continue;
            }
            Obstacle obstacle{feature->id, role, feature->geometry};
            normalise(obstacle.geometry);
            obstacle.top_m = top_of(role, *feature);
            if (role != Role::planting) obstacle.base_m = reader_.number(role, *feature, "base_m");
            if (role != Role::building) obstacle.opacity = reader_.number(role, *feature, "opacity");
            made_.obstacles.push_back(std::move(obstacle));
        }
        if (points > 0)
            made_.notes.push_back({Note::Level::info, "points_do_not_block",
                                   std::to_string(points) + " " + plural_in_text(role) +
                                       " drawn as points, such as bollards, do not block sight"});
    }

    double top_of(Role role, const Feature& feature) {
        if (role != Role::planting) return reader_.number(role, feature, "height_m");
        const auto mature = AttributeReader::own_number(feature, "mature_m");
        if (mature && time_.phase == Phase::mature) return *mature;
        const double now = reader_.number(role, feature, "height_m");
        if (!mature || *mature <= now) return now;
        return now + (*mature - now) * std::min(1.0, time_.growth_year / planting_matures_years);
    }

    void add_trees() {
        std::size_t bare = 0;
        const bool in_leaf = time_.season == Season::summer;
        for (const FeaturePtr& tree : present_features(Role::tree)) {
            Crown crown{.feature = tree->id};
            crown.base_m = reader_.number(Role::tree, *tree, "clear_stem_m");
            crown.top_m = reader_.number(Role::tree, *tree, "height_m");
            if (time_.growth_year > 0)
                crown.top_m += time_.growth_year * reader_.number(Role::tree, *tree, "growth_m_per_year");
            crown.radius_m = reader_.number(Role::tree, *tree, "crown_m") / 2;
            crown.opacity =
                reader_.number(Role::tree, *tree, in_leaf ? "opacity_leaf_on" : "opacity_leaf_off");
            if (crown.top_m <= crown.base_m || crown.radius_m <= 0) {
                ++bare;
                continue;
            }
            for (const Point& stem : tree->geometry.points) {
                crown.center = stem;
                made_.crowns.push_back(crown);
            }
        }
        if (bare > 0)
            made_.notes.push_back(
                {Note::Level::warning, "trees_without_crown",
                 std::to_string(bare) +
                     " trees are no taller than their clear stem or have no crown: they do not "
                     "block sight"});
    }

    struct Host {
        Geometry geometry;
        std::optional<std::size_t> obstacle; // of a barrier: what is cut
    };

    // Edges an opening may belong to: barriers, buildings, zones.
    std::vector<Host> hosts() const {
        std::vector<Host> found;
        for (std::size_t i = 0; i < made_.obstacles.size(); ++i) {
            const Obstacle& obstacle = made_.obstacles[i];
            if (obstacle.role == Role::barrier)
                found.push_back({obstacle.geometry, i});
            else if (obstacle.role == Role::building)
                found.push_back({obstacle.geometry, std::nullopt});
        }
        for (const FeaturePtr& zone : present_features(Role::zone))
            found.push_back({zone->geometry, std::nullopt});
        return found;
    }

    // The middle of each part of an opening, and its length when drawn as a line, from jamb to jamb.
    static std::vector<Cut> places_of(const Geometry& geometry) {
        std::vector<Cut> places;
        for (std::size_t p = 0; p < geometry.part_count(); ++p) {
            const auto part = geometry.ring(geometry.rings_of_part(p).first);
            const Geometry line = Geometry::make_line(part);
            places.push_back({label_point(line), length(line)});
        }
        return places;
    }

    // Asked for only where it counts: an unused default is no assumption of the result.
    double width_of(const Feature& opening, double drawn_m) {
        const auto own = AttributeReader::own_number(opening, "width_m");
        const double width =
            drawn_m > 0 && !own ? drawn_m : reader_.number(Role::opening, opening, "width_m");
        return std::max(width, 0.0);
    }

    void cut_openings() {
        const std::vector<Host> all = hosts();
        std::vector<Box> boxes;
        for (const Host& host : all)
            boxes.push_back(host.geometry.box().grown(tolerance::opening_host_m));
        const SpatialIndex index(boxes);
        std::map<std::size_t, std::vector<Cut>> cuts; // by obstacle
        std::vector<Note> homeless;
        std::size_t in_buildings = 0;
        for (const FeaturePtr& opening : present_features(Role::opening)) {
            const bool clear = reader_.text(Role::opening, *opening, "kind") == "gap" ||
                               reader_.text(Role::opening, *opening, "control") == "open";
            if (!clear && !with_notes_) continue;
            for (const Cut& place : places_of(opening->geometry)) {
                bool hosted = false;
                std::vector<std::size_t> barriers;
                for (const std::uint32_t i :
                     index.query({place.center.x, place.center.y, place.center.x, place.center.y})) {
                    if (!near_edge(all[i], place.center)) continue;
                    hosted = true;
                    if (all[i].obstacle) barriers.push_back(*all[i].obstacle);
                }
                if (!hosted) homeless.push_back(homeless_note(*opening, place.center));
                if (!clear || !hosted) continue;
                in_buildings += barriers.empty() ? 1 : 0;
                const double width_m = barriers.empty() ? 0 : width_of(*opening, place.width_m);
                for (const std::size_t barrier : barriers)
                    cuts[barrier].push_back({place.center, width_m});
            }
        }
        apply(cuts);
        add_opening_notes(homeless, in_buildings);
    }

    // A gate is often drawn in the middle of a wide hedge, so the inside of a barrier counts as on it.
    static bool near_edge(const Host& host, Point p) {
        return edge_distance(host.geometry, p) <= tolerance::opening_host_m ||
               (host.obstacle && contains(host.geometry, p));
    }

    void apply(const std::map<std::size_t, std::vector<Cut>>& cuts) {
        for (const auto& [i, list] : cuts) {
            Geometry& geometry = made_.obstacles[i].geometry;
            if (geometry.kind == GeometryKind::line)
                geometry = cut_lines(geometry, list);
            else
                for (const Cut& cut : list)
                    geometry = cut_polygon(geometry, cut);
        }
    }

    Note homeless_note(const Feature& opening, Point place) const {
        return {Note::Level::warning, "opening_without_host",
                "the opening" + (opening.name.empty() ? std::string{} : " \"" + opening.name + "\"") +
                    " at " + place_text(site_.frame, place) +
                    " lies more than 0.5 m from every barrier, building and zone edge and interrupts none",
                place, opening.id};
    }

    void add_opening_notes(const std::vector<Note>& homeless, std::size_t in_buildings) {
        add_merged(made_.notes, homeless,
                   "openings lie on no barrier, building or zone edge and interrupt none", site_.frame);
        if (in_buildings > 0)
            made_.notes.push_back(
                {Note::Level::info, "openings_without_effect",
                 std::to_string(in_buildings) +
                     " open doors and gaps in building or zone edges change no view: the inside of "
                     "a building is solid, a zone edge blocks nothing"});
    }

    void add_ground_note() {
        const Field* terrain = site_.raster(Role::terrain);
        if (!terrain) return;
        const FieldStatistics ground = statistics(*terrain);
        if (ground.max - ground.min > flat_ground_m)
            made_.notes.push_back(
                {Note::Level::info, "flat_view",
                 "the ground differs by " + std::to_string(std::lround(ground.max - ground.min)) +
                     " m over the terrain given; sight in the horizontal plane takes it as flat"});
    }

    const Site& site_;
    const TimeContext& time_;
    bool with_notes_;
    AttributeReader reader_;
    Obstacles made_;
};

} // namespace

Obstacles obstacles_of(const Site& site, const TimeContext& time, bool with_notes) {
    return Builder(site, time, with_notes).build();
}

} // namespace prospect::scene
