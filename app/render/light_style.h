// The colours of light: bands of lux with lines of equal light between them.
#pragma once

#include "app/render/field_style.h"

namespace prospect::render {

bool is_light(const Field& field);

// A field of lux. Bands of about equal steps to the eye, which sees ratios; as many as the field reaches.
FieldStyle light_style(const Field& field, const QString& title);

} // namespace prospect::render
