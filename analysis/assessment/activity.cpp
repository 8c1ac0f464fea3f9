#include "analysis/assessment/activity.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/shared.h"
#include "analysis/scene/building_use.h"
#include "analysis/scene/path_stations.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <limits>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

constexpr int quarter = 15; // minutes
constexpr int quarters = 24 * 60 / quarter;

// Times of the day at which a use is open.
using Open = std::array<bool, quarters>;

struct Use {
    FeaturePtr feature;
    Role role{};
    std::optional<Open> open; // absent: its hours are not given, or not understood
};

std::optional<Open> open_times(const std::string& hours, TimeContext time) {
    if (hours.empty()) return std::nullopt;
    Open open{};
    for (int i = 0; i < quarters; ++i) {
        const int minute = i * quarter;
        std::array<char, 8> text{};
        std::snprintf(text.data(), text.size(), "%02d:%02d", minute / 60, minute % 60);
        time.set_time(text.data());
        const auto is_open = open_at(hours, time);
        if (!is_open) return std::nullopt;
        open[static_cast<std::size_t>(i)] = *is_open;
    }
    return open;
}

DayBand band_of(int quarter_of_day, TimeContext time) {
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "%02d:%02d", quarter_of_day / 4, quarter_of_day % 4 * quarter);
    time.set_time(text.data());
    return time.band;
}

double metres_between(const Geometry& path, const std::vector<Station>& along, const Geometry& thing) {
    double least = std::numeric_limits<double>::infinity();
    for (const Point p : thing.points)
        least = std::min(least, distance(path, p));
    for (const Station& station : along)
        least = std::min(least, distance(thing, station.at));
    return least;
}

// Somebody comes there, and stays: not where things are left.
bool may_be_active(Role role, const Feature& feature) {
    static const std::set<std::string> not_uses{"parking", "bin_store"};
    if (role == Role::building) {
        const auto use = scene::use_of(feature);
        return use == scene::BuildingUse::shop || use == scene::BuildingUse::office ||
               (use == scene::BuildingUse::other && !own_text(feature, "hours").empty());
    }
    if (role == Role::opening)
        return own_text(feature, "kind") == "door" && !own_text(feature, "hours").empty();
    return !not_uses.contains(own_text(feature, "kind"));
}

std::vector<Use> uses_of(const MetricInput& input) {
    std::vector<Use> found;
    for (const Role role : {Role::building, Role::opening, Role::activity})
        for (const FeaturePtr& feature : input.facts.of(role))
            if (may_be_active(role, *feature))
                found.push_back(
                    {feature, role, open_times(own_text(*feature, "hours"), input.context.time())});
    return found;
}

std::string share_text(const Open& open, DayBand band, const TimeContext& time) {
    int all = 0;
    int covered = 0;
    for (int i = 0; i < quarters; ++i) {
        if (band_of(i, time) != band) continue;
        ++all;
        covered += open[static_cast<std::size_t>(i)] ? 1 : 0;
    }
    return rounded_text(100.0 * covered / std::max(1, all)) + " %";
}

Measurement covered(const MetricInput& input, const Feature& path, const std::vector<const Use*>& near_by) {
    Open open{};
    Measurement measurement{.subject = {path.id}, .at = label_point(path.geometry)};
    measurement.grounds.thing(Role::path, path);
    measurement.evidence.push_back({called_first(Role::path, path), path.id, {}});
    std::size_t uses = 0;
    for (const Use* use : near_by) {
        if (!use->open) continue;
        ++uses;
        for (int i = 0; i < quarters; ++i)
            open[static_cast<std::size_t>(i)] |= (*use->open)[static_cast<std::size_t>(i)];
        measurement.grounds.thing(use->role, *use->feature).word(use->role, *use->feature, "hours");
        measurement.evidence.push_back({"use with opening hours", use->feature->id, {}});
    }
    measurement.value = 100.0 * static_cast<double>(std::count(open.begin(), open.end(), true)) / quarters;
    const TimeContext& time = input.context.time();
    measurement.text = "Near " + called(Role::path, path) + " " +
                       (uses == 0 ? std::string("nothing") : counted(uses, "use")) + " within " +
                       rounded_text(input.criterion.setting("near_m")) + " m " + (uses > 1 ? "are" : "is") +
                       " open for " + rounded_text(measurement.value) + " % of 24 hours: by day " +
                       share_text(open, DayBand::day, time) + ", in the evening " +
                       share_text(open, DayBand::evening, time) + ", at night " +
                       share_text(open, DayBand::night, time) + " of the time";
    return measurement;
}

