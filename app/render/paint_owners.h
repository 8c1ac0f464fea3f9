// Whose ground it is: zones in the colours of ownership, for those who ask.
#pragma once

#include "analysis/scene/access_places.h"
#include "app/render/paint_batches.h"
#include "app/render/paint_model.h"

#include <QString>

namespace prospect::render {

// Zones of a plan over whatever else lies on their ground but ways and buildings: a filling, from private
// ground on with a texture, and an edge. Of zones that overlap the first of the plan lies on top, as for
// the analyses; one that does not say whose it is has a broken edge and no filling.
void paint_owners(PlanBrush& brush, const PaintModel& model);
// The same in a key.
void paint_owner_swatch(QPainter& painter, const QRectF& box, scene::Ownership ownership, const Theme& theme);
// "Public", "Semi-public", …; "Not said whose".
QString owner_word(scene::Ownership ownership);
// Those of the visible zones of a plan, from public to restricted, then not said.
std::vector<scene::Ownership> owners_of(const Site& site);

} // namespace prospect::render
