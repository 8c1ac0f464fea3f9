// The rank of a place in a dark disc: the same on the map, in the list and on paper.
#pragma once

#include "app/render/style.h"

#include <QPointF>

#include <cstddef>

class QPainter;

namespace prospect::render {

// `rank` from 1; radius in the painter's units, which also size the number.
void paint_rank(QPainter& painter, QPointF at, std::size_t rank, double radius, const Theme& theme);

} // namespace prospect::render
