#include "analysis/assessment/remedies.h"

#include "analysis/assessment/check_run.h"
#include "analysis/assessment/concealment.h"
#include "analysis/assessment/doubt.h"
#include "analysis/assessment/entrapment.h"
#include "analysis/assessment/garden_views.h"
#include "analysis/assessment/lit_ways.h"
#include "analysis/assessment/privacy.h"
#include "analysis/assessment/remedy_words.h"
#include "analysis/assessment/touched.h"
#include "analysis/scene/footing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

using Keys = std::set<std::string>; // of findings that are missed

struct Trial {
    SiteEdit edit;
    std::set<Role> roles;           // it touches
    std::vector<Box> places;        // of what it changes
    std::set<Uuid> removed;         // things it takes away
    std::set<std::string> asked_by; // codes of the rules whose findings propose it
    bool keeps_footing = false;
    bool done = false;
    std::map<std::string, Keys> after; // by code, of the criteria checked again
    Keys opened; // gardens and windows that come to be seen and were private, gardens its windows look into
    Keys worse;  // findings that stay, further from what is asked
    std::vector<std::string> warnings; // problems that come, and the latter, in words
};

bool touches(const Metric& metric, const std::string& code, const Trial& trial) {
    const bool tried = metric.effort == Effort::quick ||
                       (metric.effort == Effort::own_remedies && trial.asked_by.contains(code));
    return tried && std::any_of(metric.reads.begin(), metric.reads.end(),
                                [&](Role role) { return trial.roles.contains(role); });
}

// The ids in a finding's key.
std::vector<Uuid> subject_of(const std::string& key) {
    std::vector<Uuid> ids;
    for (std::size_t colon = key.find(':'); colon != std::string::npos; colon = key.find(':', colon + 1)) {
        const std::size_t end = std::min(key.find(':', colon + 1), key.size());
        if (const auto id = Uuid::parse(key.substr(colon + 1, end - colon - 1))) ids.push_back(*id);
    }
    return ids;
}

// Those missed before whose subject was left out.
void keep_untouched(const std::map<std::string, Keys>& before, const std::string& code,
                    const Measured& measured, Keys& keys) {
    const auto missed = before.find(code);
    if (missed == before.end()) return;
    const std::set<Uuid> untouched(measured.untouched.begin(), measured.untouched.end());
    for (const std::string& key : missed->second) {
        const std::vector<Uuid> subject = subject_of(key);
        if ((!subject.empty() && untouched.contains(subject.front())) ||
            (measured.also_untouched && measured.also_untouched(subject)))
            keys.insert(key);
    }
}

// Whether the same things stop people after the edit: heights do not matter (scene/footing.h), but those of
// planting one wades in.
bool keeps_footing(const Site& site, const SiteEdit& edit) {
    static const std::set<std::string> harmless{"mature_m", "clear_stem_m", "crown_m",
                                                "opacity",  "hfov_deg",     "azimuth_deg",
                                                "tilt_deg", "dimming",      "cri"};
    const auto kept = [&](const SiteChangeStep& step) {
        if (const auto* change = std::get_if<ChangeAttribute>(&step)) {
            if (harmless.contains(change->attribute)) return true;
            const Layer* layer = site.layer_of(change->feature);
            if (layer == nullptr || change->attribute != "height_m") return false;
            if (layer->role != Role::planting) return true;
            const auto to = change->value ? as_number(*change->value) : std::nullopt;
            const auto found =
                std::find_if(layer->features.begin(), layer->features.end(),
                             [&](const FeaturePtr& one) { return one->id == change->feature; });
            return to && *to >= scene::Footing::waded_m && found != layer->features.end() &&
                   number_of(Role::planting, **found, "height_m").value >= scene::Footing::waded_m;
        }
        if (const auto* added = std::get_if<AddFeatures>(&step))
            return std::all_of(added->features.begin(), added->features.end(),
                               [](const FeaturePtr& one) { return own_text(*one, "kind") == "window"; });
        if (const auto* moved = std::get_if<ChangeGeometry>(&step)) {
            const Layer* layer = site.layer_of(moved->feature);
            return layer != nullptr && layer->role == Role::activity;
        }
        if (const auto* removed = std::get_if<RemoveFeatures>(&step))
            return std::all_of(removed->features.begin(), removed->features.end(), [&](const Uuid& one) {
                const Layer* layer = site.layer_of(one);
                return layer != nullptr && layer->role == Role::tree;
            });
        return false;
    };
    return std::all_of(edit.steps.begin(), edit.steps.end(), kept);
}

