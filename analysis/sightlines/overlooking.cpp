#include "analysis/sightlines/overlooking.h"

#include "analysis/lighting/given_light.h"
#include "analysis/scene/standing_spot.h"
#include "analysis/scene/study_area.h"
#include "analysis/scene/zones.h"
#include "analysis/sightlines/eye.h"
#include "analysis/sightlines/guardianship.h"
#include "analysis/sightlines/night_light.h"
#include "analysis/sightlines/overlooking_tables.h"

#include <algorithm>
#include <atomic>
#include <numeric>

namespace prospect::sightlines {

namespace {

using engine::AnalysisResult;
using engine::Note;

// Five fields, that of the light, one of them while it is written, and the kind of cell.
constexpr std::size_t bytes_per_cell = 7 * sizeof(float) + 2;
// Spots that are looked at together: small enough that few guardians are near them in vain, large enough that
// the lines from each fill a packet.
constexpr std::int64_t tile = 32;

class Looking {
public:
    Looking(const engine::Context& context, const scene::Space& opaque, const WatchedSpots& watched,
            const NightLight& light, const Grid& grid, const OverlookingParams& params)
        : context_(context), opaque_(opaque), watched_(watched), light_(light), grid_(grid), params_(params),
          zones_(context.scene()), study_(context.site()) {
        for (Field* field : {&day, &evening, &night, &near_openings, &openings}) {
            field->grid = grid;
            field->values.assign(static_cast<std::size_t>(grid.cell_count()), nodata);
        }
        scored.assign(static_cast<std::size_t>(grid.cell_count()), 0);
    }

    void run() {
        const std::int64_t across = (grid_.columns + tile - 1) / tile;
        const std::int64_t down = (grid_.rows + tile - 1) / tile;
        context_.workers(0, 0.9).for_blocks(across * down, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                look_at(i % across * tile, i / across * tile);
        });
    }

    Field day{"guardianship_day", "", {}};
    Field evening{"guardianship_evening", "", {}};
    Field night{"guardianship_night", "", {}};
    Field near_openings{"openings_15m", "", {}};
    Field openings{"openings_43m", "", {}};
    std::vector<std::uint8_t> scored;         // public ground of the study area
    std::atomic<std::int64_t> groundless = 0; // spots of the study area without terrain

private:
    void look_at(std::int64_t first_column, std::int64_t first_row) {
        std::vector<Point3> spots;
        std::vector<std::size_t> cells;
        for (std::int64_t row = first_row; row < std::min(first_row + tile, grid_.rows); ++row)
            for (std::int64_t column = first_column; column < std::min(first_column + tile, grid_.columns);
                 ++column) {
                const Point p = grid_.center(column, row);
                const auto spot = scene::standing_spot(context_.scene(), opaque_, p, params_.target_height_m);
                if (!spot) {
                    groundless += study_.contains(p) && !opaque_.ground().height_at(p) ? 1 : 0;
                    continue;
                }
                const auto cell = static_cast<std::size_t>(row * grid_.columns + column);
                scored[cell] = study_.contains(p) && zones_.public_at(p) ? 1 : 0;
                spots.push_back(*spot);
                cells.push_back(cell);
            }
        std::vector<double> recognised_m;
        if (light_.known())
            for (const Point3& spot : spots)
                recognised_m.push_back(light_.recognised_m({spot.x, spot.y}).value_or(-1));
        std::vector<Watch> watched(spots.size());
        watched_.watch(spots, watched, nullptr, recognised_m);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            day.values[cells[i]] = static_cast<float>(watched[i].guardianship(DayBand::day));
            evening.values[cells[i]] = static_cast<float>(watched[i].guardianship(DayBand::evening));
            if (watched[i].night_known)
                night.values[cells[i]] = static_cast<float>(watched[i].guardianship(DayBand::night));
            near_openings.values[cells[i]] = static_cast<float>(watched[i].near_openings);
            openings.values[cells[i]] = static_cast<float>(watched[i].openings);
        }
    }

    const engine::Context& context_;
    const scene::Space& opaque_;
    const WatchedSpots& watched_;
    const NightLight& light_;
    const Grid& grid_;
    const OverlookingParams& params_;
    scene::Zones zones_;
    scene::StudyArea study_;
};

// Only how likely somebody is there differs between the two.
Note evening_note() {
    return {
        Note::Level::info, "evening_fuller",
        "the ground is watched more in the evening than by day because people are more likely to be there "
        "then, above all at home: how likely is a starting value of this program unless the plan says it "
        "(opening.occupied_evening)"};
}

// Of the public ground.
class Share {
public:
    Share(const Field& field, double enough) : field_(field), enough_(enough) {}

