#include "app/panels/sight_painting.h"

#include "app/render/paint_labels.h"
#include "app/render/plan_brush.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

using kernel::EdgeKind;
using render::MapView;
using render::PlanBrush;
using render::Theme;

struct SightWords {
    Q_DECLARE_TR_FUNCTIONS(SightWords)
};

constexpr double eye_px = 8;
constexpr double handle_px = 5;
constexpr double key_row_px = 20;
constexpr double swatch_px = 26;

QPen wall_pen(const Theme& theme) {
    return PlanBrush::pen(theme.accent, 2.5, Qt::SolidLine, Qt::FlatCap);
}
QPen hidden_pen(const Theme& theme) {
    QPen pen = PlanBrush::pen(theme.look, 1.75, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({4, 2.5});
    return pen;
}
QPen open_pen(const Theme& theme) {
    QPen pen = PlanBrush::pen(render::faded(theme.accent, 0.7), 1.25, Qt::CustomDashLine, Qt::RoundCap);
    pen.setDashPattern({0.5, 3});
    return pen;
}
QColor ground_color(const Theme& theme) {
    return render::faded(theme.accent, theme.kind == render::ThemeKind::light ? 0.17 : 0.2);
}
QColor veil_color(const Theme& theme) {
    return render::faded(theme.map_ground, 0.62);
}

// The sides of a field of view begin at the eye and hide nothing.
bool is_side(const kernel::View& view, std::size_t i) {
    const std::size_t next = i + 1 < view.boundary.size() ? i + 1 : 0;
    return view.edges[i] == EdgeKind::radial &&
           (view.boundary[i] == view.eye || view.boundary[next] == view.eye);
}

void paint_edges(QPainter& painter, const kernel::View& view, PlanBrush& brush, const Theme& theme) {
    QPainterPath walls;
    QPainterPath hidden;
    QPainterPath open;
    QPainterPath sides;
    for (std::size_t i = 0; i < view.boundary.size(); ++i) {
        const std::size_t next = i + 1 < view.boundary.size() ? i + 1 : 0;
        QPainterPath& path = view.edges[i] == EdgeKind::solid     ? walls
                             : view.edges[i] == EdgeKind::horizon ? open
                             : is_side(view, i)                   ? sides
                                                                  : hidden;
        const QPolygonF& line = brush.open_line(std::vector{view.boundary[i], view.boundary[next]});
        if (!line.isEmpty()) path.addPolygon(line);
    }
    painter.strokePath(sides, PlanBrush::pen(render::faded(theme.accent, 0.8), 1));
    painter.strokePath(open, open_pen(theme));
    painter.strokePath(hidden, hidden_pen(theme));
    painter.strokePath(walls, wall_pen(theme));
}

// All of the map but the cells seen is paled.
void paint_cells(QPainter& painter, const SightPicture& sight, const MapView& view, const Theme& theme) {
    const Grid& grid = sight.field->grid;
    const Box all = grid.box();
    QPainterPath path; // odd-even: the cells are cut out
    path.addRect(QRectF(view.to_pixel({all.xmin, all.ymax}), view.to_pixel({all.xmax, all.ymin})));
    for (const auto& run : sight.cells) {
        // Only cells that have a value count as spots.
        for (std::int64_t column = run.first; column <= run.last;) {
            const auto has = [&](std::int64_t c) {
                return sight.field->values[static_cast<std::size_t>(run.row * grid.columns + c)] != nodata;
            };
            if (!has(column)) {
                ++column;
                continue;
            }
            const std::int64_t first = column;
            while (column <= run.last && has(column))
                ++column;
            const Point a = grid.center(first, run.row) - Point{grid.cell_x / 2, -grid.cell_y / 2};
            const Point b = grid.center(column - 1, run.row) + Point{grid.cell_x / 2, -grid.cell_y / 2};
            path.addRect(QRectF(view.to_pixel(a), view.to_pixel(b)));
        }
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillPath(path, veil_color(theme));
    painter.setRenderHint(QPainter::Antialiasing);
}

void paint_ground(QPainter& painter, const SightPicture& sight, PlanBrush& brush, const Theme& theme) {
    QPainterPath path;
    path.addPolygon(brush.closed_ring(sight.view.boundary));
    path.closeSubpath();
    painter.fillPath(path, ground_color(theme));
}

void paint_blocking(QPainter& painter, const SightPicture& sight, PlanBrush& brush, const Theme& theme) {
    for (const auto& one : sight.blocking) {
        if (!one.chosen) continue;
        QPainterPath path;
        for (const Segment& wall : one.walls)
            path.addPolygon(brush.open_line(std::vector{wall.a, wall.b}));
        painter.strokePath(path, PlanBrush::pen(theme.halo, 9));
        painter.strokePath(path, PlanBrush::pen(theme.selection, 5));
        painter.setPen(PlanBrush::pen(theme.selection, 1.25, Qt::DashLine));
        painter.drawLine(brush.pixel(sight.eye.at), brush.pixel(one.nearest));
    }
    const QFont font = render::font(render::TextStyle::secondary);
    const QFontMetricsF metrics(font);
    std::vector<QRectF> taken;
    for (const auto& one : sight.blocking) {
        if (one.name.isEmpty()) continue;
        // On the far side of the wall, where it hides nothing of the view.
        const Point away = one.nearest - sight.eye.at;
        const double far = length(away);
        const QPointF out = far > 0 ? QPointF(away.x / far, -away.y / far) : QPointF(0, 1);
        const double half = metrics.horizontalAdvance(one.name) / 2;
        const QPointF at =
            brush.pixel(one.nearest) + QPointF(out.x() * (half + 10), out.y() * (metrics.height() / 2 + 8));
        const QRectF room(at.x() - half - 2, at.y() - metrics.height() / 2, 2 * half + 4, metrics.height());
        if (std::any_of(taken.begin(), taken.end(), [&](const QRectF& r) { return r.intersects(room); }))
            continue;
        taken.push_back(room);
        render::draw_halo_text(painter, at, 0, one.name, font, one.chosen ? theme.selection : theme.text,
                               theme.halo);
    }
}

void paint_handles(QPainter& painter, const SightPicture& sight, const MapView& view, const Theme& theme) {
    const QPointF eye = view.to_pixel(sight.eye.at);
    double ring = 0;
    for (const auto& handle : sight.handles)
        if (handle.part == SeeTool::Part::turn) {
            const QPointF away = view.to_pixel(handle.at) - eye;
            ring = std::hypot(away.x(), away.y());
        }
    painter.setBrush(Qt::NoBrush);
    for (const QPen& pen :
         {PlanBrush::pen(render::faded(theme.halo, 0.8), 3.5), PlanBrush::pen(theme.accent, 1)}) {
        painter.setPen(pen);
        const double fov = std::min(sight.eye.sight.fov_deg, 360.0);
        painter.drawArc(QRectF(eye.x() - ring, eye.y() - ring, 2 * ring, 2 * ring),
                        static_cast<int>(std::lround((90 - sight.eye.sight.azimuth_deg - fov / 2) * 16)),
                        static_cast<int>(std::lround(fov * 16)));
    }
    for (const auto& handle : sight.handles) {
        const QPointF at = view.to_pixel(handle.at);
        painter.setPen(PlanBrush::pen(theme.accent, 1.75));
        painter.setBrush(theme.panel);
        if (handle.part == SeeTool::Part::turn) {
            // An arrow head the way one looks.
            painter.save();
            painter.translate(at);
            painter.rotate(sight.eye.sight.azimuth_deg);
            painter.drawPolygon(QPolygonF{{0, -9}, {7, 5}, {0, 2}, {-7, 5}});
            painter.restore();
        } else if (handle.part == SeeTool::Part::reach) {
            painter.drawRect(QRectF(at.x() - handle_px, at.y() - handle_px, 2 * handle_px, 2 * handle_px));
        } else if (handle.part != SeeTool::Part::eye) {
            painter.drawEllipse(at, handle_px, handle_px);
        }
    }
}

void paint_eye(QPainter& painter, const SightPicture& sight, const MapView& view, const Theme& theme) {
    const QPointF eye = view.to_pixel(sight.eye.at);
    painter.setPen(PlanBrush::pen(theme.halo, 2));
    painter.setBrush(theme.accent);
    painter.drawEllipse(eye, eye_px, eye_px);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.on_accent);
    painter.drawEllipse(eye, eye_px * 0.38, eye_px * 0.38);
    QFont font = render::font(render::TextStyle::body);
    font.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(font);
    double half = 0;
    for (const QString& line : sight.words)
        half = std::max(half, metrics.horizontalAdvance(line) / 2);
    const double below = sight.handles.empty() ? 22 : 76;
    const double height = metrics.height() * static_cast<double>(sight.words.size());
    const bool room_below = eye.y() + below + height < view.size.height() - 4;
    double y = room_below ? eye.y() + below : eye.y() - below - height + metrics.height();
    const double x = std::clamp(eye.x(), half + 6, std::max(half + 6, view.size.width() - half - 6));
    for (const QString& line : sight.words) {
        render::draw_halo_text(painter, {x, y}, 0, line, font, theme.text, theme.halo);
        y += metrics.height();
    }
}

struct KeyRow {
    enum class Kind { ground, cells, wall, hidden, open } kind;
    QString text;
};

std::vector<KeyRow> key_rows(const SightPicture& sight) {
    std::vector<KeyRow> rows;
    if (sight.field)
        rows.push_back({KeyRow::Kind::cells, SightWords::tr("Faint: spots that are not seen from here")});
    else
        rows.push_back({KeyRow::Kind::ground, SightWords::tr("Ground seen from here")});
    rows.push_back({KeyRow::Kind::wall, SightWords::tr("The view ends: wall, building, hedge")});
    rows.push_back({KeyRow::Kind::hidden, SightWords::tr("Hidden edge: ground behind is not seen")});
    const auto& edges = sight.view.edges;
    if (std::find(edges.begin(), edges.end(), EdgeKind::horizon) != edges.end())
        rows.push_back({KeyRow::Kind::open, sight.eye.sight.reach_m > 0
                                                ? SightWords::tr("As far as asked, or the plan ends")
                                                : SightWords::tr("Open: the plan ends here")});
    return rows;
}

void paint_swatch(QPainter& painter, const QRectF& box, KeyRow::Kind kind, const Theme& theme) {
    const QPointF left(box.left(), box.center().y());
    const QPointF right(box.right(), box.center().y());
    switch (kind) {
    case KeyRow::Kind::ground:
        painter.fillRect(box.adjusted(0, 3, 0, -3), theme.map_ground);
        painter.fillRect(box.adjusted(0, 3, 0, -3), ground_color(theme));
        return;
    case KeyRow::Kind::cells:
        // A colour of the map, whole and paled.
        painter.fillRect(box.adjusted(0, 3, 0, -3), theme.fine);
        painter.fillRect(box.adjusted(box.width() / 2, 3, 0, -3), veil_color(theme));
        return;
    case KeyRow::Kind::wall:
        painter.setPen(wall_pen(theme));
        break;
    case KeyRow::Kind::hidden:
        painter.setPen(hidden_pen(theme));
        break;
    case KeyRow::Kind::open:
        painter.setPen(open_pen(theme));
        break;
    }
    painter.drawLine(left, right);
}

} // namespace

