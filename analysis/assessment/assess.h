// The check: measures what a profile's criteria ask for, judges it, and gathers the findings into places.
#pragma once

#include "analysis/assessment/acceptance.h"
#include "analysis/assessment/metric.h"
#include "analysis/assessment/profile.h"
#include "analysis/engine/engine.h"

namespace prospect::assessment {

// Rules of judging:
// - a missed criterion gives a finding of its level, but `look` instead of `fail` when the value rests on
//   something assumed, unknown or defaulted;
// - a value that holds only thanks to a default, also one that lets sight through a fence, is no pass: its
//   subject counts as unknown;
// - a criterion without a single value gives one finding `not_run` that names what is missing;
// - what was accepted keeps its level, counts as accepted and is in no place;
// - a criterion all of whose values hold gives one finding `pass`;
// - a recorded criterion gives one finding, as people answered (recorded.h);
// - a criterion that nothing measures, or that cannot be used as it is written, gives one finding `not_run`
//   that says why; the others are checked all the same. What is wrong in their files is told as notes.
// The same bits on any number of threads. Throws what Engine::run throws. Cost: on a site of 4 ha some tenths
// of a second.
Assessment assess(engine::Engine& engine, const engine::Request& request, const Profile& profile,
                  const Progress& progress = {}, const Acceptances& acceptances = {});

// The same rules with cells twice as wide where ground is gone over in cells: about a quarter of the work.
Profile first_look(const Profile& profile);

// The assessment with what follows from its findings: acceptances, places, maps and coverage.
Assessment concluded(const Facts& facts, Assessment assessment, const Acceptances& acceptances);

// The assessment with other acceptances: marks, places and coverage anew, nothing is measured again. request
// as it was for assess(). Cost: building the scene.
Assessment with_acceptances(engine::Engine& engine, const engine::Request& request, Assessment assessment,
                            const Acceptances& acceptances);

// The assessment with what people answer now (site.answers): recorded rules are judged anew, their findings
// keep their places in the list. Nothing is measured.
Assessment with_answers(Assessment assessment, const Site& site, const Acceptances& acceptances);

// Judges what one metric gave: adds to findings and returns how far it went.
Outcome judge(const Criterion& criterion, const Metric& metric, Measured measured,
              std::vector<Finding>& findings);

} // namespace prospect::assessment
