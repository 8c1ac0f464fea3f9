// The options of a site as a list: each function gives a new site and leaves the old one as it is.
#pragma once

#include "geometry/site/site.h"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace prospect {

// What the command line calls the existing place where an option is meant.
inline constexpr std::string_view base_name = "base";

// The name without blanks around it. Throws Error(usage), in one sentence, when nothing is left, it has
// control characters, it is `base`, or an option other than `except` bears it already (capitals do not make
// another name).
std::string checked_option_name(const Site& site, std::string_view name, std::string_view except = {});
// "Option A", "Option B", … "Option Z", "Option 27": the first that is free.
std::string free_option_name(const Site& site);

// The option at the end of the list, or in the place of the one of that name, whose id it keeps.
SitePtr with_option(const Site& site, const std::string& name, std::vector<SiteEdit> edits);
// These throw Error(usage) naming the options when there is none called `name`.
SitePtr without_option(const Site& site, std::string_view name);
SitePtr with_option_renamed(const Site& site, std::string_view name, const std::string& to);
SitePtr with_option_copied(const Site& site, std::string_view name, const std::string& copy);

// The site with the outcome of an import or other edit: applied to the existing place, or to the option so
// named, as its last edit.
SitePtr with_edit(const Site& site, std::string_view option, const SiteEdit& edit);

// What is to be done about some things in whichever version of the plan they are.
struct EditEverywhere {
    std::unordered_set<Uuid> things;
    std::function<SiteEdit(const Site& version)> make; // not asked where there are no things
};
// The site with what is to be done in the existing place and then, as its last edit, in each option that
// itself draws or changes one of the things. Null where nothing is to be done. Cost: that of showing those
// options.
SitePtr with_edit_everywhere(const Site& site, const EditEverywhere& edit);

} // namespace prospect
