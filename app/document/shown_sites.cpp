#include "app/document/shown_sites.h"

#include <algorithm>

namespace prospect::app {

namespace {

std::shared_ptr<const Scenario> option_of(const Site& base, std::string_view name) {
    if (name.empty()) return {};
    const auto found = std::find_if(base.scenarios.begin(), base.scenarios.end(),
                                    [&](const auto& one) { return one->name == name; });
    if (found == base.scenarios.end()) with_scenario(base, name); // throws, naming those there are
    return *found;
}

// The base with the layers an option made of it. The revision is that of applying all edits.
SitePtr with_layers(const Site& base, const Scenario& option, std::vector<LayerPtr> layers) {
    Site site = base;
    site.layers = std::move(layers);
    site.revision += option.edits.size();
    return std::make_shared<const Site>(std::move(site));
}

} // namespace

ShownSites::Shown ShownSites::keep(Shown shown) {
    if (kept_.size() == most_kept) kept_.pop_front();
    kept_.push_back(std::move(shown));
    return kept_.back();
}

ShownSites::Shown ShownSites::of(const SitePtr& base, std::string_view option) {
    const auto wanted = option_of(*base, option);
    if (!wanted) return {base, {}, base, {}};
    const auto same = std::find_if(kept_.rbegin(), kept_.rend(), [&](const Shown& one) {
        return one.option == wanted && (one.base == base || one.base->layers == base->layers);
    });
    if (same == kept_.rend()) {
        Shown made{base, wanted, {}, {}};
        made.site = with_scenario(*base, option, &made.unapplied);
        ++built_;
        return keep(std::move(made));
    }
    Shown found = *same;
    kept_.erase(std::next(same).base());
    if (found.base != base) {
        found.site = with_layers(*base, *wanted, found.site->layers);
        found.base = base;
    }
    return keep(std::move(found));
}

ShownSites::Shown ShownSites::after_edit(const SitePtr& before, const SitePtr& after, std::string_view option,
                                         const SiteEdit& edit) {
    Shown shown = of(before, option);
    shown.option = option_of(*after, option);
    shown.base = after;
    if (!shown.option) return {after, {}, after, {}};
    const SitePtr edited = apply(*shown.site, edit, &shown.unapplied);
    shown.site = with_layers(*after, *shown.option, edited->layers);
    return keep(std::move(shown));
}

} // namespace prospect::app
