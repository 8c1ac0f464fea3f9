#include "analysis/assessment/trial.h"

#include "analysis/assessment/assess.h"
#include "analysis/assessment/doubt.h"
#include "analysis/assessment/finding_key.h"
#include "analysis/assessment/touched.h"

#include <algorithm>
#include <cmath>

namespace prospect::assessment {

namespace {

bool reads_any(std::span<const Role> reads, const std::set<Role>& roles) {
    return std::any_of(reads.begin(), reads.end(), [&](Role role) { return roles.contains(role); });
}

bool touches(const Metric& metric, const std::string& code, const Trial& trial) {
    const bool tried =
        metric.effort == Effort::quick ||
        (metric.effort == Effort::own_remedies && (trial.asked_by.contains(code) || trial.changes_ways));
    return tried && reads_any(metric.reads, trial.roles);
}

// By more than a twentieth of what it was, or of what is asked.
bool is_worse(const Criterion& criterion, double before, double after) {
    constexpr double share = 0.05;
    const double step = share * std::max(std::abs(before), std::abs(criterion.threshold));
    return criterion.comparison == Comparison::at_most ? after > before + step : after < before - step;
}

// Keys of what is missed, and of what was missed and is not known to be met now: it cannot be told, or is no
// subject any more though nothing was taken away. findings: what is found of `measured`.
Keys not_met(const Measured& measured, const std::vector<Finding>& findings, const Keys& before,
             const std::set<Uuid>& removed) {
    Keys keys;
    std::set<Uuid> untold;
    std::set<Uuid> subjects;
    for (const Finding& finding : findings) {
        // A problem that is only smaller now is not met.
        if (is_missed(finding) || (finding.level == Level::info && before.contains(finding.key)))
            keys.insert(finding.key);
        if (finding.level != Level::not_run) continue;
        for (const Evidence& one : finding.evidence)
            untold.insert(one.feature);
    }
    for (const Measurement& one : measured.subjects)
        if (!one.subject.empty()) subjects.insert(one.subject.front());
    for (const std::string& key : before) {
        const std::vector<Uuid> subject = subject_of(key);
        const auto any_in = [&](const std::set<Uuid>& things) {
            return std::any_of(subject.begin(), subject.end(),
                               [&](const Uuid& one) { return things.contains(one); });
        };
        if (subject.empty() || any_in(removed)) continue;
        if (any_in(untold) || (removed.empty() && !subjects.contains(subject.front()))) keys.insert(key);
    }
    return keys;
}

// The plan with a change, built when something has to be measured on it, and beside it the same plan with
// more in the way where nobody said otherwise.
class ChangedPlan {
public:
    ChangedPlan(engine::Engine& engine, engine::Request request, const Before& before, const Trial& trial,
                const Progress& progress)
        : engine_(engine), request_(std::move(request)), trial_(trial),
          progress_(progress.stop_token(), {}), only_changed_{.changed = trial.roles} {
        request_.threads = 1; // the trials themselves run side by side
        const bool only_lamps = trial.roles == std::set{Role::luminaire};
        known_ = {.traps = before.traps ? &*before.traps : nullptr,
                  .strips = trial.keeps_footing ? before.strips.get() : nullptr,
                  .cameras = before.cameras ? &*before.cameras : nullptr,
                  .changed = trial.roles,
                  .light = only_lamps ? before.light : nullptr,
                  .grown_light = only_lamps ? before.grown_light : decltype(before.grown_light){},
                  .most_cd = before.most_cd,
                  .keeps_light = trial.keeps_light};
    }

    const CheckRun& run() {
        if (!run_) {
            request_.site = apply(*request_.site, trial_.edit);
            run_.emplace(engine_, request_, progress_, nullptr, &known_);
        }
        return *run_;
    }