// What was found of the plan as it is, for trials to be compared with.
struct Before {
    std::map<std::string, Keys> keys;     // by code
    std::map<std::string, double> values; // of findings that are missed, by key
    const Criterion* privacy = nullptr;   // of the profile, else of the catalogue: whatever is asked for
    PrivateViews views;
    std::optional<sightlines::Traps> traps;
    std::unique_ptr<sightlines::KnownStrips> strips;
    std::shared_ptr<const lighting::LightScene> light;
    std::map<int, std::shared_ptr<const lighting::LightScene>> grown_light; // by year
    double most_cd = 0;
};

// The only criterion of the profile with that metric; null where there is none, or several.
const Criterion* only_with(const Profile& profile, std::string_view metric) {
    const Criterion* found = nullptr;
    for (const Criterion& one : profile.criteria) {
        if (one.metric != metric) continue;
        if (found != nullptr) return nullptr;
        found = &one;
    }
    return found;
}

const Criterion* privacy_of(const Profile& profile) {
    const Criterion* own = only_with(profile, private_overlooked_id);
    return own != nullptr ? own : usual_privacy();
}

// "opens a view into Garden of No 4", "and into 3 gardens more".
void warn_of_gardens(const std::string& what_it_does, const std::vector<std::string>& gardens, Trial& trial) {
    constexpr std::size_t named = 2;
    for (std::size_t i = 0; i < std::min(named, gardens.size()); ++i)
        trial.warnings.push_back(what_it_does + " " + gardens[i]);
    if (gardens.size() > named)
        trial.warnings.push_back("and into " + counted(gardens.size() - named, "garden") + " more");
}

// What the windows that a change adds look into that is private: a problem for each garden.
void look_from_added(const CheckRun& run, const Criterion& privacy, Trial& trial) {
    std::set<Uuid> added;
    for (const SiteChangeStep& step : trial.edit.steps)
        if (const auto* add = std::get_if<AddFeatures>(&step))
            for (const FeaturePtr& feature : add->features)
                if (own_text(*feature, "kind") == "window") added.insert(feature->id);
    if (added.empty()) return;
    const Watchers& watchers = run.shared().watchers(trial.places, privacy.setting("look_m"));
    std::vector<Watcher> windows;
    Box box;
    for (const Watcher& watcher : watchers.all())
        if (added.contains(watcher.window->id)) {
            windows.push_back(watcher);
            box.add(Point{watcher.eye.x, watcher.eye.y});
        }
    if (windows.empty()) return;
    std::vector<std::string> gardens;
    for (const Uuid& id : GardenViews(run.facts(), watchers.lines(), privacy, box).seen_by(windows)) {
        trial.opened.insert(privacy.code + ":" + id.text());
        gardens.push_back(run.facts().called(Role::zone, *run.facts().find(id)));
    }
    warn_of_gardens(windows.size() == 1 ? "its window looks into" : "its windows look into", gardens, trial);
}

// Whether a change of things of these roles may open something private to view.
bool may_open_views(const std::set<Role>& roles) {
    const auto& reads = metric(private_overlooked_id)->reads;
    return std::any_of(reads.begin(), reads.end(), [&](Role role) { return roles.contains(role); });
}

// What a change opens to view that was private: a problem for each garden and window.
void look_for_opened(const CheckRun& run, const Before& before, Trial& trial) {
    if (before.privacy == nullptr || trial.places.empty() || !may_open_views(trial.roles)) return;
    const auto& facts = run.facts();
    const PrivateViews after = private_views(run.input(*before.privacy, trial.places, true));
    std::vector<std::string> gardens;
    std::size_t windows = 0;
    for (const Uuid& id : opened(before.views, after, before.privacy->setting("rise_share"))) {
        trial.opened.insert(before.privacy->code + ":" + id.text());
        if (const FeaturePtr thing = facts.find(id); thing && after.gardens.contains(id))
            gardens.push_back(facts.called(Role::zone, *thing));
        else
            ++windows;
    }
    warn_of_gardens("opens a view into", gardens, trial);
    if (windows > 0) trial.warnings.push_back("opens a view into " + counted(windows, "window"));
    look_from_added(run, *before.privacy, trial);
}

