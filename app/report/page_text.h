// Text that flows through the columns of a page and on to the next one: blocks of rows, in millimetres.
#pragma once

#include "app/render/style.h"

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QRectF>
#include <QString>

#include <functional>
#include <vector>

class QPainter;

namespace prospect::report {

// The light colours, whatever those of the window are.
const render::Theme& paper_theme();

// A font for rows; its pixel is a tenth of a millimetre.
QFont page_font(double points, QFont::Weight weight = QFont::Normal);

// Of a text beside the number it is about.
inline constexpr double number_indent = 9;

// What stands in one line of a column. Paints at its upper left corner; the painter's unit is a millimetre.
using Paint = std::function<void(QPainter&, QPointF)>;
struct Row {
    double height = 0;
    Paint paint;             // null: air
    bool holds_next = false; // never the last one of a column
};
using Rows = std::vector<Row>;

// The lines of a text in a column of that width, the text `indent` from its left edge.
Rows text_rows(const QString& text, const QFont& font, const QColor& color, double width, double indent = 0);
// One line, cut with an ellipsis where it is too long.
Row single_row(const QString& text, const QFont& font, const QColor& color, double width);
// A text of a few lines stays in one column, a longer one has two lines at least on either side of a break.
void hold_together(Rows& lines);
// Of one line.
double width_of(const QString& text, const QFont& font);
void append(Rows& rows, Rows more);
// One below the other.
void paint_rows(QPainter& painter, const Rows& rows, QPointF corner);
double height_of(const Rows& rows);

struct PlacedRow {
    std::size_t page = 0; // from 0
    QPointF at;
    Row row;
};

// Lays blocks one below the other. A low block stays together; a higher one is broken between rows, some of
// them on either side. No row reaches out of its column, and nothing is ever left out: there are as many
// further pages as are needed.
class Flow {
public:
    using Block = std::function<Rows(double width)>;

    // Columns of the first page (some may be too low for anything) and of every further one, which must hold
    // the highest row.
    Flow(std::vector<QRectF> first, std::vector<QRectF> further);
    // The next block stands under `heading`; pages that begin after that begin with `continued`. Both may be
    // null.
    void begin(Block heading, Block continued);
    // `again` is painted at the first row of each further column that a broken block goes on in; may be null.
    void add(const Block& block, const Paint& again = nullptr);
    std::size_t pages() const { return page_ + 1; }
    const std::vector<PlacedRow>& rows() const { return placed_; }

private:
    const QRectF& column() const;
    double room() const { return column().bottom() - top_; }
    void next_column();
    void place(const Row& row);
    Rows laid(const Block& block) const;
    std::size_t fitting(const Rows& rows, std::size_t from) const;

    std::vector<QRectF> first_;
    std::vector<QRectF> further_;
    Block heading_; // of the next block
    Block next_continued_;
    Block continued_;
    std::vector<PlacedRow> placed_;
    std::size_t page_ = 0;
    std::size_t column_ = 0;
    double top_ = 0;
    bool fresh_ = true; // nothing stands in the column but what continues it
};

} // namespace prospect::report
