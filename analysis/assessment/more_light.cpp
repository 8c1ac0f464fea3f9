#include "analysis/assessment/more_light.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/lamp_places.h"
#include "analysis/assessment/shared.h"
#include "analysis/lighting/aim.h"
#include "analysis/scene/transmission.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect::assessment {

namespace {

using lighting::azimuth_towards;
using lighting::lean_of;
using lighting::Luminaire;
using scene::metres_text;

constexpr double usual_dark_lx = 1;
constexpr double shaded_by_crown_m = 12; // a longer dark stretch is no shade of a crown
constexpr double along_heights = 1.5;    // lamps no further from the edge light a path (calculation_field.h)
constexpr double heights_apart = 4;
constexpr std::size_t most_lamps = 6;
constexpr double dim_step = 0.05;
constexpr double least_dimming = 0.1;

// Where light is missing: a place of the way, how it runs there, and how long it is dark about it.
struct DarkPart {
    Point middle;
    Point along;
    double length_m = 0;
};

Point along_of(const LitWay& way, Point p) {
    return way.subject.path ? nearest_station(way.feature().geometry, p).direction : Point{1, 0};
}

// The longest first.
std::vector<DarkPart> dark_parts(const LitWay& way) {
    std::vector<DarkPart> parts;
    for (const lighting::DarkStretch& one :
         lighting::dark_stretches(way.stations, way.least_lx(usual_dark_lx), 0, light_step_m)) {
        const Point middle = way.stations[(one.first + one.last) / 2].place;
        parts.push_back({middle, along_of(way, middle), one.length_m});
    }
    std::stable_sort(parts.begin(), parts.end(),
                     [](const DarkPart& a, const DarkPart& b) { return a.length_m > b.length_m; });
    if (!parts.empty()) return parts;
    const Point dim = way.stations.empty() ? darkest_of(way, way.subject.quantity())
                                           : way.stations[dimmest_face_of(way)].place;
    return {{dim, along_of(way, dim), 0}};
}

// Its lamps, else the nearest on the plan.
const Luminaire* model_for(const MetricInput& input, Point p) {
    const lighting::LitPlan* plan = input.shared.night_light();
    const Luminaire* nearest = nullptr;
    if (plan == nullptr) return nullptr;
    for (const Luminaire& lamp : plan->lights->luminaires())
        if (nearest == nullptr ||
            distance({lamp.at.x, lamp.at.y}, p) < distance({nearest->at.x, nearest->at.y}, p))
            nearest = &lamp;
    return nearest;
}

FeaturePtr lamp_like(const Luminaire& model, const LampPlace& place) {
    auto lamp = std::make_shared<Feature>();
    lamp->id = Uuid::from_name("lamp like " + model.feature->id.text() + " " + as_text(Value(place.at.x)) +
                               " " + as_text(Value(place.at.y)));
    lamp->geometry = Geometry::make_point(place.at);
    lamp->basis = Basis::drawn;
    lamp->attributes = model.feature->attributes;
    lamp->set("azimuth_deg", azimuth_towards(model, place.towards), Basis::drawn);
    return lamp;
}

std::string like_text(const Facts& facts, const Luminaire& model) {
    const std::string name = facts.name_of(*model.feature);
    return " like " + (name.empty() ? "the nearest one" : name);
}

// One lamp at each place that takes one, none nearer to another of them than it is high.
std::optional<Proposal> added(const MetricInput& input, const LitWay& way, std::span<const DarkPart> places) {
    const Luminaire* model = model_for(input, places.front().middle);
    if (model == nullptr) return std::nullopt;
    AddFeatures add{.layer = input.facts.site().layer_of(model->feature->id)->id, .features = {}};
    for (const DarkPart& part : places) {
        const auto place = way.subject.path
                               ? lamp_place_beside(input.facts, way.feature(), part.middle, model->height_m)
                               : lamp_place_on(input.facts, way.feature(), part.middle, model->height_m);
        const bool taken =
            place && std::any_of(add.features.begin(), add.features.end(), [&](const auto& one) {
                return distance(one->geometry, place->at) < model->height_m;
            });
        if (place && !taken) add.features.push_back(lamp_like(*model, *place));
    }
    const std::size_t count = add.features.size();
    if (count == 0) return std::nullopt;
    SiteEdit edit{"More light", {}};
    edit.steps.emplace_back(std::move(add));
    return Proposal{"Add " + (count == 1 ? std::string("a lamp") : counted(count, "lamp")) +
                        like_text(input.facts, *model) +
                        (!way.subject.path ? " in "
                         : count == 1      ? " beside "
                                           : " along ") +
                        way.called(),
                    std::move(edit)};
}

// As many places along all dark parts as lamps like the nearest stand four heights apart.
std::vector<DarkPart> spread_out(const LitWay& way, const std::vector<DarkPart>& parts, double apart_m) {
    std::vector<DarkPart> places;
    for (const DarkPart& part : parts) {
        const auto count = static_cast<std::size_t>(std::max(1.0, std::ceil(part.length_m / apart_m)));
        for (std::size_t i = 0; i < count && places.size() < most_lamps; ++i) {
            const double share = (static_cast<double>(i) + 0.5) / static_cast<double>(count) - 0.5;
            const Station station =
                nearest_station(way.feature().geometry, part.middle + part.along * (share * part.length_m));
            places.push_back({station.at, station.direction, 0});
        }
    }
    return places;
}

std::vector<DarkPart> four_spots(const LitWay& way) {
    const Box box = way.feature().geometry.box();
    std::vector<DarkPart> places;
    for (const double x : {0.25, 0.75})
        for (const double y : {0.25, 0.75})
            places.push_back({{box.xmin + x * box.width(), box.ymin + y * box.height()}, {1, 0}, 0});
    return places;
}

void add_lamps_to(const MetricInput& input, const LitWay& way, const std::vector<DarkPart>& parts,
                  std::vector<Proposal>& made) {
    if (auto one = added(input, way, std::span(parts).first(1))) made.push_back(std::move(*one));
    const Luminaire* model = model_for(input, parts.front().middle);
    if (model == nullptr) return;
    const auto places =
        way.subject.path ? spread_out(way, parts, heights_apart * model->height_m) : four_spots(way);
    if (places.size() < 2) return;
    if (auto several = added(input, way, places)) {
        several->at_last = true;
        made.push_back(std::move(*several));
    }
}

void add_turned(const MetricInput& input, const LitWay& way, Point dark, std::vector<Proposal>& made) {
    constexpr double turned_away = 0; // cosine: more than 90° aside
    if (way.lamps.empty()) return;
    const Luminaire& lamp = *way.lamps.front();
    const auto lean = lean_of(lamp);
    const Point to = dark - Point{lamp.at.x, lamp.at.y};
    if (!lean || length(to) <= 0 || length(to) > heights_apart * lamp.height_m ||
        dot(*lean, to) / length(to) > turned_away)
        return;
    made.push_back({"Turn " + lamp_words(input.facts, *lamp.feature) + " towards " + way.called(),
                    change_of("Turn a lamp", lamp.feature->id, "azimuth_deg", azimuth_towards(lamp, to))});
}

void add_trims(const MetricInput& input, const LitWay& way, Point dark, std::vector<Proposal>& made) {
    constexpr std::size_t looked_from = 3;
    if (way.lamps.empty() || input.facts.of(Role::tree).empty()) return;
    const std::span nearest = std::span(way.lamps).first(std::min(looked_from, way.lamps.size()));
    const auto space = input.context.opaque_space();
    const Point3 place{dark.x, dark.y, space->ground_at(dark)};
    const auto trees = crowns_in_the_way(lighting::standing_crowns(input.facts.scene(), *space), nearest,
                                         std::span(&place, 1));
    for (Proposal& one : trims_of(input.facts, trees, nearest.front()->height_m))
        made.push_back(std::move(one));
}

std::vector<const Luminaire*> lamps_along(const LitWay& way) {
    std::vector<const Luminaire*> along;
    const double half_m = way.subject.path ? number_of(Role::path, way.feature(), "width_m").value / 2 : 0;
    for (const Luminaire* lamp : way.lamps)
        if (distance(way.feature().geometry, {lamp->at.x, lamp->at.y}) <=
            half_m + along_heights * lamp->height_m)
            along.push_back(lamp);
    return along.empty() ? way.lamps : along;
}

std::string lamps_text(const Facts& facts, std::span<const Luminaire* const> lamps, const LitWay& way) {
    return lamps.size() == 1 ? lamp_words(facts, *lamps.front()->feature)
                             : "the " + count_text(lamps.size()) + " lamps along " + way.called();
}

double dimmed(const Luminaire& lamp, double share) {
    const double steps = std::floor(lamp.dimming * share / dim_step + 1e-9);
    return std::max(least_dimming, steps * dim_step);
}

std::string percent_of(double dimming) {
    return rounded_text(100 * dimming) + " %";
}

} // namespace

