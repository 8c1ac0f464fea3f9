// Which input, if it were another one, would turn a finding: what nobody gave, varied one at a time.
#pragma once

#include "analysis/assessment/finding.h"
#include "analysis/assessment/profile.h"
#include "analysis/engine/engine.h"

#include <string>
#include <vector>

namespace prospect::assessment {

// Of a finding that is missed, an input for each group of things of one kind whose number is assumed or usual
// and alike: values from half to twice of it, shares from 0 to 1, in eight steps out to each side, then four
// halvings between the first that turns it and the last that does not, all else as it is. What else becomes
// of the plan is not looked at. Those that turn it first, the smallest change first; then the others. Empty
// where the finding rests on no such number. Throws what assess() throws. Cost: up to 28 trials an input.
std::vector<Flip> flips_of(engine::Engine& engine, const engine::Request& request, const Profile& profile,
                           const Finding& finding, const Progress& progress = {});

// Whether it rests on any such number that its rule can be measured again with: not of rules whose cost is
// that of the plan.
bool may_flip(const Finding& finding, const Criterion& rule);

// What it rests on that nobody gave and that flips_of() does not try: words, light data, what no thing of the
// plan tells, and all of rules whose cost is that of the plan.
std::vector<Assumed> not_tried(const Finding& finding, const Criterion& rule);

// "The height of the hedge is not given; 1.5 m is usual: at 1 m it would hold", "The clear stem of 3 trees is
// assumed to be 2 m: no value from 1 to 4 m that was tried changes it".
std::string flip_text(const Flip& flip);

} // namespace prospect::assessment
