#include "analysis/suggest/ground.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/scored_paths.h"
#include "analysis/scene/standing_spot.h"
#include "analysis/scene/study_area.h"
#include "analysis/scene/zones.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace prospect::suggest {

namespace {

constexpr std::int64_t tile = 32;            // as sightlines.overlooking
constexpr std::size_t stretch = 64;          // as the paths there
constexpr std::size_t bytes_per_place = 512; // with what is kept of it for each step

Point direction_of(double azimuth_deg) {
    const double radians = azimuth_deg * std::numbers::pi / 180;
    return {std::sin(radians), std::cos(radians)};
}

void end_block(Ground& ground) {
    const auto count = static_cast<std::uint32_t>(ground.places.size());
    if (count > ground.blocks.back()) ground.blocks.push_back(count);
}

void add_path(const scene::ScoredPath& path, const GroundSettings& settings, const Box& within,
              Ground& ground) {
    const double half_m = scene::AttributeReader().number(Role::path, *path.path, "width_m") / 2;
    const auto& stations = path.stations;
    // Longer steps are gaps: the path leaves the study area or the open.
    const auto gap = [&](std::size_t i) {
        const double away = stations[i].chainage_m - stations[i - 1].chainage_m;
        return away <= 1.5 * settings.step_m ? away : 0;
    };
    std::size_t added = 0;
    for (std::size_t i = 0; i < stations.size(); ++i) {
        if (!within.contains(stations[i].place)) continue;
        const double size = (i > 0 ? gap(i) / 2 : 0) + (i + 1 < stations.size() ? gap(i + 1) / 2 : 0);
        ground.places.push_back({.at = stations[i].place,
                                 .spot = path.spots[i],
                                 .face = path.place(i, settings.height_m),
                                 .size = size > 0 ? size : settings.step_m,
                                 .along = direction_of(stations[i].azimuth_deg),
                                 .half_width_m = half_m});
        if (++added % stretch == 0) end_block(ground);
    }
    end_block(ground);
}

bool is_night_route(const scene::ScoredPath& path) {
    return scene::AttributeReader::own_text(*path.path, "night_route") == "1";
}

void add_paths(const engine::Context& context, const scene::Space& space, const GroundSettings& settings,
               Ground& ground, std::vector<engine::Note>& notes) {
    auto paths = scene::scored_paths(context.scene(), space, settings.step_m, settings.height_m, notes);
    if (paths.empty())
        throw Error(ErrorCode::refused, "there is no path in the study area, so there is nobody on one",
                    "draw paths (role path), or count the public ground (--ground public)");
    if (settings.night_routes) {
        if (std::any_of(paths.begin(), paths.end(), is_night_route))
            std::erase_if(paths, [](const auto& path) { return !is_night_route(path); });
        else
            notes.push_back({engine::Note::Level::info, "all_paths",
                             "no path is marked as a route at night (path.night_route): all of them count"});
    }
    const Box within = context.request().extent.value_or(ground.grid.box());
    for (const scene::ScoredPath& path : paths)
        add_path(path, settings, within, ground);
}

void add_cells(const engine::Context& context, const scene::Space& space, double height_m, Ground& ground) {
    const scene::StudyArea study(context.site());
    const scene::Zones zones(context.scene());
    const Grid& grid = ground.grid;
    for (std::int64_t top = 0; top < grid.rows; top += tile)
        for (std::int64_t left = 0; left < grid.columns; left += tile) {
            context.progress().checkpoint();
            for (std::int64_t row = top; row < std::min(top + tile, grid.rows); ++row)
                for (std::int64_t column = left; column < std::min(left + tile, grid.columns); ++column) {
                    const Point p = grid.center(column, row);
                    if (!study.contains(p) || !zones.public_at(p)) continue;
                    const auto spot = scene::standing_spot(context.scene(), space, p, height_m);
                    if (!spot) continue;
                    ground.places.push_back({.at = p,
                                             .spot = *spot,
                                             .face = {p.x, p.y, *space.ground().height_at(p) + height_m},
                                             .size = grid.cell_x * grid.cell_y,
                                             .along = {},
                                             .half_width_m = 0});
                }
            end_block(ground);
        }
}

// The place of a cell of public ground.
std::size_t cell_at(const Grid& grid, Point p) {
    const auto column = static_cast<std::int64_t>(std::floor((p.x - grid.xmin) / grid.cell_x));
    const auto row = static_cast<std::int64_t>(std::floor((grid.ymax - p.y) / grid.cell_y));
    return static_cast<std::size_t>(row * grid.columns + column);
}

} // namespace

double Ground::size() const {
    double sum = 0;
    for (const Place& place : places)
        sum += place.size;
    return sum;
}

Ground Ground::only(std::span<const std::uint32_t> chosen) const {
    Ground made{.kind = kind, .grid = grid, .places = {}};
    std::size_t block = 1;
    for (const std::uint32_t i : chosen) {
        if (i >= blocks[block]) {
            end_block(made);
            while (i >= blocks[block])
                ++block;
        }
        made.places.push_back(places[i]);
    }
    end_block(made);
    return made;
}

Ground ground_of(const engine::Context& context, const scene::Space& space, const GroundSettings& settings,
                 std::vector<engine::Note>& notes) {
    Ground ground{
        .kind = settings.kind, .grid = context.grid(settings.cell_m, bytes_per_place), .places = {}};
    if (settings.kind == GroundKind::paths)
        add_paths(context, space, settings, ground, notes);
    else
        add_cells(context, space, settings.height_m, ground);
    if (ground.places.empty())
        throw Error(ErrorCode::refused,
                    settings.kind == GroundKind::paths ? "no path leads through what is looked at"
                                                       : "no public ground is in what is looked at",
                    "choose another part of the plan (--extent), or say whose the ground is (role zone)");
    return ground;
}

Field map_of(const Ground& ground, const std::string& name, std::span<const float> values) {
    Field field(name, "", ground.grid);
    const Grid& grid = ground.grid;
    if (ground.kind == GroundKind::public_area) {
        for (std::size_t i = 0; i < ground.places.size(); ++i)
            field.values[cell_at(grid, ground.places[i].at)] = values[i];
        return field;
    }
    std::vector<double> nearest(field.values.size(), std::numeric_limits<double>::infinity());
    for (std::size_t i = 0; i < ground.places.size(); ++i) {
        const Place& place = ground.places[i];
        const double reach = std::max(place.half_width_m, grid.cell_x / 2 * std::numbers::sqrt2);
        const auto column = [&](double x) {
            return static_cast<std::int64_t>(std::floor((x - grid.xmin) / grid.cell_x));
        };
        const auto row = [&](double y) {
            return static_cast<std::int64_t>(std::floor((grid.ymax - y) / grid.cell_y));
        };
        for (std::int64_t r = std::max<std::int64_t>(0, row(place.at.y + reach));
             r <= std::min(grid.rows - 1, row(place.at.y - reach)); ++r)
            for (std::int64_t c = std::max<std::int64_t>(0, column(place.at.x - reach));
                 c <= std::min(grid.columns - 1, column(place.at.x + reach)); ++c) {
                const double away = distance(grid.center(c, r), place.at);
                const auto cell = static_cast<std::size_t>(r * grid.columns + c);
                if (away > reach || away >= nearest[cell]) continue;
                nearest[cell] = away;
                field.values[cell] = values[i];
            }
    }
    return field;
}

} // namespace prospect::suggest
