#include "analysis/assessment/assess.h"

#include "analysis/assessment/check_run.h"
#include "analysis/assessment/doubt.h"
#include "analysis/assessment/facts.h"
#include "analysis/assessment/finding_key.h"
#include "analysis/assessment/knowledge.h"
#include "analysis/assessment/places.h"
#include "analysis/assessment/recorded.h"
#include "analysis/assessment/weakness.h"

#include <algorithm>

namespace prospect::assessment {

namespace {

Finding finding_of(const Criterion& criterion, std::string key, Level level, std::string message) {
    Finding finding{.key = std::move(key), .code = criterion.code, .strategy = criterion.strategy};
    finding.id = Uuid::from_name("finding " + finding.key);
    finding.level = level;
    finding.message = std::move(message);
    return finding;
}

Level level_of(const Criterion& criterion, const Measurement& measurement) {
    const bool certain = firm(measurement.grounds.basis()) && !measurement.grounds.defaulted();
    const Level missed = std::max(criterion.missed, measurement.gravest); // the graver come first
    return missed == Level::fail && !certain ? Level::look : missed;
}

// "it should be at most 1 m", "there should be none", "there should be at least 2", "it should lose at most
// 10 %".
std::string demand_text(const Criterion& criterion) {
    const std::string asked = threshold_text(criterion);
    if (criterion.missed == Level::info) return "the mark is " + asked;
    if (const std::string loss = "a loss of "; asked.starts_with(loss))
        return "it should lose " + asked.substr(loss.size());
    return (criterion.unit.empty() || asked == "none" ? "there should be " : "it should be ") + asked;
}

Finding missed_finding(const Criterion& criterion, Measurement measurement) {
    Finding finding =
        finding_of(criterion, key_of(criterion, measurement.subject), level_of(criterion, measurement),
                   measurement.text + (measurement.says_demand ? "" : "; " + demand_text(criterion)));
    finding.assumptions = measurement.grounds.assumed();
    finding.message += doubts_text(finding.assumptions);
    finding.at = measurement.at;
    finding.of_the_site = measurement.of_the_site;
    finding.value = measurement.value;
    finding.basis = measurement.grounds.basis();
    finding.evidence = std::move(measurement.evidence);
    finding.causes = std::move(measurement.causes);
    for (Proposal& proposal : measurement.proposals)
        finding.remedies.push_back({.text = std::move(proposal.text),
                                    .edit = std::move(proposal.edit),
                                    .at_last = proposal.at_last});
    return finding;
}

// The value that holds by the least.
const Measurement& tightest(const Criterion& criterion, const std::vector<Measurement>& met) {
    return *std::min_element(met.begin(), met.end(), [&](const Measurement& a, const Measurement& b) {
        return criterion.comparison == Comparison::at_most ? a.value > b.value : a.value < b.value;
    });
}

Finding pass_finding(const Criterion& criterion, const Metric& metric, const std::vector<Measurement>& met) {
    const Measurement& least = tightest(criterion, met);
    Finding finding = finding_of(criterion, criterion.code + ":all", Level::pass,
                                 (met.size() == 1 ? "Holds for the only one of the "
                                                  : "Holds for all " + count_text(met.size()) + " ") +
                                     metric.subjects + " with a known value (" + threshold_text(criterion) +
                                     (met.size() == 1 ? "). " : "). Closest to it: ") + least.text);
    finding.at = least.at;
    finding.value = least.value;
    finding.evidence = least.evidence;
    Grounds all;
    for (const Measurement& one : met)
        all.add(one.grounds);
    finding.basis = all.basis();
    finding.assumptions = all.assumed();
    finding.message += doubts_text(finding.assumptions);
    return finding;
}

Finding gap_finding(const Criterion& criterion, const Metric& metric, const Outcome& outcome,
                    const std::vector<Gap>& gaps) {
    const std::size_t all = outcome.checked + outcome.unknown;
    std::string message = "Can't tell yet";
    if (outcome.unknown > 0)
        message = "Can't tell yet for " + count_text(outcome.unknown) + " of " + count_text(all) + " " +
                  metric.subjects;
    for (std::size_t i = 0; i < gaps.size(); ++i)
        message += (i == 0 ? ": " : "; ") + gaps[i].text;
    Finding finding = finding_of(criterion, criterion.code + (outcome.ran() ? ":unknown" : ":not_run"),
                                 Level::not_run, std::move(message));
    for (const Gap& gap : gaps) {
        if (!finding.at) finding.at = gap.at;
        if (!gap.lacks.empty() &&
            std::find(finding.lacks.begin(), finding.lacks.end(), gap.lacks) == finding.lacks.end())
            finding.lacks.push_back(gap.lacks);
        for (const Uuid& feature : gap.features)
            finding.evidence.push_back({gap.text, feature, {}});
    }
    return finding;
}

// The subject whose value the first of them is.
std::string subject_of(const std::vector<Assumed>& assumed) {
    for (const Assumed& one : of_the_plan(assumed))
        for (const Subject& subject : subjects())
            if (subject.role == one.role) return subject.id;
    return {};
}

// Values that hold only thanks to a default go over to what is unknown.
std::vector<Measurement> known_met(std::vector<Measurement> met, std::vector<Gap>& gaps) {
    Gap assumed;
    std::vector<Gap> doubted; // one for each text
    Grounds usual;
    std::vector<Measurement> known;
    const auto gap_of = [&](const Doubt& doubt) -> Gap& {
        const auto found = std::find_if(doubted.begin(), doubted.end(),
                                        [&](const Gap& one) { return one.text == doubt.text; });
        if (found != doubted.end()) return *found;
        return doubted.emplace_back(Gap{.text = doubt.text, .lacks = doubt.lacks, .features = {}, .at = {}});
    };
    for (Measurement& one : met) {
        if (!one.grounds.defaulted() && one.doubt.text.empty()) {
            known.push_back(std::move(one));
            continue;
        }
        Gap& gap = one.grounds.defaulted() ? assumed : gap_of(one.doubt);
        if (one.grounds.defaulted()) usual.add(one.grounds);
        ++gap.subjects;
        gap.features.insert(gap.features.end(), one.subject.begin(), one.subject.end());
        if (!gap.at) gap.at = one.at;
    }
    if (assumed.subjects > 0) {
        assumed.lacks = subject_of(usual.assumed());
        assumed.text = "it holds only by the usual value of " + assumed_words(of_the_plan(usual.assumed()));
        gaps.push_back(std::move(assumed));
    }
    gaps.insert(gaps.end(), std::make_move_iterator(doubted.begin()), std::make_move_iterator(doubted.end()));
    return known;
}

std::vector<Coverage> coverage_of(const Assessment& assessment) {
    std::vector<Coverage> all;
    for (const Strategy& strategy : strategies()) {
        Coverage coverage{.strategy = strategy.id};
        for (const Outcome& outcome : assessment.outcomes) {
            if (outcome.criterion.strategy != strategy.id) continue;
            ++coverage.criteria;
            coverage.checked += outcome.ran() ? 1 : 0;
        }
        for (const Finding& finding : assessment.findings)
            if (finding.strategy == strategy.id && is_problem(finding)) {
                ++coverage.problems;
                coverage.serious += finding.level == Level::fail ? 1 : 0;
            }
        if (coverage.criteria > 0) all.push_back(std::move(coverage));
    }
    return all;
}

} // namespace

Outcome judge(const Criterion& criterion, const Metric& metric, Measured measured,
              std::vector<Finding>& findings) {
    std::vector<Measurement> met;
    Outcome outcome{.criterion = criterion};
    for (Measurement& one : measured.subjects) {
        if (criterion.holds(one.value)) {
            met.push_back(std::move(one));
            continue;
        }
        ++outcome.missed;
        findings.push_back(missed_finding(criterion, std::move(one)));
    }
    met = known_met(std::move(met), measured.gaps);
    outcome.met = met.size();
    outcome.checked = outcome.met + outcome.missed;
    for (const Gap& gap : measured.gaps)
        outcome.unknown += gap.subjects;
    if (outcome.missed == 0 && outcome.met > 0) findings.push_back(pass_finding(criterion, metric, met));
    if (!measured.gaps.empty()) findings.push_back(gap_finding(criterion, metric, outcome, measured.gaps));
    return outcome;
}

namespace {

// Measures a plan, and beside it the same plan with more in the way where that matters and is not given. What
// a check of the same content measured is kept by the engine.
class Measuring {
public:
    Measuring(engine::Engine& engine, const engine::Request& request, const CheckRun& run)
        : engine_(engine), request_(request), run_(run), worse_(worse_where_not_given(run.facts().site())) {}

