// What an eye sees, in words.
#pragma once

#include "analysis/sightlines/live_sight.h"
#include "app/panels/see_panel.h"
#include "app/tools/see_tool.h"

#include <QStringList>

namespace prospect::app {

// A thing by its name, else by its kind.
QString name_of(const sightlines::SightWalls& walls, const Uuid& id, Role role);

// Why nothing is seen, in a sentence and beside the eye; empty when something is.
QString why_nothing_is_seen(const sightlines::SightWalls& walls, const sightlines::LiveView& view, Point eye);
QString why_in_short(const sightlines::SightWalls& walls, const sightlines::LiveView& view, Point eye);

// What ends the view, that it ends at nothing solid among it, the greatest share first.
std::vector<SeePanel::BlockerRow> ends_of_view(const sightlines::SightWalls& walls,
                                               const std::vector<sightlines::Blocker>& blockers,
                                               const sightlines::OpenEnds& open, double reach_m);

// At most so many sentences as a person reads. `scene`: as far as it is known.
QStringList assumptions_of_sight(const Site& site, const TimeContext& time, double eye_height_m,
                                 const scene::Scene* scene);

// What a handle does and how it stands, beside it: "Drag to turn: looks towards 60°". Empty for no handle and
// for the eye, which everybody drags.
QString handle_words(SeeTool::Part part, const Eye& eye);

} // namespace prospect::app
