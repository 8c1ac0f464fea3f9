#include "analysis/visibility_graph/through_vision.h"
#include "tests/analysis/visibility_graph/graphs.h"
#include "tests/support/registry.h"

#include <QTest>

#include <numeric>

using namespace prospect;
using namespace prospect::visibility_graph;

namespace {

// Whether the line from (0, 0) to (east, north) has a point in the square about (i, j) without its north and
// east edges: clipped by its four sides in whole numbers, as shares of the line over a common denominator.
bool crosses(std::int64_t east, std::int64_t north, std::int64_t i, std::int64_t j) {
    // t = share of the line; x = east t in [i - 1/2, i + 1/2), y likewise. Bounds as fractions with a flag
    // whether the bound itself belongs to it.
    struct Bound {
        std::int64_t over = 0;
        std::int64_t under = 1;
        bool closed = true;
    };
    const auto less = [](const Bound& a, const Bound& b) { return a.over * b.under < b.over * a.under; };
    Bound low{0, 1, true};
    Bound high{1, 1, true};
    for (const auto& [way, centre] : {std::pair(east, i), std::pair(north, j)}) {
        if (way == 0) {
            if (centre != 0) return false;
            continue;
        }
        Bound first{2 * centre - 1, 2 * way, true};
        Bound last{2 * centre + 1, 2 * way, false};
        if (way < 0) {
            first = {-(2 * centre + 1), -2 * way, false};
            last = {-(2 * centre - 1), -2 * way, true};
        }
        if (less(low, first) || (!less(first, low) && !first.closed)) low = first;
        if (less(last, high) || (!less(high, last) && !last.closed)) high = last;
    }
    if (less(low, high)) return true;
    return !less(high, low) && low.closed && high.closed;
}

} // namespace

class ThroughVisionTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_squares_of_a_line_are_those_it_has_a_point_in() {
        for (std::int32_t east = 0; east <= 9; ++east)
            for (std::int32_t north = -9; north <= 9; ++north) {
                const auto crossed = crossed_between(east, north);
                std::size_t expected = 0;
                for (std::int32_t i = -1; i <= east + 1; ++i)
                    for (std::int32_t j = -11; j <= 11; ++j) {
                        const bool end = (i == 0 && j == 0) || (i == east && j == north);
                        const bool in = !end && crosses(east, north, i, j);
                        expected += in ? 1 : 0;
                        const bool listed =
                            std::find(crossed.begin(), crossed.end(), CellStep{i, j}) != crossed.end();
                        QVERIFY2(listed == in,
                                 qPrintable(QString("%1,%2 at %3,%4").arg(east).arg(north).arg(i).arg(j)));
                    }
                QCOMPARE(crossed.size(), expected);
            }
    }

    void in_a_row_of_five_the_middle_is_crossed_by_eight() {
        // Pairs over the middle: two cells before it, two behind, to and fro.
        std::vector<std::vector<std::uint32_t>> seen(5);
        for (std::uint32_t a = 0; a < 5; ++a)
            for (std::uint32_t b = 0; b < 5; ++b)
                if (a != b) seen[a].push_back(b);
        const std::vector<std::int64_t> places{0, 1, 2, 3, 4};
        QCOMPARE(through_vision(engine::Workers(2), rows_of(seen), places, 5, 1),
                 (std::vector<std::uint64_t>{0, 6, 8, 6, 0}));
    }

    void the_same_with_one_thread_and_two() {
        const CellRows rows = test::city_rows(23);
        // Any places will do: the graph alone is that of a city.
        std::vector<std::int64_t> places(rows.cell_count());
        std::iota(places.begin(), places.end(), 0);
        constexpr std::int64_t columns = 18;
        const std::int64_t grid_rows = static_cast<std::int64_t>(places.size()) / columns + 1;
        const auto one = through_vision(engine::Workers(1), rows, places, columns, grid_rows);
        QCOMPARE(through_vision(engine::Workers(2), rows, places, columns, grid_rows), one);
    }
};

PROSPECT_TEST(ThroughVisionTest);

#include "through_vision_test.moc"
