#include "analysis/assessment/facts.h"

#include "analysis/scene/attribute_reader.h"
#include "geometry/base/tolerances.h"
#include "geometry/site/defaults.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

SpatialIndex index_of(const std::vector<FeaturePtr>& features) {
    std::vector<Box> boxes;
    for (const FeaturePtr& feature : features)
        boxes.push_back(feature->geometry.box());
    return SpatialIndex(boxes);
}

// A text of some letters; not a level, a scale, a size or a number of the drawing.
bool may_be_name(const Feature& text) {
    static const std::set<std::string> marks{"FFL",   "IL",      "CL",    "MH",  "TBM",
                                             "SCALE", "DRAWING", "DRG",   "REV", "NOTE",
                                             "NOTES", "DATE",    "NORTH", "DWG", "SHEET"};
    constexpr std::size_t longest = 40;
    const std::string& name = text.name;
    if (name.empty() || name.size() > longest || text.geometry.kind != GeometryKind::point ||
        text.sensitivity != Sensitivity::ordinary || name.find_first_of("=:\n") != std::string::npos)
        return false;
    const auto letter = [](unsigned char c) { return std::isalpha(c) != 0 || c >= 0x80; };
    if (std::count_if(name.begin(), name.end(), letter) < 3) return false;
    std::string first;
    for (const char c : name) {
        if (!letter(static_cast<unsigned char>(c))) break;
        first += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return !marks.contains(first);
}

Box around(Point p, double margin_m) {
    return Box{p.x, p.y, p.x, p.y}.grown(margin_m);
}

} // namespace

Facts::Facts(const scene::Scene& scene) : scene_(scene), study_(scene.site()), zones_(scene) {
    for (const RoleInfo& role : roles())
        for (const auto& [layer, feature] : scene.site().features(role.role))
            if (present(*feature, scene.time().phase) && !feature->geometry.empty())
                features_[static_cast<std::size_t>(role.role)].push_back(feature);
    buildings_ = index_of(of(Role::building));
    for (const FeaturePtr& text : of(Role::underlay))
        if (may_be_name(*text)) labels_.push_back(text);
    label_index_ = index_of(labels_);
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

std::string Facts::name_of(const Feature& feature) const {
    if (feature.sensitivity != Sensitivity::ordinary) return {};
    if (!feature.name.empty() || feature.geometry.kind != GeometryKind::polygon) return feature.name;
    std::string found;
    for (const std::uint32_t i : label_index_.query(feature.geometry.box())) {
        if (!contains(feature.geometry, label_point(labels_[i]->geometry))) continue;
        if (!found.empty()) return {};
        found = labels_[i]->name;
    }
    return found;
}

std::string Facts::called(Role role, const Feature& feature) const {
    const std::string name = name_of(feature);
    return name.empty() ? "the " + noun_of(role, feature) : name;
}

FeaturePtr Facts::find(const Uuid& id) const {
    for (const auto& features : features_)
        for (const FeaturePtr& feature : features)
            if (feature->id == id) return feature;
    return nullptr;
}

bool Facts::built_at(Point p) const {
    for (const std::uint32_t i : buildings_.query(around(p, 0))) {
        const Feature& building = *of(Role::building)[i];
        if (number_of(Role::building, building, "base_m").value <= 0 && contains(building.geometry, p))
            return true;
    }
    return false;
}

Reading number_of(Role role, const Feature& feature, const std::string& attribute) {
    const auto resolved = Defaults::bundled().resolve(role, feature, attribute);
    if (!resolved) return {.defaulted = true};
    const Attribute* own = feature.find(attribute);
    const bool given = own != nullptr && as_number(own->value).has_value() && own->basis == resolved->basis;
    return {as_number(resolved->value).value_or(0), resolved->basis, !given};
}

std::string own_text(const Feature& feature, std::string_view attribute) {
    return scene::AttributeReader::own_text(feature, attribute);
}

bool is_groundwork(const Feature& barrier) {
    const std::string kind = own_text(barrier, "kind");
    return kind == "kerb" || kind == "bollard" || kind == "retaining_wall";
}

Basis basis_of_text(const Feature& feature, std::string_view attribute) {
    const Attribute* own = feature.find(attribute);
    return own ? own->basis : Basis::unknown;
}

std::string noun_of(Role role, const Feature& feature) {
    static const std::map<std::string, std::string> nouns{{"play", "play area"},
                                                          {"parking", "car park"},
                                                          {"atm", "cash machine"},
                                                          {"crowd", "gathering place"},
                                                          {"service", "service road"}};
    std::string kind = own_text(feature, "kind");
    if (role == Role::luminaire) return "lamp";
    if (role == Role::planting) return "planting";
    if (role == Role::barrier && kind.empty()) return "wall, fence or hedge";
    if (role == Role::activity && kind.empty()) return "place where people stay";
    if (role == Role::study_area) return "site boundary";
    if (role == Role::zone) return "area of ground";
    if (const auto known = nouns.find(kind); known != nouns.end()) return known->second;
    if (kind.empty()) {
        kind = std::string(info(role).label);
        kind.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(kind.front())));
    }
    std::replace(kind.begin(), kind.end(), '_', ' ');
    return kind;
}

std::string plural_of(const std::string& noun) {
    if (noun == "planting") return "areas of planting";
    if (noun == "area of ground") return "areas of ground";
    if (noun == "place where people stay") return "places where people stay";
    if (noun == "wall, fence or hedge") return "walls, fences and hedges";
    if (noun.ends_with("y") && !noun.ends_with("ay")) return noun.substr(0, noun.size() - 1) + "ies";
    return noun + (noun.ends_with("s") ? "" : "s");
}

std::string count_text(std::size_t count) {
    std::string text = std::to_string(count);
    for (std::size_t at = text.size(); at > 3; at -= 3)
        text.insert(at - 3, ",");
    return text;
}

std::string rounded_text(double value) {
    return (value <= -0.5 ? "-" : "") + count_text(static_cast<std::size_t>(std::llround(std::abs(value))));
}

std::string counted(std::size_t count, const std::string& noun) {
    if (count == 0) return "no " + noun;
    return count_text(count) + " " + (count == 1 ? noun : plural_of(noun));
}

std::string called(Role role, const Feature& feature) {
    return feature.name.empty() ? "the " + noun_of(role, feature) : feature.name;
}

std::string sentence(std::string text) {
    if (!text.empty())
        text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    return text;
}

std::string called_first(Role role, const Feature& feature) {
    return sentence(called(role, feature));
}

SiteEdit change_of(const std::string& title, const Uuid& feature, const std::string& attribute,
                   double value) {
    return {title, {ChangeAttribute{feature, attribute, Value(value), Basis::drawn}}};
}

} // namespace prospect::assessment