// By more than a twentieth of what it was, or of what is asked.
bool is_worse(const Criterion& criterion, double before, double after) {
    constexpr double share = 0.05;
    const double step = share * std::max(std::abs(before), std::abs(criterion.threshold));
    return criterion.comparison == Comparison::at_most ? after > before + step : after < before - step;
}

const Keys& keys_of(const std::map<std::string, Keys>& by_code, const std::string& code) {
    static const Keys none;
    const auto found = by_code.find(code);
    return found == by_code.end() ? none : found->second;
}

// Keys of what is missed, and of what was missed and is not known to be met now: it cannot be told, or is no
// subject any more though nothing was taken away.
// findings: what is found of it.
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

// The plan of a trial with more in the way where nobody said otherwise, made when first asked for.
class WorseTrial {
public:
    WorseTrial(engine::Engine& engine, const engine::Request& request, const std::set<Role>& changed,
               const Progress& progress)
        : engine_(engine), request_(request), progress_(progress), only_changed_{.changed = changed} {}

    // Keys of what is missed there, for information too.
    Keys missed(const Criterion& criterion, const Metric& metric, std::span<const Box> places) {
        Keys keys;
        if (!plan_) plan_ = worse_where_not_given(*request_.site);
        if (!plan_->site) return keys;
        if (!run_) {
            request_.site = plan_->site;
            run_.emplace(engine_, request_, Progress(progress_.stop_token(), {}), nullptr, &only_changed_);
        }
        std::vector<Finding> findings;
        (void)judge(criterion, metric, run_->measure(metric, criterion, places, true), findings);
        for (const Finding& finding : findings)
            if (is_missed(finding) || finding.level == Level::info) keys.insert(finding.key);
        return keys;
    }

private:
    engine::Engine& engine_;
    engine::Request request_;
    const Progress& progress_;
    KnownBefore only_changed_; // nothing else is known of that plan
    std::optional<WorsePlan> plan_;
    std::optional<CheckRun> run_;
};

void run_trial(engine::Engine& engine, engine::Request request, const Profile& profile, const Before& before,
               const Progress& progress, Trial& trial) {
    request.site = apply(*request.site, trial.edit);
    request.threads = 1; // the trials themselves run side by side
    const bool only_lamps = trial.roles == std::set{Role::luminaire};
    const KnownBefore known{.traps = before.traps ? &*before.traps : nullptr,
                            .strips = trial.keeps_footing ? before.strips.get() : nullptr,
                            .changed = trial.roles,
                            .light = only_lamps ? before.light : nullptr,
                            .grown_light = only_lamps ? before.grown_light : decltype(before.grown_light){},
                            .most_cd = before.most_cd};
    const CheckRun run(engine, request, Progress(progress.stop_token(), {}), nullptr, &known);
    WorseTrial worse(engine, request, trial.roles, progress);
    std::vector<NewProblem> fresh;
    for (const Criterion& criterion : profile.criteria) {
        const Metric* measure = metric(criterion.metric);
        if (measure == nullptr || !touches(*measure, criterion.code, trial)) continue;
        const Measured measured = run.measure(*measure, criterion, trial.places, true);
        const Keys& was = keys_of(before.keys, criterion.code);
        Keys& keys = trial.after[criterion.code];
        std::vector<Finding> findings;
        (void)judge(criterion, *measure, measured, findings);
        keys = not_met(measured, findings, was, trial.removed);
        for (Finding& finding : findings) {
            if (!is_missed(finding)) continue;
            const auto value = before.values.find(finding.key);
            if (!was.contains(finding.key))
                fresh.push_back({std::move(finding), criterion.weight});
            else if (finding.value && value != before.values.end() &&
                     is_worse(criterion, value->second, *finding.value))
                trial.worse.insert(finding.key);
        }
        keep_untouched(before.keys, criterion.code, measured, keys);
        // What would hold only as long as what is not given is no more in the way has not gone.
        if (measure->looks_through && !std::includes(keys.begin(), keys.end(), was.begin(), was.end()))
            for (const std::string& key : worse.missed(criterion, *measure, trial.places))
                if (was.contains(key)) keys.insert(key);
    }
    trial.warnings = new_problems_text(run.facts(), std::move(fresh));
    look_for_opened(run, before, trial);
}

