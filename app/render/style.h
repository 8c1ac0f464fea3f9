// The look of Prospect: every colour, size and font of window.md §3. Nothing else names a colour.
#pragma once

#include <QColor>
#include <QFont>

#include <array>

namespace prospect::render {

enum class ThemeKind { light, dark };

struct Theme {
    ThemeKind kind = ThemeKind::light;
    // Window
    QColor window, panel, line, text, secondary, accent, on_accent;
    // Status: used with shape and word, never alone
    QColor serious, look, fine, cannot_tell;
    // Map, muted: only results carry colour
    QColor map_ground, building_fill, building_edge, green_fill, green_edge, water_fill, path_fill, path_edge;
    QColor barrier, hedge, opening, lamp, camera, zone_edge, study_edge, underlay, label, halo, selection;
    QColor zone_fill; // ground that belongs to somebody
    // Whose ground it is, from the public realm to restricted: cool where everybody may come, warm where not,
    // each pair told apart by how light it is.
    std::array<QColor, 5> owner_fill, owner_edge;
    // Doors and gates to pass on the way, from none to three and more.
    std::array<QColor, 4> reach;
    QColor hard_fill; // paved zones: parking, squares
    QColor water_edge;
    QColor crown_edge;    // of trees; their fill is hedge, nearly transparent
    QColor control_edge;  // the blue line
    QColor mark, on_mark; // discs of activities and annotations, and what is drawn on them
};
const Theme& theme(ThemeKind kind);

// Share of its colour that is left of what lies outside the red line.
inline constexpr double context_opacity = 0.45;

// Sizes in device-independent pixels, on a 4 px grid.
namespace space {
inline constexpr int grid = 4, inside = 8, between = 12, edge = 16, row = 28, button = 30, radius = 6;
inline constexpr int left_column = 260, right_column = 360;
} // namespace space

enum class TextStyle { secondary, body, panel_title, start_page, score };
// Inter, else Noto Sans, else DejaVu Sans; 12, 13, 15, 20, 28 px; 600 for titles and scores.
QFont font(TextStyle style);

// The color with its opacity multiplied by `share`.
QColor faded(QColor color, double share);

} // namespace prospect::render
