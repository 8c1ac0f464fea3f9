// Attributes and their values as they stand on the screen, and back.
#pragma once

#include "geometry/site/site.h"

#include <QStringList>

namespace prospect::app {

QString label_of(const AttributeInfo& attribute);
// What a person edits: plain digits, file words. Numbers in the user's own locale would not survive copying
// from a drawing.
QString edit_text(const Value& value);
// What a person reads: "Yes", "Semi public", "12.5"; without the unit.
QString shown_text(const AttributeInfo& attribute, const Value& value);

// What a value may be, in words of files: those of the attribute, 1 and 0, the light data there is; empty
// when anything.
QStringList value_choices(const AttributeInfo& attribute, const Site& site);
// Other values than these are taken, too.
bool are_open(const AttributeInfo& attribute);

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
