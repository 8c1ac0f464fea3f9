#include "app/report/page_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace prospect::report {

namespace {

constexpr double points_per_mm = 72 / 25.4;
constexpr double tenths = 10; // font pixels in a millimetre
constexpr double highest_unbroken = 32;
constexpr int fewest_rows = 3; // of a broken block on either side

void paint_in_tenths(QPainter& painter, QPointF at, const std::function<void()>& paint) {
    painter.save();
    painter.translate(at);
    painter.scale(1 / tenths, 1 / tenths);
    paint();
    painter.restore();
}

} // namespace

const render::Theme& paper_theme() {
    return render::theme(render::ThemeKind::light);
}

QFont page_font(double points, QFont::Weight weight) {
    QFont font = render::font(render::TextStyle::body);
    // One unit of the painter is a millimetre, so a font's pixel is one too; Qt wants whole pixels, hence the
    // tenfold size, scaled down where it is drawn.
    font.setPixelSize(std::max(1, static_cast<int>(std::lround(points / points_per_mm * tenths))));
    font.setWeight(weight);
    // Shaped, the house font puts signs without a character for the colon of "1:500" and for brackets: who
    // searches the PDF or has it read aloud would lose them.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

Rows text_rows(const QString& text, const QFont& font, const QColor& color, double width, double indent) {
    Rows rows;
    for (const QString& paragraph : text.split(u'\n')) {
        auto layout = std::make_shared<QTextLayout>(paragraph, font);
        QTextOption wrapping;
        wrapping.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        layout->setTextOption(wrapping);
        layout->beginLayout();
        for (QTextLine line = layout->createLine(); line.isValid(); line = layout->createLine())
            line.setLineWidth(std::max(1.0, (width - indent) * tenths));
        layout->endLayout();
        for (int i = 0; i < layout->lineCount(); ++i)
            rows.push_back({layout->lineAt(i).height() / tenths,
                            [layout, i, color, indent](QPainter& painter, QPointF at) {
                                paint_in_tenths(painter, at + QPointF(indent, 0), [&] {
                                    painter.setPen(color);
                                    layout->lineAt(i).draw(&painter, {0, 0});
                                });
                            }});
    }
    return rows;
}

Row single_row(const QString& text, const QFont& font, const QColor& color, double width) {
    const QFontMetricsF metrics(font);
    const QString shown = metrics.elidedText(text, Qt::ElideRight, width * tenths);
    return {metrics.height() / tenths, [=](QPainter& painter, QPointF at) {
                paint_in_tenths(painter, at, [&] {
                    painter.setFont(font);
                    painter.setPen(color);
                    painter.drawText(QPointF(0, metrics.ascent()), shown);
                });
            }};
}

void hold_together(Rows& lines) {
    constexpr std::size_t few = 4;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i)
        if (lines.size() <= few || i == 0 || i + 2 == lines.size()) lines[i].holds_next = true;
}

double width_of(const QString& text, const QFont& font) {
    return QFontMetricsF(font).horizontalAdvance(text) / tenths;
}

void append(Rows& rows, Rows more) {
    rows.insert(rows.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void paint_rows(QPainter& painter, const Rows& rows, QPointF corner) {
    for (const Row& row : rows) {
        if (row.paint) row.paint(painter, corner);
        corner.ry() += row.height;
    }
}

double height_of(const Rows& rows) {
    double sum = 0;
    for (const Row& row : rows)
        sum += row.height;
    return sum;
}

Flow::Flow(std::vector<QRectF> first, std::vector<QRectF> further)
    : first_(std::move(first)), further_(std::move(further)) {
    top_ = column().top();
}

const QRectF& Flow::column() const {
    return page_ == 0 ? first_[column_] : further_[column_];
}

void Flow::place(const Row& row) {
    placed_.push_back({page_, {column().left(), top_}, row});
    top_ += row.height;
}

void Flow::next_column() {
    const bool last = column_ + 1 == (page_ == 0 ? first_ : further_).size();
    page_ += last ? 1 : 0;
    column_ = last ? 0 : column_ + 1;
    top_ = column().top();
    fresh_ = true;
    if (!last || !continued_) return;
    for (const Row& row : continued_(column().width()))
        place(row);
}

void Flow::begin(Block heading, Block continued) {
    heading_ = std::move(heading);
    next_continued_ = std::move(continued);
    continued_ = nullptr;
}

Rows Flow::laid(const Block& block) const {
    Rows rows = heading_ ? heading_(column().width()) : Rows();
    for (Row& row : rows)
        row.holds_next = true;
    append(rows, block(column().width()));
    return rows;
}

// How many of the rows from that one on the column takes, so that what is left is worth a column of its own.
std::size_t Flow::fitting(const Rows& rows, std::size_t from) const {
    std::size_t count = 0;
    for (double height = 0; from + count < rows.size(); ++count) {
        const Row& row = rows[from + count];
        height += row.height;
        const bool is_air_at_the_end = !row.paint && from + count + 1 == rows.size();
        if (height > room() + 0.01 && !is_air_at_the_end) break;
    }
    if (from + count == rows.size()) return count;
    if (from == 0 && height_of(rows) <= std::min(highest_unbroken, further_[0].height())) return 0;
    const auto left = [&] {
        const auto first = rows.begin() + static_cast<std::ptrdiff_t>(from + count);
        return std::count_if(first, rows.end(), [](const Row& row) { return row.paint != nullptr; });
    };
    while (count > 0 && (left() < fewest_rows || rows[from + count - 1].holds_next))
        --count;
    std::size_t least = from > 0 ? 0 : static_cast<std::size_t>(fewest_rows);
    for (std::size_t i = 0; from == 0 && i < rows.size() && rows[i].holds_next; ++i)
        ++least;
    return count < least ? 0 : count;
}

void Flow::add(const Block& block, const Paint& again) {
    Rows rows = laid(block);
    for (std::size_t placed = 0; placed < rows.size();) {
        std::size_t count = fitting(rows, placed);
        if (count == 0 && fresh_ && page_ > 0) count = 1;
        if (count > 0 && placed > 0 && again)
            rows[placed].paint = [first = rows[placed].paint, again](QPainter& painter, QPointF at) {
                again(painter, at);
                first(painter, at);
            };
        for (std::size_t i = placed; i < placed + count; ++i)
            place(rows[i]);
        placed += count;
        if (count > 0) {
            fresh_ = false;
            if (next_continued_) continued_ = std::exchange(next_continued_, nullptr);
            heading_ = nullptr;
        }
        if (placed == rows.size()) return;
        const double width = column().width();
        next_column();
        if (placed == 0 && column().width() != width) rows = laid(block);
        while (placed > 0 && placed < rows.size() && !rows[placed].paint)
            ++placed; // no air at the top
    }
}

} // namespace prospect::report
