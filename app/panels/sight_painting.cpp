#include "app/panels/sight_painting.h"

#include "app/panels/map_plate.h"
#include "app/panels/sight_pens.h"
#include "app/render/camera_symbol.h"
#include "app/render/paint_labels.h"
#include "app/render/plan_brush.h"
#include "geometry/kernel/view_edges.h"

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

constexpr double eye_px = 8;
constexpr double handle_px = 5;
constexpr double lean_px = 38;  // of the arrow along most of a lamp's light, within the ring of handles
constexpr double words_px = 22; // from the eye, beyond its handles where it has any
constexpr double words_beyond_px = 68;
constexpr double hint_px = 16;
constexpr double hiding_number_px = 3; // from the patch it numbers

void paint_edges(QPainter& painter, const kernel::View& view, PlanBrush& brush, const Theme& theme) {
    QPainterPath walls;
    QPainterPath hidden;
    QPainterPath open;
    QPainterPath sides;
    for (std::size_t i = 0; i < view.boundary.size(); ++i) {
        const std::size_t next = i + 1 < view.boundary.size() ? i + 1 : 0;
        QPainterPath& path = view.edges[i] == EdgeKind::solid     ? walls
                             : view.edges[i] == EdgeKind::horizon ? open
                             : kernel::is_side(view, i)           ? sides
                                                                  : hidden;
        const QPolygonF& line = brush.open_line(std::vector{view.boundary[i], view.boundary[next]});
        if (!line.isEmpty()) path.addPolygon(line);
    }
    painter.strokePath(sides, PlanBrush::pen(render::faded(theme.accent, 0.8), 1));
    painter.strokePath(open, sight_look::open(theme));
    painter.strokePath(hidden, sight_look::hidden(theme));
    painter.strokePath(walls, sight_look::wall(theme));
}

// All of the map but the cells seen is paled.
void paint_cells(QPainter& painter, const SightPicture& sight, const MapView& view, const Theme& theme) {
    const Grid& grid = sight.field->grid;
    const Box all = grid.box();
    QPainterPath path; // odd-even: the cells are cut out
    path.addRect(QRectF(view.to_pixel({all.xmin, all.ymax}), view.to_pixel({all.xmax, all.ymin})));
    const Point half{grid.cell_x / 2, -grid.cell_y / 2};
    for (const auto& run : sight.cells)
        path.addRect(QRectF(view.to_pixel(grid.center(run.first, run.row) - half),
                            view.to_pixel(grid.center(run.last, run.row) + half)));
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillPath(path, sight_look::veil(theme));
    painter.setRenderHint(QPainter::Antialiasing);
}

void paint_ground(QPainter& painter, const SightPicture& sight, PlanBrush& brush, const Theme& theme) {
    QPainterPath path;
    if (sight.over_result) path.addRect(QRectF(QPointF(), QSizeF(brush.view().size))); // odd-even: all around
    path.addPolygon(brush.closed_ring(sight.view.boundary));
    path.closeSubpath();
    painter.fillPath(path, sight.over_result ? sight_look::veil(theme) : sight_look::ground(theme));
}

QPainterPath path_of(const Geometry& area, PlanBrush& brush) {
    QPainterPath path;
    for (std::size_t r = 0; r < area.ring_count(); ++r) {
        path.addPolygon(brush.closed_ring(area.ring(r)));
        path.closeSubpath();
    }
    return path;
}

// In the colours of a map of concealment; those near and not seen yet stand out.
void paint_hiding(QPainter& painter, const SightPicture& sight, PlanBrush& brush, const Theme& theme) {
    for (const auto& place : sight.hiding) {
        const QPainterPath path = path_of(place.outline, brush);
        painter.fillPath(path, sight_look::hiding(place.strength));
        if (place.unseen || place.chosen) {
            painter.strokePath(path, PlanBrush::pen(theme.halo, 5));
            painter.strokePath(path, PlanBrush::pen(place.unseen ? theme.serious : theme.selection, 2.5));
        } else {
            painter.strokePath(path, PlanBrush::pen(render::faded(theme.text, 0.55), 0.75));
        }
    }
}

