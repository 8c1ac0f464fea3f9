#include "analysis/assessment/facts.h"

#include "geometry/base/edges.h"
#include "geometry/base/tolerances.h"
#include "geometry/site/defaults.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace prospect::assessment {

namespace {

SpatialIndex index_of(const std::vector<FeaturePtr>& features) {
    std::vector<Box> boxes;
    for (const FeaturePtr& feature : features)
        boxes.push_back(feature->geometry.box());
    return SpatialIndex(boxes);
}

Box around(Point p, double margin_m) {
    return Box{p.x, p.y, p.x, p.y}.grown(margin_m);
}

Point unit(Point v) {
    const double size = length(v);
    return size > 0 ? v * (1 / size) : Point{1, 0};
}

std::string with_article(const std::string& noun) {
    return (std::string("aeiou").find(noun.front()) == std::string::npos ? "a " : "an ") + noun;
}

} // namespace

Facts::Facts(const scene::Scene& scene) : scene_(scene), study_(scene.site()) {
    for (const RoleInfo& role : roles())
        for (const auto& [layer, feature] : scene.site().features(role.role))
            if (present(*feature, scene.time().phase) && !feature->geometry.empty())
                features_[static_cast<std::size_t>(role.role)].push_back(feature);
    zones_ = index_of(of(Role::zone));
    buildings_ = index_of(of(Role::building));
}

std::vector<FeaturePtr> Facts::scored(Role role) const {
    std::vector<FeaturePtr> found;
    for (const FeaturePtr& feature : of(role)) {
        const auto& points = feature->geometry.points;
        if (study_.contains(label_point(feature->geometry)) ||
            std::any_of(points.begin(), points.end(), [&](Point p) { return study_.contains(p); }))
            found.push_back(feature);
    }
    return found;
}

FeaturePtr Facts::find(const Uuid& id) const {
    for (const auto& features : features_)
        for (const FeaturePtr& feature : features)
            if (feature->id == id) return feature;
    return nullptr;
}

const Feature* Facts::zone_at(Point p) const {
    for (const std::uint32_t i : zones_.query(around(p, 0)))
        if (contains(of(Role::zone)[i]->geometry, p)) return of(Role::zone)[i].get();
    return nullptr;
}

std::size_t Facts::owners_at(Point p) const {
    std::set<std::string> owners;
    for (const std::uint32_t i : zones_.query(around(p, 0))) {
        const Feature& zone = *of(Role::zone)[i];
        const std::string owner = own_text(zone, "ownership");
        if (!owner.empty() && !owners.contains(owner) && contains(zone.geometry, p)) owners.insert(owner);
    }
    return owners.size();
}

bool Facts::private_at(Point p) const {
    for (const std::uint32_t i : zones_.query(around(p, 0))) {
        const Feature& zone = *of(Role::zone)[i];
        if (own_text(zone, "ownership") == "private" && contains(zone.geometry, p)) return true;
    }
    return false;
}

bool Facts::built_at(Point p) const {
    for (const std::uint32_t i : buildings_.query(around(p, 0))) {
        const Feature& building = *of(Role::building)[i];
        if (number_of(Role::building, building, "base_m").value <= 0 && contains(building.geometry, p))
            return true;
    }
    return false;
}

std::optional<Facade> Facts::facade_at(Point p) const {
    std::optional<Facade> found;
    double least = tolerance::opening_host_m;
    for (const std::uint32_t i : buildings_.query(around(p, tolerance::opening_host_m))) {
        const Feature& building = *of(Role::building)[i];
        const Station wall = nearest_station(building.geometry, p);
        const double away = distance(wall.at, p);
        if (away > least) continue;
        least = away;
        // Of the two normals the one that leads out, a hand's breadth from the wall.
        constexpr double hand_m = 0.1;
        Point outward{wall.direction.y, -wall.direction.x};
        if (contains(building.geometry, wall.at + outward * hand_m)) outward = outward * -1;
        found = Facade{building.id, wall.at, outward};
    }
    return found;
}

Reading number_of(Role role, const Feature& feature, const std::string& attribute) {
    const auto resolved = Defaults::bundled().resolve(role, feature, attribute);
    if (!resolved) return {.defaulted = true};
    const Attribute* own = feature.find(attribute);
    const bool given = own != nullptr && as_number(own->value).has_value() && own->basis == resolved->basis;
    return {as_number(resolved->value).value_or(0), resolved->basis, !given};
}

std::string own_text(const Feature& feature, std::string_view attribute) {
    const Attribute* own = feature.find(attribute);
    return own ? as_text(own->value) : std::string{};
}

Basis basis_of_text(const Feature& feature, std::string_view attribute) {
    const Attribute* own = feature.find(attribute);
    return own ? own->basis : Basis::unknown;
}

std::string called(Role role, const Feature& feature) {
    if (!feature.name.empty()) return feature.name;
    std::string kind = own_text(feature, "kind");
    if (kind.empty()) {
        kind = std::string(info(role).label);
        kind.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(kind.front())));
        if (role == Role::planting) return "planting";
    }
    std::replace(kind.begin(), kind.end(), '_', ' ');
    return with_article(kind);
}

std::string called_first(Role role, const Feature& feature) {
    std::string text = called(role, feature);
    text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    return text;
}

std::vector<Station> stations(const Geometry& geometry, double step_m) {
    std::vector<Station> found;
    for_each_edge(geometry, [&](VertexPlace, const Segment& edge) {
        const Point direction = unit(edge.b - edge.a);
        const double size = distance(edge.a, edge.b);
        const auto steps = static_cast<int>(std::max(1.0, std::ceil(size / step_m - tolerance::grid_slack)));
        for (int i = 0; i <= steps; ++i)
            found.push_back({edge.a + direction * (size * i / steps), direction});
    });
    return found;
}

Station nearest_station(const Geometry& geometry, Point p) {
    Station best;
    double least = std::numeric_limits<double>::infinity();
    for_each_edge(geometry, [&](VertexPlace, const Segment& edge) {
        const Point foot = nearest_on(edge, p);
        if (const double away = distance(foot, p); away < least) {
            least = away;
            best = {foot, unit(edge.b - edge.a)};
        }
    });
    return best;
}

SiteEdit change_of(const std::string& title, const Uuid& feature, const std::string& attribute,
                   double value) {
    return {title, {ChangeAttribute{feature, attribute, Value(value), Basis::drawn}}};
}

} // namespace prospect::assessment
