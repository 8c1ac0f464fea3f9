#include "analysis/threat/watch.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/study_area.h"
#include "analysis/sightlines/eye.h"
#include "analysis/threat/cells.h"
#include "analysis/threat/scope.h"
#include "analysis/threat/unseen_watch.h"
#include "analysis/threat/way_out.h"

#include <algorithm>

namespace prospect::threat {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;
using scene::AttributeReader;
using scene::title_of;

// The field, that of guardianship, shares and places, and the kinds of cells.
constexpr std::size_t bytes_per_cell = 9 * sizeof(float);

const std::vector<std::string>& watch_columns() {
    static const std::vector<std::string> columns{
        "place",   "kind",       "x",         "y",       "seen_share", "guardianship", "watch",
        "area_m2", "distance_m", "furniture", "shelter", "shelter_m",  "way_out",      "way_out_m"};
    return columns;
}

const std::vector<std::string>& places_columns() {
    static const std::vector<std::string> columns{"place",           "kind",       "x",       "y",
                                                  "watched_from_m2", "most_watch", "shelter", "shelter_m",
                                                  "way_out",         "way_out_m"};
    return columns;
}

const char* guardianship_of(DayBand band) {
    switch (band) {
    case DayBand::day:
        break;
    case DayBand::evening:
        return "guardianship_evening";
    case DayBand::night:
        return "guardianship_night";
    }
    return "guardianship_day";
}

// Who looks about at that hour; nothing where the plan does not tell.
class Looking {
public:
    Looking(const engine::Context& context, double cell_m) {
        try {
            run_ = context.require("sightlines.overlooking", {{"cell_m", as_text(Value(cell_m))}});
        } catch (const Error& error) {
            if (error.code() != ErrorCode::refused) throw;
            why_not_ = error.message();
            return;
        }
        const std::string name = guardianship_of(context.time().band);
        for (const Field& field : run_->result.fields)
            if (field.name == name && statistics(field).value_cells > 0) guardianship_ = &field;
        if (guardianship_ == nullptr) why_not_ = "no lamp on the plan tells how well people see by night";
    }

