#include "app/panels/access_key.h"

#include "app/models/access_words.h"
#include "app/panels/access_pens.h"
#include "app/render/paint_owners.h"
#include "app/render/paint_walk.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <array>

namespace prospect::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(AccessKey)
};

QString walk_words(std::size_t doors) {
    const std::array<QString, render::walk_classes> words{
        Words::tr("Reached past no shut door or gate"), Words::tr("Past one door or gate"),
        Words::tr("Past two"), Words::tr("Past three or more"), Words::tr("No way leads here")};
    return words[doors];
}

} // namespace

std::vector<MapKeyRow> access_key(const AccessPicture& access, const render::Theme& theme) {
    std::vector<MapKeyRow> rows;
    for (const auto ownership : access.owners)
        rows.push_back({Words::tr("%1 ground").arg(render::owner_word(ownership)),
                        [ownership, &theme](QPainter& painter, const QRectF& box) {
                            render::paint_owner_swatch(painter, box, ownership, theme);
                        }});
    if (!access.owners.empty() && access.owners.back() == scene::Ownership::none)
        rows.back().text = render::owner_word(scene::Ownership::none);
    for (const std::size_t doors : access.walk)
        rows.push_back({walk_words(doors), [doors, &theme](QPainter& painter, const QRectF& box) {
                            render::paint_walk_swatch(painter, box, doors, theme);
                        }});
    const auto line = [&rows](const QString& text, const QPen& pen) {
        rows.push_back(
            {text, [pen](QPainter& painter, const QRectF& box) { paint_line_swatch(painter, box, pen); }});
    };
    if (access.way.size() > 1) line(Words::tr("The way in, past the numbers"), access_look::way(theme));
    if (!access.closings.empty())
        rows.push_back(
            {Words::tr("To be closed to close it off"), [&theme](QPainter& painter, const QRectF& box) {
                 paint_closing_mark(painter, box.center(), theme);
             }});
    if (!access.open_edges.empty())
        line(Words::tr("Open edge that no gate closes"), access_look::open_edge(theme));
    using scene::Control;
    for (const Control control : {Control::open, Control::unlocked, Control::admitted, Control::locked}) {
        const bool any = std::any_of(access.controls.begin(), access.controls.end(),
                                     [&](const auto& one) { return !one.gap && one.control == control; });
        if (any)
            rows.push_back({Words::tr("%1: %2").arg(control_word(control), who_text(control)),
                            [control, &theme](QPainter& painter, const QRectF& box) {
                                paint_control_mark(painter, box.center(), control, theme);
                            }});
    }
    if (std::any_of(access.controls.begin(), access.controls.end(), [](const auto& one) { return one.gap; }))
        rows.push_back(
            {Words::tr("Gap between barriers: anybody"), [&theme](QPainter& painter, const QRectF& box) {
                 paint_gap_mark(painter, box.center(), theme);
             }});
    if (!access.drawn_short.empty())
        rows.push_back({Words::tr("Ends just short: most likely an error"),
                        [&theme](QPainter& painter, const QRectF& box) {
                            painter.save();
                            painter.translate(box.center());
                            painter.scale(0.75, 0.75);
                            paint_short_mark(painter, {}, theme);
                            painter.restore();
                        }});
    return rows;
}

} // namespace prospect::app
