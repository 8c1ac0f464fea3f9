#include "analysis/assessment/remedies.h"

#include "analysis/assessment/check_run.h"

#include <algorithm>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

using Keys = std::set<std::string>; // of findings that are missed

struct Trial {
    SiteEdit edit;
    std::set<Role> roles;              // it touches
    std::vector<Box> places;           // of what it changes
    std::map<std::string, Keys> after; // by code, of the criteria checked again
};

std::set<Role> roles_of(const Site& site, const SiteEdit& edit) {
    std::set<Role> roles;
    const auto add = [&](const Layer* layer) {
        if (layer) roles.insert(layer->role);
    };
    for (const SiteChangeStep& step : edit.steps) {
        if (const auto* change = std::get_if<ChangeAttribute>(&step)) add(site.layer_of(change->feature));
        if (const auto* added = std::get_if<AddFeatures>(&step)) add(site.layer(added->layer));
        if (const auto* removed = std::get_if<RemoveFeatures>(&step))
            for (const Uuid& feature : removed->features)
                add(site.layer_of(feature));
    }
    return roles;
}

Box place_of(const Site& site, const Uuid& id) {
    const Layer* layer = site.layer_of(id);
    if (layer == nullptr) return {};
    const auto feature = std::find_if(layer->features.begin(), layer->features.end(),
                                      [&](const FeaturePtr& one) { return one->id == id; });
    if (feature == layer->features.end()) return {};
    const double crown_m = layer->role == Role::tree ? number_of(Role::tree, **feature, "crown_m").value : 0;
    return (*feature)->geometry.box().grown(crown_m / 2);
}

// Of what it changes, the crowns of trees included; empty where that is not known.
std::vector<Box> places_of(const Site& site, const SiteEdit& edit) {
    std::vector<Box> places;
    for (const SiteChangeStep& step : edit.steps)
        if (const auto* change = std::get_if<ChangeAttribute>(&step)) {
            places.push_back(place_of(site, change->feature));
        } else if (const auto* added = std::get_if<AddFeatures>(&step)) {
            for (const FeaturePtr& feature : added->features)
                places.push_back(feature->geometry.box());
        } else if (const auto* removed = std::get_if<RemoveFeatures>(&step)) {
            for (const Uuid& feature : removed->features)
                places.push_back(place_of(site, feature));
        } else {
            return {};
        }
    return places;
}

bool touches(const Metric& metric, const std::set<Role>& roles) {
    return metric.effort == Effort::quick && std::any_of(metric.reads.begin(), metric.reads.end(),
                                                         [&](Role role) { return roles.contains(role); });
}

// Those missed before whose subject was left out.
void keep_untouched(const std::map<std::string, Keys>& before, const std::string& code,
                    const std::vector<Uuid>& untouched, Keys& keys) {
    const auto missed = before.find(code);
    if (missed == before.end()) return;
    for (const Uuid& subject : untouched) {
        const std::string start = code + ":" + subject.text();
        for (auto key = missed->second.lower_bound(start);
             key != missed->second.end() && key->starts_with(start); ++key)
            keys.insert(*key);
    }
}

void run_trial(engine::Engine& engine, engine::Request request, const Profile& profile,
               const std::map<std::string, Keys>& before, const Progress& progress, Trial& trial) {
    request.site = apply(*request.site, trial.edit);
    request.threads = 1; // the trials themselves run side by side
    const CheckRun run(engine, request, Progress(progress.stop_token(), {}));
    for (const Criterion& criterion : profile.criteria) {
        const Metric* measure = metric(criterion.metric);
        if (measure == nullptr || !touches(*measure, trial.roles)) continue;
        std::vector<Finding> findings;
        const Measured measured = run.measure(*measure, criterion, trial.places);
        Keys& keys = trial.after[criterion.code];
        keep_untouched(before, criterion.code, measured.untouched, keys);
        (void)judge(criterion, *measure, measured, findings);
        for (const Finding& finding : findings)
            if (is_missed(finding)) keys.insert(finding.key);
    }
}

void fill(const std::map<std::string, Keys>& before, const Trial& trial, Remedy& remedy) {
    static const Keys none;
    for (const auto& [code, after] : trial.after) {
        const auto found = before.find(code);
        const Keys& was = found == before.end() ? none : found->second;
        std::set_difference(was.begin(), was.end(), after.begin(), after.end(),
                            std::back_inserter(remedy.clears));
        std::set_difference(after.begin(), after.end(), was.begin(), was.end(),
                            std::back_inserter(remedy.harms));
    }
}

} // namespace

void try_remedies(engine::Engine& engine, const engine::Request& request, const Profile& profile,
                  Assessment& assessment, const Progress& progress) {
    engine::Request base = request;
    if (!request.scenario.empty()) base.site = with_scenario(*request.site, request.scenario);
    base.scenario.clear();
    std::map<std::string, Keys> before;
    std::map<std::string, std::size_t> places; // of an edit's text in trials
    std::vector<Trial> trials;
    for (const Finding& finding : assessment.findings) {
        if (is_missed(finding)) before[finding.code].insert(finding.key);
        for (const Remedy& remedy : finding.remedies)
            if (places.emplace(to_json(remedy.edit), trials.size()).second)
                trials.push_back(
                    {remedy.edit, roles_of(*base.site, remedy.edit), places_of(*base.site, remedy.edit), {}});
    }
    const CheckRun run(engine, base, progress);
    run.context().for_blocks(
        static_cast<std::int64_t>(trials.size()), 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                run_trial(engine, base, profile, before, progress, trials[static_cast<std::size_t>(i)]);
        });
    for (Finding& finding : assessment.findings) {
        for (Remedy& remedy : finding.remedies)
            fill(before, trials[places.at(to_json(remedy.edit))], remedy);
        std::erase_if(finding.remedies, [&](const Remedy& remedy) {
            return std::find(remedy.clears.begin(), remedy.clears.end(), finding.key) == remedy.clears.end();
        });
        std::stable_sort(finding.remedies.begin(), finding.remedies.end(),
                         [](const Remedy& a, const Remedy& b) {
                             return a.harms.size() != b.harms.size() ? a.harms.size() < b.harms.size()
                                                                     : a.clears.size() > b.clears.size();
                         });
    }
}

} // namespace prospect::assessment
