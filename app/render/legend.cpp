#include "app/render/map_picture.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace prospect::render {

namespace {

constexpr double width_px = 264;
constexpr double bar_px = 12;
constexpr double tick_px = 4;
constexpr double hide_px = 20;     // beside the title, for what takes the map away
constexpr double category_px = 20; // a row of it

QString translated(const char* text) {
    return QCoreApplication::translate("Legend", text);
}

// The parts of a legend from top to bottom, relative to its top left corner.
struct Layout {
    QStringList title;
    QRectF bar;
    double labels_top = 0;
    double note_top = 0;
    double height = 0;
    QStringList notes;
};

QStringList wrapped(const QString& text, const QFontMetricsF& metrics, double width) {
    QStringList lines;
    for (const QString& word : text.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        if (!lines.isEmpty() && metrics.horizontalAdvance(lines.last() + QLatin1Char(' ') + word) <= width)
            lines.last() += QLatin1Char(' ') + word;
        else
            lines.append(word);
    }
    return lines;
}

QFont title_font() {
    QFont f = font(TextStyle::body);
    f.setWeight(QFont::DemiBold);
    return f;
}

Layout layout_of(const FieldStyle& style) {
    const QFontMetricsF title(title_font());
    const QFontMetricsF small(font(TextStyle::secondary));
    Layout layout;
    layout.title = wrapped(style.title, title, width_px - 2 * space::between - hide_px);
    double y = space::between + static_cast<double>(layout.title.size()) * std::ceil(title.height());
    y += layout.title.isEmpty() ? 0 : space::inside;
    layout.bar = QRectF(space::between, y, width_px - 2 * space::between, bar_px);
    if (style.categories.empty()) {
        layout.labels_top = layout.bar.bottom() + tick_px + 2;
        y = layout.labels_top + std::ceil(small.height());
    } else {
        layout.bar.setHeight(category_px * static_cast<double>(style.categories.size()));
        y = layout.bar.bottom();
    }
    layout.notes = wrapped(style.note, small, width_px - 2 * space::between);
    if (style.has_nodata) layout.notes += translated("Uncoloured: no value here");
    layout.note_top = y + space::grid;
    const double notes_height = static_cast<double>(layout.notes.size()) * std::ceil(small.height());
    layout.height = (layout.notes.isEmpty() ? y : layout.note_top + notes_height) + space::inside + 2;
    return layout;
}

struct Tick {
    double share; // of the bar
    QString text;
};

std::vector<Tick> ticks_of(const FieldStyle& style) {
    const double span = style.max - style.min;
    const auto& levels = style.contour_levels;
    const double step = levels.size() > 1 ? levels[1] - levels[0] : span;
    const auto number = [&](double value) { return shown_number(style.factor * value, style.factor * step); };
    const QString unit = style.unit.isEmpty() ? QString() : QStringLiteral("\u202F") + style.unit;
    std::vector<Tick> ticks;
    ticks.push_back({0, (style.values_below ? QStringLiteral("≤\u202F") : QString()) + number(style.min)});
    for (const double level : levels)
        if (level > style.min && level < style.max)
            ticks.push_back({(level - style.min) / span, number(level)});
    ticks.push_back(
        {1, (style.values_above ? QStringLiteral("≥\u202F") : QString()) + number(style.max) + unit});
    return ticks;
}

// The ends are always named; of the ticks between, every n-th, with the smallest n that leaves room.
std::vector<bool> named_ticks(const std::vector<QRectF>& rooms) {
    for (std::size_t stride = 1; stride < rooms.size(); ++stride) {
        std::vector<bool> named(rooms.size(), false);
        named.front() = named.back() = true;
        for (std::size_t i = stride; i + 1 < rooms.size(); i += stride)
            named[i] = true;
        bool fits = true;
        double right = -std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < rooms.size(); ++i) {
            if (!named[i]) continue;
            fits = fits && rooms[i].left() >= right + 6;
            right = rooms[i].right();
        }
        if (fits || stride + 1 == rooms.size()) return named;
    }
    return std::vector<bool>(rooms.size(), true);
}

