#include "app/panels/cover_painting.h"

#include "app/models/detail_words.h"
#include "app/render/detail_style.h"
#include "app/render/plan_brush.h"

#include <QCoreApplication>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numbers>

namespace prospect::app {

namespace {

using render::Theme;
using sightlines::CameraCell;

struct CoverWords {
    Q_DECLARE_TR_FUNCTIONS(CoverWords)
};

constexpr double cells_opacity = 0.75; // as a result's map
constexpr double window_px = 4;

constexpr int value_of(CameraCell cell) {
    return static_cast<int>(cell);
}

QColor hidden_color(const Theme& theme) {
    return render::faded(theme.secondary, 0.3);
}

// Where the detail would not do anyway.
QColor hidden_far_color(const Theme& theme) {
    return render::faded(theme.secondary, 0.17);
}

QBrush under_brush(const Theme& theme) {
    return {render::faded(theme.text, 0.75), Qt::BDiagPattern};
}

QBrush private_brush(const Theme& theme) {
    return {theme.serious, Qt::FDiagPattern};
}

// By value of CameraCell.
QList<QRgb> colors_of(sightlines::Edition edition, const Theme& theme) {
    const auto shown = [](QRgb color) { return render::faded(QColor::fromRgb(color), cells_opacity).rgba(); };
    QList<QRgb> colors(256, qRgba(0, 0, 0, 0));
    colors[value_of(CameraCell::hidden)] = hidden_color(theme).rgba();
    colors[value_of(CameraCell::hidden_far)] = hidden_far_color(theme).rgba();
    colors[value_of(CameraCell::faint)] = shown(render::faint_detail_color());
    const std::size_t levels = sightlines::detail_levels(edition).size();
    for (std::size_t i = 0; i < levels; ++i)
        colors[value_of(CameraCell::level) + static_cast<qsizetype>(i)] =
            shown(render::detail_color(edition, i));
    return colors;
}

// Cells that lie side by side become one box.
class Runs {
public:
    explicit Runs(const Grid& grid) : grid_(grid) {}

    void add(std::size_t cell) {
        const auto at = static_cast<std::int64_t>(cell);
        const std::int64_t column = at % grid_.columns;
        const Point centre = grid_.center(column, at / grid_.columns);
        const Point half{grid_.cell_x / 2, grid_.cell_y / 2};
        if (last_ + 1 == at && column > 0)
            boxes.back().xmax = centre.x + half.x;
        else
            boxes.push_back({centre.x - half.x, centre.y - half.y, centre.x + half.x, centre.y + half.y});
        last_ = at;
    }

