#include "app/render/paint_labels.h"

#include "app/render/paint_batches.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <optional>

namespace prospect::render {

namespace {

// More names than this make no map clearer, and finding room costs their square.
constexpr std::size_t most_labels = 400;
constexpr double halo_px = 3;
constexpr double room_px = 6;        // around a name
constexpr double camera_room_px = 6; // to each side of a camera; its own name stands below
// A way in many pieces is not named again within this distance.
constexpr double repeat_px = 260;
// Lettering of a drawing, height of capitals: not readable below, a title above.
constexpr double least_capital_px = 5;
constexpr double largest_capital_px = 40;

struct Placed {
    QPointF center;
    double angle_deg = 0;
};

struct Candidate {
    const Label* label = nullptr;
    Placed where;
    double rank = 0; // greater first
    QSizeF size;
    bool context = false;
    bool movable = false; // may stand a little above or below
    QFont font;
};

bool is_area(Symbol symbol) {
    return symbol <= Symbol::planting || symbol == Symbol::building;
}
bool is_way(Symbol symbol) {
    return symbol == Symbol::path || symbol == Symbol::road;
}

bool is_disc(Symbol symbol) {
    return symbol == Symbol::activity || symbol == Symbol::target || symbol == Symbol::observer;
}

// Smallest scale in pixels per metre at which a kind is named; things drawn to size are judged by their size
// instead. Barriers, windows, trees and boundaries never are: their names belong to lists.
std::optional<double> least_scale(Symbol symbol) {
    if (is_area(symbol) || is_way(symbol) || symbol == Symbol::underlay_text) return 0;
    if (is_disc(symbol)) return 7;
    if (symbol == Symbol::gate || symbol == Symbol::door || symbol == Symbol::camera) return 16;
    return std::nullopt;
}

QFont label_font(Symbol symbol) {
    QFont f = font(TextStyle::secondary);
    if (symbol == Symbol::building) f.setWeight(QFont::DemiBold);
    if (is_way(symbol)) f.setPixelSize(11);
    return f;
}

// Absent when the drawing's text would be too small to read.
std::optional<QFont> lettering_font(const Label& label, double pixels_per_m) {
    const double capital = std::min(static_cast<double>(label.height_m) * pixels_per_m, largest_capital_px);
    if (capital < least_capital_px) return std::nullopt;
    QFont f = label_font(label.symbol);
    const QFontMetricsF metrics(f);
    f.setPixelSize(std::max(1, static_cast<int>(std::lround(capital * f.pixelSize() / metrics.capHeight()))));
    return f;
}

QSizeF size_of(const QString& text, const QFont& font) {
    const QFontMetricsF metrics(font);
    double width = 0;
    const QStringList lines = text.split('\n');
    for (const QString& line : lines)
        width = std::max(width, metrics.horizontalAdvance(line));
    return {width, metrics.height() + static_cast<double>(lines.size() - 1) * metrics.lineSpacing()};
}

// The middle of a drawing's text from its anchor, which is an end or the middle of its base line, its middle,
// its top or its bottom.
Placed beside_anchor(QPointF anchor, const Label& label, QSizeF text, const QFont& font) {
    const QFontMetricsF metrics(font);
    const int column = (label.anchored - 1) % 3;
    const int row = (label.anchored - 1) / 3;
    const double along = (1 - column) * text.width() / 2;
    const double up = row == 0   ? text.height() / 2 - metrics.descent()
                      : row == 1 ? 0
                      : row == 2 ? -text.height() / 2
                                 : text.height() / 2;
    const double angle = static_cast<double>(label.angle_deg) * M_PI / 180;
    const QPointF off(along * std::cos(angle) - up * std::sin(angle),
                      -along * std::sin(angle) - up * std::cos(angle));
    return {anchor + off, -static_cast<double>(label.angle_deg)};
}

// Halfway along the longest stretch of the way that lies in the picture and holds the name, upright.
std::optional<Placed> along_way(PlanBrush& brush, const Batch& batch, const PaintItem& item, double width) {
    const QRectF picture(QPointF(0, 0), QSizeF(brush.view().size));
    std::optional<Placed> best;
    double longest = width + 8;
    for (std::uint32_t r = item.first_ring; r < item.first_ring + item.ring_count; ++r) {
        const QPolygonF& line = brush.open_line(batch.ring(r));
        qsizetype first = 0;
        for (qsizetype i = 1; i < line.size(); ++i) {
            // Gentle bends belong to one stretch: the chord stays within 3 px of the line.
            const QLineF chord(line[first], line[i]);
            bool straight = true;
            for (qsizetype k = first + 1; k < i && straight; ++k) {
                const QPointF off = line[k] - chord.p1();
                const double away =
                    std::abs(off.x() * chord.dy() - off.y() * chord.dx()) / std::max(chord.length(), 1.0);
                straight = away <= 3;
            }
            if (!straight) first = i - 1;
            const QLineF stretch(line[first], line[i]);
            if (stretch.length() <= longest || !picture.contains(stretch.center())) continue;
            longest = stretch.length();
            double angle = std::atan2(stretch.dy(), stretch.dx()) * 180 / M_PI;
            if (angle > 90 || angle <= -90) angle += angle > 0 ? -180 : 180;
            best = Placed{stretch.center(), angle};
        }
    }
    return best;
}

std::optional<Placed> place(PlanBrush& brush, const Batch& batch, const PaintItem& item, const Label& label,
                            QSizeF text, const QFont& font) {
    if (item.kind == GeometryKind::line && is_way(label.symbol))
        return along_way(brush, batch, item, text.width());
    const QPointF anchor = brush.pixel(label.anchor);
    if (!QRectF(QPointF(0, 0), QSizeF(brush.view().size)).contains(anchor)) return std::nullopt;
    if (label.symbol == Symbol::underlay_text) return beside_anchor(anchor, label, text, font);
    if (!is_area(label.symbol) || item.kind != GeometryKind::polygon)
        return Placed{
            anchor + QPointF(0, label.symbol == Symbol::activity || label.symbol == Symbol::camera ? 19 : 15),
            0};
    // A name must fit its area, or nearly so.
    if (brush.px(item.box.width()) < text.width() * 0.9 || brush.px(item.box.height()) < text.height() * 1.1)
        return std::nullopt;
    return Placed{anchor, 0};
}

// Discs and cameras that names must not cover.
void add_discs(PlanBrush& brush, const PaintModel& model, std::vector<QRectF>& taken) {
    if (brush.view().pixels_per_m < pictogram_scale) return;
    for (const auto& layer : model.layers())
        for (const Batch& batch : layer->batches) {
            const bool camera = batch.symbol == Symbol::camera;
            if (!is_disc(batch.symbol) && !camera) continue;
            const double half = camera ? camera_room_px : disc_px;
            for (const std::uint32_t i : brush.visible(batch)) {
                const QPointF at = brush.pixel(batch.items[i].box.center());
                taken.emplace_back(at - QPointF(half, half), QSizeF(2 * half, 2 * half));
            }
        }
}

// The upright rectangle a turned name takes up.
QRectF room_of(const Candidate& candidate) {
    const double angle = candidate.where.angle_deg * M_PI / 180;
    const double w = candidate.size.width() + room_px;
    const double h = candidate.size.height() + room_px / 2;
    const double across = std::abs(w * std::cos(angle)) + std::abs(h * std::sin(angle));
    const double down = std::abs(w * std::sin(angle)) + std::abs(h * std::cos(angle));
    return {candidate.where.center.x() - across / 2, candidate.where.center.y() - down / 2, across, down};
}

// Moves the name to where it covers nothing; false when there is no such place.
bool find_room(Candidate& candidate, const std::vector<QRectF>& taken) {
    const QPointF wanted = candidate.where.center;
    for (const double down : {0.0, 20.0, -20.0}) {
        candidate.where.center = wanted + QPointF(0, down);
        const QRectF room = room_of(candidate);
        if (std::none_of(taken.begin(), taken.end(),
                         [&](const QRectF& other) { return other.intersects(room); }))
            return true;
        if (!candidate.movable) return false;
    }
    return false;
}

bool outside_all(const PaintModel& model, Point p) {
    const auto& areas = model.study_areas();
    return !areas.empty() &&
           std::none_of(areas.begin(), areas.end(), [p](const Geometry& area) { return contains(area, p); });
}

std::vector<Candidate> candidates(PlanBrush& brush, const PaintModel& model) {
    const Box seen = brush.view().box();
    std::vector<Candidate> found;
    for (const auto& layer : model.layers())
        for (const Label& label : layer->labels) {
            const Batch& batch = layer->batches[label.batch];
            const PaintItem& item = batch.items[label.item];
            if (!brush.go_on()) return {};
            if (brush.is_left_out(*layer, item)) continue;
            const std::optional<double> least = least_scale(label.symbol);
            if (!least || brush.view().pixels_per_m < *least || !item.box.intersects(seen) ||
                brush.size_px(item.box) < (is_area(label.symbol) || is_way(label.symbol) ? 20 : 0))
                continue;
            const bool lettering = label.symbol == Symbol::underlay_text;
            const std::optional<QFont> font =
                lettering ? lettering_font(label, brush.view().pixels_per_m) : label_font(label.symbol);
            if (!font) continue;
            Candidate candidate{.label = &label, .size = size_of(label.text, *font), .font = *font};
            const auto where = place(brush, batch, item, label, candidate.size, *font);
            if (!where) continue;
            candidate.where = *where;
            // What is much larger than its name does not need it more.
            candidate.rank =
                std::min(brush.size_px(item.box), 250.0) * (label.symbol == Symbol::building ? 2 : 1);
            // Names of the site go before what the drawing says.
            if (lettering) candidate.rank -= 1;
            candidate.movable = is_area(label.symbol) && item.kind == GeometryKind::polygon;
            candidate.context = outside_all(model, brush.view().to_plan(where->center));
            found.push_back(candidate);
        }
    std::stable_sort(found.begin(), found.end(),
                     [](const Candidate& a, const Candidate& b) { return a.rank > b.rank; });
    return found;
}

QColor color_of(Symbol symbol, const Theme& theme) {
    return is_way(symbol) || symbol <= Symbol::planting ? theme.secondary : theme.label;
}

} // namespace

void draw_halo_text(QPainter& painter, QPointF center, double angle_deg, const QString& text,
                    const QFont& font, const QColor& color, const QColor& halo) {
    const QFontMetricsF metrics(font);
    const QStringList lines = text.split('\n');
    const double first = (metrics.ascent() - metrics.descent() -
                          static_cast<double>(lines.size() - 1) * metrics.lineSpacing()) /
                         2;
    painter.save();
    painter.translate(center);
    painter.rotate(angle_deg);
    QPainterPath path;
    for (qsizetype i = 0; i < lines.size(); ++i)
        path.addText(QPointF(-metrics.horizontalAdvance(lines[i]) / 2,
                             first + static_cast<double>(i) * metrics.lineSpacing()),
                     font, lines[i]);
    painter.strokePath(path, QPen(halo, halo_px, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.fillPath(path, color);
    painter.restore();
}

void paint_labels(PlanBrush& brush, const PaintModel& model) {
    struct Written {
        QPointF center;
        const QString* text;
    };
    std::vector<QRectF> taken;
    add_discs(brush, model, taken);
    std::vector<Written> written;
    for (Candidate candidate : candidates(brush, model)) {
        const Written next{candidate.where.center, &candidate.label->text};
        const bool lettering = candidate.label->symbol == Symbol::underlay_text;
        if (!lettering && std::any_of(written.begin(), written.end(), [&](const Written& other) {
                return *other.text == *next.text && QLineF(other.center, next.center).length() < repeat_px;
            }))
            continue;
        if (!find_room(candidate, taken)) continue;
        taken.push_back(room_of(candidate));
        written.push_back(next);
        brush.painter().setOpacity(candidate.context ? context_opacity : 1.0);
        draw_halo_text(brush.painter(), candidate.where.center, candidate.where.angle_deg,
                       candidate.label->text, candidate.font,
                       color_of(candidate.label->symbol, brush.theme()), brush.theme().halo);
        if (written.size() >= most_labels || !brush.go_on()) break;
    }
    brush.painter().setOpacity(1);
}

} // namespace prospect::render
