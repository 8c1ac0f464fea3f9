#include "analysis/lighting/trespass.h"

#include "analysis/lighting/obtrusive_light.h"
#include "analysis/lighting/upward_light.h"
#include "analysis/lighting/window_light.h"
#include "geometry/base/error.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace prospect::lighting {

namespace {

using engine::AnalysisResult;
using engine::Note;
using engine::Table;

constexpr std::size_t times = curfew_times;

const std::vector<std::string> window_columns{"window",
                                              "building",
                                              "height_m",
                                              "x",
                                              "y",
                                              "ev_before_lx",
                                              "ev_after_lx",
                                              "limit_before_lx",
                                              "limit_after_lx",
                                              "pass_before",
                                              "pass_after",
                                              "worst_lamp",
                                              "worst_lamp_lx",
                                              "id"};
const std::vector<std::string> lamp_columns{
    "lamp", "photometry", "upward_share", "limit", "pass", "worst_window", "worst_window_lx", "x", "y"};

std::optional<Value> limit_value(const std::optional<double>& limit) {
    std::optional<Value> value;
    if (limit) value = *limit;
    return value;
}

std::optional<Value> holds(double value, const std::optional<double>& limit) {
    std::optional<Value> pass;
    if (limit) pass = std::int64_t{value <= *limit ? 1 : 0};
    return pass;
}

std::optional<Value> name_in(const std::map<Uuid, std::string>& names, const Uuid& id) {
    std::optional<Value> value;
    if (const auto found = names.find(id); found != names.end()) value = found->second;
    return value;
}

std::map<Uuid, std::string> names_of(const Site& site, Role role) {
    std::map<Uuid, std::string> names;
    for (const auto& [layer, feature] : site.features(role))
        names.emplace(feature->id, scene::title_of(*feature));
    return names;
}

void add_windows(const engine::Context& context, const std::vector<WindowLight>& windows,
                 const EnvironmentalZone& zone, AnalysisResult& result) {
    const auto buildings = names_of(context.site(), Role::building);
    const auto lamps = names_of(context.site(), Role::luminaire);
    Table table{"windows", window_columns, {}, {}};
    std::array<double, times> over{};
    double most = 0;
    const std::array<std::optional<double>, times> limits{zone.ev_before_lx, zone.ev_after_lx};
    for (const WindowLight& window : windows) {
        const Point full = context.site().frame.to_full({window.plane.at.x, window.plane.at.y});
        const auto worst = window.worst();
        std::optional<Value> worst_lx;
        if (worst.second > 0) worst_lx = worst.second;
        table.rows.push_back({Value(scene::title_of(*window.plane.feature)),
                              name_in(buildings, window.plane.building), Value(window.plane.height_m),
                              Value(full.x), Value(full.y), Value(window.ev_lx[0]), Value(window.ev_lx[1]),
                              limit_value(limits[0]), limit_value(limits[1]),
                              holds(window.ev_lx[0], limits[0]), holds(window.ev_lx[1], limits[1]),
                              worst.second > 0 ? name_in(lamps, worst.first) : std::nullopt, worst_lx,
                              Value(window.plane.feature->id.text())});
        table.geometries.push_back(Geometry::make_point({window.plane.at.x, window.plane.at.y}));
        for (std::size_t time = 0; time < times; ++time) {
            over[time] += limits[time] && window.ev_lx[time] > *limits[time] ? 1 : 0;
            most = std::max(most, window.ev_lx[time]);
        }
    }
    if (limits[0]) {
        result.metrics.emplace_back("windows_over_before", over[0]);
        result.metrics.emplace_back("windows_over_after", over[1]);
    }
    result.metrics.emplace_back("most_ev_lx", most);
    result.tables.push_back(std::move(table));
}

// Those lit at either time, each once, in the order of the plan.
std::vector<Luminaire> lamps_of(const CurfewLight& lit) {
    std::vector<Luminaire> lamps;
    for (const auto& plan : lit.plans)
        if (plan)
            for (const Luminaire& lamp : plan->lights->luminaires())
                if (std::none_of(lamps.begin(), lamps.end(), [&](const Luminaire& known) {
                        return known.feature->id == lamp.feature->id;
                    }))
                    lamps.push_back(lamp);
    return lamps;
}

void add_lamps(const engine::Context& context, const std::vector<Luminaire>& lamps,
               const std::vector<WindowLight>& windows, const EnvironmentalZone& zone,
               AnalysisResult& result) {
    std::vector<double> upward(lamps.size());
    context.workers(0.5, 1).for_blocks(
        static_cast<std::int64_t>(lamps.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
                upward[i] = upward_share(lamps[i]);
        });
    std::map<Uuid, std::pair<const WindowLight*, double>> worst;
    for (const WindowLight& window : windows)
        for (const auto& lamps_then : window.by_lamp)
            for (const auto& [lamp, lx] : lamps_then)
                if (auto& most = worst[lamp]; lx > most.second) most = {&window, lx};
    Table table{"lamps", lamp_columns, {}, {}};
    double flux = 0;
    double up = 0;
    double over = 0;
    for (std::size_t i = 0; i < lamps.size(); ++i) {
        const Luminaire& lamp = lamps[i];
        const double lumen = lamp.photometry->flux_lm * lamp.dimming;
        flux += lumen;
        up += lumen * upward[i];
        over += upward[i] > zone.upward_share ? 1 : 0;
        const Point full = context.site().frame.to_full({lamp.at.x, lamp.at.y});
        std::optional<Value> window;
        std::optional<Value> window_lx;
        if (const auto found = worst.find(lamp.feature->id); found != worst.end()) {
            window = scene::title_of(*found->second.first->plane.feature);
            window_lx = found->second.second;
        }
        table.rows.push_back({Value(lamp.name), Value(lamp.photometry_name), Value(upward[i]),
                              Value(zone.upward_share),
                              Value(std::int64_t{upward[i] > zone.upward_share ? 0 : 1}), window, window_lx,
                              Value(full.x), Value(full.y)});
        table.geometries.push_back(Geometry::make_point({lamp.at.x, lamp.at.y}));
    }
    result.metrics.emplace_back("upward_share", flux > 0 ? up / flux : 0);
    result.metrics.emplace_back("lamps_over_upward", over);
    result.tables.push_back(std::move(table));
}

void add_notes(const engine::Context& context, const CurfewLight& lit, const LitWindows& windows,
               const EnvironmentalZone& zone, AnalysisResult& result) {
    result.notes.insert(result.notes.end(), windows.notes.begin(), windows.notes.end());
    lit.any().report(context.site().frame, result);
    if (!lit.why_none.empty())
        result.notes.push_back(
            {Note::Level::info, "dark_at_one_time",
             "at one of the two times no lamp is lit, and windows get no light then: " + lit.why_none});
    scene::add_merged(result.notes, windows.unknown, "windows are left out", context.site().frame);
    scene::add_merged(result.notes, windows.inward,
                      "windows are said to face into their building and are taken to face out of it",
                      context.site().frame);
    add_leaf_note(context.scene(), result.notes);
    const ObtrusiveLight& limits = ObtrusiveLight::bundled();
    result.notes.push_back(
        {Note::Level::warning, "limits",
         "limits are those of zone " + zone.name + " (" + zone.title + ") of " + limits.document +
             (limits.verified ? std::string() : ", quoted from memory: check them in the document")});
    if (!zone.ev_before_lx)
        result.notes.push_back({Note::Level::warning, "no_limit",
                                "for light on windows no limit of zone " + zone.name +
                                    " is known: values are given and not compared"});
    result.partial = result.partial || !windows.unknown.empty();
}

std::vector<std::string> zone_names() {
    std::vector<std::string> names;
    for (const EnvironmentalZone& zone : ObtrusiveLight::bundled().zones)
        names.push_back(zone.name);
    return names;
}

engine::AnalysisInfo info() {
    return {
        .id = "lighting.trespass",
        .title = "Light on windows and into the sky",
        .term = "obtrusive light, light trespass, upward light ratio",
        .summary =
            "How much light the lamps of the plan throw on each window, before and after curfew, which "
            "lamp it is, and how much of each lamp's light goes up.",
        .reference = "Ev = sum I(C, gamma) MF dimming max(0, u n) / d^2 on the plane of the wall; limits by "
                     "environmental zone: CIE 150:2017, ILP GN01/21, from memory; shadows: Wald, I. et al. "
                     "(2014): Embree",
        .reads = lit_roles(),
        .time = {.band = true, .season = true, .growth = true, .phase = true},
        .usual_band = DayBand::night,
        .tables = {{"windows", window_columns,
                    "One row a window: light on it before and after curfew, and the lamp that gives it most"},
                   {"lamps", lamp_columns,
                    "One row a lamp: how much of its light goes up, and the window it gives most"}},
        .metrics = {{"windows_over_before", "Windows with more light than the zone allows before curfew"},
                    {"windows_over_after", "Windows with more light than the zone allows after curfew"},
                    {"most_ev_lx", "Most lux on a window"},
                    {"upward_share", "Share of the light of all lamps that goes above the horizon"},
                    {"lamps_over_upward", "Lamps that send more light up than the zone allows"}},
    };
}

engine::Schema<TrespassParams> schema() {
    engine::Schema<TrespassParams> schema;
    schema
        .add(&TrespassParams::zone,
             {.name = "zone",
              .label = "How dark the surroundings are",
              .help =
                  "Environmental zone whose limits are asked for: E0 protected dark places, E1 open "
                  "country, E2 villages and outer suburbs, E3 suburbs and small centres, E4 city centres.",
              .choices = zone_names()})
        .add(&TrespassParams::maintenance, maintenance_parameter());
    return schema;
}

} // namespace

