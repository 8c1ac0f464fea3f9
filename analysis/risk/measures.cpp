#include "analysis/risk/measures.h"

#include "analysis/engine/near_name.h"
#include "analysis/engine/schema.h"
#include "analysis/risk/ground_around.h"
#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/scene.h"
#include "geometry/io/export.h"

#include <algorithm>
#include <cmath>

namespace prospect::risk {

namespace {

using engine::Note;

// So far beyond an end that no shift of it matters.
constexpr double far_beyond = 1000;

float finer(const ValueFunction& value) {
    return static_cast<float>(value.fine - far_beyond * (value.worst - value.fine));
}
float worse(const ValueFunction& value) {
    return static_cast<float>(value.worst + far_beyond * (value.worst - value.fine));
}

const Field* field_of(const engine::AnalysisResult& result, std::string_view name) {
    for (const Field& field : result.fields)
        if (field.name == name) return &field;
    return nullptr;
}

bool has_value(const Field& field) {
    return std::any_of(field.values.begin(), field.values.end(), [](float value) { return value != nodata; });
}

std::vector<FeaturePtr> activities(const engine::Context& context, const FactorInfo::OnlyOn& only) {
    std::vector<FeaturePtr> found;
    for (const auto& [layer, feature] : context.site().features(Role::activity))
        if (present(*feature, context.time().phase) &&
            std::find(only.activities.begin(), only.activities.end(),
                      scene::AttributeReader::own_text(*feature, "kind")) != only.activities.end())
            found.push_back(feature);
    return found;
}

// Elsewhere than on the activities the factor is fine.
void keep_only_on(const std::vector<FeaturePtr>& activities, double around_m, const ValueFunction& value,
                  Field& field) {
    std::vector<std::uint8_t> kept(field.values.size());
    const Grid& grid = field.grid;
    for (const FeaturePtr& activity : activities) {
        const double reach = activity->geometry.kind == GeometryKind::polygon ? 0 : around_m;
        const Box box = activity->geometry.box().grown(reach);
        const auto column = [&](double x) {
            return std::clamp(static_cast<std::int64_t>(std::floor((x - grid.xmin) / grid.cell_x)),
                              std::int64_t{0}, grid.columns - 1);
        };
        const auto row = [&](double y) {
            return std::clamp(static_cast<std::int64_t>(std::floor((grid.ymax - y) / grid.cell_y)),
                              std::int64_t{0}, grid.rows - 1);
        };
        for (std::int64_t r = row(box.ymax); r <= row(box.ymin); ++r)
            for (std::int64_t c = column(box.xmin); c <= column(box.xmax); ++c)
                if (distance(activity->geometry, grid.center(c, r)) <= reach)
                    kept[static_cast<std::size_t>(r * grid.columns + c)] = 1;
    }
    for (std::size_t i = 0; i < kept.size(); ++i)
        if (kept[i] == 0 && field.values[i] != nodata) field.values[i] = finer(value);
}

// The sum of a field that reaches further than the grid.
Field summed(const Field& wide, double within_m, std::int64_t margin, const Grid& grid,
             const engine::Context& context) {
    Field made("", "", grid);
    const GroundAround around(wide, within_m, margin);
    engine::Workers(context.request().threads, Progress(context.progress().stop_token(), {}))
        .for_blocks(grid.rows, 4, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t row = begin; row < end; ++row)
                for (std::int64_t column = 0; column < grid.columns; ++column)
                    if (around.any_known(column, row))
                        made.values[static_cast<std::size_t>(row * grid.columns + column)] =
                            static_cast<float>(around.sum(column, row));
        });
    return made;
}

void add_notes(const std::vector<Note>& found, std::vector<Note>& notes) {
    for (const Note& note : found)
        if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
}

Measure measured(const engine::Context& context, const Runs& runs, const FactorInfo& factor,
                 const engine::Settings& handed, DayBand band, const Grid& grid, std::vector<Note>& notes) {
    engine::Settings settings(factor.settings.begin(), factor.settings.end());
    for (const std::string& name : factor.hands_on)
        settings[name] = handed.at(name);
    settings["cell_m"] = as_text(Value(grid.cell_x));
    const std::int64_t margin = factor.sum_within_m > 0 ? margin_of(factor.sum_within_m, grid.cell_x) : 0;
    const engine::RunPtr run = margin > 0 ? runs(factor.analysis, settings,
                                                 grid.box().grown(static_cast<double>(margin) * grid.cell_x))
                                          : runs(factor.analysis, settings, std::nullopt);
    const Field* field = field_of(run->result, factor.field(band));
    if (field == nullptr)
        throw Error(ErrorCode::internal, factor.analysis + " gives no field " + factor.field(band));
    add_notes(run->result.notes, notes);
    Measure made;
    made.field = margin > 0 ? summed(*field, factor.sum_within_m, margin, grid, context) : *field;
    if (!(made.field.grid == grid)) throw Error(ErrorCode::internal, factor.analysis + " used another grid");
    if (const Field* known = field_of(run->result, factor.worst_without_value_where))
        for (std::size_t i = 0; i < made.field.values.size(); ++i)
            if (made.field.values[i] == nodata && known->values[i] != nodata)
                made.field.values[i] = worse(factor.value);
    if (!has_value(made.field)) made.missing = factor.analysis + " has no value anywhere on this ground";
    return made;
}

} // namespace

