#include "app/render/paint_notes.h"

#include "app/render/paint_batches.h"
#include "app/render/paint_labels.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QLocale>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace prospect::render {

namespace {

constexpr double line_px = 2;
constexpr double faint_opacity = 0.3;
constexpr double corner_px = 4;   // of a number: a slip of paper, where a place of the check has a disc
constexpr double head_px = 12;    // of an arrow
constexpr double bump_px = 15;    // of a cloud, along its edge
constexpr double tick_px = 6;     // at the ends of a measured line
constexpr double text_gap_px = 5; // between disc and text
constexpr int line_letters = 30;  // of a text, about
constexpr qsizetype most_lines = 5;

std::string attribute_text(const Feature& feature, const char* name) {
    const Attribute* found = feature.find(name);
    return found == nullptr ? std::string() : as_text(found->value);
}

QString wrapped(const QString& text) {
    QStringList lines;
    for (const QString& paragraph : text.split(u'\n', Qt::SkipEmptyParts)) {
        QString line;
        for (const QString& word : paragraph.split(u' ', Qt::SkipEmptyParts)) {
            if (!line.isEmpty() && line.size() + 1 + word.size() > line_letters) {
                lines += line;
                line.clear();
            }
            line += (line.isEmpty() ? QString() : QStringLiteral(" ")) + word;
        }
        if (!line.isEmpty()) lines += line;
    }
    if (lines.size() > most_lines) {
        lines = lines.mid(0, most_lines);
        lines.last() += QStringLiteral("…");
    }
    return lines.join(u'\n');
}

double length_of(const Geometry& geometry) {
    double sum = 0;
    for (std::size_t r = 0; r < geometry.ring_count(); ++r) {
        const auto ring = geometry.ring(r);
        for (std::size_t i = 1; i < ring.size(); ++i)
            sum += distance(ring[i - 1], ring[i]);
    }
    return sum;
}

// The number's disc stands where the mark begins: at the foot of an arrow, on the corner of a cloud.
Point disc_place(const Geometry& geometry, NoteKind kind) {
    const bool at_start = geometry.kind == GeometryKind::line || kind == NoteKind::cloud;
    return at_start ? geometry.points.front() : label_point(geometry);
}

NoteKind kind_of(const Feature& feature) {
    static constexpr std::pair<const char*, NoteKind> kinds[] = {{"arrow", NoteKind::arrow},
                                                                 {"cloud", NoteKind::cloud},
                                                                 {"text", NoteKind::text},
                                                                 {"measure", NoteKind::measure}};
    const std::string name = attribute_text(feature, "kind");
    for (const auto& [word, kind] : kinds)
        if (name == word) return kind;
    return NoteKind::plain;
}

QFont note_font(int pixels) {
    QFont f = font(TextStyle::secondary);
    f.setPixelSize(pixels);
    f.setWeight(QFont::DemiBold);
    return f;
}

// In map pixels; filled while something is to be done, an outline once it is settled.
void paint_disc(QPainter& painter, const QString& text, QPointF at, Slip slip, const Theme& theme) {
    const QFont small = note_font(11);
    const double width = std::max(2 * disc_px, QFontMetricsF(small).horizontalAdvance(text) + 10);
    const QRectF disc(at.x() - width / 2, at.y() - disc_px, width, 2 * disc_px);
    const bool hollow = slip == Slip::hollow;
    painter.setPen(PlanBrush::pen(hollow ? theme.accent : theme.halo, 1.5));
    painter.setBrush(hollow ? theme.panel : theme.accent);
    painter.drawRoundedRect(disc, corner_px, corner_px);
    painter.setPen(hollow ? theme.accent : theme.on_accent);
    painter.setFont(small);
    painter.drawText(disc, Qt::AlignCenter, text);
}

void paint_head(PlanBrush& brush, const QPolygonF& line) {
    const QLineF last(line[line.size() - 2], line.last());
    if (last.length() < 1) return;
    const QPointF along = (last.p2() - last.p1()) / last.length();
    const QPointF across(-along.y(), along.x());
    const QPointF foot = last.p2() - along * head_px;
    QPainter& painter = brush.painter();
    painter.setBrush(brush.theme().accent);
    painter.drawPolygon(
        QPolygonF{last.p2(), foot + across * (head_px * 0.45), foot - across * (head_px * 0.45)});
    painter.setBrush(Qt::NoBrush);
}

void paint_length(PlanBrush& brush, const QPolygonF& line, const QString& text) {
    QPainter& painter = brush.painter();
    QLineF longest(line[0], line[1]);
    for (qsizetype i = 1; i < line.size(); ++i)
        if (const QLineF edge(line[i - 1], line[i]); edge.length() > longest.length()) longest = edge;
    for (const auto& [end, next] : {std::pair(line.first(), line[1]), {line.last(), line[line.size() - 2]}}) {
        const QLineF edge(end, next);
        if (edge.length() < 1) continue;
        const QPointF along = (next - end) / edge.length();
        const QPointF across(-along.y() * tick_px, along.x() * tick_px);
        painter.drawLine(end - across, end + across);
    }
    double angle = std::atan2(longest.dy(), longest.dx()) * 180 / M_PI;
    if (angle > 90 || angle <= -90) angle += angle > 0 ? -180 : 180;
    const double turned = angle * M_PI / 180;
    const QPointF above(std::sin(turned) * 11, -std::cos(turned) * 11);
    draw_halo_text(painter, longest.center() + above, angle, text, note_font(12), brush.theme().accent,
                   brush.theme().halo);
}

// Outwards along each edge, one bump after another.
QPainterPath cloud(const QPolygonF& ring) {
    double twice_area = 0;
    for (qsizetype i = 0; i < ring.size(); ++i) {
        const QPointF a = ring[i];
        const QPointF b = ring[(i + 1) % ring.size()];
        twice_area += a.x() * b.y() - b.x() * a.y();
    }
    const double outwards = twice_area > 0 ? 1 : -1;
    QPainterPath path(ring.first());
    for (qsizetype i = 0; i < ring.size(); ++i) {
        const QPointF a = ring[i];
        const QPointF edge = ring[(i + 1) % ring.size()] - a;
        const double length = std::hypot(edge.x(), edge.y());
        const int bumps = std::clamp(static_cast<int>(std::lround(length / bump_px)), 1, 500);
        const QPointF step = edge / bumps;
        const QPointF out = QPointF(step.y(), -step.x()) * (outwards * 0.6);
        for (int b = 0; b < bumps; ++b) {
            const QPointF from = a + step * b;
            path.cubicTo(from + out, from + step + out, from + step);
        }
    }
    return path;
}

void paint_text(PlanBrush& brush, const NoteLook& look, QPointF at) {
    if (look.text.isEmpty()) return;
    const QFont font = note_font(13);
    const QFontMetricsF metrics(font);
    double width = 0;
    for (const QString& line : look.text.split(u'\n'))
        width = std::max(width, metrics.horizontalAdvance(line));
    const QPointF center = at + QPointF(disc_px + text_gap_px + width / 2, 0);
    draw_halo_text(brush.painter(), center, 0, look.text, font, brush.theme().accent, brush.theme().halo);
}

void paint_rings(PlanBrush& brush, const Batch& batch, const PaintItem& item, const NoteLook& look) {
    QPainter& painter = brush.painter();
    painter.setPen(PlanBrush::pen(brush.theme().accent, line_px));
    painter.setBrush(Qt::NoBrush);
    if (look.kind == NoteKind::cloud && item.kind == GeometryKind::polygon) {
        for (std::uint32_t r = item.first_ring; r < item.first_ring + item.ring_count; ++r)
            if (const QPolygonF& ring = brush.closed_ring(batch.ring(r)); ring.size() > 2)
                painter.drawPath(cloud(ring));
        return;
    }
    brush.stroke(batch, item);
    if (item.kind != GeometryKind::line) return;
    const QPolygonF& line = brush.open_line(batch.ring(item.first_ring + item.ring_count - 1));
    if (line.size() < 2) return;
    if (look.kind == NoteKind::arrow) paint_head(brush, line);
    if (look.kind == NoteKind::measure) paint_length(brush, line, look.text);
}

} // namespace

