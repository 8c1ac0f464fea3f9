#include "analysis/visibility_graph/local_measures.h"
#include "tests/analysis/visibility_graph/graphs.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace prospect;
using namespace prospect::visibility_graph;
using prospect::test::Neighbours;

class LocalMeasuresTest : public QObject {
    Q_OBJECT

    static void compare(const CellRows& rows) {
        const Neighbours graph = test::neighbours_of(rows);
        const LocalMeasures all = local_measures(engine::Workers(2), rows);
        for (std::uint32_t cell = 0; cell < rows.cell_count(); ++cell) {
            const std::set<std::uint32_t> near(graph[cell].begin(), graph[cell].end());
            std::set<std::uint32_t> around(near);
            std::uint64_t links = 0;
            double control = 0;
            around.insert(cell);
            for (const std::uint32_t other : near) {
                control += 1 / static_cast<double>(graph[other].size());
                for (const std::uint32_t third : graph[other]) {
                    around.insert(third);
                    links += near.contains(third) ? 1 : 0;
                }
            }
            QCOMPARE(all.connectivity[cell], static_cast<std::uint32_t>(near.size()));
            QCOMPARE(all.links[cell], links / 2);
            QCOMPARE(all.around[cell], static_cast<std::uint32_t>(around.size()));
            QVERIFY(std::abs(all.control[cell] - control) < 1e-9);
        }
    }

private Q_SLOTS:
    void they_equal_sets_counted_one_by_one() {
        compare(rows_of(test::random_graph(600, 50, 200, 5)));
        compare(rows_of(test::random_graph(300, 300, 10, 6)));
        compare(test::city_rows(21));
    }

    void a_triangle_with_a_tail_by_hand() {
        const LocalMeasures all =
            local_measures(engine::Workers(1), rows_of(Neighbours{{1, 2}, {0, 2}, {0, 1, 3}, {2}}));
        QCOMPARE(all.clustering(0), 1.0);
        QCOMPARE(all.clustering(2), 1.0 / 3); // one link among three pairs
        QVERIFY(std::abs(all.control[0] - (1.0 / 2 + 1.0 / 3)) < 1e-12);
        QCOMPARE(all.controllability(0), 2.0 / 4);
        QCOMPARE(all.controllability(2), 3.0 / 4);
    }

    void the_same_bits_with_one_thread_and_two() {
        const CellRows rows = test::city_rows(17);
        const LocalMeasures one = local_measures(engine::Workers(1), rows);
        const LocalMeasures two = local_measures(engine::Workers(2), rows);
        QVERIFY(one.links == two.links && one.around == two.around && one.control == two.control);
    }
};

PROSPECT_TEST(LocalMeasuresTest);

#include "local_measures_test.moc"
