// How a map of a result is coloured at first.
#pragma once

#include "app/document/result_list.h"
#include "app/render/field_style.h"

namespace prospect::app {

// label: of the field, in plain words. Throws as FieldStyle::for_field.
render::FieldStyle result_style(const ResultList& results, const Result& result, const Field& field,
                                const QString& label);

} // namespace prospect::app