std::vector<Proposal> more_light_on(const MetricInput& input, const LitWay& way) {
    std::vector<Proposal> made;
    const std::vector<DarkPart> parts = dark_parts(way);
    add_lamps_to(input, way, parts, made);
    add_turned(input, way, parts.front().middle, made);
    if (parts.front().length_m <= shaded_by_crown_m) add_trims(input, way, parts.front().middle, made);
    return made;
}

std::vector<Proposal> more_light_along(const MetricInput& input, const Uuid& path) {
    const LitWays* ways = input.shared.lit_ways(input.changed);
    if (ways == nullptr) return {};
    for (const LitWay& way : ways->paths)
        if (way.feature().id == path) return more_light_on(input, way);
    return {};
}

std::vector<Proposal> evener_light_on(const MetricInput& input, const LitWay& way) {
    static constexpr std::array<double, 7> columns_m{3, 4, 5, 6, 8, 10, 12};
    constexpr double hopeless = 0.15; // higher lamps make light more even, but close no dark gap
    std::vector<Proposal> made = more_light_on(input, way);
    if (way.subject.measure.uniformity(lighting::ClassQuantity::eh) < hopeless) return made;
    const auto lamps = lamps_along(way);
    if (lamps.empty()) return made;
    const auto lowest = std::min_element(
        lamps.begin(), lamps.end(), [](const auto* a, const auto* b) { return a->height_m < b->height_m; });
    const auto next = std::upper_bound(columns_m.begin(), columns_m.end(), (*lowest)->height_m);
    if (next == columns_m.end()) return made;
    SiteEdit edit{"Raise lamps", {}};
    for (const Luminaire* lamp : lamps)
        if (lamp->height_m < *next)
            edit.steps.emplace_back(
                ChangeAttribute{lamp->feature->id, "height_m", Value(*next), Basis::drawn});
    made.push_back({"Raise " + lamps_text(input.facts, lamps, way) + " to " + metres_text(*next) + " m",
                    std::move(edit)});
    return made;
}

