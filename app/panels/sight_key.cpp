#include "app/panels/sight_key.h"

#include "app/models/words.h"
#include "app/panels/map_key.h"
#include "app/panels/sight_pens.h"

#include <QCoreApplication>
#include <QLineF>
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
    enum class Kind { ground, cells, hiding, unseen, chosen, way, ray, to_blocker, wall, hidden, open } kind;
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
        rows.push_back(
            {Kind::ground,
             KeyWords::tr("Seen from here, eyes at %1").arg(quantity_text(sight.eye.height_m, "m"))});
    }
    rows.push_back({Kind::wall, KeyWords::tr("The view ends: wall, building, hedge")});
    rows.push_back({Kind::hidden, KeyWords::tr("Hidden edge: ground behind is not seen")});
    if (!sight.way.empty()) rows.push_back({Kind::way, KeyWords::tr("The path walked along")});
    if (!sight.hiding.empty()) {
        rows.push_back({Kind::hiding, KeyWords::tr("Could hide, crouching (%1): dark, seen very late")
                                          .arg(quantity_text(sight.hider_m, "m"))});
        rows.push_back({Kind::unseen, KeyWords::tr("Near and not seen yet")});
        rows.push_back({Kind::chosen, KeyWords::tr("Chosen in the list")});
    }
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
    case KeyRow::Kind::unseen:
    case KeyRow::Kind::chosen:
        painter.setPen(QPen(kind == KeyRow::Kind::unseen ? theme.serious : theme.selection, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box.adjusted(1, 4, -1, -4));
        return;
    case KeyRow::Kind::way:
        return paint_line_swatch(painter, box, sight_look::way(theme));
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

void paint_eye_swatch(QPainter& painter, const QRectF& box, const Theme& theme) {
    painter.setPen(QPen(theme.halo, 2));
    painter.setBrush(theme.accent);
    painter.drawEllipse(box.center(), 6, 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.on_accent);
    painter.drawEllipse(box.center(), 2.3, 2.3);
}

// As on the map.
MapKeyRow thing_row(Role role, const Theme& theme) {
    if (role == Role::study_area)
        return {KeyWords::tr("Site boundary"), [&theme](QPainter& painter, const QRectF& box) {
                    paint_line_swatch(painter, box, QPen(theme.study_edge, 2.5));
                }};
    if (role == Role::luminaire)
        return {KeyWords::tr("Lamp"), [&theme](QPainter& painter, const QRectF& box) {
                    painter.setPen(QPen(theme.lamp, 1.2));
                    for (int ray = 0; ray < 8; ++ray) {
                        const QLineF out = QLineF::fromPolar(7, 45 * ray).translated(box.center());
                        painter.drawLine(out.pointAt(0.7), out.p2());
                    }
                    painter.setBrush(theme.lamp);
                    painter.drawEllipse(box.center(), 2.6, 2.6);
                }};
    return {KeyWords::tr("Camera"), [&theme](QPainter& painter, const QRectF& box) {
                const QRectF reach(box.center() - QPointF(18, 10), QSizeF(28, 20));
                painter.setPen(QPen(render::faded(theme.camera, 0.6), 0.9));
                painter.setBrush(render::faded(theme.camera, 0.13));
                painter.drawPie(reach, -40 * 16, 80 * 16);
                painter.setPen(Qt::NoPen);
                painter.setBrush(theme.camera);
                painter.drawEllipse(reach.center(), 3, 3);
            }};
}

std::vector<MapKeyRow> map_rows(const SightPicture& sight, const Theme& theme,
                                std::optional<KeyThings> things) {
    if (sight.cover) return cover_key(*sight.cover, theme);
    std::vector<MapKeyRow> rows;
    if (things && !sight.view.boundary.empty())
        rows.push_back({KeyWords::tr("Where one looks from"), [&theme](QPainter& painter, const QRectF& box) {
                            paint_eye_swatch(painter, box, theme);
                        }});
    for (const KeyRow& row : key_rows(sight)) {
        if (things && row.kind == KeyRow::Kind::chosen) continue; // in a list that is not on the page
        rows.push_back({row.text, [kind = row.kind, &theme](QPainter& painter, const QRectF& box) {
                            paint_swatch(painter, box, kind, theme);
                        }});
    }
    if (things && !rows.empty())
        for (const Role role : *things)
            rows.push_back(thing_row(role, theme));
    return rows;
}

} // namespace

QRectF sight_key_rect(QPointF bottom_left, const SightPicture& sight, std::optional<KeyThings> things) {
    return map_key_rect(bottom_left, map_rows(sight, render::theme(render::ThemeKind::light), things));
}

void paint_sight_key(QPainter& painter, QPointF bottom_left, const SightPicture& sight, const Theme& theme,
                     std::optional<KeyThings> things) {
    paint_map_key(painter, bottom_left, map_rows(sight, theme, things), theme);
}

} // namespace prospect::app
