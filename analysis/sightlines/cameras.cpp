#include "analysis/sightlines/cameras.h"

#include "analysis/scene/study_area.h"
#include "analysis/sightlines/camera_look.h"
#include "analysis/sightlines/eye.h"

#include <algorithm>
#include <mutex>

namespace prospect::sightlines {

namespace {

using engine::AnalysisResult;
using engine::Note;

// Two fields, one of them while it is written, the density in full and the kind of cell.
constexpr std::size_t bytes_per_cell = 3 * sizeof(float) + sizeof(double) + 2;

enum class Ground : std::uint8_t { none, open, scored_public };

class Looking {
public:
    Looking(const engine::Context& context, const scene::Space& space, const PlacedCameras& placed,
            const Grid& grid, const CamerasParams& params, Edition edition)
        : context_(context), placed_(placed), grid_(grid), edition_(edition),
          look_(context.scene(), space, params.target_height_m), zones_(context.scene()),
          study_(context.site()) {
        const auto cells = static_cast<std::size_t>(grid.cell_count());
        ground.assign(cells, Ground::none);
        best.assign(cells, 0);
        count = Field("camera_count", "", grid);
        tallies.resize(placed.cameras.size());
    }

    void run() {
        context_.for_blocks(grid_.cell_count(), CameraLook::cells_at_once,
                            [&](std::int64_t begin, std::int64_t end) { look_at(begin, end); });
    }

    std::vector<Ground> ground;
    std::vector<double> best; // pixels on a metre
    Field count;
    std::vector<CameraTally> tallies;

private:
    void look_at(std::int64_t begin, std::int64_t end) {
        const std::vector<CameraSpot> spots = look_.spots(grid_, begin, end);
        for (const CameraSpot& spot : spots) {
            const Point p{spot.target.x, spot.target.y};
            ground[spot.cell] =
                study_.contains(p) && zones_.public_at(p) ? Ground::scored_public : Ground::open;
            count.values[spot.cell] = 0;
        }
        for (std::size_t c = 0; c < placed_.cameras.size(); ++c) {
            context_.progress().checkpoint();
            CameraTally tally;
            for (const PicturedSpot& shown : look_.through(placed_.cameras[c], edition_, spots, tally)) {
                if (shown.hidden) continue;
                const std::size_t cell = spots[shown.spot].cell;
                best[cell] = std::max(best[cell], shown.pixels_per_m);
                count.values[cell] += 1;
            }
            const std::scoped_lock lock(adding_);
            tallies[c].add(tally);
        }
    }

