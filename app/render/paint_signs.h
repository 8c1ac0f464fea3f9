// How the findings of a check stand, as small signs on the map: by shape and colour.
#pragma once

#include "app/render/map_view.h"
#include "app/render/style.h"

#include <QPointF>

#include <cstddef>
#include <optional>
#include <vector>

class QPainter;

namespace prospect::render {

// The worst first.
enum class Sign { serious, look, cannot_tell, info, fine, accepted };
inline constexpr std::size_t sign_count = 6;

struct PlacedSign {
    Point at; // local
    Sign sign = Sign::fine;
};

// Signs that would cover one another: one is drawn for all of them.
struct SignCluster {
    QPointF pixel;                    // of the first
    std::vector<std::size_t> members; // in the order they were given in
};
// Of the signs in view and a little beyond, whose order is kept: the first one stands for the others of its
// cell, so the worst come first. Cells hold to the plan: panning forms no other clusters. Cost: one pass.
std::vector<SignCluster> clusters_of(const std::vector<PlacedSign>& signs, const MapView& view);

// `radius` in the painter's units.
void paint_sign(QPainter& painter, QPointF at, double radius, Sign sign, const Theme& theme);
// The first lie on top. Of several the number stands beside, unless there are too many to read; the chosen one is larger and always drawn.
void paint_signs(QPainter& painter, const std::vector<PlacedSign>& signs, std::optional<std::size_t> chosen,
                 const MapView& view, const Theme& theme);
// Which sign a click there takes: of several that are drawn as one the one after the chosen one, round the
// ends.
std::optional<std::size_t> sign_at(const std::vector<PlacedSign>& signs, std::optional<std::size_t> chosen,
                                   const MapView& view, QPointF pixel);

} // namespace prospect::render
