// What a rule measures. A new metric is a function in the file of its family and an entry of
// metric_families.h.
#pragma once

#include "analysis/assessment/finding.h"
#include "analysis/assessment/grounds.h"
#include "analysis/engine/context.h"

#include <algorithm>
#include <functional>
#include <span>

namespace prospect::assessment {

class Facts;
class Shared;

// A change worth trying where the rule is missed.
struct Proposal {
    std::string text; // "Cut Hedge on Wharf Path to 1.0 m"
    SiteEdit edit;
    // Goes further than the others: tried only where none of those clears the finding.
    bool at_last = false;
};

// Why a value that holds is no pass: "it holds only if …"; "" when it is one.
struct Doubt {
    std::string text;
    std::string lacks; // what would settle it, as Gap::lacks
};

// The value of one subject: a hedge, a door, a seat.
struct Measurement {
    std::vector<Uuid> subject; // enters the key of the finding
    Point at;                  // local
    double value = 0;
    bool of_the_site = false; // about all of it: `at` is where it shows most
    Grounds grounds;          // all that the value rests on
    Doubt doubt;
    std::string text;         // "Hedge on Wharf Path is 2.0 m high"
    bool says_demand = false; // the text says what is asked, too
    // Missed, it is no graver than that, whatever the criterion says.
    Level gravest = Level::fail;
    std::vector<Evidence> evidence;
    std::vector<Uuid> causes;
    std::vector<Proposal> proposals;
};

// Subjects that could not be measured, or all of them.
struct Gap {
    std::string text;  // names what is missing: "no lamp is on the plan"
    std::string lacks; // what has to be added or said: an id of subjects() (knowledge.h); "" when none is
    std::size_t subjects = 0;
    std::vector<Uuid> features;
    std::optional<Point> at;
};

struct Measured {
    std::vector<Measurement> subjects; // in the order of the plan
    std::vector<Gap> gaps;
    std::vector<scene::Note> notes; // how it was measured, where that is not as usual
    // First ids of subjects left out, since what was changed cannot reach them: they are as before.
    std::vector<Uuid> untouched;
    // The same for subjects told apart by more than the first id; null: no others were left out.
    std::function<bool(std::span<const Uuid>)> also_untouched;
};

struct MetricInput {
    const Facts& facts;
    const engine::Context& context;
    const Criterion& criterion;
    Shared& shared; // of the run
    // Where the things lie that a change on trial alters; empty: all is to be measured. Metrics whose cost is
    // that of the plan leave out what it cannot reach.
    std::span<const Box> changed = {};
    // Nobody reads texts, evidence and proposals: on trial, and where another state of the plan is only
    // compared with. Metrics may leave out what costs time.
    bool only_values = false;

    bool reaches(const Box& box) const {
        return changed.empty() || std::any_of(changed.begin(), changed.end(),
                                              [&](const Box& one) { return one.intersects(box); });
    }
};

// How much work a metric is: quick ones are run again for every remedy that is tried, those of the second
// kind, which are about ways, only for remedies that a finding of their own asks for and those that change
// ways (touched.h).
enum class Effort : std::uint8_t { quick, own_remedies, whole_plan };

struct Metric {
    std::string id;       // "boundary.front_height"
    std::string unit;     // of its value
    std::string subjects; // plural within a sentence: "front boundaries"
    std::string meaning;  // one sentence
    std::string help;     // page of resources/help, without ending
    std::vector<Role> reads;
    Effort effort = Effort::quick;
    Measured (*measure)(const MetricInput&) = nullptr;
    // Its value rests on what fences let through and on other usual values of what may be in the way: it is
    // measured a second time with more of it (doubt.h).
    bool looks_through = false;
    // protect: what it finds is shown to no audience but the police (contract §4).
    Sensitivity sensitivity = Sensitivity::ordinary;
};

std::span<const Metric> metrics();
// Null when there is none.
const Metric* metric(std::string_view id);

} // namespace prospect::assessment