    const engine::Context& context_;
    const PlacedCameras& placed_;
    const Grid& grid_;
    Edition edition_;
    CameraLook look_;
    scene::Zones zones_;
    scene::StudyArea study_;
    std::mutex adding_;
};

const std::vector<std::string>& coverage_columns() {
    static const std::vector<std::string> columns{"edition", "level", "pixels_per_m", "public_m2",
                                                  "public_share"};
    return columns;
}

engine::Table coverage_table(const Looking& looking, Edition edition, double cell_m2, std::int64_t scored) {
    engine::Table table{"coverage", coverage_columns(), {}, {}};
    for (const DetailLevel& level : detail_levels(edition)) {
        std::int64_t cells = 0;
        for (std::size_t i = 0; i < looking.best.size(); ++i)
            cells += looking.ground[i] == Ground::scored_public && looking.best[i] >= level.pixels_per_m;
        table.rows.push_back({Value(std::string(name_of(edition))), Value(std::string(level.name)),
                              Value(level.pixels_per_m), Value(static_cast<double>(cells) * cell_m2),
                              scored == 0 ? std::optional<Value>()
                                          : Value(static_cast<double>(cells) / static_cast<double>(scored))});
    }
    return table;
}

void add_figures(const Looking& looking, AnalysisResult& result, std::int64_t& scored) {
    std::int64_t open = 0;
    std::int64_t once = 0;
    std::int64_t twice = 0;
    for (std::size_t i = 0; i < looking.ground.size(); ++i) {
        open += looking.ground[i] != Ground::none ? 1 : 0;
        if (looking.ground[i] != Ground::scored_public) continue;
        ++scored;
        once += looking.count.values[i] >= 1 ? 1 : 0;
        twice += looking.count.values[i] >= 2 ? 1 : 0;
    }
    CameraTally all;
    for (const CameraTally& tally : looking.tallies)
        all.add(tally);
    result.counts = {{"cells", static_cast<std::int64_t>(looking.ground.size())},
                     {"nodata_cells", static_cast<std::int64_t>(looking.ground.size()) - open},
                     {"public_cells", scored},
                     {"cameras", static_cast<std::int64_t>(looking.tallies.size())}};
    if (scored > 0) {
        const auto share = [&](std::int64_t cells) {
            return static_cast<double>(cells) / static_cast<double>(scored);
        };
        result.metrics = {{"covered_share", share(once)},
                          {"overlap_share", share(twice)},
                          {"blind_share", share(scored - once)}};
    }
    if (all.seen > 0)
        result.metrics.emplace_back("private_share",
                                    static_cast<double>(all.seen_private) / static_cast<double>(all.seen));
}

Field density_field(const Looking& looking, const Grid& grid) {
    Field field("pixels_per_m", "px/m", grid);
    for (std::size_t i = 0; i < looking.best.size(); ++i)
        if (looking.ground[i] != Ground::none) field.values[i] = static_cast<float>(looking.best[i]);
    return field;
}

engine::AnalysisInfo info() {
    return {
        .id = "sightlines.cameras",
        .title = "What the cameras show",
        .term = "camera coverage, pixels per metre",
        .summary = "Which ground the cameras show past all that stands, how much of a person there, where "
                   "none shows anything, and how much of it is private.",
        .reference = "Pixels per metre = h_pixels / (2 d tan(hfov/2)), d along the line of sight; levels of "
                     "detail of IEC/EN 62676-4:2014 (DORI) and :2025 (OODPCVS); lines of sight: Wald, I. et "
                     "al. (2014): Embree",
        .reads = {Role::camera, Role::building, Role::barrier, Role::planting, Role::tree, Role::opening,
                  Role::zone, Role::study_area, Role::terrain},
        .time = {.season = true, .growth = true, .phase = true},
        .fields = {{"pixels_per_m", "px/m", "Detail of the picture",
                    "Pixels on a metre of a person here, by the camera that shows most; 0 where none does"},
                   {"camera_count", "", "How many cameras", "Number of cameras that show this spot"}},
        .tables = {{"cameras", cameras_columns(),
                    "One row a camera: what it shows, what hides it, how much of it is private"},
                   {"camera_levels", camera_levels_columns(),
                    "One row a camera and level of detail: how far it reaches and how much it shows"},
                   {"coverage", coverage_columns(),
                    "One row a level: public ground that some camera shows with that detail"}},
        .metrics = {{"covered_share", "Share of the public ground that some camera shows"},
                    {"overlap_share", "Share of the public ground that two cameras or more show"},
                    {"blind_share", "Share of the public ground that no camera shows"},
                    {"private_share", "Share of what the cameras show that is private ground"}},
    };
}

engine::Schema<CamerasParams> schema() {
    engine::Schema<CamerasParams> schema;
    schema.add(&CamerasParams::cell_m, engine::cell_parameter())
        .add(&CamerasParams::target_height_m,
             {.name = "target_height_m",
              .label = "Height of what is looked at",
              .unit = "m",
              .help = "Height above the ground of what the picture must show; 1.5 for a face.",
              .min = 0,
              .max = max_eye_height_m})
        .add(&CamerasParams::edition,
             {.name = "edition",
              .label = "Edition of EN 62676-4",
              .help = "Whose levels of detail are reported: 2025 (overview to scrutinise) or 2014 (monitor "
                      "to inspect).",
              .choices = {"2025", "2014"}});
    return schema;
}

} // namespace

AnalysisResult cameras(const engine::Context& context, const CamerasParams& params) {
    const Edition edition = edition_named(params.edition).value();
    const Grid grid = context.grid(params.cell_m, bytes_per_cell);
    const auto space = context.space();
    const PlacedCameras placed = placed_cameras(context.scene(), *space);
    Looking looking(context, *space, placed, grid, params, edition);
    looking.run();

    AnalysisResult result;
    for (const Note& note : context.scene().notes())
        if (note.code != "flat_view") result.notes.push_back(note);
    result.notes.insert(result.notes.end(), space->notes().begin(), space->notes().end());
    result.notes.insert(result.notes.end(), placed.notes.begin(), placed.notes.end());
    result.notes.push_back(
        {Note::Level::info, "edition", "levels of detail are those of IEC/EN 62676-4:" + params.edition});
    std::int64_t scored = 0;
    add_figures(looking, result, scored);
    const double cell_m2 = grid.cell_x * grid.cell_y;
    result.tables = {cameras_table(placed, looking.tallies, edition, cell_m2, *space, context.site().frame),
                     camera_levels_table(placed, looking.tallies, edition, cell_m2),
                     coverage_table(looking, edition, cell_m2, scored)};
    result.fields.push_back(density_field(looking, grid));
    result.fields.push_back(std::move(looking.count));
    result.partial = !placed.left_out.empty();
    result.counts.emplace_back("cameras_left_out", static_cast<std::int64_t>(placed.left_out.size()));
    scene::add_merged(result.notes, placed.left_out, "cameras cannot look and are left out",
                      context.site().frame);
    return result;
}

engine::Analysis cameras_analysis() {
    return engine::Analysis::make<CamerasParams>(info(), schema(), cameras);
}

} // namespace prospect::sightlines
