#include "analysis/sightlines/window.h"

#include "analysis/scene/standing_spot.h"
#include "analysis/scene/study_area.h"
#include "analysis/scene/transmission.h"
#include "analysis/scene/zones.h"
#include "analysis/sightlines/camera_windows.h"
#include "analysis/sightlines/eye.h"
#include "analysis/sightlines/guardianship.h"
#include "geometry/base/error.h"
#include "geometry/site/defaults.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace prospect::sightlines {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;

const std::vector<std::string> window_columns{"window",
                                              "x",
                                              "y",
                                              "height_m",
                                              "building",
                                              "cameras",
                                              "most_pixels_per_m",
                                              "level",
                                              "shows",
                                              "public_m2",
                                              "nearest_public_m",
                                              "nearest_place",
                                              "assumed",
                                              "ev_before_lx",
                                              "ev_after_lx",
                                              "brightest_lamp"};
const std::vector<std::string> camera_columns{
    "window", "camera", "distance_m", "pixels_per_m", "edition", "level", "shows", "x", "y"};

double slant_m(Point3 a, Point3 b) {
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

struct SeenBy {
    const PlacedCamera* camera = nullptr;
    double distance_m = 0;
    double pixels_per_m = 0;
};

struct Overlooked {
    std::vector<SeenBy> cameras; // the most detailed first
    double public_m2 = 0;
    bool all_known = true; // the ground before it has a terrain
    std::optional<double> nearest_m;
    Point nearest;
};

// The light of lamps on windows by night: lighting.trespass of the same request.
class WindowLight {
public:
    explicit WindowLight(const engine::Context& context) {
        try {
            run_ = context.require("lighting.trespass", {});
        } catch (const Error& error) {
            if (error.code() != ErrorCode::refused) throw;
            why_not_ = error.message();
            return;
        }
        const Table& table = run_->result.tables.front();
        const auto column = [&](std::string_view name) {
            return static_cast<std::size_t>(std::find(table.columns.begin(), table.columns.end(), name) -
                                            table.columns.begin());
        };
        for (const char* name : {"ev_before_lx", "ev_after_lx", "worst_lamp"})
            columns_.push_back(column(name));
        for (const auto& row : table.rows)
            rows_.emplace(as_text(row.at(column("id")).value()), &row);
    }

    // Lux before and after curfew and the lamp that gives most; empty where it is not known.
    std::vector<std::optional<Value>> on(const Uuid& window) const {
        std::vector<std::optional<Value>> cells(3);
        if (const auto found = rows_.find(window.text()); found != rows_.end())
            for (std::size_t i = 0; i < cells.size(); ++i)
                cells[i] = found->second->at(columns_[i]);
        return cells;
    }
    bool partial() const { return run_ && run_->result.partial; }
    void add_notes(std::vector<Note>& notes) const {
        if (!run_) {
            notes.push_back({Note::Level::info, "light_unknown",
                             "how much light falls on windows by night is not known: " + why_not_});
            return;
        }
        for (const Note& note : run_->result.notes)
            if (note.code != "limits" && std::none_of(notes.begin(), notes.end(), [&](const Note& known) {
                    return known.message == note.message;
                }))
                notes.push_back(note);
    }

private:
    engine::RunPtr run_;
    std::string why_not_;
    std::vector<std::size_t> columns_;
    std::map<std::string, const std::vector<std::optional<Value>>*> rows_;
};

class Looking {
public:
    Looking(const engine::Context& context, const WindowParams& params, const PlacedCameras& placed,
            std::shared_ptr<const scene::Space> opaque)
        : context_(context), params_(params), placed_(placed), opaque_(std::move(opaque)),
          sight_(context.scene(), opaque_), zones_(context.scene()) {}

    Overlooked look_at(const Guardian& window) const {
        Overlooked found;
        for (const PlacedCamera& camera : placed_.cameras)
            add_camera(window, camera, found);
        std::stable_sort(found.cameras.begin(), found.cameras.end(),
                         [](const SeenBy& a, const SeenBy& b) { return a.pixels_per_m > b.pixels_per_m; });
        add_public(window, found);
        return found;
    }

    // The path it is on, else the zone, by name; "" for other ground.
    std::string place_at(Point p) const {
        for (const auto& [layer, path] : context_.site().features(Role::path)) {
            if (!present(*path, context_.time().phase) || path->geometry.empty()) continue;
            const double half_m = Defaults::bundled().number(Role::path, *path, "width_m") / 2;
            if (path->geometry.box().grown(half_m).contains(p) && distance(path->geometry, p) <= half_m)
                return scene::title_of(*path);
        }
        const Feature* zone = zones_.at(p);
        return zone ? zone->name : std::string();
    }

private:
    void add_camera(const Guardian& window, const PlacedCamera& camera, Overlooked& found) const {
        if (const auto away = window_shown_at(camera, window, sight_))
            found.cameras.push_back({&camera, *away, pixels_per_m(camera.lens, *away)});
    }

    void add_public(const Guardian& window, Overlooked& found) const {
        const Point3 eye = window.eyes.front().at;
        const Box box = Box{eye.x, eye.y, eye.x, eye.y}.grown(params_.reach_m);
        const Grid grid = grid_of_box(box, params_.cell_m, context_.site().frame.origin);
        std::vector<Point3> spots;
        for (std::int64_t i = 0; i < grid.cell_count(); ++i) {
            const Point p = grid.center(i % grid.columns, i / grid.columns);
            if (distance(p, Point{eye.x, eye.y}) > params_.reach_m) continue;
            const auto spot = scene::standing_spot(context_.scene(), *opaque_, p, params_.eye_height_m);
            if (!spot && !opaque_->ground().height_at(p)) found.all_known = false;
            if (spot && slant_m(*spot, eye) <= params_.reach_m && facing(eye, *spot, window.outward) > 0 &&
                zones_.public_at(p))
                spots.push_back(*spot);
        }
        std::vector<scene::Transmission::Sight> seen(spots.size());
        sight_.from(eye, spots, seen);
        for (std::size_t i = 0; i < spots.size(); ++i) {
            if (!seen[i].clear) continue;
            found.public_m2 += grid.cell_x * grid.cell_y;
            const double away = slant_m(spots[i], eye);
            if (found.nearest_m && *found.nearest_m <= away) continue;
            found.nearest_m = away;
            found.nearest = {spots[i].x, spots[i].y};
        }
    }

    const engine::Context& context_;
    const WindowParams& params_;
    const PlacedCameras& placed_;
    std::shared_ptr<const scene::Space> opaque_;
    scene::Transmission sight_;
    scene::Zones zones_;
};

// The windows asked about: that of the name, or all in the study area.
std::vector<const Guardian*> windows_asked(const engine::Context& context, const Guardians& guardians,
                                           const std::string& opening) {
    const scene::StudyArea study(context.site());
    std::vector<const Guardian*> found;
    for (const Guardian& guardian : guardians.all) {
        if (guardian.kind != GuardianKind::window) continue;
        const Feature& feature = *guardian.feature;
        const Point3 eye = guardian.eyes.front().at;
        if (opening.empty() ? study.contains({eye.x, eye.y})
                            : feature.name == opening || feature.id.text() == opening)
            found.push_back(&guardian);
    }
    if (found.empty() && !opening.empty())
        throw Error(ErrorCode::refused,
                    "there is no window \"" + opening + "\" on the plan that can be looked into",
                    "give the name or id of a window");
    if (found.empty())
        throw Error(ErrorCode::refused,
                    guardians.windows == 0 ? "there is no window on the plan"
                                           : "no window of the plan is within the site boundary",
                    "draw windows (role opening, kind window) or name one (--opening)");
    return found;
}

engine::AnalysisInfo info() {
    return {
        .id = "sightlines.window",
        .title = "What sees my window?",
        .term = "overlooking of windows, privacy",
        .summary = "Which cameras show a person at a window and with how much detail, how much public ground "
                   "close by has a clear line to it, and how much light of lamps falls on it by night.",
        .reference = "Pixels per metre and levels of detail of IEC/EN 62676-4:2014 and :2025; 10 m of public "
                     "ground: criterion NS-18; lines of sight: Wald, I. et al. (2014): Embree",
        .reads = {Role::opening, Role::camera, Role::building, Role::barrier, Role::planting, Role::tree,
                  Role::activity, Role::path, Role::zone, Role::study_area, Role::terrain},
        .time = {.season = true, .growth = true, .phase = true},
        .needs = {"lighting.trespass"},
        .needs_band = DayBand::night,
        .tables = {{"windows", window_columns,
                    "One row a window: what can look into it, and the light on it by night"},
                   {"cameras", camera_columns, "One row for each camera that shows somebody at a window"}},
        .metrics = {{"windows_seen_by_cameras", "Windows at which some camera shows a person"},
                    {"windows_near_public", "Windows with public ground close by that has a clear line"},
                    {"most_pixels_per_m", "Of the camera that shows most of somebody at one of them"}},
    };
}

engine::Schema<WindowParams> schema() {
    engine::Schema<WindowParams> schema;
    schema
        .add(&WindowParams::opening, {.name = "opening",
                                      .label = "Window",
                                      .help = "Name or id of the window; none looks at every window in the "
                                              "study area."})
        .add(&WindowParams::reach_m, {.name = "reach_m",
                                      .label = "How near public ground counts",
                                      .unit = "m",
                                      .help = "People on public ground at most this far away count.",
                                      .min = 0.5,
                                      .max = 1000})
        .add(&WindowParams::cell_m, {.name = "cell_m",
                                     .label = "Distance between spots",
                                     .unit = "m",
                                     .help = "Size of a cell of that ground.",
                                     .min = 0.05,
                                     .max = 100,
                                     .advanced = true})
        .add(&WindowParams::eye_height_m, eye_height_parameter())
        .add(&WindowParams::edition, {.name = "edition",
                                      .label = "Edition of EN 62676-4",
                                      .help = "Whose levels of detail are reported: 2025 or 2014.",
                                      .choices = {"2025", "2014"}});
    return schema;
}

// Absent below the least level.
std::optional<Value> level_of(Edition edition, double pixels, std::string_view DetailLevel::*part) {
    const DetailLevel* level = detail_reached(edition, pixels);
    return level ? std::optional<Value>(std::string(level->*part)) : std::nullopt;
}

void add_notes(const engine::Context& context, const scene::Space& opaque, const PlacedCameras& placed,
               const Guardians& guardians, bool any_camera, AnalysisResult& result) {
    for (const Note& note : context.scene().notes())
        if (note.code != "flat_view") result.notes.push_back(note);
    result.notes.insert(result.notes.end(), opaque.notes().begin(), opaque.notes().end());
    result.notes.insert(result.notes.end(), placed.notes.begin(), placed.notes.end());
    scene::add_merged(result.notes, placed.left_out, "cameras cannot look and are left out",
                      context.site().frame);
    if (!any_camera)
        result.notes.push_back({Note::Level::info, "no_cameras", "there is no camera on the plan"});
    result.notes.insert(result.notes.end(), guardians.notes.begin(), guardians.notes.end());
}

void add_camera_rows(const Guardian& window, const Overlooked& by, Edition edition, const Frame& frame,
                     Table& cameras) {
    const Point at{window.eyes.front().at.x, window.eyes.front().at.y};
    for (const SeenBy& seen : by.cameras) {
        const Point full = frame.to_full(seen.camera->place);
        cameras.rows.push_back(
            {Value(scene::title_of(*window.feature)), Value(seen.camera->name), Value(seen.distance_m),
             Value(seen.pixels_per_m), Value(std::string(sightlines::name_of(edition))),
             level_of(edition, seen.pixels_per_m, &DetailLevel::name),
             level_of(edition, seen.pixels_per_m, &DetailLevel::meaning), Value(full.x), Value(full.y)});
        cameras.geometries.push_back(Geometry::make_line(std::vector<Point>{at, seen.camera->place}));
    }
}

void add_tables(const engine::Context& context, const std::vector<const Guardian*>& windows,
                const std::vector<Overlooked>& found, const Looking& looking, const WindowLight& light,
                Edition edition, AnalysisResult& result) {
    std::map<Uuid, std::string> buildings;
    for (const auto& [layer, building] : context.site().features(Role::building))
        buildings.emplace(building->id, scene::title_of(*building));
    Table all{"windows", window_columns, {}, {}};
    Table cameras{"cameras", camera_columns, {}, {}};
    double seen_by_cameras = 0;
    double near_public = 0;
    std::int64_t unknown = 0;
    double most = 0;
    for (std::size_t i = 0; i < windows.size(); ++i) {
        const Guardian& one = *windows[i];
        const Overlooked& by = found[i];
        const Point at{one.eyes.front().at.x, one.eyes.front().at.y};
        const Point full = context.site().frame.to_full(at);
        const auto building = buildings.find(one.building);
        const double best = by.cameras.empty() ? 0 : by.cameras.front().pixels_per_m;
        const std::string place = by.nearest_m ? looking.place_at(by.nearest) : std::string();
        all.rows.push_back(
            {Value(scene::title_of(*one.feature)), Value(full.x), Value(full.y),
             Value(one.eyes.front().height_m),
             building == buildings.end() ? std::nullopt : std::optional<Value>(building->second),
             Value(static_cast<std::int64_t>(by.cameras.size())), Value(best),
             level_of(edition, best, &DetailLevel::name), level_of(edition, best, &DetailLevel::meaning),
             by.all_known ? std::optional<Value>(by.public_m2) : std::nullopt,
             by.nearest_m ? std::optional<Value>(*by.nearest_m) : std::nullopt,
             place.empty() ? std::nullopt : std::optional<Value>(place),
             Value(std::int64_t{one.assumed ? 1 : 0})});
        const auto lux = light.on(one.feature->id);
        all.rows.back().insert(all.rows.back().end(), lux.begin(), lux.end());
        all.geometries.push_back(Geometry::make_point(at));
        add_camera_rows(one, by, edition, context.site().frame, cameras);
        seen_by_cameras += by.cameras.empty() ? 0 : 1;
        near_public += by.public_m2 > 0 ? 1 : 0;
        unknown += by.all_known ? 0 : 1;
        most = std::max(most, best);
    }
    if (unknown > 0)
        result.notes.push_back(
            {Note::Level::warning, "no_terrain",
             "the ground before " + std::to_string(unknown) +
                 " windows has no terrain in places: how much of it is public and sees them "
                 "is not known"});
    result.metrics = {{"windows_seen_by_cameras", seen_by_cameras},
                      {"windows_near_public", near_public},
                      {"most_pixels_per_m", most}};
    result.tables = {std::move(all), std::move(cameras)};
}

} // namespace

