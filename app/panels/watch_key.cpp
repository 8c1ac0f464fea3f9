#include "app/panels/watch_key.h"

#include "app/panels/watch_pens.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace prospect::app {

namespace {

using Line = WatchPicture::Line;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WatchKey)
};

constexpr double weak = 0.02; // of the two ends of the swatch
constexpr double strong = 0.4;

} // namespace

std::vector<MapKeyRow> watch_key(const WatchPicture& watch, const render::Theme& theme) {
    std::vector<MapKeyRow> rows;
    const auto any = [&](auto wanted) { return std::any_of(watch.lines.begin(), watch.lines.end(), wanted); };
    const auto line = [&rows](const QString& text, const QPen& pen) {
        rows.push_back(
            {text, [pen](QPainter& painter, const QRectF& box) { paint_line_swatch(painter, box, pen); }});
    };
    const auto guardian = [&rows, &theme](const QString& text, bool assumed) {
        rows.push_back({text, [&theme, assumed](QPainter& painter, const QRectF& box) {
                            const QRectF above = box.translated(0, -3.5);
                            paint_line_swatch(painter, above, watch_look::guardian(theme, weak, assumed));
                            const QRectF below = box.translated(0, 3);
                            paint_line_swatch(painter, below, watch_look::guardian(theme, strong, assumed));
                        }});
    };
    using Kind = Line::Kind;
    if (any([](const Line& one) { return one.kind == Kind::guardian && one.clear && !one.assumed; }))
        guardian(Words::tr("Sees the spot; wider: counts more"), false);
    if (any([](const Line& one) { return one.kind == Kind::guardian && one.clear && one.assumed; }))
        guardian(Words::tr("Assumed window that sees the spot"), true);
    if (any([](const Line& one) { return one.kind == Kind::camera && one.clear; }))
        line(Words::tr("Camera that shows the spot"), watch_look::camera(theme));
    if (any([](const Line& one) { return !one.clear; }))
        line(Words::tr("Would see it, but is blocked at the cross"), watch_look::blocked(theme));
    if (!watch.blockers.empty()) line(Words::tr("What stands in the way"), watch_look::blocker(theme));
    if (!watch.rings.empty())
        line(Words::tr("How far people recognise others (research)"), watch_look::ring(theme));
    return rows;
}

} // namespace prospect::app
