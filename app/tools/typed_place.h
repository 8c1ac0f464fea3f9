// Places and lengths typed while drawing.
#pragma once

#include "geometry/site/site.h"

#include <QString>

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

// "12.5", "12.5<45", "12.5<+90" (to the right of the last segment; "<+-90" to its left), "@3,-4" and
// "530012.5,179344"; blanks do not count. Absent for anything else.
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
// The forms as a hint names them: "12 · 12<90 · 12<+90 · @3,-4".
QString typed_forms();
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
