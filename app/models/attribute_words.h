// Attributes and their values as they stand on the screen, and back.
#pragma once

#include "geometry/site/feature.h"

#include <QString>

namespace prospect::app {

QString label_of(const AttributeInfo& attribute);
// What a person edits: plain digits, file words. Numbers in the user's own locale would not survive copying
// from a drawing.
QString edit_text(const Value& value);
// What a person reads: "Yes", "Semi public", "12.5"; without the unit.
QString shown_text(const AttributeInfo& attribute, const Value& value);

// The value a text stands for, or why it does not stand for one.
struct ParsedValue {
    std::optional<Value> value;
    QString why;
};
ParsedValue parse_value(const AttributeInfo& attribute, const QString& text);

// "measured", "drawn", "map data", "assumed", "not known".
QString basis_text(Basis basis);
// The same of a value rather than a shape: nobody draws a height; "given" where a shape is "drawn".
QString value_basis_text(Basis basis);
// "Hedge": what one thing is, as a heading.
QString kind_title(Role role, const Feature& feature);

} // namespace prospect::app
