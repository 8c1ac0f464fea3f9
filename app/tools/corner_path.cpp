#include "app/tools/corner_path.h"

#include "app/tools/typed_place.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace prospect::app {

namespace {

struct CornerText {
    Q_DECLARE_TR_FUNCTIONS(CornerText)
};

} // namespace

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
    for (const Segment& guide : pointer->guides)
        preview.guides.push_back(Geometry::make_line(std::vector<Point>{guide.a, guide.b}));
    return preview;
}

QString azimuth_text(double azimuth_deg) {
    const double tenths = std::fmod(std::round(azimuth_deg * 10), 3600) / 10;
    return QLocale().toString(tenths, 'f', 1) + u'°';
}

QString way_text(Point from, Point to) {
    const Point way = to - from;
    return CornerText::tr("%1\u202Fm · %2 from north")
        .arg(QLocale().toString(length(way), 'f', 2), azimuth_text(azimuth_of(way)));
}

} // namespace prospect::app