std::vector<FactorMeasures> views(const std::vector<Measured>& measured) {
    std::vector<FactorMeasures> made;
    for (const Measured& one : measured)
        made.push_back(one.view());
    return made;
}

std::vector<Chosen> parse_chosen(const std::vector<std::string>& items) {
    const auto refuse = [](const std::string& what, const std::string& advice) {
        throw Error(ErrorCode::usage, "parameter factors " + what, advice);
    };
    std::vector<std::string> known;
    for (const FactorInfo& factor : risk_factors().factors)
        known.push_back(factor.name);
    std::vector<Chosen> made;
    for (const std::string& item : items) {
        const auto equals = item.find('=');
        Chosen chosen{.name = item.substr(0, equals)};
        chosen.info = risk_factors().factor(chosen.name);
        if (equals != std::string::npos) {
            chosen.file = item.substr(equals + 1);
            if (chosen.name.empty() || chosen.file.empty() ||
                chosen.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
                refuse("has \"" + item + "\"",
                       "write name=FILE.tif, the name in small letters, digits and _");
        } else if (chosen.info == nullptr) {
            const auto near = engine::near_name(item, known);
            refuse("names no factor \"" + item + "\"",
                   (near ? "did you mean " + *near + "? " : std::string{}) + "choose from " +
                       engine::joined(known) + ", or write name=FILE.tif");
        }
        if (std::any_of(made.begin(), made.end(), [&](const Chosen& one) { return one.name == chosen.name; }))
            refuse("names \"" + chosen.name + "\" twice", "name each factor once");
        made.push_back(std::move(chosen));
    }
    if (made.size() > most_factors)
        refuse("names " + std::to_string(made.size()) + " factors",
               "name at most " + std::to_string(most_factors));
    return made;
}

Measure measure(const engine::Context& context, const Runs& runs, const FactorInfo& factor,
                const engine::Settings& handed, DayBand band, const Grid& grid, std::vector<Note>& notes) {
    Measure made;
    std::vector<FeaturePtr> stay;
    if (factor.only_on) {
        stay = activities(context, *factor.only_on);
        if (stay.empty()) {
            made.missing = factor.only_on->missing;
            return made;
        }
    }
    try {
        made = measured(context, runs, factor, handed, band, grid, notes);
    } catch (const Error& fault) {
        // What an analysis refuses for want of something on the plan leaves the others standing.
        if (fault.code() != ErrorCode::refused) throw;
        made.missing = fault.message();
        made.advice = fault.advice();
    }
    if (factor.only_on && made.missing.empty())
        keep_only_on(stay, factor.only_on->around_m, factor.value, made.field);
    return made;
}

void clear_buildings(const engine::Context& context, const Grid& grid, std::span<Field* const> fields) {
    constexpr double on_foot_m = 1.6;
    engine::Workers(context.request().threads, Progress(context.progress().stop_token(), {}))
        .for_blocks(grid.rows, 4, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t row = begin; row < end; ++row)
                for (std::int64_t column = 0; column < grid.columns; ++column)
                    if (context.scene().in_building(grid.center(column, row), on_foot_m))
                        for (Field* field : fields)
                            field->values[static_cast<std::size_t>(row * grid.columns + column)] = nodata;
        });
}

Field given_values(const std::string& what, const std::filesystem::path& file, const Frame& frame,
                   const Grid& grid) {
    std::string crs;
    Field given = io::read_raster(file, &crs);
    io::require_same_system(file.filename().string(), crs, frame);
    for (std::int64_t row = 0; row < given.grid.rows; ++row)
        for (std::int64_t column = 0; column < given.grid.columns; ++column) {
            const float value = given.at(column, row);
            if (value == nodata || (value >= 0 && value <= 1)) continue;
            const Point at = given.grid.center(column, row);
            throw Error(ErrorCode::refused,
                        file.filename().string() + " has " + as_text(Value(static_cast<double>(value))) +
                            " at " + scene::metres_text(at.x) + "," + scene::metres_text(at.y) +
                            ", outside 0 to 1",
                        "scale it so that 0 is fine and 1 the worst");
        }
    Field made(what, "", grid);
    for (std::int64_t row = 0; row < grid.rows; ++row)
        for (std::int64_t column = 0; column < grid.columns; ++column)
            if (const auto value = given.sampled_at(frame.to_full(grid.center(column, row))))
                made.values[static_cast<std::size_t>(row * grid.columns + column)] =
                    static_cast<float>(*value);
    if (!has_value(made))
        throw Error(ErrorCode::refused, file.filename().string() + " has no value where the plan is",
                    "give a map of this place in full coordinates of the plan's map grid");
    return made;
}

} // namespace prospect::risk
