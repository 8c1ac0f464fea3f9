#include "app/report/page_text.h"

#include "app/render/style.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <memory>

namespace prospect::report {

namespace {

constexpr double points_per_mm = 72 / 25.4;
constexpr double tenths = 10; // font pixels in a millimetre

void paint_in_tenths(QPainter& painter, QPointF at, const std::function<void()>& paint) {
    painter.save();
    painter.translate(at);
    painter.scale(1 / tenths, 1 / tenths);
    paint();
    painter.restore();
}

} // namespace

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

void append(Rows& rows, Rows more) {
    rows.insert(rows.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
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

void Flow::add(const std::function<Rows(double)>& block) {
    Rows rows = block(column().width());
    // The columns of the first page are of any height; those of the further ones are all the same.
    while (height_of(rows) > room() && (!fresh_ || page_ == 0)) {
        const bool never_fits = page_ == 0 && height_of(block(further_[0].width())) > further_[0].height();
        if (never_fits && !rows.empty() && rows.front().height <= room()) break;
        const double width = column().width();
        next_column();
        if (column().width() != width) rows = block(column().width());
    }
    for (const Row& row : rows) {
        if (row.height > room() && !fresh_) next_column();
        place(row);
        fresh_ = false;
    }
}

} // namespace prospect::report
