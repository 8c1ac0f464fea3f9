#include "analysis/threat/crowd.h"

#include "analysis/threat/capacity_duties.h"
#include "analysis/threat/cells.h"
#include "analysis/threat/scope.h"

#include <algorithm>

namespace prospect::threat {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;
using scene::title_of;

const std::vector<std::string>& crowds_columns() {
    static const std::vector<std::string> columns{
        "place", "people", "area_m2",        "density",    "level", "run_up_overlap_m2", "duty", "open",
        "x",     "y",      "density_in_use", "run_up_kmh", "roads"};
    return columns;
}

const std::vector<std::string>& axes_columns() {
    static const std::vector<std::string> columns{"place", "path", "overlap_m2", "stopped_m2", "x", "y"};
    return columns;
}

CrowdSettings settings_of(const CrowdParams& params) {
    return {params.least_people, params.moving_per_m2, params.standing_per_m2, params.axis_width_m,
            params.axis_length_m};
}

// The fastest run-up to the place; absent where none leads to it.
std::optional<double> fastest_kmh(const Approaches& driven, const CrowdPlace& place) {
    std::optional<double> fastest;
    for (const Approach& one : driven.all)
        if (driven.places[one.place].feature->id == place.feature->id)
            fastest = std::max(fastest.value_or(0), kmh_of(one.run_up.speed_ms));
    return fastest;
}

Table crowds_table(const Frame& frame, const CrowdPlaces& found, const DutyProfile* duties,
                   const Approaches& driven) {
    Table table{"crowds", crowds_columns(), {}, {}};
    for (const CrowdPlace& place : found.places) {
        const Point at = frame.to_full(label_point(place.feature->geometry));
        std::string roads;
        for (const AxisHit& hit : place.axes)
            if (hit.overlap_m2 > 0) roads += (roads.empty() ? "" : ", ") + title_of(*hit.path);
        std::optional<double> overlap_m2;
        if (place.area_m2) overlap_m2 = place.overlap_m2;
        const std::string duty = duties != nullptr && place.people ? duties->duty_of(*place.people) : "";
        table.rows.push_back(
            {text_cell(title_of(*place.feature)), number_cell(place.people), number_cell(place.area_m2),
             number_cell(place.density), text_cell(name_of(place.level)), number_cell(overlap_m2),
             text_cell(duty), yes_no_cell(place.open), number_cell(at.x), number_cell(at.y),
             number_cell(place.density_in_use), number_cell(fastest_kmh(driven, place)), text_cell(roads)});
        table.geometries.push_back(place.feature->geometry);
    }
    return table;
}

Table axes_table(const Frame& frame, const CrowdPlaces& found) {
    Table table{"axes", axes_columns(), {}, {}};
    for (const CrowdPlace& place : found.places)
        for (const AxisHit& hit : place.axes) {
            const Point at = frame.to_full(hit.from);
            table.rows.push_back({text_cell(title_of(*place.feature)), text_cell(title_of(*hit.path)),
                                  number_cell(hit.overlap_m2), number_cell(hit.stopped_m2), number_cell(at.x),
                                  number_cell(at.y)});
            table.geometries.push_back(hit.area.empty() ? Geometry::make_point(hit.from) : hit.area);
        }
    return table;
}

void add_metrics(const CrowdPlaces& found, const DutyProfile* duties, AnalysisResult& result) {
    double places = 0;
    double people = 0;
    double overlap_m2 = 0;
    double under_duty = 0;
    std::optional<double> densest;
    for (const CrowdPlace& place : found.places) {
        if (!place.scored) continue;
        ++places;
        if (place.open.value_or(true)) people += place.people.value_or(0);
        overlap_m2 += place.overlap_m2;
        if (place.density) densest = std::max(densest.value_or(0), *place.density);
        if (duties != nullptr && !duties->duty_of(place.people.value_or(0)).empty()) ++under_duty;
    }
    result.metrics = {{"crowd_places", places},
                      {"people_present", people},
                      {"run_up_overlap_m2", overlap_m2},
                      {"places_under_duty", under_duty}};
    if (densest) result.metrics.emplace_back("densest_per_m2", *densest);
    result.counts = {{"places", static_cast<std::int64_t>(found.places.size())}};
}

engine::AnalysisInfo info() {
    return {
        .id = "threat.crowd",
        .title = "Crowd places (density, and roads that lead at them)",
        .term = "crowd density, run-up axis, capacity duties",
        .summary =
            std::string("How dense crowds are at the time chosen, how much of a crowd place lies straight "
                        "beyond the end of a road, and which duties its number of people brings. ") +
            std::string(crowd_scope),
        .reference =
            "density = people / area, against 2 (moving) and 4 (standing) on a square metre after Fruin; "
            "duties by number of people: UK Terrorism (Protection of Premises) Act 2025, as an editable "
            "profile; width and length of the axis are starting values",
        .reads = {Role::activity, Role::path, Role::barrier, Role::building, Role::opening, Role::target,
                  Role::study_area, Role::terrain},
        .time = {.band = true, .season = true, .phase = true},
        .tables =
            {engine::colored_by(
                 {{"density", "people/m2", "People on a square metre",
                   "How dense the crowd is at the time chosen; the marks are 2 on a square metre for people "
                   "who move and 4 for those who stand",
                   "weakness"}},
                 {"crowds", crowds_columns(), "One row a crowd place"}),
             {"axes", axes_columns(),
              "One row a road whose axis leads into a crowd place: the ground on the axis up to what stops a "
              "vehicle",
              engine::TableFile::csv}},
        .metrics = {{"crowd_places", "Crowd places in the study area"},
                    {"people_present", "People in them at the time chosen"},
                    {"run_up_overlap_m2",
                     "Ground of crowd places straight beyond the end of a road, unprotected"},
                    {"places_under_duty", "Crowd places with enough people for a duty by law"},
                    {"densest_per_m2", "Most people on a square metre at the time chosen"}},
        .sensitivity = Sensitivity::protect,
    };
}

std::vector<std::string> duty_choices() {
    std::vector<std::string> choices{"no"};
    for (const DutyProfile& profile : duty_profiles())
        choices.push_back(profile.name);
    return choices;
}

engine::Schema<CrowdParams> schema() {
    using P = CrowdParams;
    engine::Schema<P> schema;
    schema
        .add(&P::least_people,
             {.name = "least_people",
              .label = "People that make a crowd",
              .unit = "persons",
              .help = "Places of other kinds count as crowd places from this many people on.",
              .min = 1,
              .max = 1e6})
        .add(&P::moving_per_m2, {.name = "moving_per_m2",
                                 .label = "People on a square metre, moving",
                                 .unit = "1/m2",
                                 .help = "Up to this density people move freely.",
                                 .min = 0.1,
                                 .max = 10})
        .add(&P::standing_per_m2, {.name = "standing_per_m2",
                                   .label = "People on a square metre, standing",
                                   .unit = "1/m2",
                                   .help = "Up to this density people stand safely.",
                                   .min = 0.1,
                                   .max = 10})
        .add(&P::axis_width_m, {.name = "axis_width_m",
                                .label = "Width of a vehicle",
                                .unit = "m",
                                .help = "Width of the strip straight beyond the end of a road.",
                                .min = 0.5,
                                .max = 20})
        .add(&P::axis_length_m, {.name = "axis_length_m",
                                 .label = "Length of the axis",
                                 .unit = "m",
                                 .help = "How far beyond the end of a road its axis is followed.",
                                 .min = 1,
                                 .max = 500})
        .add(&P::duties, {.name = "duties",
                          .label = "Duties by law",
                          .help = "Which law's numbers of people are looked up; no: none.",
                          .choices = duty_choices()});
    return schema;
}

} // namespace

