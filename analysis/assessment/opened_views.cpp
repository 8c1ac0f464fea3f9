#include "analysis/assessment/opened_views.h"

#include "analysis/assessment/garden_views.h"

#include <algorithm>

namespace prospect::assessment {

namespace {

// "opens a view into Garden of No 4", "and into 3 gardens more".
void warn_of_gardens(const std::string& what_it_does, const std::vector<std::string>& gardens,
                     OpenedViews& views) {
    constexpr std::size_t named = 2;
    for (std::size_t i = 0; i < std::min(named, gardens.size()); ++i)
        views.warnings.push_back(what_it_does + " " + gardens[i]);
    if (gardens.size() > named)
        views.warnings.push_back("and into " + counted(gardens.size() - named, "garden") + " more");
}

// What the windows that a change adds look into that is private: a problem for each garden.
void look_from_added(const CheckRun& run, const Criterion& privacy, const SiteEdit& edit,
                     std::span<const Box> places, OpenedViews& views) {
    std::set<Uuid> added;
    for (const SiteChangeStep& step : edit.steps)
        if (const auto* add = std::get_if<AddFeatures>(&step))
            for (const FeaturePtr& feature : add->features)
                if (own_text(*feature, "kind") == "window") added.insert(feature->id);
    if (added.empty()) return;
    const Watchers& watchers = run.shared().watchers(places, privacy.setting("look_m"));
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
        views.keys.insert(privacy.code + ":" + id.text());
        gardens.push_back(run.facts().called(Role::zone, *run.facts().find(id)));
    }
    warn_of_gardens(windows.size() == 1 ? "its window looks into" : "its windows look into", gardens, views);
}

} // namespace

const Criterion* privacy_of(const Profile& profile) {
    const Criterion* own = only_with(profile, private_overlooked_id);
    const bool usable = own != nullptr && own->setting("cell_m") > 0;
    return usable ? own : usual_privacy();
}

OpenedViews opened_views(const CheckRun& run, const Criterion& privacy, const SiteEdit& edit,
                         std::span<const Box> places, const PrivateViews& before) {
    OpenedViews views;
    const auto& facts = run.facts();
    const PrivateViews after = private_views(run.input(privacy, places, true));
    std::vector<std::string> gardens;
    std::size_t windows = 0;
    for (const Uuid& id : opened(before, after, privacy.setting("rise_share"))) {
        views.keys.insert(privacy.code + ":" + id.text());
        if (const FeaturePtr thing = facts.find(id); thing && after.gardens.contains(id))
            gardens.push_back(facts.called(Role::zone, *thing));
        else
            ++windows;
    }
    warn_of_gardens("opens a view into", gardens, views);
    if (windows > 0) views.warnings.push_back("opens a view into " + counted(windows, "window"));
    look_from_added(run, privacy, edit, places, views);
    return views;
}

} // namespace prospect::assessment