// Beside the patches, so that these can be seen; those near and not seen yet stand out.
void paint_hiding_numbers(QPainter& painter, const SightPicture& sight, const MapView& view,
                          const Theme& theme, std::vector<QRectF>& taken, std::vector<QRectF>& plates) {
    const QRectF map(QPointF(), QSizeF(view.size));
    std::vector<QRectF> patches;
    for (const auto& place : sight.hiding) {
        const Box box = place.outline.box();
        patches.push_back(
            QRectF(view.to_pixel({box.xmin, box.ymax}), view.to_pixel({box.xmax, box.ymin})).normalized());
    }
    taken.insert(taken.end(), patches.begin(), patches.end());
    for (std::size_t i = 0; i < sight.hiding.size(); ++i) {
        const auto& place = sight.hiding[i];
        if (place.number == 0 || !map.intersects(patches[i])) continue;
        const QStringList lines{QString::number(place.number)};
        const double away = std::max(patches[i].width(), patches[i].height()) / 2 + hiding_number_px;
        const QRectF plate =
            free_place(places_around(patches[i].center(), plate_size(lines), away), map, taken);
        taken.push_back(plate);
        plates.push_back(plate);
        Theme look = theme;
        if (place.unseen) {
            look.panel = theme.serious;
            look.line = theme.serious;
            look.text = theme.panel;
        } else if (place.chosen) {
            look.line = look.text = theme.selection;
        }
        paint_plate(painter, plate, lines, look);
    }
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
}

// From a spot: to cells that are seen, and to what ends the view.
void paint_lines(QPainter& painter, const SightPicture& sight, PlanBrush& brush, const Theme& theme) {
    const auto line_to = [&](Point place, QPainterPath& path) {
        const QPolygonF& line = brush.open_line(std::vector{sight.eye.at, place});
        if (!line.isEmpty()) path.addPolygon(line);
    };
    QPainterPath rays;
    for (const Point cell : sight.rays)
        line_to(cell, rays);
    painter.strokePath(rays, sight_look::ray(theme));
    const QPen pen = sight_look::to_blocker(theme);
    QPainterPath lines;
    QPainterPath dots;
    for (const auto& one : sight.blocking) {
        line_to(one.nearest, lines);
        dots.addEllipse(brush.pixel(one.nearest), sight_look::blocker_dot_px, sight_look::blocker_dot_px);
    }
    painter.strokePath(lines, PlanBrush::pen(render::faded(theme.halo, 0.8), 3.5));
    painter.strokePath(lines, pen);
    painter.strokePath(dots, PlanBrush::pen(theme.halo, 2));
    painter.fillPath(dots, pen.color());
}

// Names that find no room are left out, but not the chosen one's.
void paint_names(QPainter& painter, const SightPicture& sight, PlanBrush& brush, const Theme& theme,
                 std::vector<QRectF>& taken) {
    const QFont font = render::font(render::TextStyle::secondary);
    const QFontMetricsF metrics(font);
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
        const bool free = std::none_of(taken.begin(), taken.end(),
                                       [&](const QRectF& other) { return other.intersects(room); });
        if (!free && !one.chosen) continue;
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

// A bulb, and the way most of its light goes.
void paint_lamp(QPainter& painter, QPointF at, std::optional<double> lean_deg, const Theme& theme) {
    if (lean_deg) {
        painter.save();
        painter.translate(at);
        painter.rotate(*lean_deg);
        for (const QPen& pen :
             {PlanBrush::pen(theme.halo, 4), PlanBrush::pen(theme.accent, 1.75, Qt::DashLine)}) {
            painter.setPen(pen);
            painter.drawLine(QPointF(0, -eye_px), QPointF(0, -lean_px));
        }
        painter.setPen(PlanBrush::pen(theme.halo, 1));
        painter.setBrush(theme.accent);
        painter.drawPolygon(QPolygonF{{0, -lean_px - 6}, {4, -lean_px + 2}, {-4, -lean_px + 2}});
        painter.restore();
    }
    painter.setPen(PlanBrush::pen(theme.halo, 2));
    painter.setBrush(theme.accent);
    painter.drawEllipse(at, eye_px, eye_px);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.lamp);
    painter.drawEllipse(at, eye_px * 0.5, eye_px * 0.5);
}

