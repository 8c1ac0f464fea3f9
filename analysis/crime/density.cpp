#include "analysis/crime/density.h"

#include "analysis/crime/kernel_mass.h"
#include "analysis/scene/scene.h"
#include "analysis/scene/study_area.h"

#include <algorithm>
#include <cmath>

namespace prospect::crime {

namespace {

using engine::AnalysisResult;
using engine::Note;

// The field, the density and the mass in double, and the running totals of the mass.
constexpr std::size_t bytes_per_cell = sizeof(float) + 2 * sizeof(double) + 5 * sizeof(double);
constexpr std::size_t few = 5;
constexpr double fine_for_snapped_m =
    100; // less than that shows how places were moved, not where crimes were
constexpr double on_foot_m = 1.6;

engine::AnalysisInfo info() {
    return {
        .id = "crime.density",
        .title = "Where recorded crimes are close together",
        .term = "kernel density, hot spots",
        .summary =
            "Smooths the recorded crimes into a map of how many there are to the square metre. A map of "
            "records, not of crime: what nobody reports is not in it.",
        .reference = "Quartic kernel: Silverman, B. W. (1986): Density Estimation for Statistics and Data "
                     "Analysis, eq. 4.5; edges: Diggle, P. (1985), Applied Statistics 34",
        .reads = {Role::incident, Role::building, Role::study_area},
        .needs = {},
        .fields = {{"density", "1/m2", "Recorded crimes to the square metre",
                    "How many records, by weight, there are to the square metre around here. Multiply by 10 "
                    "000 for "
                    "records to the hectare",
                    "weakness"}},
        .tables = {},
        .metrics = {{"incidents_used", "Records that the map is made of"},
                    {"weight_used", "Sum of their weights"},
                    {"distinct_places", "Different places among them, to the decimetre"},
                    {"left_out_without_place", "Records without a point"},
                    {"left_out_other_category", "Records of categories not asked for"},
                    {"left_out_other_time", "Records of another time than asked for"},
                    {"left_out_without_time", "Records that do not say when, while a time is asked for"},
                    {"left_out_without_weight", "Records whose weight is 0"},
                    {"left_out_too_far",
                     "Records too far away to reach the map, or outside the red line where its "
                     "edges are corrected"}},
        .sensitivity = Sensitivity::personal,
    };
}

engine::Schema<DensityParams> schema() {
    engine::Schema<DensityParams> schema;
    schema.add(&DensityParams::cell_m, engine::cell_parameter())
        .add(&DensityParams::bandwidth_m, bandwidth_parameter())
        .add(&DensityParams::edge_correction,
             {.name = "edge_correction",
              .label = "At the edge of the study area",
              .help =
                  "mass divides by the share of the kernel within the red line, for records that end there; "
                  "none takes all records as they are.",
              .choices = {"none", "mass"},
              .advanced = true})
        .add(&DensityParams::categories, {.name = "categories",
                                          .label = "Only these categories",
                                          .help = "Categories of records that count; none takes all."})
        .add(&DensityParams::from, {.name = "from",
                                    .label = "From this day or month",
                                    .help = "Earlier records are left out, such as 2024-05-01 or 2024-05."})
        .add(&DensityParams::to, {.name = "to",
                                  .label = "To this day or month",
                                  .help = "Later records are left out, such as 2024-05-31 or 2024-05."});
    return schema;
}

std::string counted(std::int64_t count, const std::string& what) {
    return std::to_string(count) + " " + what;
}

void say_what_was_left_out(const Incidents& found, std::int64_t too_far, AnalysisResult& result) {
    std::string text;
    const auto add = [&](std::int64_t count, const char* what) {
        if (count > 0) text += (text.empty() ? "" : ", ") + counted(count, what);
    };
    add(found.without_place, "without a point");
    add(found.other_category, "of another category");
    add(found.other_time, "of another time");
    add(found.without_time, "without a time");
    add(found.without_weight, "of weight 0");
    add(too_far, "too far away or outside the red line");
    if (text.empty()) return;
    result.notes.push_back({Note::Level::info, "incidents_left_out",
                            counted(found.left_out() + too_far, "records are left out: ") + text});
}

void say_how_exact(std::span<const Incident> used, double bandwidth_m, AnalysisResult& result) {
    const auto all = static_cast<std::int64_t>(used.size());
    const std::int64_t snapped = count_of(used, Precision::snapped);
    const std::int64_t masked = count_of(used, Precision::masked);
    if (snapped + masked > 0)
        result.notes.push_back(
            {Note::Level::info, "incidents_moved",
             counted(snapped, "of ") +
                 counted(all, "records say that they were moved to a nearby street point, ") +
                 counted(masked, "that they were moved on purpose")});
    const bool moved = looks_snapped(used) || 2 * snapped >= all;
    if (moved)
        result.notes.push_back(
            {Note::Level::warning, "incidents_snapped",
             counted(all, "records share ") + counted(distinct_places(used), "places") +
                 ", as when a source moves them to street points: hot spots smaller than 100 to 200 m mean "
                 "nothing" +
                 (bandwidth_m < fine_for_snapped_m ? "; take a bandwidth_m of at least 100" : "")});
    if (used.size() < few)
        result.notes.push_back(
            {Note::Level::warning, "few_incidents",
             "only " +
                 counted(all, "records: too few to tell a pattern from chance; never publish such a count by "
                              "area")});
}

void remove_too_far(const Grid& grid, const scene::StudyArea& study, bool within_the_line, double bandwidth_m,
                    std::vector<Incident>& used) {
    const Box reached = grid.box().grown(bandwidth_m);
    std::erase_if(used, [&](const Incident& one) {
        return !reached.contains(one.at) || (within_the_line && !study.contains(one.at));
    });
}

} // namespace

engine::ParameterInfo bandwidth_parameter() {
    return {.name = "bandwidth_m",
            .label = "How far a recorded crime reaches",
            .unit = "m",
            .help = "Each record is spread over a disc of this radius.",
            .min = 1,
            .max = 5000};
}

std::vector<double> quartic_density(const Grid& grid, std::span<const Incident> incidents, double bandwidth_m,
                                    const engine::Workers& workers) {
    std::vector<double> density(static_cast<std::size_t>(grid.cell_count()));
    const double squared = bandwidth_m * bandwidth_m;
    const double peak = quartic(0, bandwidth_m);
    workers.for_blocks(grid.rows, 4, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            const double y = grid.center(0, row).y;
            for (const Incident& one : incidents) {
                const double left = squared - (y - one.at.y) * (y - one.at.y);
                if (left <= 0) continue;
                const double reach = std::sqrt(left);
                const auto column = [&](double x) {
                    return std::clamp(std::floor((x - grid.xmin) / grid.cell_x - 0.5), -1.0,
                                      static_cast<double>(grid.columns));
                };
                const auto first = static_cast<std::int64_t>(column(one.at.x - reach)) + 1;
                const auto last =
                    std::min(static_cast<std::int64_t>(column(one.at.x + reach)), grid.columns - 1);
                for (std::int64_t c = first; c <= last; ++c) {
                    const double dx = grid.center(c, row).x - one.at.x;
                    const double t = (left - dx * dx) / squared;
                    if (t > 0)
                        density[static_cast<std::size_t>(row * grid.columns + c)] +=
                            one.weight * peak * t * t;
                }
            }
        }
    });
    return density;
}

