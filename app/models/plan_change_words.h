// What differs between two versions of the plan, as people read it.
#pragma once

#include "geometry/site/plan_changes.h"

#include <QString>

namespace prospect::app {

struct PlanChangeWords {
    QString icon;   // of its kind, in resources/icons
    QString title;  // "Hedge on Wharf Path", "Tree"
    QString detail; // "Removed", "New", "Moved or reshaped, height 2 → 1.2 m"
};
PlanChangeWords words_of(const PlanChange& change);
// "2 removed, 3 changed, 1 new"; "Nothing differs on the plan" when there is nothing. Drawing-only lines are
// counted at the end.
QString summary_of(const std::vector<PlanChange>& changes);

} // namespace prospect::app
