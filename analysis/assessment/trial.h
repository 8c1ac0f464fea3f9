// One change of the plan, tried: which findings go, come and grow.
#pragma once

#include "analysis/assessment/check_run.h"
#include "analysis/assessment/measuring_keys.h"
#include "analysis/assessment/opened_views.h"
#include "analysis/assessment/remedy_words.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace prospect::assessment {

using Keys = std::set<std::string>; // of findings that are missed

// What a change makes of the findings of one rule.
struct RuleAfter {
    Keys missed;                              // of findings, with the change
    std::map<std::string, ToldProblem> worse; // by key: those that stay, further from what is asked
    std::vector<ToldProblem> fresh;           // missed only with the change
};

// A rule to be measured again with a change.
struct RuleTrial {
    const Criterion* criterion = nullptr;
    const Metric* metric = nullptr;
    std::string key; // by which `after` is kept
    std::shared_ptr<const RuleAfter> after;
};

struct Trial {
    SiteEdit edit;
    std::string key;                // change_key() of it
    std::set<Role> roles;           // it touches
    std::vector<Box> places;        // of what it changes
    std::set<Uuid> removed;         // things it takes away
    std::set<std::string> asked_by; // codes of the rules whose findings propose it
    bool keeps_footing = false;
    bool keeps_light = false;
    bool changes_ways = false;
    bool done = false;
    std::vector<RuleTrial> rules; // in the order of the profile
    bool may_open_views = false;
    std::string views_key;
    std::shared_ptr<const OpenedViews> opened;
    std::vector<std::string> warnings; // problems that come, and what is opened to view, in words
    std::vector<std::string> worse;    // problems that get worse, in words
};

// Not asked for by any rule yet. site: with the scenario applied.
Trial trial_of(const Site& site, const SiteEdit& edit);

// What was found of the plan as it is, for trials to be compared with. What lies behind a pointer is made
// only where a trial asks for it.
struct Before {
    std::map<std::string, Keys> keys;     // of findings that are missed, by code
    std::map<std::string, double> values; // of those, by key
    const Criterion* privacy = nullptr;
    PrivateViews views;
    std::optional<sightlines::Traps> traps;
    std::unique_ptr<sightlines::KnownStrips> strips;
    std::optional<sightlines::PlacedCameras> cameras;
    std::shared_ptr<const lighting::LightScene> light;
    std::map<int, std::shared_ptr<const lighting::LightScene>> grown_light; // by year
    double most_cd = 0;

    const Keys& missed(const std::string& code) const;
};

// Names the rules that the change may touch, and takes what is kept of them from a check of the same content.
void ask_rules(engine::PartStore& parts, const MeasuringKeys& keys, const Profile& profile,
               const Before& before, Trial& trial);
// Whether any rule with that metric has to be measured for it.
bool has_to_measure(const Trial& trial, std::string_view metric);
// Measures what is not kept, and keeps it. request: of the plan as it is, no scenario.
void run_trial(engine::Engine& engine, engine::Request request, const Before& before,
               const Progress& progress, Trial& trial);

} // namespace prospect::assessment
