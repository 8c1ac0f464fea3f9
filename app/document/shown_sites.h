// Sites as they are shown: a base with one of its options.
#pragma once

#include "geometry/site/site.h"

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::app {

// Keeps the last few, so that an edit, its undo and redo and changing to and fro between options apply none
// of the former edits of an option again.
class ShownSites {
public:
    struct Shown {
        SitePtr base;
        std::shared_ptr<const Scenario> option; // null: the base itself
        SitePtr site;
        std::vector<Unapplied> unapplied; // edits of the option that do not fit the base
    };
    static constexpr std::size_t most_kept = 32;

    // `option` is the name of one of the base's, "" for the base itself. From what is kept where neither the
    // base's layers nor the option's edits have changed, else built from scratch. Throws Error(usage) when
    // there is none so called.
    Shown of(const SitePtr& base, std::string_view option);

    // `after` is `before` with the edit as the option's last one, or, with an edit that no former edit of the
    // option stands in the way of, applied to the base. Costs what that one edit costs. The answer equals
    // of().
    Shown after_edit(const SitePtr& before, const SitePtr& after, std::string_view option,
                     const SiteEdit& edit);

    void clear() { kept_.clear(); }
    // How many have been built from scratch so far.
    std::size_t built() const { return built_; }

private:
    Shown keep(Shown shown);

    std::deque<Shown> kept_; // the last one shown is the last
    std::size_t built_ = 0;
};

} // namespace prospect::app
