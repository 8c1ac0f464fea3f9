#include "analysis/assessment/remedies.h"

#include "analysis/assessment/concealment.h"
#include "analysis/assessment/entrapment.h"
#include "analysis/assessment/lit_ways.h"
#include "analysis/assessment/remedy_words.h"
#include "analysis/assessment/trial.h"
#include "analysis/engine/applied.h"

#include <algorithm>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

bool clears(const Remedy& remedy, const Finding& finding) {
    return std::find(remedy.clears.begin(), remedy.clears.end(), finding.key) != remedy.clears.end();
}

void fill(const Before& before, const Trial& trial, Remedy& remedy) {
    std::set<std::string> worse;
    for (const RuleTrial& rule : trial.rules) {
        const Keys& was = before.missed(rule.criterion->code);
        const Keys& after = rule.after->missed;
        std::set_difference(was.begin(), was.end(), after.begin(), after.end(),
                            std::back_inserter(remedy.clears));
        std::set_difference(after.begin(), after.end(), was.begin(), was.end(),
                            std::back_inserter(remedy.harms));
        for (const auto& [key, problem] : rule.after->worse)
            worse.insert(key);
    }
    if (trial.opened)
        remedy.harms.insert(remedy.harms.end(), trial.opened->keys.begin(), trial.opened->keys.end());
    remedy.worsens.assign(worse.begin(), worse.end());
    remedy.warnings = trial.warnings;
    remedy.worse = trial.worse;
}

// What could be measured once can be measured again.
Profile measured_again(Profile profile, const Assessment& assessment) {
    std::set<std::string> codes;
    for (const Outcome& outcome : assessment.outcomes)
        if (outcome.criterion.kind == Kind::measured) codes.insert(outcome.criterion.code);
    std::erase_if(profile.criteria, [&](const Criterion& one) { return !codes.contains(one.code); });
    return profile;
}

// All changes to try, each once however many findings ask for it.
class Trials {
public:
    Trials(engine::Engine& engine, const engine::Request& request, const Profile& profile,
           const Assessment& assessment)
        : engine_(engine), request_(engine::applied(request)), profile_(measured_again(profile, assessment)) {
        before_.privacy = privacy_of(profile_);
        for (const Finding& finding : assessment.findings) {
            if (is_missed(finding)) before_.keys[finding.code].insert(finding.key);
            if (is_missed(finding) && finding.value) before_.values.emplace(finding.key, *finding.value);
            for (const Remedy& remedy : finding.remedies)
                add(remedy.edit, finding.code);
        }
    }

    const engine::Request& request() const { return request_; }

    // What is kept of an earlier check, and what all trials are compared with that have more to measure.
    void look_before(const CheckRun& run) {
        for (Trial& trial : trials_)
            ask_rules(engine_.parts(), run.shared().keys(), profile_, before_, trial);
        const auto any_measures = [&](std::string_view metric) {
            return std::any_of(trials_.begin(), trials_.end(),
                               [&](const Trial& trial) { return has_to_measure(trial, metric); });
        };
        if (const Criterion* hiding = only_with(profile_, "route.hiding");
            hiding && any_measures(hiding->metric) && !run.facts().scored(Role::path).empty())
            before_.strips = std::make_unique<sightlines::KnownStrips>(hiding_lattice(run.facts(), *hiding));
        if (const Criterion* traps = only_with(profile_, "route.traps");
            traps && any_measures(traps->metric) && !run.facts().scored(Role::path).empty() &&
            !run.facts().of(Role::barrier).empty())
            before_.traps = all_traps(run.input(*traps));
        if (any_measures("camera.detail") || any_measures("camera.hidden_by_planting"))
            if (const auto* cameras = run.shared().cameras()) before_.cameras = *cameras;
        look_at_light(run);
        const bool views = std::any_of(trials_.begin(), trials_.end(), [](const Trial& trial) {
            return trial.may_open_views && !trial.opened;
        });
        if (views) before_.views = private_views(run.input(*before_.privacy, {}, true));
    }