// Of uses people call by many names.
std::string common_use(std::string word) {
    static const std::set<std::string> homes{
        "house",    "houses",    "home",       "homes",       "dwelling", "dwellings", "flat",
        "flats",    "apartment", "apartments", "residential", "terrace",  "detached",  "semidetached_house",
        "bungalow", "maisonette"};
    if (homes.contains(word)) return "homes";
    Feature one;
    one.set("use", word, Basis::drawn);
    switch (scene::use_of(one)) {
    case scene::BuildingUse::shop:
        return "shops";
    case scene::BuildingUse::office:
        return "offices, schools and halls";
    case scene::BuildingUse::empty:
        return "stores";
    default:
        return word;
    }
}

std::vector<std::string> uses_named(const std::string& text) {
    std::vector<std::string> found;
    std::string word;
    const auto take = [&] {
        while (!word.empty() && word.back() == ' ')
            word.pop_back();
        if (!word.empty()) found.push_back(common_use(word));
        word.clear();
    };
    for (const char c : text)
        if (c == ',' || c == ';' || c == '/')
            take();
        else if (!word.empty() || c != ' ')
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    take();
    return found;
}

double floor_area(const Feature& building, Grounds& grounds) {
    constexpr double storey_m = 3;
    const Attribute* levels = building.find("levels");
    const auto own = levels ? as_number(levels->value) : std::nullopt;
    const double count =
        own ? *own : std::round(grounds.number(Role::building, building, "height_m").value / storey_m);
    return area(building.geometry) * std::max(1.0, count);
}

} // namespace

Measured hours_covered(const MetricInput& input) {
    Measured measured;
    const auto paths = input.facts.scored(Role::path);
    if (paths.empty()) measured.gaps.push_back({.text = "no path is on the plan", .lacks = "path"});
    const std::vector<Use> uses = uses_of(input);
    if (std::none_of(uses.begin(), uses.end(), [](const Use& one) { return one.open.has_value(); }))
        measured.gaps.push_back({.text = "no shop, building or place has opening hours",
                                 .lacks = "activity",
                                 .subjects = paths.size()});
    if (!measured.gaps.empty()) return measured;
    Gap unknown{.text = "the opening hours of what is near the path are not given", .lacks = "activity"};
    const double near_m = input.criterion.setting("near_m");
    for (const FeaturePtr& path : paths) {
        const Box box = path->geometry.box().grown(near_m);
        const std::vector<Station> along = stations(path->geometry, 1);
        std::vector<const Use*> near_by;
        for (const Use& use : uses)
            if (box.intersects(use.feature->geometry.box()) &&
                metres_between(path->geometry, along, use.feature->geometry) <= near_m)
                near_by.push_back(&use);
        const bool known = near_by.empty() || std::any_of(near_by.begin(), near_by.end(), [](const Use* use) {
                               return use->open.has_value();
                           });
        if (known) {
            measured.subjects.push_back(covered(input, *path, near_by));
            continue;
        }
        ++unknown.subjects;
        unknown.features.push_back(path->id);
        unknown.at = unknown.at.value_or(label_point(path->geometry));
    }
    if (unknown.subjects > 0) measured.gaps.push_back(std::move(unknown));
    return measured;
}

Measured use_mix(const MetricInput& input) {
    Measured measured;
    std::map<std::string, double> uses; // m2 of floor
    double known_m2 = 0;
    double all_m2 = 0;
    Measurement measurement{.subject = {Uuid::from_name("use mix")}, .of_the_site = true};
    const auto buildings = input.facts.scored(Role::building);
    for (const FeaturePtr& building : buildings) {
        Grounds grounds;
        const double size_m2 = floor_area(*building, grounds);
        all_m2 += size_m2;
        const auto named = uses_named(own_text(*building, "use"));
        if (named.empty()) continue;
        known_m2 += size_m2;
        for (const std::string& use : named)
            uses[use] += size_m2 / static_cast<double>(named.size());
        measurement.grounds.add(
            grounds.thing(Role::building, *building).word(Role::building, *building, "use"));
    }
    if (buildings.empty() || known_m2 < input.criterion.setting("known_share") * all_m2) {
        measured.gaps.push_back({.text = buildings.empty() ? "no building is on the plan"
                                                           : "most of the buildings have no use (use)",
                                 .lacks = "building",
                                 .subjects = 1});
        return measured;
    }
    double entropy = 0;
    std::vector<std::pair<double, std::string>> shares;
    for (const auto& [use, size_m2] : uses) {
        const double share = size_m2 / known_m2;
        entropy -= share * std::log(share);
        shares.emplace_back(share, use);
    }
    std::sort(shares.rbegin(), shares.rend());
    measurement.at = label_point(buildings.front()->geometry);
    measurement.value = uses.size() > 1 ? entropy / std::log(static_cast<double>(uses.size())) : 0;
    measurement.text = "The floor area is ";
    for (std::size_t i = 0; i < shares.size(); ++i)
        measurement.text +=
            (i == 0 ? "" : ", ") + shares[i].second + " " + rounded_text(100 * shares[i].first) + " %";
    measurement.text += ": a mix of " + as_text(Value(std::round(100 * measurement.value) / 100)) +
                        ", where 1 is as much of each and 0 one use alone";
    measured.subjects.push_back(std::move(measurement));
    return measured;
}

