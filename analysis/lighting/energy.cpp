#include "analysis/lighting/energy.h"

#include "analysis/lighting/class_subjects.h"
#include "analysis/lighting/photometries.h"
#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/study_area.h"
#include "geometry/site/defaults.h"
#include "geometry/site/time_context.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace prospect::lighting {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;

constexpr double weeks_per_year = 365.25 / 7;
constexpr double face_height_m = 1.5; // of light that is not asked about

const std::vector<std::string> lamp_columns{"lamp",           "photometry",   "power_w", "dimming",
                                            "hours_per_year", "kwh_per_year", "x",       "y"};
const std::vector<std::string> area_columns{"path_or_area", "kind", "area_m2", "e_avg", "lx_m2"};

struct Power {
    double installed_w = 0;
    double operated_w = 0; // of those that are lit at this hour
    double wh_per_year = 0;
    std::size_t lamps = 0;
    std::size_t outside = 0; // of the site boundary
    std::vector<Note> unknown;
    std::vector<Note> strange_hours;
};

// All lamps of the phase, lit at this hour or not.
class Consumers {
public:
    Consumers(const engine::Context& context, const LitPlan& plan, const EnergyParams& params)
        : context_(context), study_(context.site()), params_(params) {
        for (const Luminaire& lamp : plan.lights->luminaires())
            lit_.insert(lamp.feature->id);
    }

    void add_all() {
        for (const auto& [layer, feature] : context_.site().features(Role::luminaire))
            if (present(*feature, context_.time().phase) && !feature->geometry.empty()) add(*feature);
    }

    Power power;
    Table table{"lamps", lamp_columns, {}, {}};

private:
    void add(const Feature& lamp) {
        const Point place = label_point(lamp.geometry);
        const std::string photometry = reader_.text(Role::luminaire, lamp, "photometry");
        const double dimming = reader_.number(Role::luminaire, lamp, "dimming");
        const double hours = hours_of(lamp, place);
        const auto watts = watts_of(lamp, photometry);
        std::optional<Value> shown_w;
        std::optional<Value> kwh;
        ++power.lamps;
        power.outside += study_.contains(place) ? 0 : 1;
        if (watts) {
            const double wh = *watts * dimming * hours;
            power.installed_w += *watts;
            power.operated_w += lit_.contains(lamp.id) ? *watts * dimming : 0;
            power.wh_per_year += wh;
            shown_w = *watts;
            kwh = wh / 1000;
        } else {
            power.unknown.push_back({Note::Level::warning, "power_unknown",
                                     called(lamp) + ": neither the plan (watts) nor its light data (" +
                                         photometry + ") says its power",
                                     place, lamp.id});
        }
        const Point full = context_.site().frame.to_full(place);
        table.rows.push_back({Value(scene::title_of(lamp)), Value(photometry), shown_w, Value(dimming),
                              Value(hours), kwh, Value(full.x), Value(full.y)});
        table.geometries.push_back(Geometry::make_point(place));
    }

    static std::string called(const Feature& lamp) {
        return lamp.name.empty() ? "a lamp" : "lamp " + lamp.name;
    }

    // What the plan says, else the file of its light.
    std::optional<double> watts_of(const Feature& lamp, const std::string& photometry) const {
        if (const auto own = scene::AttributeReader::own_number(lamp, "watts"); own && *own > 0) return own;
        const auto light = photometry_of(context_.site(), photometry);
        return light && light->watts && *light->watts > 0 ? light->watts : std::nullopt;
    }

    double hours_of(const Feature& lamp, Point place) {
        const std::string text = scene::AttributeReader::own_text(lamp, "hours");
        const auto hours = burning_hours(text);
        if (hours)
            return hours->fixed_per_week * weeks_per_year +
                   hours->dark_nights_per_week / 7 * params_.hours_per_year;
        power.strange_hours.push_back({Note::Level::warning, "hours_not_understood",
                                       called(lamp) + " has the hours \"" + text +
                                           "\", which are not understood: it counts from dusk to dawn",
                                       place, lamp.id});
        return params_.hours_per_year;
    }

    const engine::Context& context_;
    scene::StudyArea study_;
    const EnergyParams& params_;
    scene::AttributeReader reader_;
    std::set<Uuid> lit_;
};

