// What of a result stands on the map with a verdict, and what that says.
#pragma once

#include "app/document/result_list.h"
#include "app/render/paint_judged.h"

#include <optional>
#include <vector>

namespace prospect::app {

struct JudgedResult {
    std::vector<render::JudgedShape> shapes;
    std::vector<QString> words; // of each shape, for who points at it
    struct Row {
        render::Verdict verdict{};
        render::Judged form{};
        render::Stroke stroke{};
        QString text;
    };
    std::vector<Row> key; // only what is among the shapes
    QString note;         // how far the result holds; empty: it does
};

// Absent: what the analysis finds is drawn as it is. Dark stretches of lighting.routes, windows and lamps of
// lighting.trespass, lamps of lighting.crowns, paths and areas of lighting.classes. Nothing is serious where
// the light of lamps is assumed.
std::optional<JudgedResult> judged_result(const Result& result);

// The levels of light that lighting.routes was asked about, the first one first; those of classes are others.
std::vector<double> asked_levels_lx(const Result& result);

} // namespace prospect::app
