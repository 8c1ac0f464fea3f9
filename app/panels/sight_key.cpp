#include "app/panels/sight_key.h"

#include "app/panels/map_key.h"
#include "app/panels/sight_pens.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>

namespace prospect::app {

namespace {

using kernel::EdgeKind;
using render::Theme;

struct KeyWords {
    Q_DECLARE_TR_FUNCTIONS(SightWords)
};

struct KeyRow {
    enum class Kind { ground, cells, hiding, ray, to_blocker, wall, hidden, open } kind;
    QString text;
};

std::vector<KeyRow> key_rows(const SightPicture& sight) {
    using Kind = KeyRow::Kind;
    std::vector<KeyRow> rows;
    if (sight.view.boundary.empty()) return rows;
    if (sight.field) {
        rows.push_back({Kind::cells, KeyWords::tr("Faint: spots that are not seen from here")});
        if (!sight.rays.empty())
            rows.push_back({Kind::ray, KeyWords::tr("To the farthest spot seen in each direction")});
        if (!sight.blocking.empty())
            rows.push_back({Kind::to_blocker, KeyWords::tr("To what ends the view, by name")});
    } else if (sight.over_result) {
        rows.push_back({Kind::cells, KeyWords::tr("Faint: not seen from here")});
    } else {
        rows.push_back({Kind::ground, KeyWords::tr("Seen from here")});
    }
    rows.push_back({Kind::wall, KeyWords::tr("The view ends: wall, building, hedge")});
    rows.push_back({Kind::hidden, KeyWords::tr("Hidden edge: ground behind is not seen")});
    if (!sight.hiding.empty())
        rows.push_back({Kind::hiding, KeyWords::tr("Somebody could hide here: dark, seen very late")});
    const auto& edges = sight.view.edges;
    if (std::find(edges.begin(), edges.end(), EdgeKind::horizon) != edges.end())
        rows.push_back({Kind::open, sight.eye.sight.reach_m > 0 ? KeyWords::tr("As far as asked")
                                                                : KeyWords::tr("Open: the plan ends here")});
    return rows;
}

void paint_swatch(QPainter& painter, const QRectF& box, KeyRow::Kind kind, const Theme& theme) {
    switch (kind) {
    case KeyRow::Kind::ground:
        painter.fillRect(box.adjusted(0, 3, 0, -3), theme.map_ground);
        painter.fillRect(box.adjusted(0, 3, 0, -3), sight_look::ground(theme));
        return;
    case KeyRow::Kind::cells:
        // A colour of the map, whole and paled.
        painter.fillRect(box.adjusted(0, 3, 0, -3), theme.fine);
        painter.fillRect(box.adjusted(box.width() / 2, 3, 0, -3), sight_look::veil(theme));
        return;
    case KeyRow::Kind::hiding: {
        constexpr int steps = 4;
        for (int i = 0; i < steps; ++i)
            painter.fillRect(QRectF(box.left() + box.width() * i / steps, box.top() + 4, box.width() / steps,
                                    box.height() - 8),
                             sight_look::hiding((i + 0.5) / steps));
        return;
    }
    case KeyRow::Kind::to_blocker:
        painter.setPen(Qt::NoPen);
        painter.setBrush(sight_look::to_blocker(theme).color());
        painter.drawEllipse(QPointF(box.right() - sight_look::blocker_dot_px, box.center().y()),
                            sight_look::blocker_dot_px, sight_look::blocker_dot_px);
        return paint_line_swatch(painter, box, sight_look::to_blocker(theme));
    case KeyRow::Kind::ray:
        return paint_line_swatch(painter, box, sight_look::ray(theme));
    case KeyRow::Kind::wall:
        return paint_line_swatch(painter, box, sight_look::wall(theme));
    case KeyRow::Kind::hidden:
        return paint_line_swatch(painter, box, sight_look::hidden(theme));
    case KeyRow::Kind::open:
        return paint_line_swatch(painter, box, sight_look::open(theme));
    }
}

std::vector<MapKeyRow> map_rows(const SightPicture& sight, const Theme& theme) {
    if (sight.cover) return cover_key(*sight.cover, theme);
    std::vector<MapKeyRow> rows;
    for (const KeyRow& row : key_rows(sight))
        rows.push_back({row.text, [kind = row.kind, &theme](QPainter& painter, const QRectF& box) {
                            paint_swatch(painter, box, kind, theme);
                        }});
    return rows;
}

} // namespace

QRectF sight_key_rect(QPointF bottom_left, const SightPicture& sight) {
    return map_key_rect(bottom_left, map_rows(sight, render::theme(render::ThemeKind::light)));
}

void paint_sight_key(QPainter& painter, QPointF bottom_left, const SightPicture& sight, const Theme& theme) {
    paint_map_key(painter, bottom_left, map_rows(sight, theme), theme);
}

} // namespace prospect::app
