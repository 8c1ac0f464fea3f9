// What the signs of a map stand for: one sample of each kind that is on it, drawn by the map's own painters.
#pragma once

#include "app/render/paint_model.h"
#include "app/render/style.h"

#include <QString>

#include <memory>
#include <vector>

class QPainter;
class QRectF;

namespace prospect::report {

struct LegendEntry {
    enum class Sign { thing, note, settled_note };
    QString words;                                    // "Hedge"
    std::shared_ptr<const render::PaintModel> sample; // of a thing; null: nothing but words
    Sign sign = Sign::thing;
};

// Kinds of things on the visible layers, in the order of the roles: barriers, paths and openings by their
// kind, the red line apart from other boundaries. Underlays and records of crime are not in it. Last, where
// something is assumed, what hatching means, and the numbers of notes: filled while something is to be done,
// hollow once it is settled.
std::vector<LegendEntry> map_legend(const Site& site);

// The sample of an entry within `frame`, in the painter's units; `pixels_per_unit` of the map beside it.
void paint_sample(QPainter& painter, const LegendEntry& entry, const QRectF& frame, double pixels_per_unit,
                  const render::Theme& theme);

} // namespace prospect::report
