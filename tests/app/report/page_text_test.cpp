#include "app/report/page_text.h"
#include "tests/support/registry.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace prospect;
using namespace prospect::report;

namespace {

// Rows of 4 mm that tell which block they are of.
Flow::Block block(int rows, double from_width = 0) {
    return [=](double width) {
        return Rows(static_cast<std::size_t>(width < from_width ? 2 * rows : rows),
                    Row{4, [](QPainter&, QPointF) {}});
    };
}

Flow::Block heading(double height) {
    return [=](double) { return Rows{{height, [](QPainter&, QPointF) {}}}; };
}

const std::vector<QRectF> two_pages{{0, 0, 60, 100}, {66, 0, 60, 100}};

std::size_t rows_on(const Flow& flow, std::size_t page) {
    return static_cast<std::size_t>(std::count_if(flow.rows().begin(), flow.rows().end(),
                                                  [&](const PlacedRow& row) { return row.page == page; }));
}

} // namespace

class PageTextTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // The second column is what a legend leaves.
    void no_row_reaches_out_of_its_column_however_high_its_block() {
        const std::vector<QRectF> first{{0, 0, 60, 50}, {66, 0, 60, 3}, {132, 0, 60, -2}};
        for (const int rows : {1, 7, 9, 30, 90}) {
            Flow flow(first, two_pages);
            for (int i = 0; i < 6; ++i)
                flow.add(block(rows));
            QCOMPARE(flow.rows().size(), static_cast<std::size_t>(6 * rows));
            for (const PlacedRow& one : flow.rows()) {
                const auto& columns = one.page == 0 ? first : two_pages;
                const auto within = [&](const QRectF& column) {
                    return std::abs(column.left() - one.at.x()) < 0.01 && one.at.y() > -0.01 &&
                           one.at.y() + one.row.height < column.bottom() + 0.01;
                };
                QVERIFY2(std::any_of(columns.begin(), columns.end(), within), QByteArray::number(rows));
            }
        }
    }

    void a_low_block_stays_together_and_a_high_one_is_broken_with_some_rows_on_either_side() {
        const std::vector<QRectF> first{{0, 0, 60, 50}, {66, 0, 60, 50}};
        Flow low(first, two_pages);
        low.add(block(8));
        low.add(block(8)); // 18 mm are left
        QCOMPARE(low.rows()[8].at, QPointF(66, 0));
        Flow high(first, two_pages);
        high.add(block(8));
        high.add(block(14)); // four fit, ten are left
        QCOMPARE(high.rows()[11].at, QPointF(0, 44));
        QCOMPARE(high.rows()[12].at, QPointF(66, 0));
        Flow nearly(first, two_pages);
        nearly.add(block(13)); // twelve would fit: two of them go with the last one
        QCOMPARE(nearly.rows()[9].at, QPointF(0, 36));
        QCOMPARE(nearly.rows()[10].at, QPointF(66, 0));
    }

    void a_short_text_is_not_torn_and_of_a_long_one_no_line_stands_alone() {
        const auto holding = [](int count) {
            Rows lines = block(count)(60);
            hold_together(lines);
            QByteArray holds;
            for (const Row& line : lines)
                holds += line.holds_next ? 'h' : '.';
            return holds;
        };
        QCOMPARE(holding(1), QByteArray("."));
        QCOMPARE(holding(4), QByteArray("hhh."));
        QCOMPARE(holding(6), QByteArray("h...h."));
        Flow flow({{0, 0, 60, 49}, {66, 0, 60, 50}}, two_pages);
        flow.add([&](double width) {
            Rows rows = block(9)(width);
            Rows short_text = block(4)(width); // three of its lines would fit
            hold_together(short_text);
            append(rows, std::move(short_text));
            return rows;
        });
        QCOMPARE(flow.rows()[8].at, QPointF(0, 32));
        QCOMPARE(flow.rows()[9].at, QPointF(66, 0));
    }

    void what_goes_on_in_another_column_says_again_what_it_is_once() {
        // The second column takes all the rest, then not one line.
        for (const double second : {50, 3}) {
            Flow flow({{0, 0, 60, 50}, {66, 0, 60, second}}, two_pages);
            int again = 0;
            flow.add(block(20), [&](QPainter&, QPointF) { ++again; });
            QImage image(10, 10, QImage::Format_RGB32);
            QPainter painter(&image);
            for (const PlacedRow& one : flow.rows())
                one.row.paint(painter, one.at);
            QCOMPARE(again, 1);
        }
    }

    void a_heading_stands_above_rows_of_its_block() {
        Flow flow({{0, 0, 60, 50}, {66, 0, 60, 50}}, two_pages);
        flow.add(block(9)); // 14 mm are left
        flow.begin(heading(6), nullptr);
        flow.add(block(12)); // two of its rows would fit
        QCOMPARE(flow.rows()[9].at, QPointF(66, 0));
        QCOMPARE(flow.rows()[10].at, QPointF(66, 6));
    }

    void what_begins_a_page_says_that_it_goes_on_only_if_it_does() {
        Flow flow({{0, 0, 60, 50}}, two_pages);
        flow.add(block(12));
        flow.begin(heading(6), heading(7)); // begins on the second page
        flow.add(block(12));
        QCOMPARE(flow.rows()[12].page, std::size_t(1));
        QCOMPARE(flow.rows()[12].row.height, 6.0);
        QCOMPARE(rows_on(flow, 1), std::size_t(13));
        for (int i = 0; i < 4; ++i)
            flow.add(block(12)); // 54 + 96 + 96 mm: the third page
        QCOMPARE(flow.pages(), std::size_t(3));
        const auto third = std::find_if(flow.rows().begin(), flow.rows().end(),
                                        [](const PlacedRow& row) { return row.page == 2; });
        QCOMPARE(third->row.height, 7.0);
        flow.begin(nullptr, nullptr);
        while (flow.pages() < 4)
            flow.add(block(12));
        QCOMPARE(flow.rows().back().row.height, 4.0);
        QCOMPARE(std::count_if(flow.rows().begin(), flow.rows().end(),
                               [](const PlacedRow& row) { return row.row.height == 7; }),
                 1);
    }

    void a_block_is_laid_anew_where_the_columns_are_wider() {
        Flow flow({{0, 0, 60, 10}}, {{0, 0, 90, 100}});
        flow.add(block(5, 80)); // ten rows in 60 mm
        QCOMPARE(flow.rows().size(), std::size_t(5));
        QCOMPARE(flow.rows()[0].page, std::size_t(1));
    }
};

PROSPECT_TEST(PageTextTest);
#include "page_text_test.moc"