struct Ground {
    double area_m2 = 0;
    double lx_m2 = 0;
    double shared_m2 = 0; // left out since it is another one's already
};

// Ground that is taken; a point within it counts there and nowhere else.
class Taken {
public:
    void add(const ClassSubject& subject) {
        const double reach_m =
            subject.path ? Defaults::bundled().number(Role::path, *subject.feature, "width_m") / 2 : 0;
        shapes_.push_back(
            {&subject.feature->geometry, subject.feature->geometry.box().grown(reach_m), reach_m});
    }
    bool holds(Point p) const {
        return std::any_of(shapes_.begin(), shapes_.end(), [&](const Shape& shape) {
            if (!shape.box.contains(p)) return false;
            return shape.reach_m > 0 ? distance(*shape.geometry, p) < shape.reach_m
                                     : contains(*shape.geometry, p);
        });
    }

private:
    struct Shape {
        const Geometry* geometry = nullptr;
        Box box;
        double reach_m = 0;
    };
    std::vector<Shape> shapes_;
};

// Car parks, then paths, each in the order of the plan.
Ground add_areas(const engine::Context& context, const LitPlan& plan, AnalysisResult& result) {
    const LightingClasses& classes = LightingClasses::bundled();
    ClassSubjects subjects = class_subjects(context.scene(), plan, classes.profiles().front(), {}, {});
    light_subjects(context, subjects.found, *plan.lights, face_height_m);
    std::stable_partition(subjects.found.begin(), subjects.found.end(),
                          [](const ClassSubject& subject) { return !subject.path; });
    Ground ground;
    Taken taken;
    Table table{"areas", area_columns, {}, {}};
    for (const ClassSubject& subject : subjects.found) {
        context.progress().checkpoint();
        ClassMeasure own;
        double area_m2 = 0;
        for (std::size_t i = 0; i < subject.points.size(); ++i) {
            const CalculationPoint& point = subject.points[i];
            if (taken.holds(point.place)) {
                ground.shared_m2 += point.ground_m2;
                continue;
            }
            area_m2 += point.ground_m2;
            own.add(subject.lux[i], point.ground_m2);
        }
        taken.add(subject);
        std::optional<Value> average;
        std::optional<Value> lx_m2;
        if (area_m2 > 0) {
            average = own.average(ClassQuantity::eh);
            lx_m2 = own.average(ClassQuantity::eh) * area_m2;
            ground.area_m2 += area_m2;
            ground.lx_m2 += own.average(ClassQuantity::eh) * area_m2;
        }
        table.rows.push_back({Value(scene::title_of(*subject.feature)),
                              Value(std::string(subject.path ? "path" : "car park")), Value(area_m2), average,
                              lx_m2});
        table.geometries.push_back(subject.feature->geometry);
    }
    result.tables.push_back(std::move(table));
    for (const Note& note : subjects.notes)
        if (!note.code.starts_with("class_")) result.notes.push_back(note); // nothing is judged here
    if (ground.shared_m2 > 0)
        result.notes.push_back({Note::Level::info, "shared_ground",
                                std::to_string(std::lround(ground.shared_m2)) +
                                    " m2 of paths and car parks lie within others and are counted once"});
    return ground;
}

void add_metrics(const Power& power, const Ground& ground, AnalysisResult& result) {
    result.metrics = {{"installed_w", power.installed_w},
                      {"operated_w", power.operated_w},
                      {"kwh_per_year", power.wh_per_year / 1000},
                      {"area_m2", ground.area_m2}};
    if (!power.unknown.empty()) return;
    if (ground.lx_m2 > 0)
        result.metrics.emplace_back("power_density_w_lx_m2", power.operated_w / ground.lx_m2);
    if (ground.area_m2 > 0)
        result.metrics.emplace_back("energy_density_wh_m2", power.wh_per_year / ground.area_m2);
    if (ground.lx_m2 <= 0)
        result.notes.push_back({Note::Level::warning, "no_lit_ground",
                                ground.area_m2 > 0
                                    ? "no light reaches a path or car park of the study area: there is no D_P"
                                    : "there is no path or car park in the study area: there is neither D_P "
                                      "nor D_E"});
}

