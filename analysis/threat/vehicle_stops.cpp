#include "analysis/threat/vehicle_stops.h"

#include "analysis/scene/access_lines.h"
#include "analysis/scene/attribute_reader.h"
#include "geometry/base/edges.h"
#include "geometry/base/text.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <regex>
#include <set>

namespace prospect::threat {

namespace {

Box box_of_edge(const Segment& edge) {
    Box box;
    box.add(edge.a);
    box.add(edge.b);
    return box;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

double angle_between_deg(const Segment& a, const Segment& b) {
    const Point u = a.b - a.a;
    const Point v = b.b - b.a;
    return std::atan2(std::abs(cross(u, v)), std::abs(dot(u, v))) * 180 / std::acos(-1.0);
}

} // namespace

std::string rating_text(const Feature& barrier) {
    for (const char* name : {"rating", "vehicle_rating", "certificate"})
        for (const auto& [key, value] : barrier.extra)
            if (lower(key) == name)
                if (std::string text = as_text(value); !text.empty()) return text;
    return {};
}

std::optional<TestedRating> parse_rating(std::string_view text) {
    static const std::regex form(
        R"((?:^|[^A-Za-z0-9/])V\s*/\s*(\d{3,6})\s*(?:kg)?\s*(?:\[[^\]]*\]|\([^)]*\))?)"
        R"(\s*/\s*(\d{1,3})(?![\d.])(?:\s*/\s*\d{1,2}(?::\s*(\d+(?:\.\d+)?))?)?)",
        std::regex::icase);
    using Found = std::regex_iterator<std::string_view::const_iterator>;
    const Found found(text.begin(), text.end(), form);
    if (found == Found() || std::next(found) != Found()) return std::nullopt;
    const auto mass_kg = number_from((*found)[1].str());
    const auto speed_kmh = number_from((*found)[2].str());
    if (!mass_kg || !speed_kmh) return std::nullopt;
    TestedRating made{*mass_kg, *speed_kmh, {}};
    if ((*found)[3].matched) made.penetration_m = number_from((*found)[3].str());
    return made;
}

VehicleStops::VehicleStops(const scene::Scene& scene, const BollardLines& bollards, const GapRule& rule) {
    std::map<Uuid, std::pair<FeaturePtr, Role>> features;
    for (const Role role : {Role::barrier, Role::building})
        for (const auto& [layer, feature] : scene.site().features(role))
            features.emplace(feature->id, std::pair(feature, role));
    scene::AttributeReader reader;
    for (const scene::Obstacle& obstacle : scene.obstacles()) {
        const auto found = features.find(obstacle.feature);
        if (found == features.end()) continue;
        const auto& [feature, role] = found->second;
        const std::string kind = scene::AttributeReader::own_text(*feature, "kind");
        if (role == Role::barrier && (kind == "bollard" || obstacle.base_m >= scene::head_room_m)) continue;
        if (role == Role::building && obstacle.base_m >= scene::head_room_m) continue;
        const bool kerb = role == Role::barrier && kind == "kerb";
        if (role == Role::barrier && !kerb) {
            const std::string passable = reader.text(role, *feature, "passable");
            if (passable == "vehicle" || passable == "all") continue;
        }
        for_each_edge(obstacle.geometry,
                      [&, feature = feature, role = role](VertexPlace, const Segment& edge) {
                          if (kerb)
                              kerbs_.push_back({feature, role, false, edge});
                          else
                              stops_.push_back({feature, role, false, edge});
                      });
    }
    std::set<std::size_t> incomplete;
    for (const Gap& gap : bollards.gaps)
        if (!gap.gap_m || *gap.gap_m > rule.widest_m + 1e-6) incomplete.insert(gap.row);
    for (const Gap& gap : bollards.gaps)
        if (gap.gap_m && *gap.gap_m <= rule.widest_m + 1e-6)
            stops_.push_back({gap.bollard, Role::barrier, true, gap.line, !incomplete.contains(gap.row)});
    std::vector<Box> boxes;
    for (const Stop& stop : stops_)
        boxes.push_back(box_of_edge(stop.edge));
    index_ = SpatialIndex(boxes);
    notes_ = reader.notes();
}

std::vector<Meeting> VehicleStops::along(const Segment& way) const {
    std::vector<Meeting> met;
    for (const std::uint32_t s : index_.query(box_of_edge(way)))
        if (const auto at = crossing(way, stops_[s].edge))
            met.push_back({&stops_[s], distance(way.a, *at), *at, angle_between_deg(way, stops_[s].edge)});
    std::stable_sort(met.begin(), met.end(),
                     [](const Meeting& a, const Meeting& b) { return a.along_m < b.along_m; });
    return met;
}

bool VehicleStops::covers(const Segment& way, double along_m, double width_m) const {
    constexpr double oblique = 2; // what stands across the way at 27 degrees is still met
    constexpr double edge_m = 0.1;
    const double half_m = std::max(width_m, vehicle_width_m) / 2 - edge_m;
    const Point ahead = (way.b - way.a) * (1 / length(way.b - way.a));
    const Point side{-ahead.y * half_m, ahead.x * half_m};
    const Point at = way.a + ahead * along_m;
    const Point reach = ahead * (oblique * half_m);
    for (const double hand : {1.0, -1.0}) {
        const Point beside = at + side * hand;
        if (along({beside - reach, beside + reach}).empty()) return false;
    }
    return true;
}

std::vector<FeaturePtr> VehicleStops::kerbs(const Segment& way) const {
    std::vector<FeaturePtr> found;
    for (const Stop& kerb : kerbs_)
        if (box_of_edge(kerb.edge).intersects(box_of_edge(way)) && crossing(way, kerb.edge) &&
            std::find(found.begin(), found.end(), kerb.feature) == found.end())
            found.push_back(kerb.feature);
    return found;
}

} // namespace prospect::threat