    // Keys of what is missed where more is in the way, for information too.
    Keys missed_at_worst(const Criterion& criterion, const Metric& metric) {
        Keys keys;
        if (!worse_plan_) worse_plan_ = worse_where_not_given(run().facts().site());
        if (!worse_plan_->site) return keys;
        if (!worse_run_) {
            engine::Request request = request_;
            request.site = worse_plan_->site;
            worse_run_.emplace(engine_, request, progress_, nullptr, &only_changed_);
        }
        std::vector<Finding> findings;
        (void)judge(criterion, metric, worse_run_->measure(metric, criterion, trial_.places, true), findings);
        for (const Finding& finding : findings)
            if (is_missed(finding) || finding.level == Level::info) keys.insert(finding.key);
        return keys;
    }

private:
    engine::Engine& engine_;
    engine::Request request_;
    const Trial& trial_;
    Progress progress_;
    KnownBefore known_;
    KnownBefore only_changed_; // nothing else is known of the worse plan
    std::optional<CheckRun> run_;
    std::optional<WorsePlan> worse_plan_;
    std::optional<CheckRun> worse_run_;
};

RuleAfter measured_after(ChangedPlan& plan, const Before& before, const Trial& trial, const RuleTrial& rule) {
    const Criterion& criterion = *rule.criterion;
    const Keys& was = before.missed(criterion.code);
    const Measured measured = [&]() -> Measured {
        try {
            return plan.run().measure(*rule.metric, criterion, trial.places, true);
        } catch (const RuleError&) { // it could not be measured on the plan as it is, either
            return {.also_untouched = [](std::span<const Uuid>) { return true; }};
        }
    }();
    std::vector<Finding> findings;
    (void)judge(criterion, *rule.metric, measured, findings);
    RuleAfter after{.missed = not_met(measured, findings, was, trial.removed), .worse = {}, .fresh = {}};
    for (const Finding& finding : findings) {
        if (!is_missed(finding)) continue;
        const auto value = before.values.find(finding.key);
        if (!was.contains(finding.key))
            after.fresh.push_back(told(plan.run().facts(), finding));
        else if (finding.value && value != before.values.end() &&
                 is_worse(criterion, value->second, *finding.value))
            after.worse.emplace(finding.key, told(plan.run().facts(), finding));
    }
    for (const std::string& key : was)
        if (left_out(measured, key)) after.missed.insert(key);
    // What would hold only as long as what is not given is no more in the way has not gone.
    if (rule.metric->looks_through &&
        !std::includes(after.missed.begin(), after.missed.end(), was.begin(), was.end()))
        for (const std::string& key : plan.missed_at_worst(criterion, *rule.metric))
            if (was.contains(key)) after.missed.insert(key);
    return after;
}

std::size_t bytes_of(const RuleAfter& after) {
    constexpr std::size_t of_a_key = 150;
    constexpr std::size_t of_a_problem = 300;
    return sizeof(RuleAfter) + (after.missed.size() + after.worse.size()) * of_a_key +
           (after.fresh.size() + after.worse.size()) * of_a_problem;
}

std::size_t bytes_of(const OpenedViews& views) {
    constexpr std::size_t of_a_view = 250;
    return sizeof(OpenedViews) + (views.keys.size() + views.warnings.size()) * of_a_view;
}

template <class T>
std::shared_ptr<const T> kept(engine::PartStore& parts, const std::string& key, T made) {
    const std::size_t bytes = bytes_of(made);
    auto value = std::make_shared<const T>(std::move(made));
    parts.put<T>(key, value, bytes);
    return value;
}

} // namespace

const Keys& Before::missed(const std::string& code) const {
    static const Keys none;
    const auto found = keys.find(code);
    return found == keys.end() ? none : found->second;
}

Trial trial_of(const Site& site, const SiteEdit& edit) {
    return {.edit = edit,
            .key = change_key(edit),
            .roles = roles_of(site, edit),
            .places = places_of(site, edit),
            .removed = removed_by(edit),
            .keeps_footing = keeps_footing(site, edit),
            .keeps_light = keeps_light(edit),
            .changes_ways = changes_ways(site, edit)};
}

void ask_rules(engine::PartStore& parts, const MeasuringKeys& keys, const Profile& profile,
               const Before& before, Trial& trial) {
    for (const Criterion& criterion : profile.criteria) {
        const Metric* measure = metric(criterion.metric);
        if (measure == nullptr || !touches(*measure, criterion.code, trial)) continue;
        RuleTrial rule{&criterion, measure, keys.of("trial", measure->reads, criterion, trial.key), nullptr};
        rule.after = parts.find<RuleAfter>(rule.key);
        trial.rules.push_back(std::move(rule));
    }
    trial.may_open_views =
        before.privacy != nullptr && !trial.places.empty() && reads_any(roles_of_views(), trial.roles);
    if (!trial.may_open_views) return;
    trial.views_key = keys.of("opened views", roles_of_views(), *before.privacy, trial.key);
    trial.opened = parts.find<OpenedViews>(trial.views_key);
}

bool has_to_measure(const Trial& trial, std::string_view metric) {
    return std::any_of(trial.rules.begin(), trial.rules.end(),
                       [&](const RuleTrial& rule) { return !rule.after && rule.metric->id == metric; });
}

void run_trial(engine::Engine& engine, engine::Request request, const Before& before,
               const Progress& progress, Trial& trial) {
    ChangedPlan plan(engine, std::move(request), before, trial, progress);
    std::vector<ToldProblem> fresh;
    std::vector<ToldProblem> worse;
    for (RuleTrial& rule : trial.rules) {
        if (!rule.after)
            rule.after = kept(engine.parts(), rule.key, measured_after(plan, before, trial, rule));
        // A rule may weigh otherwise than when this was kept.
        for (ToldProblem problem : rule.after->fresh) {
            problem.weight = rule.criterion->weight;
            fresh.push_back(std::move(problem));
        }
        for (auto [key, problem] : rule.after->worse) {
            problem.weight = rule.criterion->weight;
            worse.push_back(std::move(problem));
        }
    }
    trial.warnings = problems_text(std::move(fresh));
    trial.worse = problems_text(std::move(worse));
    if (!trial.may_open_views) return;
    if (!trial.opened)
        trial.opened =
            kept(engine.parts(), trial.views_key,
                 opened_views(plan.run(), *before.privacy, trial.edit, trial.places, before.views));
    trial.warnings.insert(trial.warnings.end(), trial.opened->warnings.begin(), trial.opened->warnings.end());
}

} // namespace prospect::assessment