void draw_ticks(QPainter& painter, const QRectF& bar, double labels_top, const FieldStyle& style,
                const Theme& theme) {
    const QFontMetricsF metrics(font(TextStyle::secondary));
    const std::vector<Tick> ticks = ticks_of(style);
    std::vector<QRectF> rooms;
    for (const Tick& tick : ticks) {
        const double w = metrics.horizontalAdvance(tick.text);
        const double x = bar.left() + tick.share * bar.width();
        const double left = tick.share <= 0 ? bar.left() : tick.share >= 1 ? bar.right() - w : x - w / 2;
        rooms.emplace_back(left, labels_top, w, metrics.height());
    }
    const std::vector<bool> named = named_ticks(rooms);
    for (std::size_t i = 0; i < ticks.size(); ++i) {
        const double x = std::round(bar.left() + ticks[i].share * bar.width());
        painter.setPen(QPen(theme.secondary, 1));
        painter.drawLine(QPointF(x, bar.bottom() + 1), QPointF(x, bar.bottom() + tick_px));
        if (!named[i]) continue;
        painter.setPen(theme.text);
        painter.drawText(QPointF(rooms[i].left(), labels_top + metrics.ascent()), ticks[i].text);
    }
}

// One column of colour per device pixel, over the colour of the ground as on the map.
void draw_bar(QPainter& painter, const QRectF& bar, const FieldStyle& style, const Theme& theme) {
    const double ratio = painter.device() != nullptr ? painter.device()->devicePixelRatioF() : 1;
    QImage colors(static_cast<int>(std::lround(bar.width() * ratio)), 1, QImage::Format_ARGB32);
    const FieldColors color_of(style);
    for (int x = 0; x < colors.width(); ++x) {
        const double value = style.min + (x + 0.5) / colors.width() * (style.max - style.min);
        colors.setPixel(x, 0, color_of(static_cast<float>(value)));
    }
    painter.fillRect(bar, theme.map_ground);
    painter.save();
    painter.setOpacity(style.opacity);
    painter.drawImage(bar, colors);
    painter.restore();
    painter.setPen(QPen(faded(theme.text, 0.25), 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5));
}

// A swatch and a word for each, over the colour of the ground as on the map.
void draw_categories(QPainter& painter, const QRectF& rows, const FieldStyle& style, const Theme& theme) {
    painter.setFont(font(TextStyle::body));
    QRectF row(rows.topLeft(), QSizeF(rows.width(), category_px));
    for (const Category& category : style.categories) {
        const QRectF swatch(row.left(), row.top() + (category_px - bar_px) / 2, 2 * bar_px, bar_px);
        painter.fillRect(swatch, theme.map_ground);
        painter.fillRect(swatch, faded(QColor::fromRgba(category.color), style.opacity));
        painter.setPen(QPen(faded(theme.text, 0.25), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(swatch.adjusted(-0.5, -0.5, 0.5, 0.5));
        painter.setPen(theme.text);
        painter.drawText(row.adjusted(swatch.width() + space::inside, 0, 0, 0),
                         Qt::AlignLeft | Qt::AlignVCenter, category.title);
        row.translate(0, category_px);
    }
}

} // namespace

QRectF legend_bar(const QRectF& legend, const FieldStyle& style) {
    return layout_of(style).bar.translated(legend.topLeft());
}

QRectF paint_legend(QPainter& painter, QPointF bottom_left, const FieldStyle& style, const Theme& theme) {
    const Layout layout = layout_of(style);
    const QRectF frame(std::round(bottom_left.x()), std::round(bottom_left.y() - layout.height), width_px,
                       layout.height);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.line, 1));
    painter.setBrush(theme.panel);
    painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);

    const QFontMetricsF title(title_font());
    painter.setFont(title_font());
    painter.setPen(theme.text);
    double base = frame.top() + space::between + title.ascent();
    for (const QString& line : layout.title) {
        painter.drawText(QPointF(frame.left() + space::between, base), line);
        base += std::ceil(title.height());
    }
    const QRectF bar = layout.bar.translated(frame.topLeft());
    if (style.categories.empty()) {
        draw_bar(painter, bar, style, theme);
        painter.setFont(font(TextStyle::secondary));
        draw_ticks(painter, bar, frame.top() + layout.labels_top, style, theme);
    } else {
        draw_categories(painter, bar, style, theme);
    }
    painter.setFont(font(TextStyle::secondary));
    const QFontMetricsF small(font(TextStyle::secondary));
    painter.setPen(theme.secondary);
    base = frame.top() + layout.note_top + small.ascent();
    for (const QString& line : layout.notes) {
        painter.drawText(QPointF(frame.left() + space::between, base), line);
        base += std::ceil(small.height());
    }
    painter.restore();
    return frame;
}

} // namespace prospect::render
