#include "app/render/map_picture.h"
#include "app/render/paint_labels.h"
#include "app/render/paint_things.h"
#include "app/render/plan_brush.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace prospect::render {

namespace {

// For each of `count` picture pixels the cell its middle lies in, or -1. `first` is the plan coordinate of
// the middle of pixel 0 measured from the grid's first edge, in the direction cells are counted.
std::vector<std::int64_t> cells_of(int count, double first, double step, double cell, std::int64_t cells) {
    std::vector<std::int64_t> of(static_cast<std::size_t>(count));
    for (std::size_t i = 0; i < of.size(); ++i) {
        const double place = std::floor((first + static_cast<double>(i) * step) / cell);
        of[i] = place >= 0 && place < static_cast<double>(cells) ? static_cast<std::int64_t>(place) : -1;
    }
    return of;
}

// Colours of the whole view, one per device pixel.
QImage colored(const Field& field, const FieldStyle& style, const MapView& view) {
    const double ratio = view.device_pixel_ratio;
    const QSize size(static_cast<int>(std::ceil(view.size.width() * ratio)),
                     static_cast<int>(std::ceil(view.size.height() * ratio)));
    QImage image(size, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    image.setDevicePixelRatio(ratio);
    const Grid& grid = field.grid;
    const double step = 1 / (view.pixels_per_m * ratio);
    const Point corner = view.to_plan(QPointF(0.5 / ratio, 0.5 / ratio));
    const auto columns = cells_of(size.width(), corner.x - grid.xmin, step, grid.cell_x, grid.columns);
    const auto rows = cells_of(size.height(), grid.ymax - corner.y, step, grid.cell_y, grid.rows);
    const FieldColors color_of(style);
    for (int y = 0; y < size.height(); ++y) {
        const std::int64_t row = rows[static_cast<std::size_t>(y)];
        if (row < 0) continue;
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        if (y > 0 && rows[static_cast<std::size_t>(y) - 1] == row) {
            std::copy_n(reinterpret_cast<const QRgb*>(image.constScanLine(y - 1)), size.width(), line);
            continue;
        }
        std::int64_t last = -1;
        QRgb color = 0;
        for (std::size_t x = 0; x < columns.size(); ++x) {
            const std::int64_t column = columns[x];
            if (column != last) {
                color = column < 0 ? 0 : color_of(field.at(column, row));
                last = column;
            }
            line[x] = color;
        }
    }
    return image;
}

// Where a contour line bears its value: the middle of its points, if the line is long enough there.
void label_contour(QPainter& painter, const QPolygonF& line, const QString& text, const Theme& theme,
                   std::vector<QRectF>& taken) {
    const QFont small = [] {
        QFont f = font(TextStyle::secondary);
        f.setPixelSize(10);
        return f;
    }();
    double length = 0;
    for (qsizetype i = 0; i + 1 < line.size(); ++i)
        length += QLineF(line[i], line[i + 1]).length();
    if (length < 140) return;
    const qsizetype middle = line.size() / 2;
    const QLineF chord(line[std::max<qsizetype>(0, middle - 2)], line[std::min(line.size() - 1, middle + 2)]);
    double angle = std::atan2(chord.dy(), chord.dx()) * 180 / M_PI;
    if (angle > 90 || angle <= -90) angle += angle > 0 ? -180 : 180;
    const QRectF room(line[middle] - QPointF(22, 12), QSizeF(44, 24));
    if (std::any_of(taken.begin(), taken.end(), [&](const QRectF& other) { return other.intersects(room); }))
        return;
    taken.push_back(room);
    draw_halo_text(painter, line[middle], angle, text, small, theme.text, theme.halo);
}

// What the number of a level is rounded to: the distance of even levels, else the level itself.
double level_step(const FieldStyle& style, double level) {
    const auto& levels = style.contour_levels;
    if (levels.size() < 2) return style.max - style.min;
    const double step = levels[1] - levels[0];
    const bool even =
        std::abs(levels.back() - levels.front() - step * static_cast<double>(levels.size() - 1)) <
        1e-6 * std::abs(levels.back() - levels.front());
    return even ? step : level;
}

} // namespace

void paint_field_cells(QPainter& painter, const Field& field, const FieldStyle& style, const MapView& view) {
    const bool things = !field.shapes.empty();
    if (field.values.empty() || (!things && !field.grid.box().intersects(view.box()))) return;
    painter.save();
    painter.setOpacity(painter.opacity() * style.opacity);
    if (things) {
        paint_things(painter, field, style, view);
        painter.restore();
        return;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform, false);
    painter.drawImage(QPointF(0, 0), colored(field, style, view));
    painter.restore();
}

void paint_contours(QPainter& painter, const std::vector<Contour>& lines, const FieldStyle& style,
                    const MapView& view, const Theme& theme) {
    if (!style.contour_lines) return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    PlanBrush brush(painter, view, theme, {});
    const Box seen = view.box();
    std::vector<QRectF> taken;
    for (const QPen& pen :
         {PlanBrush::pen(faded(theme.halo, 0.5), 2.25), PlanBrush::pen(faded(theme.text, 0.75), 0.9)}) {
        painter.setPen(pen);
        for (const Contour& contour : lines)
            if (box_of(contour.line).intersects(seen)) painter.drawPolyline(brush.open_line(contour.line));
    }
    for (const Contour& contour : lines)
        if (box_of(contour.line).intersects(seen))
            label_contour(
                painter, brush.open_line(contour.line),
                shown_number(style.factor * contour.level, style.factor * level_step(style, contour.level)),
                theme, taken);
    painter.restore();
}

void paint_cell_numbers(QPainter& painter, const Field& field, const FieldStyle& style, const MapView& view,
                        const Theme& theme) {
    constexpr double least_px = 34;
    const Grid& grid = field.grid;
    const double cell_px = std::min(grid.cell_x, grid.cell_y) * view.pixels_per_m;
    if (cell_px < least_px || (!style.categories.empty() && !style.steps)) return;
    const Box seen = view.box();
    const auto within = [](double cell, std::int64_t count) {
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(cell)), 0, count);
    };
    const std::int64_t first_column = within((seen.xmin - grid.xmin) / grid.cell_x, grid.columns);
    const std::int64_t end_column = within((seen.xmax - grid.xmin) / grid.cell_x + 1, grid.columns);
    const std::int64_t first_row = within((grid.ymax - seen.ymax) / grid.cell_y, grid.rows);
    const std::int64_t end_row = within((grid.ymax - seen.ymin) / grid.cell_y + 1, grid.rows);
    const QFont small = font(TextStyle::secondary);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (std::int64_t row = first_row; row < end_row; ++row)
        for (std::int64_t column = first_column; column < end_column; ++column) {
            if (!field.has_value(column, row)) continue;
            const double value = style.factor * static_cast<double>(field.at(column, row));
            // Three digits: no map of anything is finer.
            const double step = value == 0 ? 1 : std::pow(10.0, std::floor(std::log10(std::abs(value))) - 1);
            draw_halo_text(painter, view.to_pixel(grid.center(column, row)), 0,
                           shown_number(value, std::min(step, 1.0)), small, theme.text, theme.halo);
        }
    painter.restore();
}

void paint_field(QPainter& painter, const Field& field, const FieldStyle& style, const MapView& view,
                 const Theme& theme) {
    paint_field_cells(painter, field, style, view);
    if (style.contour_lines)
        paint_contours(painter, contours(field, style.contour_levels), style, view, theme);
    if (style.contour_lines) paint_cell_numbers(painter, field, style, view, theme);
}

} // namespace prospect::render
