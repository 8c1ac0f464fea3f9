// What may be assumed where the plan says nothing, with the user's consent: one edit each, every value with
// the basis `assumed`, so that it is counted, hatched on the map and never makes a finding serious. What was
// assumed is marked and can be taken back alone. Help: resources/help/assumptions.md.
#pragma once

#include "geometry/site/site.h"

#include <string_view>

namespace prospect {

// An edit and what it would do. No steps: there is nothing to assume.
struct AssumedEdit {
    SiteEdit edit;
    std::size_t added = 0;          // new things
    std::size_t valued = 0;         // things that get a value
    std::vector<Uuid> concerned;    // existing things the assumption is about: buildings, trees
    std::vector<std::string> parts; // numbers in words, such as "84 m2 public"
    bool empty() const { return edit.steps.empty(); }
};

struct WindowAssumption {
    double spacing_m = 3; // of facade for each window and storey; 0.5 to 100
    double sill_m = 0.9;  // above the floor
};
// Windows in the walls of every building that has none and is no garage, shed, store, substation or the like
// (its `use`) nor smaller than 12 m2. A wall of length L gets floor(L / spacing) windows in equal steps on
// each storey; a place with another building within a metre before it (a party wall) gets none. Storeys are
// the building's `levels`, else its height / 3 m rounded, at least 1; a building that stands above ground
// begins at its base. Throws Error(usage) for a spacing or sill out of range.
AssumedEdit assume_windows(const Site& site, const WindowAssumption& how = {});

// Makes the usual height (defaults.json) of all things of a role that have none a value of theirs. `height_m`
// instead of the usual one where it is given. For buildings, barriers, trees, planting and lamps. Throws
// Error(usage) for other roles, and for a height out of range.
AssumedEdit assume_heights(const Site& site, Role role, std::optional<double> height_m = {});

// Removes the things and values that the functions above and assume_ownership made for `what`: "windows",
// "ownership", or a role's name for heights. A value somebody has changed since stays, and so does a thing
// whose basis was changed.
AssumedEdit take_back(const Site& site, std::string_view what);

// For what assumes: a thing that was not on the plan, marked as made for `what`.
std::shared_ptr<Feature> assumed_feature(std::string_view what, Geometry geometry);
// Adds the steps that give a feature a value, marked as made for `what`.
void add_assumed_value(SiteEdit& edit, const Feature& feature, std::string_view what,
                       std::string_view attribute, Value value);
// Whether what matters most of it is assumed: its shape, its height or whose it is. Hatched on the map.
bool is_assumed(const Feature& feature);

} // namespace prospect
