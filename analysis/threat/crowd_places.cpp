#include "analysis/threat/crowd_places.h"

#include "analysis/scene/access_lines.h"
#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/clip.h"
#include "analysis/scene/study_area.h"
#include "geometry/base/edges.h"
#include "geometry/kernel/shape_operations.h"

#include <algorithm>
#include <array>

namespace prospect::threat {

namespace {

using scene::AttributeReader;
using scene::Note;
using scene::title_of;

constexpr double least_area_m2 = 0.01;

// The part of the area within a strip from `from` to `to` metres straight ahead.
Geometry strip_of(const Geometry& area, const PathEnd& end, double width_m, double from_m, double to_m) {
    const Point ahead = end.ahead;
    const Point side{-ahead.y, ahead.x};
    Geometry part = scene::half_plane(area, end.at + side * (width_m / 2), side);
    part = scene::half_plane(part, end.at - side * (width_m / 2), side * -1);
    part = scene::half_plane(part, end.at + ahead * to_m, ahead);
    return scene::half_plane(part, end.at + ahead * from_m, ahead * -1);
}

CrowdLevel level_of(double density, const CrowdSettings& settings) {
    constexpr double rounding = 1e-9;
    if (density > settings.standing_per_m2 + rounding) return CrowdLevel::packed;
    return density > settings.moving_per_m2 + rounding ? CrowdLevel::dense : CrowdLevel::free;
}

class Builder {
public:
    Builder(const engine::Context& context, const VehicleGround& ground, const CrowdSettings& settings,
            CrowdPlaces& made)
        : context_(context), scene_(context.scene()), ground_(ground), settings_(settings), made_(made) {}

    void build() {
        gather();
        for (CrowdPlace& place : made_.places) {
            context_.progress().checkpoint();
            add_axes(place);
            find_roads(place);
        }
        const Frame& frame = scene_.site().frame;
        scene::add_merged(made_.notes, points_,
                          "crowd places are points: they have no area, so no density is known of them",
                          frame);
        scene::add_merged(made_.notes, empty_,
                          "crowd places enclose no ground, so no density is known of them", frame);
        scene::add_merged(made_.notes, indoors_,
                          "crowd places lie mostly within buildings: all of their outlines count", frame);
        scene::add_merged(made_.notes, uncounted_,
                          "crowd places do not say how many people are there (people)", frame);
        scene::add_merged(made_.notes, hours_,
                          "crowd places have hours that are not understood: they count as in use", frame);
        scene::add_merged(made_.notes, roads_,
                          "times a road runs through a crowd place: all along it people stand on the road",
                          frame);
    }

private:
    void gather() {
        const scene::StudyArea study(scene_.site());
        for (const auto& [layer, feature] : scene_.site().features(Role::activity)) {
            if (!present(*feature, scene_.time().phase) || feature->geometry.empty()) continue;
            const auto people = AttributeReader::own_number(*feature, "people");
            if (AttributeReader::own_text(*feature, "kind") != "crowd" &&
                people.value_or(0) < settings_.least_people)
                continue;
            CrowdPlace place{.feature = feature, .people = people};
            place.scored = study.contains(label_point(feature->geometry)) ||
                           std::any_of(feature->geometry.points.begin(), feature->geometry.points.end(),
                                       [&](Point p) { return study.contains(p); });
            count(place);
            made_.places.push_back(std::move(place));
        }
        if (made_.places.empty())
            made_.notes.push_back(
                {Note::Level::warning, "no_crowd_place",
                 "no crowd place is on the plan: draw activities of kind crowd with the number "
                 "of people"});
    }

    void note(std::vector<Note>& notes, const Feature& place, const char* code,
              const std::string& what) const {
        notes.push_back({Note::Level::warning, code, "the crowd place \"" + title_of(place) + "\" " + what,
                         label_point(place.geometry), place.id});
    }

    void count(CrowdPlace& place) {
        const Feature& feature = *place.feature;
        const std::string hours = AttributeReader::own_text(feature, "hours");
        place.open = hours.empty() ? std::optional(true) : open_at(hours, scene_.time());
        if (!place.open)
            note(hours_, feature, "hours_unknown", "has hours that are not understood: it counts as in use");
        if (!place.people)
            note(uncounted_, feature, "no_people", "does not say how many people are there (people)");
        if (feature.geometry.kind != GeometryKind::polygon)
            note(points_, feature, "no_area", "is a point: it has no area, so its density is not known");
        else if (const double area_m2 = area(feature.geometry); area_m2 < least_area_m2)
            note(empty_, feature, "no_area", "encloses no ground, so its density is not known");
        else
            place.area_m2 = area_m2 - taken_by_buildings(feature, area_m2);
        if (place.people && place.area_m2) {
            place.density_in_use = *place.people / *place.area_m2;
            place.density = place.open.value_or(true) ? *place.density_in_use : 0;
        }
        if (!place.open.value_or(true))
            place.level = CrowdLevel::closed;
        else if (place.density)
            place.level = level_of(*place.density, settings_);
    }