bool is_settled(std::string_view status) {
    return status == "mended" || status == "declined";
}

void paint_slip(QPainter& painter, const QString& number, QPointF at, double half, Slip slip,
                const Theme& theme) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(at);
    painter.scale(half / disc_px, half / disc_px);
    paint_disc(painter, number, {0, 0}, slip, theme);
    painter.restore();
}

NoteLook note_look(const Feature& feature) {
    NoteLook look;
    look.kind = kind_of(feature);
    look.id = feature.id;
    look.disc = disc_place(feature.geometry, look.kind);
    look.settled = is_settled(attribute_text(feature, "status"));
    if (look.kind == NoteKind::measure && feature.geometry.kind == GeometryKind::line)
        look.text = QLocale().toString(length_of(feature.geometry), 'f', 2) + QStringLiteral("\u202Fm");
    if (look.kind == NoteKind::text) {
        const std::string text = attribute_text(feature, "text");
        look.text = wrapped(QString::fromStdString(text.empty() ? attribute_text(feature, "title") : text));
    }
    return look;
}

void paint_notes(PlanBrush& brush, const Batch& batch) {
    for (const std::uint32_t i : brush.visible(batch)) {
        if (!brush.go_on()) return;
        const PaintItem& item = batch.items[i];
        const NoteLook& look = batch.notes[i];
        brush.set_opacity_for(item);
        if (brush.is_faint(look.id)) brush.painter().setOpacity(brush.painter().opacity() * faint_opacity);
        if (item.kind != GeometryKind::point) paint_rings(brush, batch, item, look);
        const QPointF at = brush.pixel(look.disc);
        if (look.kind == NoteKind::text) paint_text(brush, look, at);
        paint_disc(brush.painter(), item.mark > 0 ? QString::number(item.mark) : QString(), at,
                   look.settled ? Slip::hollow : Slip::filled, brush.theme());
    }
}

} // namespace prospect::render