    void add(std::size_t cell) {
        if (field_.values[cell] == nodata) return;
        const auto value = static_cast<double>(field_.values[cell]);
        ++cells_;
        sum_ += value;
        watched_ += value >= enough_ ? 1 : 0;
    }
    bool known() const { return cells_ > 0; }
    double watched() const { return static_cast<double>(watched_) / static_cast<double>(cells_); }
    double mean() const { return sum_ / static_cast<double>(cells_); }

private:
    const Field& field_;
    double enough_;
    std::int64_t cells_ = 0;
    std::int64_t watched_ = 0;
    double sum_ = 0;
};

void add_figures(const Looking& looking, const Guardians& guardians, double enough, AnalysisResult& result) {
    std::int64_t scored = 0;
    std::int64_t open = 0;
    Share day(looking.day, enough);
    Share evening(looking.evening, enough);
    Share night(looking.night, enough);
    Share openings(looking.openings, 1);
    for (std::size_t i = 0; i < looking.scored.size(); ++i) {
        open += looking.day.values[i] != nodata ? 1 : 0;
        if (looking.scored[i] == 0) continue;
        ++scored;
        for (Share* share : {&day, &evening, &night, &openings})
            share->add(i);
    }
    const auto count = [](std::size_t n) { return static_cast<std::int64_t>(n); };
    const auto of_kind = [&](GuardianKind kind) {
        return static_cast<std::int64_t>(std::count_if(guardians.all.begin(), guardians.all.end(),
                                                       [&](const auto& one) { return one.kind == kind; }));
    };
    result.counts = {{"cells", count(looking.scored.size())},
                     {"nodata_cells", count(looking.scored.size()) - open},
                     {"public_cells", scored},
                     {"windows", count(guardians.windows)},
                     {"windows_assumed", count(guardians.assumed_windows)},
                     {"doors", of_kind(GuardianKind::door)},
                     {"places_in_use", of_kind(GuardianKind::activity)}};
    if (scored == 0) {
        result.notes.push_back({Note::Level::warning, "no_public_ground",
                                "no public ground is in the study area: there are no shares of it"});
        return;
    }
    if (evening.mean() > day.mean()) result.notes.push_back(evening_note());
    result.metrics = {{"watched_share_day", day.watched()}, {"watched_share_evening", evening.watched()}};
    if (night.known()) result.metrics.emplace_back("watched_share_night", night.watched());
    result.metrics.emplace_back("mean_guardianship_day", day.mean());
    result.metrics.emplace_back("mean_guardianship_evening", evening.mean());
    if (night.known()) result.metrics.emplace_back("mean_guardianship_night", night.mean());
    result.metrics.emplace_back("mean_openings_43m", openings.mean());
}

// What light by night rests on, and what was not said before.
void add_night(const NightLight& light, const Guardians& guardians, AnalysisResult& result) {
    std::vector<Note> notes = light.notes();
    if (light.known())
        notes.insert(notes.begin(), guardians.night_notes.begin(), guardians.night_notes.end());
    for (const Note& note : notes)
        if (std::none_of(result.notes.begin(), result.notes.end(), [&](const Note& known) {
                return known.code == note.code && known.message == note.message;
            }))
            result.notes.push_back(note);
    result.partial = result.partial || light.partial();
}

engine::AnalysisInfo info() {
    return {
        .id = "sightlines.overlooking",
        .title = "Eyes on this spot",
        .term = "natural surveillance, guardianship",
        .summary = "How well people at windows, in doors and in places that are in use watch each spot, by "
                   "day, in the evening and by night, and from how many openings it is seen.",
        .reference = "S = 1 - prod(1 - a o f(d) g(angle) h(height) V), by night times min(1, distance at "
                     "which the light lets a face be read / d); f after Loftus & Harley (2005), "
                     "15 m: the Rule of Fifteen of eyewitness research; 43 m and counts of "
                     "openings after van Asten, natural surveillance; idea: Jacobs (1961); lines of sight: "
                     "Wald, I. et al. "
                     "(2014): Embree",
        .reads = {Role::opening, Role::building, Role::activity, Role::barrier, Role::planting, Role::tree,
                  Role::path, Role::zone, Role::study_area, Role::terrain},
        // Day, evening and night are all worked out, whatever the time.
        .time = {.weekday = true, .season = true, .growth = true, .phase = true},
        .needs = {"lighting.recognition"},
        .needs_band = DayBand::night,
        .fields =
            {{"guardianship_day", "", "Eyes on this spot by day",
              "From 0, nobody sees you here, to 100, somebody surely does (in files 0 to 1)"},
             {"guardianship_evening", "", "Eyes on this spot in the evening",
              "From 0, nobody sees you here, to 100, somebody surely does (in files 0 to 1). Often more "
              "than by day: people are more likely to be at home then"},
             {"guardianship_night", "", "Eyes on this spot by night",
              "From 0, nobody sees you here, to 100, somebody surely does (in files 0 to 1), by the light of "
              "the lamps on your face. No value where no lamp is known"},
             {"openings_15m", "", "Windows and doors within 15 m",
              "Number of windows and doors within 15 m with a clear line to this spot"},
             {"openings_43m", "", "Windows and doors within 43 m",
              "Number of windows and doors within 43 m with a clear line to this spot"}},
        .tables = {{"paths", paths_table_columns(), "One row a path: who sees the people on it"},
                   {"openings", openings_table_columns(),
                    "One row a window or door: from how many others it is seen"}},
        .metrics = {{"watched_share_day", "Share of the public ground that is watched by day"},
                    {"watched_share_evening", "Share of the public ground that is watched in the evening"},
                    {"watched_share_night", "Share of the public ground that is watched by night"},
                    {"mean_guardianship_day", "Mean eyes on the spots of the public ground by day"},
                    {"mean_guardianship_evening",
                     "Mean eyes on the spots of the public ground in the evening"},
                    {"mean_guardianship_night", "Mean eyes on the spots of the public ground by night"},
                    {"mean_openings_43m", "Mean number of openings within 43 m that see the public ground"}},
    };
}

