// What a value rests on: how well all of it is known, and which part nobody gave.
#pragma once

#include "analysis/assessment/assumed.h"
#include "analysis/assessment/facts.h"

#include <span>
#include <string_view>
#include <vector>

namespace prospect::assessment {

// Every metric says here what a value rests on, and in no other way: basis and assumptions of a finding
// follow from it. Nothing said counts as not known, so that what a metric forgets can never make a finding
// serious.
class Grounds {
public:
    // That the thing is there, and where.
    Grounds& thing(Role role, const Feature& feature);
    // A word it has: its kind, its owner.
    Grounds& word(Role role, const Feature& feature, std::string_view attribute);
    // The number the value is: a default of it makes a value that holds no pass.
    Reading measured(Role role, const Feature& feature, const std::string& attribute);
    // A number the value depends on.
    Reading number(Role role, const Feature& feature, const std::string& attribute);
    // A number that counts for it and is no attribute of the plan.
    Grounds& usual(Role role, const Feature& feature, const std::string& what, double value);
    // Something of it that nobody gave and for which something typical stands in, by name. A value that holds
    // is a pass that says so.
    Grounds& stands_in(Role role, const Feature& feature, const std::string& what, const std::string& name);
    // Of no single thing: a starting value, "how likely somebody is at a window"; with Basis::unknown what
    // the plan leaves open and nothing stands for, "where streets are".
    Grounds& supposed(const std::string& what, Basis basis = Basis::assumed);
    // The thing with all that makes it block sight and way: height, underside, share blocked, crown.
    Grounds& blocker(Role role, const Feature& feature);
    Grounds& add(const Grounds& other);

    Basis basis() const;
    // The number that was measured is a default.
    bool defaulted() const { return defaulted_; }
    // Sorted, each once.
    const std::vector<Assumed>& assumed() const { return assumed_; }

private:
    // No better known than that.
    Grounds& at_best(Basis basis);
    Reading read(Role role, const Feature& feature, const std::string& attribute);
    void note(Assumed one);

    bool said_ = false;
    bool defaulted_ = false;
    Basis basis_ = Basis::surveyed;
    std::vector<Assumed> assumed_;
};

// What rules suppose of those who may watch.
inline constexpr const char* somebody_looks = "how likely somebody is at a window or in a place in use";

// The numbers that make a thing of the role block.
std::span<const std::string_view> blocking_numbers(Role role);
// Whether a default says no more than what the thing is: it stands on the ground, a wall is solid, a lamp
// hangs level and is not dimmed.
bool by_nature(Role role, const Feature& feature, std::string_view attribute);

} // namespace prospect::assessment
