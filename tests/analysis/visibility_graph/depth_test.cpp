#include "analysis/visibility_graph/depth_search.h"
#include "analysis/visibility_graph/depth_values.h"
#include "tests/analysis/visibility_graph/graphs.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <numeric>

using namespace prospect;
using namespace prospect::visibility_graph;
using prospect::test::Neighbours;

namespace {

using Counts = std::vector<std::vector<std::uint32_t>>;

Counts searched(const CellRows& rows, std::uint32_t radius, Simd simd) {
    std::vector<std::uint32_t> order(rows.cell_count());
    std::iota(order.rbegin(), order.rend(), 0);
    const DepthSearch search(rows, order, radius, simd);
    DepthSearch::Workspace workspace;
    Counts counts(rows.cell_count());
    for (std::int64_t batch = 0; batch < search.batch_count(); ++batch)
        search.run(batch, workspace, [&](std::uint32_t source, DepthCounts found) {
            counts[source].assign(found.begin(), found.end());
        });
    return counts;
}

bool near(std::optional<double> value, double expected) {
    return value && std::abs(*value - expected) <= 1e-9 * std::max(1.0, std::abs(expected));
}

} // namespace

class DepthTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void counts_are_those_of_a_plain_search_data() {
        QTest::addColumn<int>("graph");
        QTest::addColumn<int>("simd");
        for (const Simd simd : usable_simd())
            for (int graph = 0; graph < 4; ++graph)
                QTest::newRow((std::string(name_of(simd)) + std::to_string(graph)).c_str())
                    << graph << static_cast<int>(simd);
    }
    void counts_are_those_of_a_plain_search() {
        QFETCH(int, graph);
        QFETCH(int, simd);
        const CellRows rows = graph == 0   ? rows_of(test::random_graph(1500, 40, 150, 1))
                              : graph == 1 ? rows_of(test::random_graph(700, 700, 3, 2)) // in several pieces
                              : graph == 2
                                  ? rows_of(test::random_graph(900, 900, 990, 3)) // nearly all see all
                                  : test::city_rows(13);
        const Neighbours plain = test::neighbours_of(rows);
        const Counts counts = searched(rows, 0, static_cast<Simd>(simd));
        for (std::uint32_t cell = 0; cell < rows.cell_count(); ++cell)
            QCOMPARE(counts[cell], test::plain_search(plain, cell));
    }

    void a_radius_ends_the_search() {
        const CellRows rows = rows_of(Neighbours{{1}, {0, 2}, {1, 3}, {2, 4}, {3}}); // a chain
        QCOMPARE(searched(rows, 2, Simd::plain)[0], (std::vector<std::uint32_t>{1, 1, 1}));
        QCOMPARE(searched(rows, 0, Simd::plain)[0], (std::vector<std::uint32_t>{1, 1, 1, 1, 1}));
        QCOMPARE(searched(rows, 1, Simd::plain)[2], (std::vector<std::uint32_t>{1, 2}));
    }

    void a_cell_alone_reaches_itself() {
        const CellRows rows = rows_of(Neighbours{{}, {}});
        QCOMPARE(searched(rows, 0, Simd::plain)[1], std::vector<std::uint32_t>{1});
        const DepthValues values = depth_values(std::vector<std::uint32_t>{1});
        QVERIFY(!values.mean_depth && !values.integration_hh && !values.entropy);
    }

    void values_follow_their_formulas() {
        // A hundred cells: the sum of depths is 60 + 2 * 29 + 3 * 10.
        const DepthValues values = depth_values(std::vector<std::uint32_t>{1, 60, 29, 10});
        const double mean = 148.0 / 99;
        QVERIFY(near(values.mean_depth, mean));
        const double ra = 2 * (mean - 1) / 98;
        const double d = 2 * (100 * (std::log2(34.0) - 1) + 1) / (99.0 * 98);
        const double p = 2 * (100 - std::log2(100.0) - 1) / (99.0 * 98);
        QVERIFY(near(values.integration_hh, d / ra));
        QVERIFY(near(values.integration_pvalue, p / ra));
        QVERIFY(near(values.integration_tekl, std::log(49.0) / std::log(49.0))); // 148 - 100 + 1 = 49
        const double shares[] = {60 / 99.0, 29 / 99.0, 10 / 99.0};
        double entropy = 0;
        for (const double share : shares)
            entropy -= share * std::log2(share);
        QVERIFY(near(values.entropy, entropy));
        const double expected[] = {mean / 2 * std::exp(-mean), mean * mean / 6 * std::exp(-mean),
                                   mean * mean * mean / 24 * std::exp(-mean)};
        double relativised = 0;
        for (int i = 0; i < 3; ++i)
            relativised += shares[i] * std::log2(shares[i] / expected[i]);
        QVERIFY(near(values.relativised_entropy, relativised));
    }

    void the_worked_number_of_integration_is_met() {
        // Ten cells: D_10 = 0.305556, RA = 2 (MD - 1) / 8.
        const DepthValues values = depth_values(std::vector<std::uint32_t>{1, 5, 4}); // MD = 13 / 9
        QVERIFY(near(values.mean_depth, 13.0 / 9));
        const double d10 = 2 * (10 * (std::log2(4.0) - 1) + 1) / 72;
        QVERIFY(std::abs(d10 - 0.305556) < 1e-6);
        QVERIFY(near(values.integration_hh, d10 / (2 * (4.0 / 9) / 8)));
    }

    void cells_that_see_everything_have_no_integration() {
        const DepthValues values = depth_values(std::vector<std::uint32_t>{1, 8});
        QVERIFY(near(values.mean_depth, 1));
        QVERIFY(!values.integration_hh && !values.integration_pvalue && !values.integration_tekl);
        QVERIFY(near(values.entropy, 0));
    }

    void near_order_keeps_neighbours_together() {
        std::vector<std::int64_t> places;
        for (std::int64_t place = 0; place < 64; ++place)
            places.push_back(place);
        const auto order = near_order(places, 8);
        QCOMPARE(order.size(), std::size_t{64});
        // The first quarter is one quarter of the square.
        for (std::size_t i = 0; i < 16; ++i)
            QVERIFY(order[i] % 8 < 4 && order[i] / 8 < 4);
    }
};

PROSPECT_TEST(DepthTest);

#include "depth_test.moc"
