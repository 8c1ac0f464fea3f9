#include "analysis/sightlines/viewpoints.h"

#include "analysis/scene/given_places.h"
#include "analysis/scene/path_stations.h"
#include "analysis/sightlines/eye.h"
#include "geometry/base/error.h"

#include <array>
#include <cmath>

namespace prospect::sightlines {

namespace {

bool no_ground_left(const kernel::Sight& sight) {
    return sight.reach_m > 0 && sight.inner_m >= sight.reach_m;
}

// An eye height as somebody gave it. whose: "the viewpoint 530010,179020".
double checked_height(double height_m, ErrorCode code, const std::string& whose) {
    if (height_m >= 0 && height_m <= max_eye_height_m) return height_m;
    const std::string most = as_text(Value(max_eye_height_m));
    throw Error(code,
                "the eye height of " + whose + " is " + as_text(Value(height_m)) +
                    " m: it counts from the ground upwards, from 0 to " + most + " m",
                "give a height from 0 to " + most);
}

Viewpoints from_points(const Site& site, const engine::PointList& list, const ViewpointDefaults& defaults) {
    const Frame& frame = site.frame;
    const scene::Surroundings surroundings(site);
    Viewpoints made;
    for (const Point3& point : list.points) {
        const Point full{point.x, point.y};
        Viewpoint viewpoint{frame.to_local(full), full, defaults.eye_height_m, defaults.sight, {}};
        if (!surroundings.hold(viewpoint.place))
            throw Error(ErrorCode::usage, surroundings.fault(full, "viewpoint"), surroundings.advice());
        if (list.has_z)
            viewpoint.eye_height_m =
                checked_height(point.z, ErrorCode::usage, "the viewpoint " + scene::exact_place_text(full));
        made.points.push_back(viewpoint);
    }
    made.carried.resize(made.points.size());
    return made;
}

Viewpoints from_file(const Site& site, const std::filesystem::path& path, const ViewpointDefaults& defaults) {
    const Frame& frame = site.frame;
    const scene::Surroundings surroundings(site);
    const scene::RowsFile file(io::read_csv(path), path.filename().string());
    const std::array<const char*, 2> needed{"x", "y"};
    file.require(needed);
    Viewpoints made;
    const std::vector<std::size_t> carried = file.others(needed);
    for (const std::size_t column : carried)
        made.carried_columns.push_back(file.table().columns[column]);
    for (std::size_t row = 0; row < file.rows(); ++row) {
        const Point full{file.coordinate(row, "x"), file.coordinate(row, "y")};
        Viewpoint viewpoint{frame.to_local(full), full, defaults.eye_height_m, defaults.sight, {}};
        kernel::Sight& sight = viewpoint.sight;
        sight.azimuth_deg = file.number(row, "azimuth_deg", -360, 360).value_or(sight.azimuth_deg);
        sight.fov_deg = file.number(row, "fov_deg", min_fov_deg, 360).value_or(sight.fov_deg);
        sight.reach_m = file.number(row, "reach_m", 0, max_reach_m).value_or(sight.reach_m);
        sight.inner_m = file.number(row, "inner_m", 0, max_reach_m).value_or(sight.inner_m);
        viewpoint.eye_height_m =
            file.number(row, "eye_height_m", 0, max_eye_height_m).value_or(viewpoint.eye_height_m);
        if (no_ground_left(sight)) file.refuse(row, "inner_m is not less than reach_m");
        if (!surroundings.hold(viewpoint.place))
            file.refuse(row, surroundings.fault(full, "viewpoint"), surroundings.advice());
        made.points.push_back(viewpoint);
        made.carried.push_back(file.cells(row, carried));
    }
    if (made.points.empty())
        throw Error(ErrorCode::refused, path.filename().string() + " has no rows",
                    "give at least one viewpoint");
    return made;
}

Viewpoints from_observers(const engine::Context& context, const ViewpointDefaults& defaults) {
    const Site& site = context.site();
    Viewpoints made;
    made.carried_columns = {"id"};
    for (const auto& [layer, observer] : site.features(Role::observer)) {
        if (!present(*observer, context.time().phase)) continue;
        const std::string id = observer->name.empty() ? observer->id.text() : observer->name;
        const Attribute* height = observer->find("height_m");
        const auto own = height ? as_number(height->value) : std::nullopt;
        const double eye =
            own ? checked_height(*own, ErrorCode::refused, "the observer " + id) : defaults.eye_height_m;
        for (const Point& place : observer->geometry.points) {
            made.points.push_back({place, site.frame.to_full(place), eye, defaults.sight, observer->id});
            made.carried.push_back({Value(id)});
        }
    }
    if (made.points.empty())
        throw Error(ErrorCode::refused, "there is nowhere to look from",
                    "give --points x,y, --points_file or --path, or place observers on the plan");
    return made;
}

Viewpoints from_path(const engine::Context& context, std::string_view name, double step_m,
                     const ViewpointDefaults& defaults) {
    constexpr double most = 1e6;
    const Site& site = context.site();
    const FeaturePtr path = scene::path_named(site, name, context.time().phase);
    if (length(path->geometry) > most * step_m)
        throw Error(ErrorCode::refused,
                    "the path has more than a million steps of " + as_text(Value(step_m)) + " m",
                    "give a larger --step_m");
    Viewpoints made;
    made.carried_columns = {"path", "chainage_m"};
    for (const scene::PathStation& station : scene::path_stations(path->geometry, step_m)) {
        kernel::Sight sight = defaults.sight;
        sight.azimuth_deg = std::fmod(sight.azimuth_deg + station.azimuth_deg, 360);
        made.points.push_back(
            {station.place, site.frame.to_full(station.place), defaults.eye_height_m, sight, path->id});
        made.carried.push_back({Value(scene::title_of(*path)), Value(station.chainage_m)});
    }
    return made;
}

} // namespace

Viewpoints viewpoints_of(const engine::Context& context, const ViewpointSources& sources,
                         const ViewpointDefaults& defaults) {
    std::vector<std::string> given;
    if (!sources.points.points.empty()) given.emplace_back("points");
    if (!sources.points_file.empty()) given.emplace_back("points_file");
    if (!sources.path.empty()) given.emplace_back("path");
    if (given.size() > 1)
        throw Error(ErrorCode::usage, "both " + given[0] + " and " + given[1] + " are given",
                    "give one of them");
    if (no_ground_left(defaults.sight))
        throw Error(ErrorCode::usage, "inner_m is not less than reach_m",
                    "give a smaller inner_m, or a longer reach_m");
    if (!sources.points_file.empty()) return from_file(context.site(), sources.points_file, defaults);
    if (!sources.points.points.empty()) return from_points(context.site(), sources.points, defaults);
    if (!sources.path.empty()) return from_path(context, sources.path, sources.step_m, defaults);
    return from_observers(context, defaults);
}

} // namespace prospect::sightlines
