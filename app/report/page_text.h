// Text that flows through the columns of a page and on to the next one: blocks of rows, in millimetres.
#pragma once

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>

#include <functional>
#include <vector>

class QPainter;

namespace prospect::report {

// A font for rows; its pixel is a tenth of a millimetre.
QFont page_font(double points, QFont::Weight weight = QFont::Normal);

// What stands in one line of a column. Paints at its upper left corner; the painter's unit is a millimetre.
struct Row {
    double height = 0;
    std::function<void(QPainter&, QPointF)> paint; // null: air
};
using Rows = std::vector<Row>;

// The lines of a text in a column of that width, the text `indent` from its left edge.
Rows text_rows(const QString& text, const QFont& font, const QColor& color, double width, double indent = 0);
// One line, cut with an ellipsis where it is too long.
Row single_row(const QString& text, const QFont& font, const QColor& color, double width);
void append(Rows& rows, Rows more);
double height_of(const Rows& rows);

struct PlacedRow {
    std::size_t page = 0; // from 0
    QPointF at;
    Row row;
};

// Lays blocks one below the other: a block stays together where a column can hold it, and is broken between
// rows where none can. Nothing is ever left out: there are as many further pages as are needed.
class Flow {
public:
    // Columns of the first page (some may be too low for anything) and of every further one.
    Flow(std::vector<QRectF> first, std::vector<QRectF> further);
    // Begins every further page; nothing by default.
    void set_continued(std::function<Rows(double width)> heading) { continued_ = std::move(heading); }
    void add(const std::function<Rows(double width)>& block);
    std::size_t pages() const { return page_ + 1; }
    const std::vector<PlacedRow>& rows() const { return placed_; }

private:
    const QRectF& column() const;
    double room() const { return column().bottom() - top_; }
    void next_column();
    void place(const Row& row);

    std::vector<QRectF> first_;
    std::vector<QRectF> further_;
    std::function<Rows(double)> continued_;
    std::vector<PlacedRow> placed_;
    std::size_t page_ = 0;
    std::size_t column_ = 0;
    double top_ = 0;
    bool fresh_ = true; // nothing stands in the column but what continues it
};

} // namespace prospect::report
