// Defaults of attributes: resources/criteria/defaults.json, the only place that holds any.
#pragma once

#include "geometry/site/feature.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prospect {

// A value as it counts: given on the feature, or assumed.
struct Resolved {
    Value value;
    Basis basis = Basis::unknown;
    bool assumed() const { return basis == Basis::assumed; }
};

class Defaults {
public:
    // The bundled file, read once. Throws Error(internal) when it is missing or broken.
    static const Defaults& bundled();
    static Defaults parse(std::string_view json);

    // The feature's own value (unless it cannot be one, such as text for a height), else the default of its
    // role (rules by kind, by another attribute), else absent. Derived defaults of contract §2 count as
    // assumed: building height from levels, sill from storey.
    std::optional<Resolved> resolve(Role role, const Feature& feature, std::string_view attribute) const;
    // resolve() of a number; `fallback` has basis unknown and is for attributes without a default.
    double number(Role role, const Feature& feature, std::string_view attribute, double fallback = 0) const;
    std::string text(Role role, const Feature& feature, std::string_view attribute) const;

    // Where the default that would count for the feature comes from; empty when there is none.
    std::string source(Role role, const Feature& feature, std::string_view attribute) const;

private:
    // Applies when every attribute of `when` has its value and times_attribute is there and above 0. The
    // default is value × times_attribute + plus_factor × plus_attribute, each left out when not named.
    struct Rule {
        std::vector<std::pair<std::string, std::string>> when;
        Value value;
        std::string times_attribute;
        std::string plus_attribute;
        double plus_factor = 0;
        std::string source;
    };
    bool applies(const Rule& rule, Role role, const Feature& feature) const;
    // In the order of the file: the first that applies counts.
    std::map<std::pair<Role, std::string>, std::vector<Rule>> rules_;
};

} // namespace prospect