std::vector<Proposal> less_light_on(const MetricInput& input, const LitWay& way, double share) {
    std::vector<std::pair<const Luminaire*, double>> lamps;
    const auto along = lamps_along(way);
    for (const Luminaire* lamp : along)
        lamps.emplace_back(lamp, share);
    return less_light_of_all(lamps, lamps_text(input.facts, along, way));
}

std::vector<Proposal> less_light_of_all(std::span<const std::pair<const Luminaire*, double>> lamps,
                                        const std::string& words) {
    SiteEdit edit{"Dim lamps", {}};
    double least = 1;
    double most = 0;
    for (const auto& [lamp, share] : lamps) {
        const double to = dimmed(*lamp, share);
        if (to >= lamp->dimming) continue;
        least = std::min(least, to);
        most = std::max(most, to);
        edit.steps.emplace_back(ChangeAttribute{lamp->feature->id, "dimming", Value(to), Basis::drawn});
    }
    if (edit.steps.empty()) return {};
    return {{"Dim " + words + " to " +
                 (least < most ? "between " + rounded_text(100 * least) + " and " : std::string()) +
                 percent_of(most),
             std::move(edit)}};
}

std::vector<Proposal> less_light_of(const MetricInput& input, const Luminaire& lamp, double share,
                                    Point away_from) {
    std::vector<Proposal> made;
    const std::string words = lamp_words(input.facts, *lamp.feature);
    if (share >= least_dimming / lamp.dimming) {
        const double to = dimmed(lamp, share);
        made.push_back({"Dim " + words + " to " + percent_of(to),
                        change_of("Dim a lamp", lamp.feature->id, "dimming", to)});
    }
    const auto lean = lean_of(lamp);
    const Point to = away_from - Point{lamp.at.x, lamp.at.y};
    if (lean && length(to) > 0 && dot(*lean, to) > 0)
        made.push_back({"Turn " + words + " away", change_of("Turn a lamp", lamp.feature->id, "azimuth_deg",
                                                             azimuth_towards(lamp, to * -1))});
    return made;
}

