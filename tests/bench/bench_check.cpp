// The check of the sample by all rules: seconds of a first look, of all findings, and of all with every
// change tried that may mend them; the rules that take longest; and the same again after a camera, a weight,
// a lamp and a hedge have changed, from what the first check left. Run: bench_check [threads].
#include "analysis/assessment/check_run.h"
#include "analysis/assessment/near_change.h"
#include "analysis/assessment/remedies.h"
#include "analysis/catalogue.h"
#include "geometry/io/project_file.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

using namespace prospect;
using namespace prospect::assessment;

namespace {

int threads = 2;

double seconds_of(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

engine::Request of(const SitePtr& site) {
    return {.site = site, .threads = threads};
}

SitePtr with_moved(const SitePtr& site, Role role, std::string_view kind) {
    for (const auto& [layer, feature] : site->features(role)) {
        const Attribute* own = feature->find("kind");
        if (!kind.empty() && (own == nullptr || as_text(own->value) != kind)) continue;
        Geometry moved = feature->geometry;
        for (Point& p : moved.points)
            p = p + Point{1, 0.5};
        return apply(*site, SiteEdit{"Move", {ChangeGeometry{feature->id, moved}}});
    }
    std::fprintf(stderr, "the sample has no %s\n", std::string(kind).c_str());
    std::exit(1);
}

// Prints what a check costs of what `engine` has kept: near the change, all findings, and complete.
void tell(const char* what, engine::Engine& engine, const SitePtr& site, const Profile& rules,
          const SitePtr& before_site = nullptr, const Assessment* before = nullptr) {
    Assessment made;
    std::printf("%-34s", what);
    if (before != nullptr) {
        const double near = seconds_of(
            [&] { (void)near_change(engine, of(site), *before, touched_between(*before_site, *site)); });
        std::printf(" near it %6.2f s,", near);
    } else {
        std::printf("                  ");
    }
    const double findings = seconds_of([&] { made = assess(engine, of(site), rules); });
    const double remedies = seconds_of([&] { try_remedies(engine, of(site), rules, made); });
    std::printf(" all findings %6.2f s, with what mends them %6.2f s\n", findings, findings + remedies);
}

void tell_rules(const SitePtr& site, const Profile& rules) {
    engine::Engine engine(catalogue());
    const engine::Request request = of(site);
    const CheckRun run(engine, request, {});
    std::vector<std::pair<double, std::string>> slowest;
    for (const Criterion& one : rules.criteria)
        if (const Metric* measure = metric(one.metric))
            slowest.emplace_back(seconds_of([&] { (void)run.measure(*measure, one); }),
                                 one.code + " " + measure->id);
    std::sort(slowest.rbegin(), slowest.rend());
    for (std::size_t i = 0; i < std::min<std::size_t>(12, slowest.size()); ++i)
        std::printf("    %6.3f s %s\n", slowest[i].first, slowest[i].second.c_str());
}

} // namespace

int main(int count, char** words) {
    if (count > 1) threads = std::atoi(words[1]);
    const SitePtr site = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
    const Profile rules = profile("default");
    engine::Engine engine(catalogue());
    std::printf("first look: %.2f s\n",
                seconds_of([&] { (void)assess(engine, of(site), first_look(rules)); }));
    engine::Engine kept(catalogue());
    tell("nothing known", kept, site, rules);
    tell_rules(site, rules);
    const Assessment before = assess(kept, of(site), rules);
    tell("nothing changed", kept, site, rules);
    Profile weighed = rules;
    for (Criterion& one : weighed.criteria)
        one.weight *= one.code == "NS-06" ? 2 : 1;
    tell("a weight changed", kept, site, weighed);
    for (const auto& [what, role, kind] : {std::tuple{"a camera moved", Role::camera, ""},
                                           {"a lamp moved", Role::luminaire, ""},
                                           {"a hedge moved", Role::barrier, "hedge"}})
        tell(what, kept, with_moved(site, role, kind), rules, site, &before);
    return 0;
}