    std::vector<Box> boxes;

private:
    const Grid& grid_;
    std::int64_t last_ = -2;
};

// First and last columns and rows with anything in them.
struct Part {
    std::int64_t left = 0;
    std::int64_t right = -1;
    std::int64_t top = 0;
    std::int64_t bottom = -1;
};

Part part_with_cells(const std::vector<CameraCell>& cells, const Grid& grid) {
    Part part{grid.columns, -1, grid.rows, -1};
    for (std::int64_t row = 0; row < grid.rows; ++row) {
        const auto begin = cells.begin() + row * grid.columns;
        const auto end = begin + grid.columns;
        const auto any = [](CameraCell cell) { return cell != CameraCell::outside; };
        const auto first = std::find_if(begin, end, any);
        if (first == end) continue;
        const auto last =
            std::find_if(std::make_reverse_iterator(end), std::make_reverse_iterator(first), any);
        part.left = std::min<std::int64_t>(part.left, first - begin);
        part.right = std::max<std::int64_t>(part.right, last.base() - begin - 1);
        part.top = std::min(part.top, row);
        part.bottom = row;
    }
    return part;
}

void fill(QPainter& painter, const std::vector<Box>& boxes, const render::MapView& view,
          const QBrush& brush) {
    QPainterPath path;
    for (const Box& box : boxes)
        path.addRect(QRectF(view.to_pixel({box.xmin, box.ymax}), view.to_pixel({box.xmax, box.ymin})));
    painter.fillPath(path, brush);
}

QPen asked_pen(const Theme& theme) {
    QPen pen = render::PlanBrush::pen(theme.text, 1.5, Qt::CustomDashLine, Qt::FlatCap);
    pen.setDashPattern({5, 3});
    return pen;
}

// From the left to the right side of the picture, as far as it has the needed detail on level ground; empty
// where it has it nowhere.
std::vector<Point> asked_arc(const sightlines::CameraView& view) {
    constexpr double step_deg = 2;
    if (!view.asked.level) return {};
    const sightlines::PlacedCamera& camera = *view.camera;
    const double slant = sightlines::reach_m(camera.lens, view.asked.pixels_per_m);
    if (slant <= std::abs(view.above_m)) return {};
    const double reach = std::sqrt(slant * slant - view.above_m * view.above_m);
    const double fov = camera.azimuth_deg ? camera.lens.hfov_deg : 360;
    const auto steps = static_cast<int>(std::ceil(fov / step_deg));
    std::vector<Point> arc;
    for (int i = 0; i <= steps; ++i) {
        const double azimuth = camera.azimuth_deg.value_or(0) + fov * (static_cast<double>(i) / steps - 0.5);
        const double angle = azimuth * std::numbers::pi / 180;
        arc.push_back({camera.eye.x + reach * std::sin(angle), camera.eye.y + reach * std::cos(angle)});
    }
    return arc;
}

void paint_window(QPainter& painter, QPointF at, const Theme& theme) {
    painter.setPen(render::PlanBrush::pen(theme.halo, 1.5));
    painter.setBrush(theme.serious);
    painter.drawRect(QRectF(at.x() - window_px, at.y() - window_px, 2 * window_px, 2 * window_px));
}

} // namespace

CoverPicture cover_of(const sightlines::CameraView& view, const Grid& grid, sightlines::Edition edition) {
    CoverPicture cover;
    cover.edition = edition;
    if (!view.camera) return cover;
    if (view.moved_m > 0) cover.hangs = Point{view.camera->eye.x, view.camera->eye.y};
    cover.asked = asked_arc(view);
    cover.needs_detail = view.asked.level != nullptr;
    for (const auto& window : view.windows)
        if (window.home) cover.homes.push_back(window.place);
    const Part part = part_with_cells(view.cells, grid);
    if (part.right < part.left) return cover;
    const auto width = static_cast<int>(part.right - part.left + 1);
    const auto height = static_cast<int>(part.bottom - part.top + 1);
    cover.cells = QImage(width, height, QImage::Format_Indexed8);
    Runs under(grid);
    for (int y = 0; y < height; ++y) {
        const auto first = static_cast<std::size_t>((part.top + y) * grid.columns + part.left);
        std::memcpy(cover.cells.scanLine(y), view.cells.data() + first, static_cast<std::size_t>(width));
        for (std::size_t i = first; i < first + static_cast<std::size_t>(width); ++i) {
            cover.present.set(static_cast<std::size_t>(view.cells[i]));
            if (view.cells[i] == CameraCell::under) under.add(i);
        }
    }
    cover.under = std::move(under.boxes);
    Runs private_ground(grid);
    for (const std::size_t cell : view.private_cells)
        private_ground.add(cell);
    cover.private_ground = std::move(private_ground.boxes);
    const Point half{grid.cell_x / 2, grid.cell_y / 2};
    const Point first = grid.center(part.left, part.top);
    const Point last = grid.center(part.right, part.bottom);
    cover.box = {first.x - half.x, last.y - half.y, last.x + half.x, first.y + half.y};
    return cover;
}

void paint_cover(QPainter& painter, const CoverPicture& cover, const render::MapView& view,
                 const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (!cover.cells.isNull()) {
        QImage colored = cover.cells;
        colored.setColorTable(colors_of(cover.edition, theme));
        painter.drawImage(QRectF(view.to_pixel({cover.box.xmin, cover.box.ymax}),
                                 view.to_pixel({cover.box.xmax, cover.box.ymin})),
                          colored.convertToFormat(QImage::Format_ARGB32_Premultiplied));
    }
    fill(painter, cover.under, view, under_brush(theme));
    fill(painter, cover.private_ground, view, private_brush(theme));
    painter.setRenderHint(QPainter::Antialiasing);
    QPolygonF arc;
    for (const Point point : cover.asked)
        arc << view.to_pixel(point);
    painter.setBrush(Qt::NoBrush);
    for (const QPen& pen : {render::PlanBrush::pen(render::faded(theme.halo, 0.8), 4), asked_pen(theme)}) {
        painter.setPen(pen);
        painter.drawPolyline(arc);
    }
    for (const Point home : cover.homes)
        paint_window(painter, view.to_pixel(home), theme);
    if (cover.hangs) {
        painter.setPen(render::PlanBrush::pen(theme.halo, 1.5));
        painter.setBrush(theme.accent);
        painter.drawEllipse(view.to_pixel(*cover.hangs), window_px, window_px);
    }
    painter.restore();
}

std::vector<MapKeyRow> cover_key(const CoverPicture& cover, const Theme& theme) {
    std::vector<MapKeyRow> rows;
    const auto present = [&](int value) { return cover.present.test(static_cast<std::size_t>(value)); };
    const auto filled = [ground = theme.map_ground](const QBrush& brush) {
        return [ground, brush](QPainter& painter, const QRectF& box) {
            painter.fillRect(box.adjusted(0, 3, 0, -3), ground);
            painter.fillRect(box.adjusted(0, 3, 0, -3), brush);
        };
    };
    const auto colors = colors_of(cover.edition, theme);
    const auto color = [&](int value) { return filled(QColor::fromRgba(colors[value])); };
    const auto levels = sightlines::detail_levels(cover.edition);
    rows.push_back(
        {CoverWords::tr("Shown, by %1:").arg(edition_text(cover.edition)), [](QPainter&, const QRectF&) {}});
    for (std::size_t i = levels.size(); i-- > 0;) {
        const int value = value_of(CameraCell::level) + static_cast<int>(i);
        if (!present(value)) continue;
        rows.push_back({CoverWords::tr("%1: from %2 px/m")
                            .arg(level_name(cover.edition, levels[i].pixels_per_m))
                            .arg(levels[i].pixels_per_m),
                        color(value)});
    }
    if (present(value_of(CameraCell::faint)))
        rows.push_back({level_name(cover.edition, 0), color(value_of(CameraCell::faint))});
    if (rows.size() == 1) rows.clear();
    if (!cover.asked.empty())
        rows.push_back(
            {CoverWords::tr("Needed detail: up to here"), [theme](QPainter& painter, const QRectF& box) {
                 paint_line_swatch(painter, box, asked_pen(theme));
             }});
    if (present(value_of(CameraCell::hidden)))
        rows.push_back({CoverWords::tr("In the picture, but hidden"), color(value_of(CameraCell::hidden))});
    if (present(value_of(CameraCell::hidden_far)))
        rows.push_back(
            {cover.needs_detail
                 ? CoverWords::tr("Hidden too, beyond the needed detail")
                 : CoverWords::tr("Hidden too, where it would be %1").arg(level_name(cover.edition, 0)),
             color(value_of(CameraCell::hidden_far))});
    if (!cover.under.empty())
        rows.push_back({CoverWords::tr("Blind ground under the camera"), filled(under_brush(theme))});
    if (!cover.private_ground.empty())
        rows.push_back({CoverWords::tr("Private ground in the picture"), filled(private_brush(theme))});
    if (!cover.homes.empty())
        rows.push_back(
            {CoverWords::tr("Window of a home in the picture"),
             [theme](QPainter& painter, const QRectF& box) { paint_window(painter, box.center(), theme); }});
    return rows;
}

} // namespace prospect::app
