// One thing on the plan.
#pragma once

#include "geometry/base/geometry.h"
#include "geometry/base/memo.h"
#include "geometry/base/sha256.h"
#include "geometry/base/uuid.h"
#include "geometry/site/role.h"

#include <memory>
#include <string>
#include <vector>

namespace prospect {

enum class Phase : std::uint8_t { existing, construction, opening, mature };
std::string_view name_of(Phase phase);
std::optional<Phase> phase_of(std::string_view name);

enum class Sensitivity : std::uint8_t { ordinary, protect, personal };
std::string_view name_of(Sensitivity sensitivity);
std::optional<Sensitivity> sensitivity_of(std::string_view name);
// What a feature counts as while nothing marks it: records of crime are personal (contract §3, export).
Sensitivity unmarked_sensitivity(Role role);

// A value the role defines (name, type and range in role.h).
struct Attribute {
    std::string name;
    Value value;
    Basis basis = Basis::unknown;
    bool operator==(const Attribute&) const = default;
};

// Where a feature came from.
struct Source {
    std::string file;  // file name without folders
    std::string layer; // layer or table in it
    std::string id;    // the source's own id: fid, OSM id, DXF handle
    bool operator==(const Source&) const = default;
};

// Immutable once in a layer. Geometry is local to the site's frame.
struct Feature {
    Uuid id;
    Geometry geometry;
    std::string name;
    std::vector<Attribute> attributes;                // sorted by name, each name once
    std::vector<std::pair<std::string, Value>> extra; // what the source had besides, sorted by name
    Source source;
    std::optional<Phase> phase_from; // absent = always
    std::optional<Phase> phase_to;
    Sensitivity sensitivity = Sensitivity::ordinary;
    Basis basis = Basis::unknown; // of the geometry
    Memo<Digest> content;         // remembers content_digest(); a copy starts without
    bool operator==(const Feature&) const = default;

    const Attribute* find(std::string_view attribute) const;
    // Sets or replaces, keeping the order.
    void set(std::string_view attribute, Value value, Basis value_basis);
    // Removes the attribute; its default counts again.
    void unset(std::string_view attribute);
};

using FeaturePtr = std::shared_ptr<const Feature>;

// Whether a name among `extra` is that of a tested rating: rating, vehicle_rating or certificate, whatever the
// case. It is no attribute, since those leave with an export for everybody.
bool is_rating(std::string_view name);

// SHA-256 over all that an analysis can read: id, name, geometry bits, attributes with their basis, phase,
// sensitivity, basis. Not where it came from, nor `extra`, but for what a source records of the test of a
// vehicle barrier (is_rating). A number counts the same whether it is stored
// whole or not, and -0.0 as 0.0. Computed once per feature.
Digest content_digest(const Feature& feature);

} // namespace prospect