    // Square metres of the area on which buildings stand and not people. A place that is mostly built over is
    // within a building: there its whole outline counts.
    double taken_by_buildings(const Feature& place, double area_m2) {
        std::vector<Geometry> buildings;
        for (const scene::Obstacle& obstacle : scene_.obstacles())
            if (obstacle.role == Role::building && obstacle.base_m < scene::head_room_m &&
                obstacle.geometry.kind == GeometryKind::polygon &&
                obstacle.geometry.box().intersects(place.geometry.box()))
                buildings.push_back(obstacle.geometry);
        if (buildings.empty()) return 0;
        const double apart_m2 = area(merge_areas(buildings));
        buildings.push_back(place.geometry);
        const double taken_m2 = std::max(0.0, apart_m2 + area_m2 - area(merge_areas(buildings)));
        if (taken_m2 <= area_m2 / 2) return taken_m2;
        note(indoors_, place, "indoors", "lies mostly within a building: all of its outline counts");
        return 0;
    }

    void add_axes(CrowdPlace& place) const {
        if (!place.area_m2) return;
        const Geometry& area_of_place = place.feature->geometry;
        std::vector<Geometry> areas;
        for (const PathEnd& end : ground_.network.ends) {
            const Point far = end.at + end.ahead * settings_.axis_length_m;
            Box box;
            box.add(end.at);
            box.add(far);
            if (!box.grown(settings_.axis_width_m).intersects(area_of_place.box())) continue;
            const auto met = ground_.stops->along({end.at, far});
            const double clear_m = met.empty() ? settings_.axis_length_m : met.front().along_m;
            AxisHit hit{.path = ground_.network.paths[end.path], .from = end.at};
            hit.area = strip_of(area_of_place, end, settings_.axis_width_m, 0, clear_m);
            hit.overlap_m2 = area(hit.area);
            hit.stopped_m2 =
                area(strip_of(area_of_place, end, settings_.axis_width_m, clear_m, settings_.axis_length_m));
            if (hit.overlap_m2 <= least_area_m2 && hit.stopped_m2 <= least_area_m2) continue;
            if (hit.overlap_m2 > least_area_m2) areas.push_back(hit.area);
            place.axes.push_back(std::move(hit));
        }
        place.overlap_m2 = areas.empty()       ? 0
                           : areas.size() == 1 ? area(areas.front())
                                               : area(merge_areas(areas));
    }

    // A road that runs on through the place is no axis that ends before it.
    void find_roads(CrowdPlace& crowd) {
        const Feature& place = *crowd.feature;
        if (place.geometry.kind != GeometryKind::polygon) return;
        for (const FeaturePtr& road : ground_.network.paths) {
            if (!road->geometry.box().intersects(place.geometry.box())) continue;
            std::size_t crossings = 0;
            for_each_edge(road->geometry, [&](VertexPlace, const Segment& way) {
                for_each_edge(place.geometry, [&](VertexPlace, const Segment& edge) {
                    crossings += crossing(way, edge) ? 1 : 0;
                });
            });
            if (crossings < 2) continue;
            crowd.roads_through.push_back(road);
            note(roads_, place, "road_through",
                 "has the road \"" + title_of(*road) +
                     "\" running through it: all along it people stand on the road");
        }
    }

    const engine::Context& context_;
    const scene::Scene& scene_;
    const VehicleGround& ground_;
    const CrowdSettings& settings_;
    CrowdPlaces& made_;
    std::vector<Note> points_;
    std::vector<Note> empty_;
    std::vector<Note> indoors_;
    std::vector<Note> uncounted_;
    std::vector<Note> hours_;
    std::vector<Note> roads_;
};

} // namespace

std::string_view name_of(CrowdLevel level) {
    static constexpr std::array<std::string_view, 5> names{"", "closed", "free", "dense", "packed"};
    return names[static_cast<std::size_t>(level)];
}

CrowdLevel CrowdPlace::level_in_use(const CrowdSettings& settings) const {
    return density_in_use ? level_of(*density_in_use, settings) : CrowdLevel::unknown;
}

CrowdPlaces crowd_places(const engine::Context& context, const VehicleGround& ground,
                         const CrowdSettings& settings) {
    CrowdPlaces made;
    Builder(context, ground, settings, made).build();
    return made;
}

} // namespace prospect::threat
