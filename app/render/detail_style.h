// The colours of what a camera's picture shows of a person: the same on the map of a result, while a camera
// is aimed, and beside it.
#pragma once

#include "analysis/sightlines/lens.h"
#include "app/render/field_style.h"

namespace prospect::render {

// Of a level, from 0; bright is much detail.
QRgb detail_color(sightlines::Edition edition, std::size_t level);
// Of what is shown with less than the least level.
QRgb faint_detail_color();

// A field of pixels per metre in the levels of the edition, which the title names; nothing where no camera
// shows anything.
FieldStyle detail_style(sightlines::Edition edition, const QString& title);

} // namespace prospect::render
