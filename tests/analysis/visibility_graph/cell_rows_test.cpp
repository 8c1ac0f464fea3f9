#include "analysis/visibility_graph/load_lists.h"
#include "tests/analysis/visibility_graph/graphs.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::visibility_graph;

namespace {

std::vector<CellRun> runs_of(const RowRuns& row) {
    std::vector<CellRun> runs;
    for (const CellRun& run : row)
        runs.push_back(run);
    return runs;
}

} // namespace

class CellRowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runs_come_back_as_they_were() {
        const std::vector<std::vector<CellRun>> given{
            {{0, 0}}, {{0, 3}, {5, 5}, {7, 900}}, {}, {{4294000000U, 4294000001U}}};
        std::vector<CellRun> all;
        std::vector<std::size_t> ends;
        for (const auto& row : given) {
            all.insert(all.end(), row.begin(), row.end());
            ends.push_back(all.size());
        }
        CellRows rows(static_cast<std::int64_t>(given.size()));
        rows.put(0, all, ends);
        for (std::uint32_t cell = 0; cell < given.size(); ++cell)
            QVERIFY(runs_of(rows.row(cell)) == given[cell]);
    }

    // 2^16 - 1 cells are the most that one packed number tells of.
    void gaps_and_runs_of_any_length_come_back() {
        const std::uint32_t lengths[] = {1, 2, 65534, 65535, 65536, 65537, 131069, 131070, 131071, 700000};
        for (const std::uint32_t gap : lengths)
            for (const std::uint32_t cells : lengths)
                for (const std::uint32_t before : lengths) {
                    const std::vector<CellRun> given{
                        {gap - 1, gap + before - 2},
                        {before + 2 * gap - 1, before + 2 * gap + cells - 2},
                        {before + 3 * gap + cells, before + 3 * gap + cells},
                    };
                    CellRows rows(1);
                    rows.put(0, given, std::vector<std::size_t>{given.size()});
                    QVERIFY(runs_of(rows.row(0)) == given);
                    QCOMPARE(size_of(rows.row(0)), before + cells + 1);
                }
    }

    void rows_are_kept_apart_over_the_edges_of_blocks() {
        const Neighbours graph = test::random_graph(3 * CellRows::block + 17, 60, 100, 4);
        const CellRows rows = rows_of(graph);
        QCOMPARE(rows.cell_count(), static_cast<std::uint32_t>(graph.size()));
        const Neighbours back = test::neighbours_of(rows);
        for (std::size_t cell = 0; cell < graph.size(); ++cell) {
            auto sorted = graph[cell];
            std::sort(sorted.begin(), sorted.end());
            QVERIFY(back[cell] == sorted);
        }
    }

    // Every place stands for 2^level cells: together they are the row, the widest come first.
    void the_loads_of_a_row_are_its_cells() {
        constexpr std::uint32_t levels = 4;
        const CellRows rows = test::city_rows(19);
        const std::uint32_t cells = rows.cell_count();
        QVERIFY(cells > CellRows::block);
        const LoadLists lists(rows, levels);
        for (std::uint32_t cell = 0; cell < cells; ++cell) {
            std::vector<char> held(cells);
            std::uint32_t before = levels * cells;
            for (const std::uint32_t load : lists.row(cell)) {
                QVERIFY(load < before);
                before = load;
                for (std::uint32_t c = load % cells; c < load % cells + (1U << load / cells); ++c)
                    held[c] = 1;
            }
            std::vector<char> seen(cells);
            for (const CellRun& run : rows.row(cell))
                std::fill(seen.begin() + run.first, seen.begin() + run.last + 1, 1);
            QVERIFY(held == seen);
        }
    }

private:
    using Neighbours = test::Neighbours;
};

PROSPECT_TEST(CellRowsTest);

#include "cell_rows_test.moc"