void fill(const std::map<std::string, Keys>& before, const Trial& trial, Remedy& remedy) {
    for (const auto& [code, after] : trial.after) {
        const Keys& was = keys_of(before, code);
        std::set_difference(was.begin(), was.end(), after.begin(), after.end(),
                            std::back_inserter(remedy.clears));
        std::set_difference(after.begin(), after.end(), was.begin(), was.end(),
                            std::back_inserter(remedy.harms));
    }
    remedy.harms.insert(remedy.harms.end(), trial.opened.begin(), trial.opened.end());
    remedy.worsens.assign(trial.worse.begin(), trial.worse.end());
    remedy.warnings = trial.warnings;
}

bool clears(const Remedy& remedy, const Finding& finding) {
    return std::find(remedy.clears.begin(), remedy.clears.end(), finding.key) != remedy.clears.end();
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
        : engine_(engine), request_(request), profile_(measured_again(profile, assessment)) {
        if (!request.scenario.empty()) request_.site = with_scenario(*request.site, request.scenario);
        request_.scenario.clear();
        for (const Finding& finding : assessment.findings) {
            if (is_missed(finding)) before_.keys[finding.code].insert(finding.key);
            if (is_missed(finding) && finding.value) before_.values.emplace(finding.key, *finding.value);
            for (const Remedy& remedy : finding.remedies)
                if (places_.emplace(change_key(remedy.edit), trials_.size()).second)
                    trials_.push_back({.edit = remedy.edit,
                                       .roles = roles_of(*request_.site, remedy.edit),
                                       .places = places_of(*request_.site, remedy.edit),
                                       .removed = removed_by(remedy.edit),
                                       .keeps_footing = keeps_footing(*request_.site, remedy.edit)});
        }
        for (const Finding& finding : assessment.findings)
            for (const Remedy& remedy : finding.remedies)
                trials_[places_.at(change_key(remedy.edit))].asked_by.insert(finding.code);
    }

    const engine::Request& request() const { return request_; }

    // What all trials are compared with.
    void look_before(const CheckRun& run) {
        if (trials_.empty()) return;
        if (const Criterion* hiding = only_with(profile_, "route.hiding");
            hiding && !run.facts().scored(Role::path).empty())
            before_.strips = std::make_unique<sightlines::KnownStrips>(hiding_lattice(run.facts(), *hiding));
        if (const Criterion* traps = only_with(profile_, "route.traps");
            traps && !run.facts().scored(Role::path).empty() && !run.facts().of(Role::barrier).empty())
            before_.traps = all_traps(run.input(*traps));
        look_at_light(run);
        before_.privacy = privacy_of(profile_);
        std::vector<Box> places;
        for (const Trial& trial : trials_)
            if (may_open_views(trial.roles))
                places.insert(places.end(), trial.places.begin(), trial.places.end());
        if (before_.privacy != nullptr && !places.empty())
            before_.views = private_views(run.input(*before_.privacy, places, true));
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
                                         run_trial(engine_, request_, profile_, before_, progress,
                                                   trials_[order[static_cast<std::size_t>(i)]]);
                                 });
        for (const std::size_t trial : wanted)
            trials_[trial].done = true;
        for (Finding& finding : assessment.findings)
            for (Remedy& remedy : finding.remedies)
                if (const Trial& trial = trials_[places_.at(change_key(remedy.edit))];
                    trial.done && remedy.at_last == at_last)
                    fill(before_.keys, trial, remedy);
    }

private:
    void look_at_light(const CheckRun& run) {
        const lighting::LitPlan* plan = run.shared().night_light();
        if (plan == nullptr) return;
        before_.light = plan->lights->scene();
        before_.most_cd = most_candela(*plan);
        const bool any = std::any_of(trials_.begin(), trials_.end(), [](const Trial& trial) {
            return trial.roles == std::set{Role::luminaire};
        });
        const Criterion* kept = only_with(profile_, "route.light_kept");
        if (!any || kept == nullptr || run.facts().of(Role::tree).empty()) return;
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