std::vector<Uuid> crowns_in_the_way(const std::vector<lighting::StandingCrown>& crowns,
                                    std::span<const Luminaire* const> lamps, std::span<const Point3> places) {
    std::vector<std::pair<std::size_t, Uuid>> found;
    for (const lighting::StandingCrown& crown : crowns) {
        std::size_t times = 0;
        for (const Luminaire* lamp : lamps)
            for (const Point3& place : places)
                times +=
                    scene::crosses_crown(crown.centre, crown.radius_m, crown.half_height_m, lamp->at, place)
                        ? 1
                        : 0;
        const auto known = std::find_if(found.begin(), found.end(),
                                        [&](const auto& one) { return one.second == crown.tree; });
        if (known != found.end())
            known->first += times;
        else if (times > 0)
            found.emplace_back(times, crown.tree);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<Uuid> trees;
    for (const auto& [times, tree] : found)
        trees.push_back(tree);
    return trees;
}

std::vector<Proposal> trims_of(const Facts& facts, std::span<const Uuid> trees, double lamp_height_m) {
    constexpr std::size_t tried = 2;
    constexpr double cut_to = 0.6;
    constexpr double least_crown_m = 1;
    constexpr double highest_stem = 0.7; // of the tree: more leaves hardly a crown
    const auto half_metres = [](double metres) { return std::floor(2 * metres + 1e-9) / 2; };
    std::vector<Proposal> made;
    for (const Uuid& id : trees.first(std::min(tried, trees.size()))) {
        const FeaturePtr tree = facts.find(id);
        if (!tree) continue;
        const std::string crown = "the crown of " + facts.called(Role::tree, *tree);
        const double across_m = half_metres(cut_to * number_of(Role::tree, *tree, "crown_m").value);
        if (across_m >= least_crown_m)
            made.push_back({"Cut " + crown + " back to " + metres_text(across_m) + " m across",
                            change_of("Cut a crown back", id, "crown_m", across_m)});
        const double stem_m = half_metres(
            std::min(lamp_height_m, highest_stem * number_of(Role::tree, *tree, "height_m").value));
        if (stem_m > number_of(Role::tree, *tree, "clear_stem_m").value)
            made.push_back({"Lift " + crown + " to " + metres_text(stem_m) + " m",
                            change_of("Lift the crown", id, "clear_stem_m", stem_m), true});
    }
    return made;
}

} // namespace prospect::assessment