AnalysisResult crowd(const engine::Context& context, const CrowdParams& params) {
    if (params.moving_per_m2 > params.standing_per_m2)
        throw Error(ErrorCode::usage, "moving_per_m2 is more than standing_per_m2",
                    "people who move need more room: choose it less");
    const Approaches driven = approaches_of(context, {});
    const CrowdPlaces found = crowd_places(context, driven.ground, settings_of(params));
    const DutyProfile* duties = duty_profile(params.duties);
    AnalysisResult result;
    result.notes = found.notes;
    for (const Note& note : driven.notes)
        if (note.code != "nothing_to_protect") result.notes.push_back(note);
    if (duties != nullptr && !found.places.empty())
        result.notes.push_back({Note::Level::info, "duties",
                                "duties by number of people: " + duties->title + ", in force " +
                                    duties->in_force +
                                    "; whether a place falls under it is for people to decide"});
    result.notes.push_back({Note::Level::info, "scope", std::string(crowd_scope)});
    const Frame& frame = context.site().frame;
    result.tables = {crowds_table(frame, found, duties, driven), axes_table(frame, found)};
    add_metrics(found, duties, result);
    context.progress().report(1);
    context.progress().checkpoint();
    return result;
}

engine::Analysis crowd_analysis() {
    return engine::Analysis::make<CrowdParams>(info(), schema(), crowd);
}

} // namespace prospect::threat
