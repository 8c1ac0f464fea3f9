// Rules as data: resources/criteria/*.json, and the profiles that choose and change them.
#pragma once

#include "geometry/base/error.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::assessment {

enum class Level : std::uint8_t { fail, look, pass, info, not_run };
std::string_view name_of(Level level); // "not_run"
std::string_view word_of(Level level); // "Can't tell yet"

enum class Comparison : std::uint8_t { at_most, at_least };
std::string_view name_of(Comparison comparison);

// Who stands behind a threshold.
enum class Status : std::uint8_t {
    standard,   // N: required once a project adopts that standard
    guidance,   // g: published guidance
    research,   // R: a research finding
    our_default // P: the project's own starting value
};
std::string_view letter_of(Status status); // "N", "g", "R", "P"
std::string_view words_of(Status status);  // "Official guidance"

// How a rule is settled.
enum class Kind : std::uint8_t {
    measured,  // a metric's value is compared with a threshold
    recorded,  // people answer a question, with evidence; nothing computes it
    unmeasured // no metric tells yet, or the rule cannot be used as it is written: `why_not`
};
std::string_view name_of(Kind kind);

// A rule that cannot be used as it is written: only it cannot be told.
class RuleError : public Error {
public:
    RuleError(std::string message, std::string advice)
        : Error(ErrorCode::internal, std::move(message), std::move(advice)) {}
};

// One rule.
struct Criterion {
    std::string code;     // "NS-06"
    std::string strategy; // "natural_surveillance": an id of strategies()
    std::string title;    // plain words: "The front boundary does not screen the house"
    std::string metric;   // measured: id of metrics()
    Comparison comparison = Comparison::at_most;
    double threshold = 0;
    std::string unit;   // "m", "%", "" for counts
    std::string source; // who says so
    Status status = Status::our_default;
    Level missed = Level::fail;             // what missing it means: fail, look or info
    double weight = 1;                      // in the ranking of places
    std::map<std::string, double> settings; // further numbers of the metric, units in their names
    Kind kind = Kind::measured;
    std::string question; // recorded: what is asked
    std::string why_not;  // unmeasured: why it cannot be told, and what to do

    bool operator==(const Criterion&) const = default;
    bool holds(double value) const;
    // Throws RuleError naming the criterion when it lacks the setting.
    double setting(const std::string& name) const;
};
// What is asked, in words: "at most 1 m", "none" for at most 0, "a loss of at most 10 %" for at least -10 %.
std::string threshold_text(const Criterion& criterion);

struct Strategy {
    std::string id;     // "natural_surveillance"
    std::string title;  // "Natural surveillance"
    std::string clause; // of ISO 22341, for which a check gives evidence
    enum class Generation : std::uint8_t { physical, social, process } generation;
};
// The six physical strategies, the four social ones, and the process.
const std::vector<Strategy>& strategies();
// Null when there is none.
const Strategy* strategy(std::string_view id);

} // namespace prospect::assessment
