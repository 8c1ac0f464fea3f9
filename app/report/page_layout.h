// Where things stand on the page: paper, map and columns, so that the plan is as large as a round scale
// allows.
#pragma once

#include "geometry/site/site.h"

#include <QRectF>
#include <QSizeF>
#include <QString>

#include <vector>

namespace prospect::report {

enum class Paper { a4, a3 };
QString name_of(Paper paper); // "A4"
QSizeF size_of(Paper paper);  // millimetres, upright

// Millimetres. Text stands beside the map or beneath it, in columns.
struct PageLayout {
    QSizeF paper;
    QRectF content; // between head and foot
    QRectF map;
    int scale = 500;             // denominator
    Point center;                // local: the middle of the map
    std::vector<QRectF> columns; // of the first page
    std::vector<QRectF> further; // of every other page; none is narrower than one of the first
};

inline constexpr double page_margin = 12;
inline constexpr double column_gap = 6;

// The first scale of common rulers, 1:100, 125, 150, 200, 250, 300, 400, 500, 600, 750 and so on by tens,
// that is no larger than 1:`at_least`.
int round_scale(double at_least);

// The paper upright or on its side, the text beside or beneath: what gives the plan the largest scale, then
// the text the most room. The map shows `shown` with a little air; 1:500 where that is empty.
PageLayout page_layout(const Box& shown, Paper paper);

// What the map shows: the red line, everything that is drawn on visible layers, or a box (local).
enum class MapPart { site, everything, view };
// `view` counts for that part only; the site is everything where no red line is drawn.
Box shown_box(const Site& site, MapPart part, const Box& view = {});

} // namespace prospect::report