engine::Schema<OverlookingParams> schema() {
    engine::Schema<OverlookingParams> schema;
    schema.add(&OverlookingParams::cell_m, engine::cell_parameter())
        .add(&OverlookingParams::target_height_m,
             {.name = "target_height_m",
              .label = "Height of what is looked at",
              .unit = "m",
              .help = "Height above the ground of what must be seen; 1.5 for a face.",
              .min = 0,
              .max = max_eye_height_m})
        .add(&OverlookingParams::step_m, {.name = "step_m",
                                          .label = "Step along paths",
                                          .unit = "m",
                                          .help = "Distance between the spots of a path.",
                                          .min = 0.1,
                                          .max = 1000,
                                          .advanced = true})
        .add(&OverlookingParams::least_guardianship,
             {.name = "least_guardianship",
              .label = "Watched from",
              .help = "From which on a spot counts as watched in the shares, 0 to 1: 0.5 for 50 of 100.",
              .min = 0,
              .max = 1,
              .advanced = true})
        .add(&OverlookingParams::assume_windows, assume_windows_parameter())
        .add(&OverlookingParams::esc_file, lighting::esc_file_parameter());
    return schema;
}

} // namespace

AnalysisResult overlooking(const engine::Context& context, const OverlookingParams& params) {
    const Grid grid = context.grid(params.cell_m, bytes_per_cell);
    const auto opaque = context.opaque_space();
    const Guardians guardians = guardians_of(context.scene(), *opaque,
                                             params.assume_windows ? scene::MissingWindows::assume
                                                                   : scene::MissingWindows::leave_out);
    if (guardians.windows == 0)
        throw Error(ErrorCode::refused, "there is no window on the plan, so nothing is known of who can see",
                    "draw windows (role opening, kind window) or agree to assumed ones "
                    "(--assume_windows yes)");
    const scene::Transmission sight(context.scene(), opaque);
    const WatchedSpots watched(guardians.all, sight);
    const NightLight light = night_light(context, params.cell_m, params.target_height_m, params.esc_file);
    Looking looking(context, *opaque, watched, light, grid, params);
    looking.run();

    AnalysisResult result;
    for (const Note& note : context.scene().notes())
        if (note.code != "flat_view") result.notes.push_back(note);
    result.notes.insert(result.notes.end(), opaque->notes().begin(), opaque->notes().end());
    for (const auto* notes : {&guardians.notes, &guardians.occupation_notes})
        result.notes.insert(result.notes.end(), notes->begin(), notes->end());
    if (looking.groundless > 0)
        result.notes.push_back({Note::Level::warning, "no_terrain",
                                std::to_string(looking.groundless) +
                                    " spots of the study area have no terrain and no value: they are in no "
                                    "share"});
    add_night(light, guardians, result);
    add_figures(looking, guardians, params.least_guardianship, result);
    result.tables = {paths_table(context, *opaque, watched, guardians.all,
                                 {params.step_m, params.target_height_m, &light}, result.notes),
                     openings_table(context, sight, guardians.all)};
    result.fields.push_back(std::move(looking.day));
    result.fields.push_back(std::move(looking.evening));
    result.fields.push_back(std::move(looking.night));
    result.fields.push_back(std::move(looking.near_openings));
    result.fields.push_back(std::move(looking.openings));
    return result;
}

engine::Analysis overlooking_analysis() {
    return engine::Analysis::make<OverlookingParams>(info(), schema(), overlooking);
}

} // namespace prospect::sightlines