    // Tries those remedies of the findings, and tells what came of them.
    void run(const CheckRun& run, Assessment& assessment, bool at_last, const Progress& progress) {
        std::set<std::size_t> wanted;
        for (Finding& finding : assessment.findings) {
            if (at_last && mended(finding)) continue;
            for (const Remedy& remedy : finding.remedies)
                if (remedy.at_last == at_last) wanted.insert(places_.at(change_key(remedy.edit)));
        }
        std::erase_if(wanted, [&](std::size_t trial) { return trials_[trial].done; });
        const std::vector<std::size_t> order(wanted.begin(), wanted.end());
        run.context().for_blocks(static_cast<std::int64_t>(order.size()), 1,
                                 [&](std::int64_t begin, std::int64_t end) {
                                     for (std::int64_t i = begin; i < end; ++i)
                                         run_trial(engine_, request_, before_, progress,
                                                   trials_[order[static_cast<std::size_t>(i)]]);
                                 });
        for (const std::size_t trial : wanted)
            trials_[trial].done = true;
        for (Finding& finding : assessment.findings)
            for (Remedy& remedy : finding.remedies)
                if (const Trial& trial = trials_[places_.at(change_key(remedy.edit))];
                    trial.done && remedy.at_last == at_last)
                    fill(before_, trial, remedy);
    }

private:
    void add(const SiteEdit& edit, const std::string& asked_by) {
        const std::string key = change_key(edit);
        const auto [place, is_new] = places_.emplace(key, trials_.size());
        if (is_new) trials_.push_back(trial_of(*request_.site, edit));
        trials_[place->second].asked_by.insert(asked_by);
    }

    void look_at_light(const CheckRun& run) {
        const bool measures_light = std::any_of(trials_.begin(), trials_.end(), [](const Trial& trial) {
            return std::any_of(trial.rules.begin(), trial.rules.end(), [](const RuleTrial& rule) {
                const auto& reads = rule.metric->reads;
                return !rule.after && std::find(reads.begin(), reads.end(), Role::luminaire) != reads.end();
            });
        });
        if (!measures_light) return;
        const lighting::LitPlan* plan = run.shared().night_light();
        if (plan == nullptr) return;
        before_.light = plan->lights->scene();
        before_.most_cd = most_candela(*plan);
        const Criterion* kept = only_with(profile_, "route.light_kept");
        const bool any =
            kept && std::any_of(trials_.begin(), trials_.end(), [](const Trial& trial) {
                return trial.roles == std::set{Role::luminaire} && has_to_measure(trial, "route.light_kept");
            });
        if (!any || run.facts().of(Role::tree).empty()) return;
        for (const int year : {0, static_cast<int>(kept->setting("years"))})
            if (year != run.context().time().growth_year)
                if (const auto* grown = run.shared().grown(year).shared().night_light())
                    before_.grown_light.emplace(year, grown->lights->scene());
    }

    static bool mended(const Finding& finding) {
        return std::any_of(finding.remedies.begin(), finding.remedies.end(),
                           [&](const Remedy& remedy) { return clears(remedy, finding); });
    }

    engine::Engine& engine_;
    engine::Request request_;
    Profile profile_;
    Before before_;
    std::map<std::string, std::size_t> places_; // of a change's key in trials_
    std::vector<Trial> trials_;
};

} // namespace

void try_remedies(engine::Engine& engine, const engine::Request& request, const Profile& profile,
                  Assessment& assessment, const Progress& progress) {
    Trials trials(engine, request, profile, assessment);
    const CheckRun run(engine, trials.request(), progress);
    trials.look_before(run);
    for (const bool at_last : {false, true})
        trials.run(run, assessment, at_last, progress);
    for (Finding& finding : assessment.findings) {
        std::erase_if(finding.remedies, [&](const Remedy& remedy) { return !clears(remedy, finding); });
        for (std::size_t r = 0; r < finding.remedies.size(); ++r)
            finding.remedies[r].proposed = r;
        rank_remedies(finding.remedies);
    }
    tell_without_protected(run.facts(), assessment);
    tell_remedies_apart(run.facts(), assessment.findings);
}

} // namespace prospect::assessment
