// Rules as data: resources/criteria/*.json, and the profiles that choose and change them.
#pragma once

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

// One rule: a metric's value compared with a threshold.
struct Criterion {
    std::string code;     // "NS-06"
    std::string strategy; // "natural_surveillance": an id of strategies()
    std::string title;    // plain words: "The front boundary does not screen the house"
    std::string metric;   // id of metrics()
    Comparison comparison = Comparison::at_most;
    double threshold = 0;
    std::string unit;   // "m", "%", "" for counts
    std::string source; // who says so
    Status status = Status::our_default;
    Level missed = Level::fail;             // what missing it means: fail, look or info
    double weight = 1;                      // in the ranking of places
    std::map<std::string, double> settings; // further numbers of the metric, units in their names

    bool holds(double value) const;
    // Throws Error(internal) naming the criterion when it lacks the setting.
    double setting(const std::string& name) const;
};
// What is asked, in words: "at most 1 m", "none" for at most 0, "a loss of at most 10 %" for at least -10 %.
std::string threshold_text(const Criterion& criterion);

struct Strategy {
    std::string id;     // "natural_surveillance"
    std::string title;  // "Natural surveillance"
    std::string clause; // of ISO 22341, for which a check gives evidence
};
const std::vector<Strategy>& strategies();

// A choice of criteria with values of its own.
struct Profile {
    std::string name;  // "default"
    std::string title; // "Housing, usual values"
    std::string about;
    std::vector<Criterion> criteria; // in the order of the catalogue
};

// All criteria, by file name then in the order of the file. Read once. Throws Error(internal) naming the file
// and the criterion that cannot be used.
const std::vector<Criterion>& criteria();
// All profiles; "default" is the first. Read once; throws like criteria().
const std::vector<Profile>& profiles();
// Throws Error(usage): the known ones are named.
const Profile& profile(std::string_view name);

// For tests: the criteria of one file's text, and a profile over given criteria.
std::vector<Criterion> parse_criteria(std::string_view json);
Profile parse_profile(std::string_view json, const std::vector<Criterion>& all);

} // namespace prospect::assessment