Measured isolation(const MetricInput& input) {
    Measured measured;
    const auto paths = input.facts.scored(Role::path);
    if (paths.empty()) measured.gaps.push_back({.text = "no path is on the plan", .lacks = "path"});
    // Houses without windows are missing data, not loneliness.
    if (input.shared.eyes().guardians.windows == 0 &&
        (!input.facts.of(Role::building).empty() || input.facts.of(Role::activity).empty()))
        measured.gaps.push_back(
            {.text = "no window is on the plan, so nobody knows where people are after dark",
             .lacks = "window"});
    if (!measured.gaps.empty()) return measured;
    const double most_m = input.criterion.setting("most_m");
    struct Occupied {
        const sightlines::Guardian* guardian;
        Point at;
    };
    std::vector<Occupied> occupied;
    std::vector<Box> boxes;
    for (const sightlines::Guardian& guardian : input.shared.eyes().guardians.all) {
        if (guardian.occupied[static_cast<std::size_t>(DayBand::evening)] <
            input.criterion.setting("occupied"))
            continue;
        for (const auto& eye : guardian.eyes) {
            occupied.push_back({&guardian, {eye.at.x, eye.at.y}});
            boxes.push_back({eye.at.x, eye.at.y, eye.at.x, eye.at.y});
        }
    }
    const SpatialIndex index(boxes);
    for (const FeaturePtr& path : paths) {
        double worst_m = -1;
        Point worst;
        const Occupied* nearest_to_worst = nullptr;
        for (const scene::PathStation& station :
             scene::path_stations(path->geometry, input.criterion.setting("step_m"))) {
            const Point p = station.place;
            if (!input.facts.study().contains(p)) continue;
            double least_m = most_m;
            const Occupied* nearest = nullptr;
            for (const std::uint32_t i : index.query(Box{p.x, p.y, p.x, p.y}.grown(most_m)))
                if (const double away = distance(occupied[i].at, p); away < least_m) {
                    least_m = away;
                    nearest = &occupied[i];
                }
            if (least_m <= worst_m) continue;
            worst_m = least_m;
            worst = p;
            nearest_to_worst = nearest;
        }
        if (worst_m < 0) continue; // within the study area at no station
        Measurement measurement{.subject = {path->id}, .at = worst, .value = worst_m};
        measurement.grounds.thing(Role::path, *path);
        measurement.grounds.supposed(somebody_looks);
        measurement.text = "From " + called(Role::path, *path) + " it is ";
        if (nearest_to_worst == nullptr) {
            measurement.text += "more than " + rounded_text(most_m) + " m at one place to the nearest ";
        } else {
            measurement.text += "up to " + rounded_text(worst_m) + " m to the nearest ";
            measurement.evidence.push_back(
                {"nearest place in use after dark", nearest_to_worst->guardian->feature->id, {}});
            measurement.evidence.push_back(
                {rounded_text(worst_m) + " m",
                 {},
                 Geometry::make_line(std::vector<Point>{worst, nearest_to_worst->at})});
        }
        measurement.text += "window, door or place where somebody is likely after dark";
        measurement.evidence.push_back({"furthest from it", {}, Geometry::make_point(worst)});
        measurement.evidence.push_back({called_first(Role::path, *path), path->id, {}});
        measured.subjects.push_back(std::move(measurement));
    }
    return measured;
}

} // namespace prospect::assessment
