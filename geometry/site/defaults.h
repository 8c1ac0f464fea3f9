// Defaults of attributes: resources/criteria/defaults.json, the only place that holds any.
#pragma once

#include "geometry/site/feature.h"

#include <filesystem>
#include <map>
#include <string>

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

    // The feature's own value, else the default of its role (rules by kind, by another attribute), else absent.
    // Derived defaults of contract §2 count as assumed: building height from levels, sill from storey.
    std::optional<Resolved> resolve(Role role, const Feature& feature, std::string_view attribute) const;
    // resolve() of a number; `fallback` has basis unknown and is for attributes without a default.
    double number(Role role, const Feature& feature, std::string_view attribute, double fallback = 0) const;
    std::string text(Role role, const Feature& feature, std::string_view attribute) const;

private:
    struct Rule {
        std::string when_attribute; // empty: always
        std::string when_value;
        Value value;
        std::string times_attribute; // value is multiplied by this attribute, when set
        std::string plus_attribute;  // plus plus_factor times this attribute, when set
        double plus_factor = 0;
        std::string source;
    };
    std::map<std::pair<Role, std::string>, std::vector<Rule>> rules_;
};

} // namespace prospect