engine::AnalysisInfo info() {
    std::vector<Role> reads = lit_roles();
    reads.insert(reads.end(), {Role::path, Role::zone, Role::activity, Role::study_area});
    return {
        .id = "lighting.energy",
        .title = "What the light costs in energy",
        .term = "power density indicator D_P, annual energy consumption indicator D_E",
        .summary = "What the lamps take in watts and kilowatt-hours a year, and how that compares with the "
                   "light on paths and car parks.",
        .reference =
            "EN 13201-5: D_P = P / sum(E A), D_E = sum(P t) / A, formulas from memory; E: mean direct "
            "light on the points of EN 13201-3:2015",
        .reads = reads,
        .time = {.band = true, .season = true, .growth = true, .phase = true},
        .usual_band = DayBand::night,
        .tables = {{"lamps", lamp_columns, "One row a lamp: its power, hours and energy a year"},
                   {"areas", area_columns, "One row a path or car park: its ground and mean light"}},
        .metrics = {{"installed_w", "Power of all lamps, not dimmed, W"},
                    {"operated_w", "Power of the lamps lit at this hour, as dimmed, W"},
                    {"kwh_per_year", "Energy of all lamps a year, kWh"},
                    {"area_m2", "Ground of the paths and car parks, m2"},
                    {"power_density_w_lx_m2", "D_P: power for each lux on each square metre, W/(lx m2)"},
                    {"energy_density_wh_m2", "D_E: energy a year for each square metre, Wh/m2"}},
    };
}

engine::Schema<EnergyParams> schema() {
    engine::Schema<EnergyParams> schema;
    schema
        .add(&EnergyParams::hours_per_year,
             {.name = "hours_per_year",
              .label = "Hours from dusk to dawn",
              .unit = "h",
              .help = "A year, of lamps without hours of their own; some 4000 in middle Europe.",
              .min = 0,
              .max = 8784})
        .add(&EnergyParams::maintenance, maintenance_parameter());
    return schema;
}

} // namespace

std::optional<BurningHours> burning_hours(const std::string& hours) {
    if (hours.empty()) return BurningHours{0, 7};
    constexpr int step_min = 5;
    BurningHours found;
    TimeContext day;
    TimeContext night;
    night.band = DayBand::night;
    for (int weekday = 0; weekday < 7; ++weekday) {
        day.weekday = night.weekday = weekday;
        bool dark = false;
        for (int minute = 0; minute < 24 * 60; minute += step_min) {
            day.minute = night.minute = minute;
            const auto fixed = open_at(hours, day);
            if (!fixed) return std::nullopt;
            found.fixed_per_week += *fixed ? step_min / 60.0 : 0;
            dark = dark || (!*fixed && open_at(hours, night).value_or(false));
        }
        found.dark_nights_per_week += dark ? 1 : 0;
    }
    return found;
}

AnalysisResult energy(const engine::Context& context, const EnergyParams& params) {
    const LitPlan plan = lit_plan(context, params.maintenance, 0);
    AnalysisResult result;
    Consumers consumers(context, plan, params);
    consumers.add_all();
    const Power& power = consumers.power;
    result.tables.push_back(std::move(consumers.table));
    const Ground ground = add_areas(context, plan, result);
    add_metrics(power, ground, result);
    const Frame& frame = context.site().frame;
    scene::add_merged(result.notes, power.unknown,
                      "lamps are of unknown power: both indicators would be too good and are left out",
                      frame);
    scene::add_merged(result.notes, power.strange_hours,
                      "lamps have hours that are not understood and count from dusk to dawn", frame);
    if (power.outside > 0)
        result.notes.push_back({Note::Level::info, "lamps_outside",
                                std::to_string(power.outside) + " of " + std::to_string(power.lamps) +
                                    " lamps stand outside the site boundary: all they take counts, and only "
                                    "the ground within it"});
    result.notes.push_back({Note::Level::info, "power_follows_light",
                            "a dimmed lamp is taken to need as much less power as it gives less light"});
    plan.report(context.site().frame, result);
    return result;
}

engine::Analysis energy_analysis() {
    return engine::Analysis::make<EnergyParams>(info(), schema(), energy);
}

} // namespace prospect::lighting