void paint_sight(QPainter& painter, const SightPicture& sight, const MapView& view, const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    PlanBrush brush(painter, view, theme, {});
    if (!sight.way.empty()) {
        QPainterPath way;
        for (std::size_t r = 0; r < sight.way.ring_count(); ++r)
            way.addPolygon(brush.open_line(sight.way.ring(r)));
        painter.strokePath(way, PlanBrush::pen(render::faded(theme.halo, 0.9), 6));
        painter.strokePath(way, PlanBrush::pen(theme.selection, 2.5));
    }
    if (!sight.view.boundary.empty()) {
        if (sight.waiting) painter.setOpacity(0.5);
        if (sight.field)
            paint_cells(painter, sight, view, theme);
        else
            paint_ground(painter, sight, brush, theme);
        paint_edges(painter, sight.view, brush, theme);
        paint_blocking(painter, sight, brush, theme);
        painter.setOpacity(1);
    }
    if (!sight.handles.empty()) paint_handles(painter, sight, view, theme);
    paint_eye(painter, sight, view, theme);
    painter.restore();
}

QRectF paint_sight_key(QPainter& painter, QPointF bottom_left, const SightPicture& sight,
                       const Theme& theme) {
    using namespace render::space;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const auto rows = key_rows(sight);
    const QFont font = render::font(render::TextStyle::secondary);
    const QFontMetricsF metrics(font);
    double widest = 0;
    for (const KeyRow& row : rows)
        widest = std::max(widest, metrics.horizontalAdvance(row.text));
    const double height = key_row_px * static_cast<double>(rows.size()) + 2 * inside;
    const QRectF frame(bottom_left.x(), bottom_left.y() - height, widest + swatch_px + inside + 2 * between,
                       height);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter.setFont(font);
    QRectF row(frame.left() + between, frame.top() + inside, swatch_px, key_row_px);
    for (const KeyRow& one : rows) {
        paint_swatch(painter, row, one.kind, theme);
        painter.setPen(theme.text);
        painter.drawText(QRectF(row.right() + inside, row.top(), widest + 2, key_row_px),
                         Qt::AlignLeft | Qt::AlignVCenter, one.text);
        row.translate(0, key_row_px);
    }
    painter.restore();
    return frame;
}

} // namespace prospect::app