namespace {

// Of public ground before one window.
void refuse_too_many_cells(const WindowParams& params) {
    constexpr double most_cells = 4e6;
    const double across = 2 * params.reach_m / params.cell_m;
    if (across * across <= most_cells) return;
    throw Error(ErrorCode::refused,
                "ground within " + as_text(Value(params.reach_m)) + " m of a window in cells of " +
                    as_text(Value(params.cell_m)) + " m is more than 4 million cells for each window",
                "ask for less reach (--reach_m) or for larger cells (--cell_m)");
}

} // namespace

AnalysisResult window(const engine::Context& context, const WindowParams& params) {
    refuse_too_many_cells(params);
    const Edition edition = edition_named(params.edition).value();
    const auto opaque = context.opaque_space();
    const Guardians guardians = guardians_of(context.scene(), *opaque, scene::MissingWindows::leave_out);
    const std::vector<const Guardian*> windows = windows_asked(context, guardians, params.opening);
    const auto drawn = context.site().features(Role::camera);
    const bool any_camera = std::any_of(drawn.begin(), drawn.end(), [&](const auto& camera) {
        return present(*camera.second, context.time().phase) && !camera.second->geometry.empty();
    });
    PlacedCameras placed;
    if (any_camera) placed = placed_cameras(context.scene(), *opaque);
    const Looking looking(context, params, placed, opaque);
    std::vector<Overlooked> found(windows.size());
    context.for_blocks(
        static_cast<std::int64_t>(windows.size()), 8, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                found[static_cast<std::size_t>(i)] = looking.look_at(*windows[static_cast<std::size_t>(i)]);
        });

    AnalysisResult result;
    add_notes(context, *opaque, placed, guardians, any_camera, result);
    const WindowLight light(context);
    light.add_notes(result.notes);
    add_tables(context, windows, found, looking, light, edition, result);
    result.counts = {{"windows", static_cast<std::int64_t>(windows.size())},
                     {"cameras", static_cast<std::int64_t>(placed.cameras.size())}};
    result.partial = !placed.left_out.empty() || light.partial();
    return result;
}

engine::Analysis window_analysis() {
    return engine::Analysis::make<WindowParams>(info(), schema(), window);
}

} // namespace prospect::sightlines
