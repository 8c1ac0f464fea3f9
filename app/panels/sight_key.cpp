#include "app/panels/sight_key.h"

#include "app/panels/sight_pens.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace prospect::app {

namespace {

using kernel::EdgeKind;
using render::Theme;
using namespace render::space;

struct KeyWords {
    Q_DECLARE_TR_FUNCTIONS(SightWords)
};

constexpr double row_px = 20;
constexpr double swatch_px = 26;

struct KeyRow {
    enum class Kind { ground, cells, ray, to_blocker, wall, hidden, open } kind;
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
    } else {
        rows.push_back({Kind::ground, KeyWords::tr("Ground seen from here")});
    }
    rows.push_back({Kind::wall, KeyWords::tr("The view ends: wall, building, hedge")});
    rows.push_back({Kind::hidden, KeyWords::tr("Hidden edge: ground behind is not seen")});
    const auto& edges = sight.view.edges;
    if (std::find(edges.begin(), edges.end(), EdgeKind::horizon) != edges.end())
        rows.push_back({Kind::open, sight.eye.sight.reach_m > 0 ? KeyWords::tr("As far as asked")
                                                                : KeyWords::tr("Open: the plan ends here")});
    return rows;
}

double widest(const std::vector<KeyRow>& rows) {
    const QFontMetricsF metrics(render::font(render::TextStyle::secondary));
    double width = 0;
    for (const KeyRow& row : rows)
        width = std::max(width, metrics.horizontalAdvance(row.text));
    return width;
}

QRectF frame_of(QPointF bottom_left, const std::vector<KeyRow>& rows) {
    if (rows.empty()) return {};
    const double height = row_px * static_cast<double>(rows.size()) + 2 * inside;
    return {bottom_left.x(), bottom_left.y() - height, widest(rows) + swatch_px + inside + 2 * between,
            height};
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
    case KeyRow::Kind::to_blocker:
        painter.setPen(Qt::NoPen);
        painter.setBrush(sight_look::to_blocker(theme).color());
        painter.drawEllipse(QPointF(box.right() - sight_look::blocker_dot_px, box.center().y()),
                            sight_look::blocker_dot_px, sight_look::blocker_dot_px);
        painter.setPen(sight_look::to_blocker(theme));
        break;
    case KeyRow::Kind::ray:
        painter.setPen(sight_look::ray(theme));
        break;
    case KeyRow::Kind::wall:
        painter.setPen(sight_look::wall(theme));
        break;
    case KeyRow::Kind::hidden:
        painter.setPen(sight_look::hidden(theme));
        break;
    case KeyRow::Kind::open:
        painter.setPen(sight_look::open(theme));
        break;
    }
    painter.drawLine(QPointF(box.left(), box.center().y()), QPointF(box.right(), box.center().y()));
}

} // namespace

QRectF sight_key_rect(QPointF bottom_left, const SightPicture& sight) {
    return frame_of(bottom_left, key_rows(sight));
}

void paint_sight_key(QPainter& painter, QPointF bottom_left, const SightPicture& sight, const Theme& theme) {
    const auto rows = key_rows(sight);
    if (rows.empty()) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = frame_of(bottom_left, rows);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.setFont(render::font(render::TextStyle::secondary));
    QRectF row(frame.left() + between, frame.top() + inside, swatch_px, row_px);
    for (const KeyRow& one : rows) {
        paint_swatch(painter, row, one.kind, theme);
        painter.setPen(theme.text);
        painter.drawText(QRectF(row.right() + inside, row.top(), frame.width(), row_px),
                         Qt::AlignLeft | Qt::AlignVCenter, one.text);
        row.translate(0, row_px);
    }
    painter.restore();
}

} // namespace prospect::app
