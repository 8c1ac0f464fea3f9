#include "analysis/lighting/classes.h"

#include "analysis/engine/near_name.h"
#include "analysis/lighting/class_subjects.h"
#include "geometry/base/error.h"

#include <algorithm>
#include <set>

namespace prospect::lighting {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;

// Throws Error(usage) for a class that is not there.
void require_class(const std::string& setting, const std::string& name) {
    const LightingClasses& all = LightingClasses::bundled();
    if (name.empty() || all.find(name).one) return;
    throw Error(ErrorCode::usage, "--" + setting + " \"" + name + "\": " + class_fault(name),
                "choose one of " + all.known());
}

FaceNeed face_need(const ClassesParams& params) {
    return params.faces ? FaceNeed::recognised : FaceNeed::none;
}

bool verified(const LightingClass& one, FaceNeed faces) {
    return one.verified && (faces == FaceNeed::none || one.faces.empty() || one.faces_verified);
}

std::optional<Value> flag(std::optional<bool> value) {
    std::optional<Value> made;
    if (value) made.emplace(*value);
    return made;
}

std::vector<std::string> class_columns() {
    return {"path_or_area", "class",    "e_avg", "e_min",   "u0",     "n_points", "pass",    "best_class",
            "too_bright",   "quantity", "e_max", "esc_min", "ev_min", "lamps",    "verified"};
}

Table classes_table(const std::vector<ClassSubject>& subjects, FaceNeed faces) {
    Table table{"classes", class_columns(), {}, {}};
    for (const ClassSubject& subject : subjects) {
        const ClassMeasure& found = subject.measure;
        const ClassQuantity quantity = subject.quantity();
        const LightingClass* asked = subject.asked.one;
        std::optional<Value> own;
        if (!subject.class_text.empty()) own = Value(subject.class_text);
        table.rows.push_back({Value(scene::title_of(*subject.feature)), own, Value(found.average(quantity)),
                              Value(found.least(quantity)), Value(found.uniformity(quantity)),
                              Value(static_cast<std::int64_t>(found.points())),
                              flag(asked ? std::optional(meets(found, *asked, faces)) : std::nullopt),
                              Value(best_class(found, *subject.family, faces)),
                              flag(over_lit(found, subject.asked)), Value(std::string(name_of(quantity))),
                              Value(found.most(quantity)), Value(found.least(ClassQuantity::esc)),
                              Value(found.least(ClassQuantity::ev)),
                              Value(static_cast<std::int64_t>(subject.lamps)),
                              flag(asked ? std::optional(verified(*asked, faces)) : std::nullopt)});
        table.geometries.push_back(subject.feature->geometry);
    }
    return table;
}

std::vector<std::string> point_columns() {
    return {"path_or_area", "x", "y", "eh", "ehs", "esc", "ev", "ground_m2"};
}

Table points_table(const std::vector<ClassSubject>& subjects, const Frame& frame) {
    Table table{"class_points", point_columns(), {}, {}};
    for (const ClassSubject& subject : subjects) {
        const std::string title = scene::title_of(*subject.feature);
        for (std::size_t i = 0; i < subject.points.size(); ++i) {
            const CalculationPoint& point = subject.points[i];
            const Point full = frame.to_full(point.place);
            const PointLux& lux = subject.lux[i];
            table.rows.push_back({Value(title), Value(full.x), Value(full.y), Value(lux[0]), Value(lux[1]),
                                  Value(lux[2]), Value(lux[3]), Value(point.ground_m2)});
            table.geometries.push_back(Geometry::make_point(point.place));
        }
    }
    return table;
}

std::string list_of(const std::set<std::string>& names) {
    const std::vector<std::string> all(names.begin(), names.end());
    return engine::joined(all);
}

void add_source_notes(const std::vector<ClassSubject>& subjects, FaceNeed faces, AnalysisResult& result) {
    std::set<std::string> used;
    std::set<std::string> doubtful;
    for (const ClassSubject& subject : subjects) {
        if (!subject.asked.one) continue;
        const LightingClass& one = *subject.asked.one;
        used.insert(one.name + ": " + one.source);
        if (!one.verified) doubtful.insert("the limits of " + one.name);
        if (faces == FaceNeed::recognised && !one.faces.empty() && !one.faces_verified)
            doubtful.insert("what " + one.name + " asks for faces");
        if (one.over_lit && !one.over_lit_verified)
            doubtful.insert("from what average on " + one.name + " is too bright");
    }
    if (!used.empty())
        result.notes.push_back({Note::Level::info, "class_sources", "classes used: " + list_of(used)});
    if (!doubtful.empty())
        result.notes.push_back(
            {Note::Level::warning, "class_unverified",
             "quoted from memory, check in the standard before relying on it: " + list_of(doubtful)});
}

void add_figures(const std::vector<ClassSubject>& subjects, FaceNeed faces, AnalysisResult& result) {
    std::int64_t paths = 0;
    std::int64_t points = 0;
    std::int64_t judged = 0;
    std::int64_t met = 0;
    std::int64_t without = 0;
    for (const ClassSubject& subject : subjects) {
        paths += subject.path ? 1 : 0;
        points += static_cast<std::int64_t>(subject.points.size());
        without += subject.class_text.empty() ? 1 : 0;
        if (!subject.asked.one) continue;
        ++judged;
        met += meets(subject.measure, *subject.asked.one, faces) ? 1 : 0;
    }
    const auto all = static_cast<std::int64_t>(subjects.size());
    result.counts = {{"paths", paths}, {"areas", all - paths}, {"points", points}, {"judged", judged}};
    if (judged > 0)
        result.metrics = {{"classes_met_share", static_cast<double>(met) / static_cast<double>(judged)}};
    if (without > 0)
        result.notes.push_back({Note::Level::info, "no_class",
                                std::to_string(without) + " of " + std::to_string(all) +
                                    " paths and areas have no lighting class: nothing says whether their "
                                    "light is enough, best_class says what it would be enough for"});
}

engine::AnalysisInfo info() {
    std::vector<Role> reads = lit_roles();
    reads.insert(reads.end(), {Role::path, Role::zone, Role::activity, Role::study_area});
    return {
        .id = "lighting.classes",
        .title = "Lighting classes of paths and car parks",
        .term = "lighting class, calculation field, maintained illuminance, overall uniformity",
        .summary = "Whether paths and car parks have the light their class asks for, on average and where it "
                   "is darkest, which class it would be enough for, and where there is too much.",
        .reference =
            "Classes: EN 13201-2:2015, BS 5489-1:2020, IES RP-8-14, RP-20 (resources/criteria/"
            "lighting_classes.json says what is verified); points after EN 13201-3:2015; direct light alone",
        .reads = reads,
        .time = {.band = true, .season = true, .growth = true, .phase = true},
        .usual_band = DayBand::night,
        .tables =
            {{"classes", class_columns(),
              "One row a path or car park: its light, whether its class is met, the best class that is"},
             {"class_points", point_columns(), "One row a calculation point: lux"}},
        .metrics = {{"classes_met_share", "Share of the paths and areas with a class that meet it"}},
    };
}

std::vector<std::string> profile_names() {
    std::vector<std::string> names;
    for (const ClassProfile& one : LightingClasses::bundled().profiles())
        names.push_back(one.name);
    return names;
}

engine::Schema<ClassesParams> schema() {
    engine::Schema<ClassesParams> schema;
    schema
        .add(&ClassesParams::path_class,
             {.name = "class",
              .label = "Class of paths without one",
              .help = "Lighting class of the paths whose lit_class is empty, such as P4; none: they are not "
                      "judged."})
        .add(&ClassesParams::area_class,
             {.name = "area_class",
              .label = "Class of car parks",
              .help = "Lighting class of car parks, such as car_park_medium; none: they are not judged."})
        .add(&ClassesParams::profile,
             {.name = "profile",
              .label = "Standard",
              .help = "Whose classes paths and car parks without a class are compared with.",
              .choices = profile_names()})
        .add(&ClassesParams::faces,
             {.name = "faces",
              .label = "Faces must be recognised",
              .help = "Whether what P classes ask besides, for faces to be recognised, counts."})
        .add(&ClassesParams::face_height_m, face_height_parameter())
        .add(&ClassesParams::maintenance, maintenance_parameter());
    return schema;
}

} // namespace

AnalysisResult classes(const engine::Context& context, const ClassesParams& params) {
    require_class("class", params.path_class);
    require_class("area_class", params.area_class);
    const LitPlan plan = lit_plan(context, params.maintenance, 0);
    ClassSubjects subjects =
        class_subjects(context.scene(), plan, LightingClasses::bundled().profile(params.profile),
                       params.path_class, params.area_class);
    if (subjects.found.empty())
        throw Error(ErrorCode::refused,
                    "there is no path or car park in the study area to compare with a class",
                    "draw or import paths (role path), or areas used for parking (zone, activity)");
    light_subjects(context, subjects.found, *plan.lights, params.face_height_m);

    AnalysisResult result;
    const FaceNeed faces = face_need(params);
    add_figures(subjects.found, faces, result);
    add_source_notes(subjects.found, faces, result);
    result.notes.insert(result.notes.end(), subjects.notes.begin(), subjects.notes.end());
    result.tables = {classes_table(subjects.found, faces),
                     points_table(subjects.found, context.site().frame)};
    plan.report(context.site().frame, result);
    return result;
}

engine::Analysis classes_analysis() {
    return engine::Analysis::make<ClassesParams>(info(), schema(), classes);
}

} // namespace prospect::lighting