void paint_eye(QPainter& painter, const SightPicture& sight, const MapView& view, const Theme& theme) {
    const QPointF eye = view.to_pixel(sight.eye.at);
    if (sight.looker == SightPicture::Looker::lamp) {
        paint_lamp(painter, eye, sight.lean_deg, theme);
        return;
    }
    if (sight.looker != SightPicture::Looker::person) {
        const bool dome = sight.looker == SightPicture::Looker::dome;
        render::paint_camera_symbol(painter, eye,
                                    dome ? std::nullopt : std::optional(sight.eye.sight.azimuth_deg),
                                    theme.accent, theme.halo);
        return;
    }
    painter.setPen(PlanBrush::pen(theme.halo, 2));
    painter.setBrush(theme.accent);
    painter.drawEllipse(eye, eye_px, eye_px);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.on_accent);
    painter.drawEllipse(eye, eye_px * 0.38, eye_px * 0.38);
}

QRectF square_about(QPointF at, double half) {
    return {at.x() - half, at.y() - half, 2 * half, 2 * half};
}

// Where they stand, added to what is taken.
QRectF place_words(const SightPicture& sight, const MapView& view, std::vector<QRectF>& taken) {
    if (sight.words.isEmpty()) return {};
    const QRectF map(QPointF(), QSizeF(view.size));
    const QPointF eye = view.to_pixel(sight.eye.at);
    taken.push_back(square_about(eye, eye_px));
    for (const auto& handle : sight.handles)
        taken.push_back(square_about(view.to_pixel(handle.at), 2 * handle_px));
    const double away = sight.handles.empty() ? words_px : words_beyond_px;
    const QRectF plate = free_place(
        places_around(eye, plate_size(sight.words), away),
        map.adjusted(render::space::grid, render::space::grid, -render::space::grid, -render::space::grid),
        taken);
    taken.push_back(plate);
    return plate;
}

QRectF paint_hint(QPainter& painter, const SightPicture::Hint& hint, const SightPicture& sight,
                  const MapView& view, const Theme& theme, std::vector<QRectF> taken) {
    const QPointF at = view.to_pixel(hint.at);
    // Not between the handle and the mouse.
    taken.push_back(square_about(at, hint_px));
    taken.push_back(square_about(view.to_pixel(sight.eye.at), eye_px));
    const QStringList lines{hint.text};
    const QRectF map(QPointF(), QSizeF(view.size));
    const QRectF plate = free_place(places_around(at, plate_size(lines), hint_px + 4), map, taken);
    paint_plate(painter, plate, lines, theme);
    return plate;
}

} // namespace

std::vector<QRectF> paint_sight(QPainter& painter, const SightPicture& sight, const MapView& view,
                                const Theme& theme, std::vector<QRectF> taken) {
    std::vector<QRectF> plates;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    PlanBrush brush(painter, view, theme, {});
    if (sight.cover) {
        painter.setOpacity(sight.waiting ? 0.5 : 1);
        paint_cover(painter, *sight.cover, view, theme);
        painter.setOpacity(1);
    }
    if (!sight.way.empty()) {
        QPainterPath way;
        for (std::size_t r = 0; r < sight.way.ring_count(); ++r)
            way.addPolygon(brush.open_line(sight.way.ring(r)));
        painter.strokePath(way, sight_look::way(theme));
    }
    const QRectF words = place_words(sight, view, taken);
    const auto paint_places = [&] { paint_hiding(painter, sight, brush, theme); };
    if (sight.view.boundary.empty()) paint_places();
    if (!sight.view.boundary.empty()) {
        if (sight.waiting) painter.setOpacity(0.5);
        if (sight.field)
            paint_cells(painter, sight, view, theme);
        else
            paint_ground(painter, sight, brush, theme);
        paint_places();
        paint_edges(painter, sight.view, brush, theme);
        if (sight.field) paint_lines(painter, sight, brush, theme);
        paint_blocking(painter, sight, brush, theme);
        paint_names(painter, sight, brush, theme, taken);
        painter.setOpacity(1);
    }
    if (!sight.handles.empty()) paint_handles(painter, sight, view, theme);
    paint_eye(painter, sight, view, theme);
    paint_hiding_numbers(painter, sight, view, theme, taken, plates);
    if (!sight.words.isEmpty()) {
        paint_plate(painter, words, sight.words, theme);
        plates.push_back(words);
    }
    if (sight.hint) plates.push_back(paint_hint(painter, *sight.hint, sight, view, theme, plates));
    painter.restore();
    return plates;
}

} // namespace prospect::app