AnalysisResult trespass(const engine::Context& context, const TrespassParams& params) {
    const EnvironmentalZone& zone = ObtrusiveLight::bundled().zone(params.zone);
    const auto opaque = context.opaque_space();
    const CurfewLight lit = curfew_light(context.scene(), opaque, params.maintenance, context.time());
    LitWindows found = lit_windows(context.scene(), *opaque);
    if (found.all.empty())
        throw Error(ErrorCode::refused, "there is no window in a wall of the plan that light could fall on",
                    "draw windows (role opening, kind window) on the walls of buildings");
    std::vector<WindowLight> windows;
    for (LitWindow& plane : found.all)
        windows.push_back({.plane = std::move(plane)});
    shine_on_windows(lit, context.workers(0, 0.5), windows);
    AnalysisResult result;
    result.counts = {{"windows", static_cast<std::int64_t>(windows.size())},
                     {"windows_left_out", static_cast<std::int64_t>(found.unknown.size())}};
    add_windows(context, windows, zone, result);
    add_lamps(context, lamps_of(lit), windows, zone, result);
    add_notes(context, lit, found, zone, result);
    return result;
}

engine::Analysis trespass_analysis() {
    return engine::Analysis::make<TrespassParams>(info(), schema(), trespass);
}

} // namespace prospect::lighting
