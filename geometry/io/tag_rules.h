// From tags (OpenStreetMap) or columns (GIS tables, CSV) to roles and attributes, by the rules of
// resources/mappings.
#pragma once

#include "geometry/site/feature.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::io {

using Tags = std::map<std::string, std::string, std::less<>>;

struct TagMatch {
    Role role = Role::underlay;
    std::vector<Attribute> attributes; // sorted by name
    std::optional<Sensitivity> sensitivity;
    std::string reason;              // why it is drawing only, when the rule says so
    std::vector<std::string> doubts; // values that were not understood: "height \"ca. 3\""
};

// Rules are tried in order, the first that fits wins. See resources/mappings/README.md for the form of the
// files.
class TagRules {
public:
    // A file of resources/mappings; the rules of `mapping_file` (key "tag_rules"), when given, come first.
    // Throws Error(usage) for a mapping file that cannot be read.
    static TagRules load(std::string_view resource, const std::filesystem::path& mapping_file = {});
    static TagRules parse(std::string_view json);

    std::optional<TagMatch> match(std::string_view layer, GeometryKind shape, const Tags& tags) const;
    // The match of a feature whose role is already known: only rules of that role count.
    std::optional<TagMatch> match(Role role, std::string_view layer, GeometryKind shape,
                                  const Tags& tags) const;

private:
    struct Condition {
        std::string tag;
        std::vector<std::string> values; // "*": any but "no"
        bool holds(const Tags& tags) const;
    };
    // tag → value → value of the attribute; tag "" : always the value of key "".
    using Translation = std::map<std::string, std::map<std::string, Value>>;
    struct Rule {
        Role role = Role::underlay;
        std::vector<std::string> layers;  // whole names in lower case, or words with * ; empty: any
        std::vector<GeometryKind> shapes; // empty: any
        std::vector<Condition> when;
        std::vector<Condition> unless;
        std::map<std::string, std::vector<std::string>> take;
        std::map<std::string, Translation> translate;
        std::map<std::string, Translation> assume;
        std::optional<Sensitivity> sensitivity;
        std::string reason;
    };
    void append(std::string_view json, const char* key);
    static Rule rule_of(const std::string& json);
    static bool fits(const Rule& rule, std::string_view layer, GeometryKind shape, const Tags& tags);
    static TagMatch apply(const Rule& rule, const Tags& tags);

    std::vector<Rule> rules_;
};

// A text as a value of the attribute (its type, unit, range and choices); absent when it is not understood.
std::optional<Value> value_for(const AttributeInfo& attribute, std::string_view text);

} // namespace prospect::io
