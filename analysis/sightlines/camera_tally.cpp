#include "analysis/sightlines/camera_tally.h"

#include <algorithm>

namespace prospect::sightlines {

namespace {

// "Hedge, Oak": what hides most, the worst first.
std::string worst_of(const std::map<rays::Thing, std::int64_t>& hidden_by, const scene::Space& space) {
    constexpr std::size_t named = 3;
    std::vector<std::pair<std::int64_t, rays::Thing>> sorted;
    for (const auto& [thing, cells] : hidden_by)
        sorted.emplace_back(-cells, thing);
    std::sort(sorted.begin(), sorted.end());
    std::string text;
    for (std::size_t i = 0; i < std::min(named, sorted.size()); ++i)
        text += (i > 0 ? "; " : "") + space.name_of(sorted[i].second);
    return text;
}

} // namespace

void CameraTally::add(const CameraTally& other) {
    seen += other.seen;
    seen_private += other.seen_private;
    seen_shared += other.seen_shared;
    for (std::size_t i = 0; i < at_level.size(); ++i)
        at_level[i] += other.at_level[i];
    field += other.field;
    field_hidden += other.field_hidden;
    field_hidden_by_planting += other.field_hidden_by_planting;
    for (const auto& [thing, cells] : other.hidden_by)
        hidden_by[thing] += cells;
}

AskedDetail asked_detail(const PlacedCamera& camera, Edition wanted) {
    const Edition other = wanted == Edition::y2014 ? Edition::y2025 : Edition::y2014;
    for (const Edition edition : {wanted, other})
        if (const DetailLevel* level = detail_level(edition, camera.level))
            return {level, edition, level->pixels_per_m};
    return {nullptr, wanted, detail_levels(wanted).front().pixels_per_m};
}

const std::vector<std::string>& cameras_columns() {
    static const std::vector<std::string> columns{"camera",
                                                  "x",
                                                  "y",
                                                  "height_m",
                                                  "azimuth_deg",
                                                  "tilt_deg",
                                                  "hfov_deg",
                                                  "vfov_deg",
                                                  "level",
                                                  "edition",
                                                  "required_pixels_per_m",
                                                  "reach_m",
                                                  "seen_m2",
                                                  "field_m2",
                                                  "hidden_m2",
                                                  "hidden_by_planting_m2",
                                                  "hidden_by",
                                                  "private_m2",
                                                  "private_share",
                                                  "semi_private_m2"};
    return columns;
}

const std::vector<std::string>& camera_levels_columns() {
    static const std::vector<std::string> columns{"camera",       "edition", "level",
                                                  "pixels_per_m", "reach_m", "seen_m2"};
    return columns;
}

engine::Table cameras_table(const PlacedCameras& placed, const std::vector<CameraTally>& tallies,
                            Edition edition, double cell_m2, const scene::Space& space, const Frame& frame) {
    engine::Table table{"cameras", cameras_columns(), {}, {}};
    for (std::size_t i = 0; i < placed.cameras.size(); ++i) {
        const PlacedCamera& camera = placed.cameras[i];
        const CameraTally& tally = tallies[i];
        const AskedDetail asked = asked_detail(camera, edition);
        const Point full = frame.to_full(camera.place);
        const auto area = [&](std::int64_t cells) { return Value(static_cast<double>(cells) * cell_m2); };
        const auto maybe = [](bool given, Value value) {
            return given ? std::optional<Value>(std::move(value)) : std::nullopt;
        };
        const bool turned = camera.azimuth_deg.has_value();
        table.rows.push_back(
            {Value(camera.name),
             Value(full.x),
             Value(full.y),
             Value(camera.height_m),
             maybe(turned, Value(camera.azimuth_deg.value_or(0))),
             maybe(turned, Value(camera.tilt_deg)),
             Value(camera.lens.hfov_deg),
             Value(vfov_deg(camera.lens)),
             maybe(asked.level != nullptr, Value(camera.level)),
             Value(std::string(name_of(asked.edition))),
             Value(asked.pixels_per_m),
             Value(reach_m(camera.lens, asked.pixels_per_m)),
             area(tally.seen),
             area(tally.field),
             area(tally.field_hidden),
             area(tally.field_hidden_by_planting),
             maybe(!tally.hidden_by.empty(), Value(worst_of(tally.hidden_by, space))),
             area(tally.seen_private),
             maybe(tally.seen > 0, Value(static_cast<double>(tally.seen_private) /
                                         static_cast<double>(std::max<std::int64_t>(1, tally.seen)))),
             area(tally.seen_shared)});
        table.geometries.push_back(Geometry::make_point(camera.place));
    }
    return table;
}

engine::Table camera_levels_table(const PlacedCameras& placed, const std::vector<CameraTally>& tallies,
                                  Edition edition, double cell_m2) {
    engine::Table table{"camera_levels", camera_levels_columns(), {}, {}};
    for (std::size_t i = 0; i < placed.cameras.size(); ++i) {
        std::size_t place = 0;
        for (const DetailLevel& level : detail_levels(edition)) {
            const PlacedCamera& camera = placed.cameras[i];
            table.rows.push_back({Value(camera.name), Value(std::string(name_of(edition))),
                                  Value(std::string(level.name)), Value(level.pixels_per_m),
                                  Value(reach_m(camera.lens, level.pixels_per_m)),
                                  Value(static_cast<double>(tallies[i].at_level[place]) * cell_m2)});
            ++place;
        }
    }
    return table;
}

} // namespace prospect::sightlines
