// What a check found: findings with their evidence, places, remedies.
#pragma once

#include "analysis/assessment/assumed.h"
#include "analysis/assessment/criterion.h"
#include "analysis/scene/notes.h"
#include "geometry/raster/field.h"
#include "geometry/site/edit.h"
#include "geometry/site/record.h"

#include <cstddef>
#include <memory>

namespace prospect::assessment {

// Something that led to a finding: glows on the map.
struct Evidence {
    std::string text; // short: "hides the door from the street"
    Uuid feature;     // nil when it is none
    Geometry shape;   // local; empty: the feature's own
    bool operator==(const Evidence&) const = default;
};

// A change of the plan that was tried, and what came of it.
struct Remedy {
    std::string text; // "Cut Hedge on Wharf Path to 1.0 m"
    SiteEdit edit;
    std::string ordinary_text = {};  // as Place::ordinary_name
    std::size_t proposed = 0;        // its number among the changes proposed for the finding
    std::vector<std::string> clears; // keys of findings that go
    // Keys of findings that come. Also of each private garden and window that it opens to view, and of each
    // garden that windows it adds look into: code of the rule and its id. No finding has these, since that
    // rule tells of all gardens, or windows, together.
    std::vector<std::string> harms;
    // Keys of findings that stay and are further from what is asked, by more than a twentieth.
    std::vector<std::string> worsens;
    // Those in words, as they are with the change: three of the findings, "and 2 more".
    std::vector<std::string> worse;
    // Harms in words: three of the findings, "and 2 more", "opens a view into Garden of No 4".
    std::vector<std::string> warnings;
    bool at_last = false; // of Proposal
};

// Who accepted a finding as it is, and why.
struct Acceptance {
    std::string author;
    std::string reason;
    std::string when; // ISO 8601
    bool operator==(const Acceptance&) const = default;
};

// A number nobody gave on which a finding rests, for all the things that have the same value of it.
struct Flip {
    std::vector<Assumed> things; // alike in role, noun, attribute and value; not empty
    double value = 0;            // that counts now
    double lowest = 0;           // tried
    double highest = 0;          // tried
    // The value nearest to it, of those tried, with which the rule holds; absent where none is.
    std::optional<double> holds_at;
};

struct Finding {
    std::string key; // code and ids of what it is about: the same in the next run, whatever the values
    Uuid id;         // from the key
    std::string code;
    std::string strategy;
    Level level = Level::not_run;
    std::optional<std::size_t> place; // in Assessment::places
    std::optional<Point> at;          // local
    bool of_the_site = false;         // it is about the whole site, and in no place
    std::optional<double> value;
    Basis basis = Basis::unknown;     // the weakest of what it rests on
    std::vector<Assumed> assumptions; // all it rests on that nobody gave, sorted
    std::string message;              // one or two sentences
    std::vector<std::string> lacks;   // of not_run: ids of subjects() that have to be added or said, in order
    std::vector<Evidence> evidence;
    std::vector<Uuid> causes; // features whose change could mend it
    std::vector<Remedy> remedies;
    std::optional<Acceptance> acceptance;
    std::optional<RecordedAnswer> answer = {};   // of a recorded rule, where there is one
    std::optional<std::vector<Flip>> flips = {}; // where somebody asked for them (flips.h)
};

// Whether the criterion is missed, accepted or not.
inline bool is_missed(const Finding& finding) {
    return finding.level == Level::fail || finding.level == Level::look;
}
// A criterion missed that nobody has accepted.
inline bool is_problem(const Finding& finding) {
    return is_missed(finding) && !finding.acceptance;
}

// Findings near one another or with a cause in common.
struct Place {
    std::string name; // "Play area by the garages"
    Point at;         // local
    double score = 0;
    std::vector<std::size_t> findings; // in Assessment::findings, weightiest first
    // What it is called among the places that are left without findings of the protect class, whose names
    // would tell of the others; "" where it is none of them.
    std::string ordinary_name = {};
};

// How far a criterion could be checked.
struct Outcome {
    Criterion criterion;
    std::size_t checked = 0; // subjects with a value
    std::size_t met = 0;
    std::size_t missed = 0;  // fail, look and info together
    std::size_t unknown = 0; // subjects without what the check needs
    bool ran() const { return checked > 0; }
};

struct Coverage {
    std::string strategy;
    std::size_t checked = 0; // criteria that ran
    std::size_t criteria = 0;
    std::size_t problems = 0; // findings fail and look, less those accepted
    std::size_t serious = 0;  // those of them that are fail
};

// The ground a problem makes weak, and how much (weakness.h).
struct WeakGround {
    std::size_t finding = 0; // in Assessment::findings
    Geometry ground;         // local
    double strength = 0;     // on the ground itself
};

struct Assessment {
    std::string profile;
    std::string scenario;
    std::vector<Outcome> outcomes; // in the order of the profile
    std::vector<Finding> findings; // by outcome, then in the order of the plan
    std::vector<Place> places;     // worst first
    std::vector<Coverage> coverage;
    std::vector<scene::Note> notes;
    Digest snapshot{};
    // How much the problems weigh on the ground, from 0 to 1, and the strategy that is missed most there
    // (weakness.h); local. Null where there is no ground, and for an audience that may not have them.
    std::shared_ptr<const Field> weakness;
    std::shared_ptr<const Field> worst_cause;
    std::vector<WeakGround> weak_ground; // what both were made from; empty where they are null

    // Findings of that level; accepted ones count as accepted, not here.
    std::size_t count(Level level) const;
    std::size_t accepted() const;
    const Criterion& criterion(const Finding& finding) const;
};

} // namespace prospect::assessment
