// Places of a plan in the metres of its map grid, as people read them aloud.
#pragma once

#include "geometry/site/site.h"

#include <QString>

namespace prospect::app {

// Whole numbers in groups: 530 207.
QString grouped_text(double value);
// What the grid is called.
QString grid_name(const Frame& frame);
// "x 530 207  y 179 366", and with the grid's name behind it; empty without a grid.
QString coordinates_text(const Frame& frame, Point local);
QString place_text(const Frame& frame, Point local);

} // namespace prospect::app
