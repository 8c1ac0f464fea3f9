// What is assumed of a place holds in every option of it, as far as it fits the option.
#pragma once

#include "geometry/base/progress.h"
#include "geometry/site/assume.h"

#include <functional>
#include <string_view>

namespace prospect {

// The base with its options as they are once something is agreed to, and what it does to the version it is
// agreed to in.
struct AgreedEverywhere {
    SitePtr site; // null: nothing changes
    AssumedEdit shown;
    bool in_existing_place = false;   // something changes there
    std::vector<std::string> options; // names of those that get an edit of their own
};
// Works out what is assumed of one version.
using Assume = std::function<AssumedEdit(const Site& version, const Progress& progress)>;

// Each version ends up with what `assume` makes of it alone: an option inherits from the base what it would
// assume likewise, loses what does not fit it (windows of a wall it moved, ground it gave away) and gets the
// rest as an edit of its own. shown: name of the option, "" for the base. Nothing changes where nothing is
// assumed of the shown version; an option that gets nothing of its own stays the same object. Cost: that of
// `assume` for each version.
AgreedEverywhere assumed_everywhere(const Site& base, std::string_view shown, const Assume& assume,
                                    const Progress& progress = {});

// take_back in every version. What options changed of the things taken back goes with them.
AgreedEverywhere taken_back_everywhere(const Site& base, std::string_view shown, std::string_view what,
                                       const Progress& progress = {});

} // namespace prospect
