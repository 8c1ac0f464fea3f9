// Places and lengths typed while drawing.
#pragma once

#include "geometry/site/site.h"

#include <QString>

#include <initializer_list>
#include <optional>
#include <variant>

namespace prospect::app {

// What a typed text means to a tool.
struct TypedLength {
    double length_m = 0; // in the pointer's direction
};
struct TypedPolar {
    double length_m = 0;
    double azimuth_deg = 0; // clockwise from north
};
struct TypedTurn {
    double length_m = 0;
    double turn_deg = 0; // clockwise from the last segment
};
struct TypedOffset {
    Point offset; // from the last corner
};
struct TypedPlace {
    Point full; // full coordinates of the frame
};
using Typed = std::variant<TypedLength, TypedPolar, TypedTurn, TypedOffset, TypedPlace>;

// The forms a text can have, each with the example by which prompts, refusals and help name it. A turn is to
// the right of the last segment; "12<+-90" to its left.
enum class TypedForm { length, polar, turn, offset, place };
QString example(TypedForm form);
// "12 · 12<90 · @3,-4"; without a choice all that start from the last corner.
QString typed_forms(std::initializer_list<TypedForm> forms = {TypedForm::length, TypedForm::polar,
                                                              TypedForm::turn, TypedForm::offset});

// Absent for what has none of the forms; blanks do not count.
std::optional<Typed> parse_typed(const QString& text);
// Whether the character can be part of such a text.
bool is_typed_character(QChar c);

// What typed places are measured from; local coordinates.
struct TypedFrom {
    Frame frame;
    Box site;
    std::optional<Point> anchor; // the last corner
    std::optional<Point> pointer;
    std::optional<Point> before; // the corner before it
};
struct Resolved {
    std::optional<Point> at; // local
    QString refusal;         // why there is none, in one sentence
};
// Where the typed text points to.
Resolved resolve(const QString& text, const TypedFrom& from);

// Unit vector, azimuth clockwise from north.
Point direction_of(double azimuth_deg);
// Clockwise from north, 0 ≤ azimuth < 360; 0 for no vector.
double azimuth_of(Point vector);

} // namespace prospect::app