    Measured measure(const Metric& metric, const Criterion& criterion) {
        const std::string key = run_.shared().keys().of("measured", metric.reads, criterion);
        engine::PartStore& parts = run_.shared().parts();
        if (const auto kept = parts.find<Measured>(key)) return *kept;
        Measured measured = measured_now(metric, criterion);
        measured.also_untouched = {}; // of trials, and refers to the run
        const auto made = std::make_shared<const Measured>(std::move(measured));
        parts.put<Measured>(key, made, bytes_of(*made));
        return *made;
    }

private:
    Measured measured_now(const Metric& metric, const Criterion& criterion) {
        Measured measured = run_.measure(metric, criterion);
        if (!metric.looks_through || !worse_.site) return measured;
        if (!worse_run_) {
            request_.site = worse_.site;
            request_.scenario.clear();
            worse_run_.emplace(engine_, request_, Progress(run_.context().progress().stop_token(), {}));
        }
        mark_doubtful(criterion, worse_run_->measure(metric, criterion, {}, true), worse_, measured);
        return measured;
    }

    engine::Engine& engine_;
    engine::Request request_;
    const CheckRun& run_;
    WorsePlan worse_;
    std::optional<CheckRun> worse_run_; // made when first asked for
};

Outcome untold(Criterion criterion, std::string why, std::vector<Finding>& findings) {
    findings.push_back(
        finding_of(criterion, criterion.code + ":not_run", Level::not_run, "Can't tell yet: " + why));
    make_unmeasured(criterion, why);
    return {.criterion = std::move(criterion)};
}

// By measuring, by what people answered, or not at all.
Outcome settle(const Criterion& criterion, Measuring& measuring, const CheckRun& run,
               std::vector<scene::Note>& notes, std::vector<Finding>& findings) {
    if (criterion.kind == Kind::recorded) return judge_recorded(criterion, run.facts().site(), findings);
    if (criterion.kind == Kind::unmeasured) return untold(criterion, criterion.why_not, findings);
    const Metric* measure = metric(criterion.metric);
    if (measure == nullptr)
        return untold(criterion, "there is no metric \"" + criterion.metric + "\"", findings);
    try {
        Measured measured = measuring.measure(*measure, criterion);
        for (scene::Note& note : measured.notes) {
            note.sensitivity = measure->sensitivity;
            // Several rules may look at the same run-ups.
            if (std::find(notes.begin(), notes.end(), note) == notes.end()) notes.push_back(note);
        }
        return judge(criterion, *measure, std::move(measured), findings);
    } catch (const RuleError& error) {
        return untold(criterion, error.message() + "; " + error.advice(), findings);
    }
}

bool asks_about_routes_at_night(const Criterion& criterion) {
    const Metric* measure = metric(criterion.metric);
    return measure != nullptr && measure->subjects == "routes at night";
}

// Paths that rules about routes at night leave out, since nobody said whether they are one.
void tell_ways_not_asked_by_night(const Facts& facts, const Profile& profile, Assessment& made) {
    constexpr std::size_t named = 3;
    if (std::none_of(profile.criteria.begin(), profile.criteria.end(), asks_about_routes_at_night)) return;
    std::string names;
    std::size_t told = 0;
    std::size_t all = 0;
    bool any_route = false;
    for (const FeaturePtr& path : facts.scored(Role::path)) {
        const std::string said = own_text(*path, "night_route");
        any_route = any_route || said == "1";
        if (!said.empty()) continue;
        ++all;
        if (const std::string name = facts.name_of(*path); !name.empty() && told < named) {
            names += (told == 0 ? "" : ", ") + name;
            ++told;
        }
    }
    if (!any_route || all == 0) return;
    if (all > told) names += told == 0 ? counted(all, "path") : " and " + count_text(all - told) + " more";
    made.notes.push_back({scene::Note::Level::info, "night_route_not_said",
                          "Rules about routes at night leave out " + names +
                              ": the plan does not say whether people use them at night (path.night_route)"});
}

// What is wrong in the files of the rules.
void tell_faults(const Profile& profile, Assessment& made) {
    for (const RuleFault& fault : profile.faults)
        made.notes.push_back({scene::Note::Level::warning, "rule_unusable", fault.message});
}

} // namespace

Assessment assess(engine::Engine& engine, const engine::Request& request, const Profile& profile,
                  const Progress& progress, const Acceptances& acceptances) {
    Assessment made{.profile = profile.name, .scenario = request.scenario};
    std::vector<Unapplied> unapplied;
    const CheckRun run(engine, request, progress.part(0, 0.9), &unapplied);
    Measuring measuring(engine, request, run);
    std::vector<scene::Note> measuring_notes;
    for (const Criterion& criterion : profile.criteria) {
        made.outcomes.push_back(settle(criterion, measuring, run, measuring_notes, made.findings));
        progress.checkpoint();
    }
    made.notes = run.facts().scene().notes(); // what was assumed of heights, opacities and openings
    made.notes.insert(made.notes.end(), measuring_notes.begin(), measuring_notes.end());
    if (const RedLine red = red_line(run.facts().site()); red.assumed)
        made.notes.push_back({scene::Note::Level::info, "defaults_used",
                              "Kind (study_area.kind) is assumed to be application for " +
                                  std::to_string(red.features.size()) +
                                  " site boundaries: no boundary is marked as the red line"});
    tell_ways_not_asked_by_night(run.facts(), profile, made);
    tell_faults(profile, made);
    for (const Unapplied& edit : unapplied)
        made.notes.push_back(
            {scene::Note::Level::warning, "scenario_edit_unapplied",
             "\"" + edit.edit + "\" of this option no longer fits the plan: " + edit.reason});
    made.snapshot = snapshot_hash(run.facts().site());
    made = concluded(run.facts(), std::move(made), acceptances);
    progress.report(1);
    return made;
}

Assessment concluded(const Facts& facts, Assessment assessment, const Acceptances& acceptances) {
    mark_accepted(acceptances, assessment);
    gather_places(facts, assessment);
    map_weakness(facts, assessment);
    assessment.coverage = coverage_of(assessment);
    return assessment;
}

Profile first_look(const Profile& profile) {
    Profile coarse = profile;
    for (Criterion& criterion : coarse.criteria)
        if (const auto cell = criterion.settings.find("cell_m"); cell != criterion.settings.end())
            cell->second *= 2;
    return coarse;
}

Assessment with_acceptances(engine::Engine& engine, const engine::Request& request, Assessment assessment,
                            const Acceptances& acceptances) {
    const CheckRun run(engine, request, {});
    return concluded(run.facts(), std::move(assessment), acceptances);
}

Assessment with_answers(Assessment assessment, const Site& site, const Acceptances& acceptances) {
    for (Outcome& outcome : assessment.outcomes) {
        if (outcome.criterion.kind != Kind::recorded) continue;
        std::vector<Finding> judged;
        outcome = judge_recorded(outcome.criterion, site, judged);
        for (Finding& finding : assessment.findings)
            if (finding.code == outcome.criterion.code) finding = judged.front();
    }
    mark_accepted(acceptances, assessment);
    assessment.coverage = coverage_of(assessment);
    return assessment;
}

std::string_view word_of(Level level) {
    switch (level) {
    case Level::fail:
        return "Serious";
    case Level::look:
        return "Look";
    case Level::pass:
        return "Fine";
    case Level::info:
        return "For information";
    case Level::not_run:
        break;
    }
    return "Can't tell yet";
}

std::size_t Assessment::count(Level level) const {
    return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [&](const Finding& one) {
        return one.level == level && !one.acceptance;
    }));
}

std::size_t Assessment::accepted() const {
    return static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(), [](const Finding& one) { return one.acceptance.has_value(); }));
}

const Criterion& Assessment::criterion(const Finding& finding) const {
    const auto found = std::find_if(outcomes.begin(), outcomes.end(),
                                    [&](const Outcome& one) { return one.criterion.code == finding.code; });
    if (found == outcomes.end())
        throw Error(ErrorCode::internal, "a finding names the unknown criterion " + finding.code);
    return found->criterion;
}

} // namespace prospect::assessment
