// What a plan knows and lacks: for each kind of thing how much of it is given, on what basis, which usual
// values stand in, and which criteria ask for it.
#pragma once

#include "analysis/assessment/profile.h"

#include <array>
#include <span>

namespace prospect::assessment {

// Numbers by basis, in the order of the enumeration.
struct BasisCounts {
    std::array<std::size_t, 5> of{};

    std::size_t& operator[](Basis basis) { return of[static_cast<std::size_t>(basis)]; }
    std::size_t operator[](Basis basis) const { return of[static_cast<std::size_t>(basis)]; }
    std::size_t all() const;
    bool operator==(const BasisCounts&) const = default;
};

// One attribute over all things of a kind. given.all() + by_default + missing is their number.
struct AttributeKnowledge {
    std::string name;           // "height_m"
    BasisCounts given;          // the things' own values
    std::size_t by_default = 0; // no value of its own: the usual one counts
    std::size_t missing = 0;    // neither
    std::optional<Value> usual; // the default that counts most often
    std::vector<std::string> criteria;
};

// A kind of thing as people name it: buildings, windows, doors and gates, lamps.
struct Subject {
    std::string id; // "window"
    Role role{};
    std::vector<std::string_view> kinds; // values of `kind` that belong to it; empty: all of the role
    std::string plural;                  // "Windows"
    std::vector<std::string_view> tells; // the attributes that matter, first the one that matters most

    bool holds(const Feature& feature) const;
};
// In the order they are shown. Every analysed thing a criterion reads is in one of them.
std::span<const Subject> subjects();
const Subject* subject(std::string_view id);

struct SubjectKnowledge {
    const Subject* subject = nullptr;
    std::size_t count = 0;
    BasisCounts shapes;                         // where the things are, by basis of the geometry
    std::vector<AttributeKnowledge> attributes; // all of the role, in its order
    std::vector<std::string> criteria;          // codes of the profile that read these things at all

    // Null when the role has none so called.
    const AttributeKnowledge* attribute(std::string_view name) const;
};

// What the user agreed to assume, or a source did: things and values with the basis `assumed`.
struct Assumption {
    std::string subject;   // "window"
    std::string attribute; // "" = that the things are there at all
    std::vector<Uuid> features;
};

struct Knowledge {
    std::vector<SubjectKnowledge> subjects; // in the order of subjects()
    BasisCounts values;                     // of the attributes that matter, all subjects together
    std::size_t defaults = 0;
    std::size_t missing = 0;
    std::vector<Assumption> assumptions; // in the order of subjects()

    // Null when there is none so called.
    const SubjectKnowledge* subject(std::string_view id) const;
};

// Cost: one look at every attribute that matters of every feature.
Knowledge knowledge_of(const Site& site, const Profile& profile);

// Only its assumptions.
std::vector<Assumption> assumptions_of(const Site& site);

// How many things have the usual value of the number that matters most of them (heights, clear stems, sills
// of windows whose storey is not given), since none is given. Cost: one look at every feature.
std::size_t usual_values(const Site& site);

// The things of a subject, in layer order; with `attribute` only those without a value of their own.
std::vector<Uuid> things_of(const Site& site, const Subject& subject, std::string_view attribute = {});

} // namespace prospect::assessment