AnalysisResult density(const engine::Context& context, const DensityParams& params) {
    Incidents found =
        incidents(context, {.categories = params.categories, .from = params.from, .to = params.to});
    if (found.used.empty())
        throw Error(ErrorCode::refused,
                    found.left_out() == 0 ? "the plan has no recorded crimes"
                                          : "none of the " + std::to_string(found.left_out()) +
                                                " recorded crimes of the plan is left",
                    found.left_out() == 0 ? "import a list of them as points of the role incident"
                                          : "ask for other categories or another time");
    const Grid grid = context.grid(params.cell_m, bytes_per_cell);
    const scene::StudyArea study(context.site());
    AnalysisResult result;
    result.notes = found.notes;
    bool correct = params.edge_correction == "mass";
    if (correct && !study.drawn()) {
        correct = false;
        result.notes.push_back(
            {Note::Level::warning, "edge_unknown",
             "no red line is drawn, so the edge of the records is not known: no correction is "
             "made there"});
    }
    const std::size_t before = found.used.size();
    remove_too_far(grid, study, correct, params.bandwidth_m, found.used);
    const auto too_far = static_cast<std::int64_t>(before - found.used.size());
    if (found.used.empty())
        throw Error(ErrorCode::refused,
                    "none of the " + std::to_string(before) + " recorded crimes is near enough to count here",
                    correct ? "take edge_correction none, or draw the red line around them"
                            : "ask for a larger bandwidth_m or extent");
    say_what_was_left_out(found, too_far, result);
    say_how_exact(found.used, params.bandwidth_m, result);
    const std::vector<double> values =
        quartic_density(grid, found.used, params.bandwidth_m, context.workers(0, correct ? 0.3 : 0.9));
    std::vector<double> mass;
    if (correct)
        mass = kernel_mass(
            grid, params.bandwidth_m, [&](Point p) { return study.contains(p); }, context.workers(0.3, 0.9));
    Field field("density", "1/m2", grid);
    context.workers(0.9, 1).for_blocks(grid.rows, 4, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row)
            for (std::int64_t column = 0; column < grid.columns; ++column) {
                const auto i = static_cast<std::size_t>(row * grid.columns + column);
                if (context.scene().in_building(grid.center(column, row), on_foot_m)) continue;
                if (correct && mass[i] <= least_mass) continue;
                field.values[i] = static_cast<float>(correct ? values[i] / mass[i] : values[i]);
            }
    });
    double weight = 0;
    for (const Incident& one : found.used)
        weight += one.weight;
    const auto number = [](std::int64_t count) { return static_cast<double>(count); };
    result.metrics = {{"incidents_used", static_cast<double>(found.used.size())},
                      {"weight_used", weight},
                      {"distinct_places", number(distinct_places(found.used))},
                      {"left_out_without_place", number(found.without_place)},
                      {"left_out_other_category", number(found.other_category)},
                      {"left_out_other_time", number(found.other_time)},
                      {"left_out_without_time", number(found.without_time)},
                      {"left_out_without_weight", number(found.without_weight)},
                      {"left_out_too_far", number(too_far)}};
    result.counts = {{"cells", grid.cell_count()}, {"nodata_cells", statistics(field).nodata_cells}};
    result.fields.push_back(std::move(field));
    return result;
}

engine::Analysis density_analysis() {
    return engine::Analysis::make<DensityParams>(info(), schema(), density);
}

} // namespace prospect::crime
