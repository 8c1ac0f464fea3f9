// What a thing on the plan is (its kind, on screen), and which attributes it may have: contract.md §2 as
// data.
#pragma once

#include "geometry/base/geometry.h"
#include "geometry/site/value.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace prospect {

enum class Role : std::uint8_t {
    study_area,
    building,
    barrier,
    opening,
    zone,
    path,
    tree,
    planting,
    luminaire,
    camera,
    observer,
    target,
    activity,
    incident,
    annotation,
    underlay,
    terrain,
    surface,
};
inline constexpr std::size_t role_count = 18;

enum class AttributeType : std::uint8_t { boolean, integer, number, text, choice };

struct AttributeInfo {
    std::string_view name;  // column name, units included: "height_m"
    std::string_view label; // plain words: "Height"
    std::string_view unit;  // "m", "deg", "" when none
    AttributeType type = AttributeType::text;
    std::vector<std::string_view> choices; // for choice; an open list also takes other words
    bool open_choices = false;
    double min = -1e300; // allowed range of numbers, inclusive
    double max = 1e300;
    std::string_view help;
};

struct RoleInfo {
    Role role{};
    std::string_view table;          // table and role name: "building"
    std::string_view label;          // plain words, singular: "Building"
    std::string_view plural;         // "Buildings"
    std::vector<GeometryKind> kinds; // geometry kinds a feature may have; empty: any
    bool raster = false;             // one grid instead of features
    bool analysed = true;            // false: shown only
    std::vector<AttributeInfo> attributes;

    const AttributeInfo* attribute(std::string_view name) const;
};

// All roles, in the order of the enumeration. Adding one: the enumeration above, a row in roles.cpp, its
// defaults in resources/criteria/defaults.json.
std::span<const RoleInfo> roles();
const RoleInfo& info(Role role);
std::string_view name_of(Role role);
std::optional<Role> role_of(std::string_view name);

} // namespace prospect
