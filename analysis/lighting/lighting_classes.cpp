#include "analysis/lighting/lighting_classes.h"

#include "geometry/base/error.h"
#include "geometry/base/resources.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>

namespace prospect::lighting {

namespace {

using nlohmann::json;

constexpr std::string_view bundled_file = "criteria/lighting_classes.json";
constexpr std::array<std::string_view, class_quantity_count> quantity_names{"eh", "ehs", "esc", "ev"};
constexpr std::array<std::string_view, 5> statistic_names{"average", "minimum", "uniformity",
                                                          "average_by_minimum", "maximum_by_minimum"};

[[noreturn]] void broken(const std::string& what) {
    throw Error(ErrorCode::internal, "the lighting classes cannot be used: " + what,
                "install Prospect again, or mend resources/criteria/lighting_classes.json");
}

template <std::size_t n>
std::optional<std::size_t> index_of(const std::array<std::string_view, n>& names, std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

// Without blanks, in small letters.
std::string plain(std::string_view name) {
    std::string made;
    for (const char letter : name)
        if (const auto one = static_cast<unsigned char>(letter); std::isspace(one) == 0)
            made += static_cast<char>(std::tolower(one));
    return made;
}

// "eh_average": 15. Absent when the key names no limit.
std::optional<Requirement> requirement_from(const std::string& key, const json& value,
                                            const std::string& name) {
    const auto cut = key.find('_');
    if (cut == std::string::npos) return std::nullopt;
    const auto quantity = index_of(quantity_names, std::string_view(key).substr(0, cut));
    const auto statistic = index_of(statistic_names, std::string_view(key).substr(cut + 1));
    if (!quantity || !statistic) return std::nullopt;
    const Requirement made{static_cast<ClassQuantity>(*quantity), static_cast<ClassStatistic>(*statistic),
                           value.get<double>()};
    const bool share = made.statistic == ClassStatistic::uniformity;
    if (!(made.limit > 0) || (share && made.limit > 1))
        broken(name + " has a " + key + " of " + value.dump());
    return made;
}

std::vector<Requirement> faces_from(const json& entry, const std::string& name) {
    std::vector<Requirement> asks;
    for (const auto& [key, value] : entry.items()) {
        const auto one = requirement_from(key, value, name);
        if (!one) broken(name + " asks for \"" + key + "\", which is no limit, for faces");
        asks.push_back(*one);
    }
    return asks;
}

LightingClass class_from(const json& entry, const LightingClass& family) {
    LightingClass made = family;
    made.name = entry.at("name").get<std::string>();
    for (const auto& [key, value] : entry.items()) {
        if (key == "name") continue;
        if (key == "faces")
            made.faces = faces_from(value, made.name);
        else if (key == "source")
            made.source = value.get<std::string>();
        else if (key == "verified")
            made.verified = value.get<bool>();
        else if (const auto one = requirement_from(key, value, made.name))
            made.asks.push_back(*one);
        else
            broken(made.name + " asks for \"" + key + "\", which is no limit");
    }
    return made;
}

bool at_least(ClassStatistic statistic) {
    return statistic != ClassStatistic::average_by_minimum && statistic != ClassStatistic::maximum_by_minimum;
}

// Whether every limit of the lesser class is one of the other too, as strict or stricter.
bool asks_as_much(const std::vector<Requirement>& more, const std::vector<Requirement>& less) {
    return std::all_of(less.begin(), less.end(), [&](const Requirement& one) {
        return std::any_of(more.begin(), more.end(), [&](const Requirement& other) {
            return other.quantity == one.quantity && other.statistic == one.statistic &&
                   (at_least(one.statistic) ? other.limit >= one.limit : other.limit <= one.limit);
        });
    });
}

void require_order(const ClassFamily& family) {
    for (std::size_t i = 1; i < family.classes.size(); ++i) {
        const LightingClass& more = family.classes[i - 1];
        const LightingClass& less = family.classes[i];
        if (!asks_as_much(more.asks, less.asks) || !asks_as_much(more.faces, less.faces))
            broken(less.name + " asks more than " + more.name + ", which stands before it");
    }
}

ClassFamily family_from(const json& entry) {
    ClassFamily family{.name = entry.at("name").get<std::string>()};
    family.title = entry.at("title").get<std::string>();
    const auto text = entry.at("quantity").get<std::string>();
    const auto quantity = index_of(quantity_names, text);
    if (!quantity) broken("the family " + family.name + " is about \"" + text + "\"");
    family.quantity = static_cast<ClassQuantity>(*quantity);
    LightingClass common;
    common.standard = entry.at("standard").get<std::string>();
    common.edition = entry.at("edition").get<std::string>();
    common.source = entry.at("source").get<std::string>();
    common.verified = entry.at("verified").get<bool>();
    common.faces_source = entry.value("faces_source", std::string());
    common.faces_verified = entry.value("faces_verified", false);
    std::optional<double> times;
    if (entry.contains("over_lit")) {
        times = entry.at("over_lit").at("times").get<double>();
        common.over_lit_verified = entry.at("over_lit").at("verified").get<bool>();
        if (!(*times > 1)) broken("the family " + family.name + " is over-lit from the class on");
    }
    for (const json& one : entry.at("classes")) {
        family.classes.push_back(class_from(one, common));
        const auto average = family.classes.back().limit(family.quantity, ClassStatistic::average);
        if (times && average) family.classes.back().over_lit = *times * *average;
    }
    if (family.classes.empty()) broken("the family " + family.name + " has no classes");
    require_order(family);
    return family;
}

} // namespace

std::string_view name_of(ClassQuantity quantity) {
    return quantity_names[static_cast<std::size_t>(quantity)];
}

std::optional<double> LightingClass::limit(ClassQuantity quantity, ClassStatistic statistic) const {
    for (const Requirement& one : asks)
        if (one.quantity == quantity && one.statistic == statistic) return one.limit;
    return std::nullopt;
}

std::optional<double> LightingClass::ground_minimum_lx() const {
    const auto of = [&](ClassStatistic statistic) { return limit(ClassQuantity::eh, statistic); };
    if (const auto least = of(ClassStatistic::minimum)) return least;
    const auto average = of(ClassStatistic::average);
    if (!average) return std::nullopt;
    if (const auto share = of(ClassStatistic::uniformity)) return *average * *share;
    if (const auto ratio = of(ClassStatistic::average_by_minimum)) return *average / *ratio;
    return std::nullopt;
}

const LightingClasses& LightingClasses::bundled() {
    static const LightingClasses classes = parse(read_resource(bundled_file));
    return classes;
}

LightingClasses LightingClasses::parse(std::string_view text) {
    LightingClasses made;
    try {
        const json document = json::parse(text);
        for (const json& entry : document.at("families"))
            made.families_.push_back(family_from(entry));
        for (const json& entry : document.at("refused"))
            made.refused_.push_back(
                {entry.at("classes").get<std::vector<std::string>>(), entry.at("reason").get<std::string>()});
        for (const json& entry : document.at("profiles")) {
            made.profiles_.push_back({entry.at("name").get<std::string>(),
                                      entry.at("path").get<std::string>(),
                                      entry.at("area").get<std::string>()});
            made.family(made.profiles_.back().path_family);
            made.family(made.profiles_.back().area_family);
        }
    } catch (const json::exception& error) {
        broken(error.what());
    }
    std::set<std::string> names;
    const auto once = [&](const std::string& name) {
        if (!names.insert(plain(name)).second) broken(name + " is there twice");
    };
    for (const ClassFamily& family : made.families_)
        for (const LightingClass& one : family.classes)
            once(one.name);
    for (const Refused& refused : made.refused_)
        for (const std::string& name : refused.classes)
            once(name);
    if (made.profiles_.empty()) broken("there is no profile");
    return made;
}

const ClassFamily& LightingClasses::family(std::string_view name) const {
    for (const ClassFamily& one : families_)
        if (one.name == name) return one;
    broken("there is no family " + std::string(name));
}

const ClassProfile& LightingClasses::profile(std::string_view name) const {
    for (const ClassProfile& one : profiles_)
        if (one.name == name) return one;
    broken("there is no profile " + std::string(name));
}

NamedClass LightingClasses::find(std::string_view name) const {
    const std::string wanted = plain(name);
    for (const ClassFamily& family : families_)
        for (const LightingClass& one : family.classes)
            if (plain(one.name) == wanted) return {&family, &one};
    return {};
}

std::optional<std::string> LightingClasses::refusal(std::string_view name) const {
    const std::string wanted = plain(name);
    for (const Refused& refused : refused_)
        for (const std::string& one : refused.classes)
            if (plain(one) == wanted) return refused.reason;
    return std::nullopt;
}

std::string LightingClasses::known() const {
    std::string text;
    for (const ClassFamily& family : families_) {
        const std::string& first = family.classes.front().name;
        const std::string& last = family.classes.back().name;
        const bool numbered = std::isdigit(static_cast<unsigned char>(first.back())) != 0;
        if (numbered && first != last) {
            text += (text.empty() ? "" : ", ") + first + " to " + last;
            continue;
        }
        for (const LightingClass& one : family.classes)
            text += (text.empty() ? "" : ", ") + one.name;
    }
    return text;
}

} // namespace prospect::lighting
