// How the work of a tool looks over the map.
#pragma once

#include "app/render/map_view.h"
#include "app/render/style.h"
#include "app/tools/tool.h"

class QPainter;

namespace prospect::app {

// Shapes as they would be, corners set so far, the mark and the word of what the pointer is snapped to, the
// measure beside it.
void paint_preview(QPainter& painter, const Preview& preview, const render::MapView& view,
                   const render::Theme& theme);
// "end of a line", "middle of a line" and so on; empty for none.
QString snap_word(SnapKind kind);

} // namespace prospect::app
