#include "app/tools/corner_path.h"

#include "app/tools/typed_place.h"

#include <QLocale>

#include <cmath>

namespace prospect::app {

void CornerPath::click(const ToolPoint& point) {
    pointer = point;
    if (corners.empty() || corners.back() != point.at) corners.push_back(point.at);
}

CornerPath::Pressed CornerPath::press(Tool::Key key) {
    const bool begun = !corners.empty();
    switch (key) {
    case Tool::Key::enter:
        return begun ? Pressed::finish : Pressed::end;
    case Tool::Key::escape:
        corners.clear();
        return begun ? Pressed::nothing : Pressed::end;
    case Tool::Key::backspace:
        if (begun) corners.pop_back();
        break;
    }
    return Pressed::nothing;
}

std::optional<Point> CornerPath::anchor() const {
    return corners.empty() ? std::nullopt : std::optional(corners.back());
}

Preview CornerPath::preview() const {
    Preview preview = preview_at(pointer);
    preview.corners = corners;
    return preview;
}

Preview preview_at(const std::optional<ToolPoint>& pointer) {
    Preview preview;
    if (!pointer) return preview;
    preview.pointer = pointer->at;
    preview.snap = pointer->snap;
    return preview;
}

QString way_text(Point from, Point to) {
    const Point way = to - from;
    const int azimuth = static_cast<int>(std::lround(azimuth_of(way))) % 360;
    return QStringLiteral("%1\u202Fm · %2°").arg(QLocale().toString(length(way), 'f', 2)).arg(azimuth);
}

} // namespace prospect::app