    const Field* guardianship() const { return guardianship_; }
    std::vector<Note> notes() const {
        std::vector<Note> notes;
        if (run_) notes = run_->result.notes;
        if (!why_not_.empty())
            notes.push_back({Note::Level::warning, "guardianship_unknown",
                             "who looks about at that hour is not known (" + why_not_ +
                                 "): nobody counts as looking, so the map shows too much rather than too "
                                 "little"});
        return notes;
    }

private:
    engine::RunPtr run_;
    const Field* guardianship_ = nullptr;
    std::string why_not_;
};

// shelter, shelter_m, way_out, way_out_m.
void add_ways(const WaysOut& ways, const WatchedPlace& place, std::vector<Cell>& row) {
    const auto add = [&](const std::optional<Reached>& reached) {
        row.push_back(text_cell(reached ? reached->name : ""));
        row.push_back(reached ? number_cell(reached->away_m) : number_cell({}));
    };
    add(ways.shelter(place.shape));
    add(ways.way_out(place.shape));
}

// What stands about there, that people sit on or stand behind.
std::string furniture_near(const engine::Context& context, Point p, double near_m, const Feature& place) {
    std::string text;
    for (const auto& [layer, thing] : context.site().features(Role::activity)) {
        if (!present(*thing, context.time().phase) || thing->id == place.id ||
            distance(thing->geometry, p) > near_m)
            continue;
        std::string name = thing->name;
        if (name.empty()) name = AttributeReader::own_text(*thing, "kind");
        if (!name.empty()) text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

class Tables {
public:
    Tables(const engine::Context& context, const WatchParams& params, const Grid& grid,
           const std::vector<WatchedPlace>& places, const WatchCells& cells)
        : context_(context), params_(params), grid_(grid), places_(places), cells_(cells),
          ways_(context.scene()), study_(context.site()), watched_m2(places.size(), 0),
          most(places.size(), 0) {}

    void build() {
        for (std::size_t cell = 0; cell < cells_.share.size(); ++cell) {
            const std::uint32_t place = cells_.place[cell];
            const double watch = static_cast<double>(cells_.watch(cell));
            if (place == WatchCells::none) continue;
            most[place] = std::max(most[place], watch);
            if (watch >= params_.least_watch) watched_m2[place] += cell_m2();
        }
        std::vector<WatchSpot> found = watch_spots(grid_, cells_, params_.least_watch);
        std::erase_if(found, [&](const WatchSpot& spot) {
            return static_cast<double>(spot.cells.size()) * cell_m2() < params_.least_m2 - 1e-9;
        });
        std::stable_sort(found.begin(), found.end(), [&](const WatchSpot& a, const WatchSpot& b) {
            return cells_.place[a.best] < cells_.place[b.best];
        });
        for (const WatchSpot& spot : found)
            add_spot(spot);
        for (std::size_t p = 0; p < places_.size(); ++p)
            add_place(p);
    }

    Table spots{"watch", watch_columns(), {}, {}};
    Table watched{"places", places_columns(), {}, {}};
    double scored_m2 = 0;
    std::int64_t scored_spots = 0;
    std::size_t doors_unknown() const { return ways_.doors_unknown(); }

private:
    double cell_m2() const { return grid_.cell_x * grid_.cell_y; }
    Point centre(std::size_t cell) const {
        const auto i = static_cast<std::int64_t>(cell);
        return grid_.center(i % grid_.columns, i / grid_.columns);
    }

    void add_spot(const WatchSpot& spot) {
        const Point at = centre(spot.best);
        const Point full = context_.site().frame.to_full(at);
        const WatchedPlace& place = places_[cells_.place[spot.best]];
        const double area_m2 = static_cast<double>(spot.cells.size()) * cell_m2();
        const std::string furniture = furniture_near(context_, at, params_.furniture_m, *place.feature);
        std::vector<Cell> row{text_cell(title_of(*place.feature)),
                              text_cell(place.kind),
                              number_cell(full.x),
                              number_cell(full.y),
                              number_cell(static_cast<double>(cells_.share[spot.best])),
                              number_cell(static_cast<double>(cells_.guardianship[spot.best])),
                              number_cell(static_cast<double>(cells_.watch(spot.best))),
                              number_cell(area_m2),
                              number_cell(distance(place.shape, at)),
                              text_cell(furniture)};
        add_ways(ways_, place, row);
        spots.rows.push_back(std::move(row));
        spots.geometries.push_back(Geometry::make_point(at));
        if (!study_.contains(at)) return;
        scored_m2 += area_m2;
        ++scored_spots;
    }

    void add_place(std::size_t p) {
        const WatchedPlace& place = places_[p];
        const Point full = context_.site().frame.to_full(label_point(place.shape));
        std::vector<Cell> row{text_cell(title_of(*place.feature)),
                              text_cell(place.kind),
                              number_cell(full.x),
                              number_cell(full.y),
                              number_cell(watched_m2[p]),
                              number_cell(most[p])};
        add_ways(ways_, place, row);
        watched.rows.push_back(std::move(row));
        watched.geometries.push_back(place.shape);
    }

    const engine::Context& context_;
    const WatchParams& params_;
    const Grid& grid_;
    const std::vector<WatchedPlace>& places_;
    const WatchCells& cells_;
    WaysOut ways_;
    scene::StudyArea study_;
    std::vector<double> watched_m2; // by place, where it is the one seen best
    std::vector<double> most;
};

void add_notes(const engine::Context& context, const std::vector<WatchedPlace>& places,
               const sightlines::PlacedCameras& cameras, const Looking& looking, std::size_t doors_unknown,
               AnalysisResult& result) {
    const std::vector<Note> of_looking = looking.notes();
    for (const auto* notes : {&of_looking, &cameras.notes, &cameras.left_out})
        for (const Note& note : *notes)
            if (std::find(result.notes.begin(), result.notes.end(), note) == result.notes.end())
                result.notes.push_back(note);
    if (places.empty())
        result.notes.push_back({Note::Level::warning, "nothing_to_watch",
                                "no crowd place, no target of kind entrance and no main door is on the plan: "
                                "there is nothing to watch"});
    std::vector<Note> inside;
    for (const WatchedPlace& place : places)
        if (place.spots.empty())
            inside.push_back(
                {Note::Level::info, "place_inside",
                 "the place \"" + title_of(*place.feature) +
                     "\" lies within a building or where no ground is known: it is not looked at",
                 label_point(place.shape), place.feature->id});
    scene::add_merged(result.notes, inside,
                      "places lie within buildings or where no ground is known: they are not looked at",
                      context.site().frame);
    if (doors_unknown > 0)
        result.notes.push_back(
            {Note::Level::info, "doors_unknown",
             "of " + std::to_string(doors_unknown) +
                 " doors it is not known whether they are open (control, hours): they count "
                 "as no shelter"});
    result.notes.push_back({Note::Level::info, "scope", std::string(watch_scope)});
}

engine::AnalysisInfo info() {
    return {
        .id = "threat.watch",
        .title = "Where eyes are missing around crowds and entrances",
        .term = "unobserved observation points",
        .summary =
            std::string("Ground from which a crowd place or an entrance is seen while nobody sees who stands "
                        "there: where a window, light, staff or a camera would add eyes. ") +
            std::string(watch_scope),
        .reference =
            "share of the place seen times (1 - guardianship); guardianship as sightlines.overlooking; the "
            "distance and the marks are starting values",
        .reads = {Role::activity, Role::target, Role::opening, Role::building, Role::barrier, Role::planting,
                  Role::tree, Role::path, Role::camera, Role::zone, Role::study_area, Role::terrain},
        .time = {.band = true, .season = true, .growth = true, .phase = true},
        .needs = {"sightlines.overlooking"},
        .fields = {{"watch", "", "Nobody sees who stands here; the place is in view",
                    "From 0, no place is in view or somebody sees who stands here, to 1, a whole crowd place "
                    "or entrance is in view and nobody looks: add eyes here",
                    "weakness"}},
        .tables =
            {{"watch", watch_columns(), "One row a spot where eyes are missing, at its worst place"},
             engine::without_marks(
                 {"places", places_columns(),
                  "One row a crowd place or entrance: from how much ground it is watched unseen, and how far "
                  "shelter and a way out are"})},
        .metrics = {{"places", "Crowd places and entrances"},
                    {"spots", "Spots in the study area where eyes are missing"},
                    {"standing_room_m2", "Ground of these spots"}},
        .sensitivity = Sensitivity::protect,
    };
}

engine::Schema<WatchParams> schema() {
    using P = WatchParams;
    engine::Schema<P> schema;
    schema.add(&P::cell_m, engine::cell_parameter())
        .add(&P::watch_m, {.name = "watch_m",
                           .label = "How far around a place",
                           .unit = "m",
                           .help = "Ground further from a crowd place or entrance is not looked at.",
                           .min = 1,
                           .max = 1000})
        .add(&P::eye_height_m, sightlines::eye_height_parameter())
        .add(&P::target_height_m,
             {.name = "target_height_m",
              .label = "Height of what is looked at",
              .unit = "m",
              .help = "Height above the ground of people in the place, and of the face of who watches.",
              .min = 0,
              .max = 100})
        .add(&P::least_watch, {.name = "least_watch",
                               .label = "Told of from",
                               .help = "Spots with at least this value of the map are in the table.",
                               .min = 0.01,
                               .max = 1})
        .add(&P::least_m2, {.name = "least_m2",
                            .label = "Smallest spot",
                            .unit = "m2",
                            .help = "Smaller spots are left out of the table.",
                            .min = 0,
                            .max = 10000,
                            .advanced = true})
        .add(&P::furniture_m, {.name = "furniture_m",
                               .label = "Furniture within",
                               .unit = "m",
                               .help = "Seats, bins and the like this near a spot are named.",
                               .min = 0,
                               .max = 100,
                               .advanced = true});
    return schema;
}

} // namespace

AnalysisResult watch(const engine::Context& context, const WatchParams& params) {
    const Grid grid = context.grid(params.cell_m, bytes_per_cell);
    const Looking looking(context, params.cell_m);
    const auto space = context.space();
    const WatchSettings settings{.watch_m = params.watch_m,
                                 .eye_height_m = params.eye_height_m,
                                 .target_height_m = params.target_height_m};
    const std::vector<WatchedPlace> places = watched_places(context.scene(), *space, settings);
    const sightlines::PlacedCameras cameras = sightlines::cameras_in(context.scene(), *space);
    const WatchCells cells =
        watch_cells(context, *space, grid, places, cameras, looking.guardianship(), settings);

    AnalysisResult result;
    Field field("watch", "", grid);
    for (std::size_t cell = 0; cell < field.values.size(); ++cell)
        if (cells.open[cell] != 0) field.values[cell] = cells.watch(cell);
    Tables tables(context, params, grid, places, cells);
    tables.build();
    add_notes(context, places, cameras, looking, tables.doors_unknown(), result);
    result.metrics = {{"places", static_cast<double>(places.size())},
                      {"spots", static_cast<double>(tables.scored_spots)},
                      {"standing_room_m2", tables.scored_m2}};
    result.counts = {{"cells", grid.cell_count()},
                     {"nodata_cells", statistics(field).nodata_cells},
                     {"places", static_cast<std::int64_t>(places.size())},
                     {"cameras", static_cast<std::int64_t>(cameras.cameras.size())}};
    result.tables = {std::move(tables.spots), std::move(tables.watched)};
    result.fields.push_back(std::move(field));
    context.progress().report(1);
    context.progress().checkpoint();
    return result;
}

engine::Analysis watch_analysis() {
    return engine::Analysis::make<WatchParams>(info(), schema(), watch);
}

} // namespace prospect::threat
