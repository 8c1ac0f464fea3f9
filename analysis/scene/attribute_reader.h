// Reads attributes with their defaults and remembers which were assumed.
#pragma once

#include "analysis/scene/notes.h"
#include "geometry/site/defaults.h"

#include <map>
#include <set>
#include <string>
#include <string_view>

namespace prospect::scene {

class AttributeReader {
public:
    // The feature's value or its default; 0 and "" for attributes that have neither.
    double number(Role role, const Feature& feature, const std::string& attribute);
    std::string text(Role role, const Feature& feature, const std::string& attribute);
    // The feature's own value; absent when it has none.
    static std::optional<double> own_number(const Feature& feature, std::string_view attribute);
    static std::string own_text(const Feature& feature, std::string_view attribute); // "" when it has none

    // One note "defaults_used" for each role and attribute with an assumed value: how many of how many that
    // were read ("12 of 40 windows"), and which values, the most frequent first, with the kinds they go by.
    std::vector<Note> notes() const;

private:
    struct Alike {
        std::size_t features = 0;
        std::set<std::string> kinds;
    };
    struct Count {
        std::size_t read = 0;
        std::size_t assumed = 0;
        std::set<std::string> kinds;         // of all that were read
        std::map<std::string, Alike> values; // assumed ones, as text with their unit
    };
    static std::string values_text(Role role, const Count& count);
    std::optional<Resolved> resolve(Role role, const Feature& feature, const std::string& attribute);
    std::map<std::pair<Role, std::string>, Count> counts_;
};

} // namespace prospect::scene
