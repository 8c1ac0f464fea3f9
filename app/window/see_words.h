// What an eye sees, in words.
#pragma once

#include "analysis/sightlines/live_sight.h"
#include "analysis/sightlines/open_ground.h"
#include "app/models/thing_names.h"
#include "app/panels/see_panel.h"
#include "app/tools/see_tool.h"

#include <QStringList>

namespace prospect::app {

// Those things by names that tell each from the others, in their order.
std::vector<QString> names_of(const ThingNames& names, const sightlines::SightWalls& walls,
                              const std::vector<sightlines::Blocker>& blockers, Point eye);

// Why nothing is seen, in a sentence and beside the eye; empty when something is.
QString why_nothing_is_seen(const sightlines::SightWalls& walls, const sightlines::LiveView& view, Point eye);
QString why_in_short(const sightlines::SightWalls& walls, const sightlines::LiveView& view, Point eye);

// 100 only of all of it, and 0 only of nothing.
int percent_seen(const sightlines::GroundSeen& ground);

// How much of the place is seen and how much is hidden. `red_line`: whether one says what counts.
SeeNumbers::Ground ground_words(const sightlines::GroundSeen& ground, const kernel::Sight& sight,
                                bool red_line); // NOLINT: as described

// What ends the view, that it ends at nothing solid among it, the greatest share first. names: of the
// blockers.
std::vector<ThingList::Row> ends_of_view(const sightlines::SightWalls& walls,
                                         const std::vector<sightlines::Blocker>& blockers,
                                         const std::vector<QString>& names, const sightlines::OpenEnds& open,
                                         double reach_m);

// At most so many sentences as a person reads. `scene`: as far as it is known.
QStringList assumptions_of_sight(const Site& site, const TimeContext& time, double eye_height_m,
                                 const scene::Scene* scene);

// What a handle does and how it stands, beside it: "Drag to turn: looks towards 60°". Empty for no handle and
// for the eye, which everybody drags.
QString handle_words(SeeTool::Part part, const Eye& eye);

} // namespace prospect::app
