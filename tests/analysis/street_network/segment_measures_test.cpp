#include "analysis/street_network/segment_measures.h"
#include "tests/analysis/street_network/all_routes.h"
#include "tests/analysis/street_network/town_lines.h"
#include "tests/support/registry.h"

#include <QTest>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include <cmath>

using namespace prospect;
using namespace prospect::street_network;
using namespace prospect::test;

namespace {

TurnGraph graph_of(const std::vector<Course>& courses, int quantise = 0) {
    return turn_graph(join(courses, {}), {quantise});
}

std::vector<SegmentMeasures> measured(const TurnGraph& graph, std::optional<double> radius_m = {},
                                      int threads = 2) {
    return segment_measures(engine::Workers(threads), graph, radius_m);
}

bool near(double found, double expected, double tolerance = 1e-9) {
    if (std::abs(found - expected) <= tolerance * std::max(1.0, std::abs(expected))) return true;
    qWarning("%.15g is not %.15g", found, expected);
    return false;
}

// A lattice of straight streets whose crossings are all alike: as many equal routes as there can be.
std::vector<Course> lattice(int size) {
    std::vector<Course> lines;
    for (int i = 0; i < size; ++i) {
        lines.push_back({{50.0 * i, 0}, {50.0 * i, 50.0 * (size - 1)}});
        lines.push_back({{0, 50.0 * i}, {50.0 * (size - 1), 50.0 * i}});
    }
    return lines;
}

} // namespace

class SegmentMeasuresTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // Three segments in a row: the second turns by 90 degrees, the third by 45 from it.
    void a_way_with_two_bends_by_hand() {
        const TurnGraph graph = graph_of({{{0, 0}, {10, 0}, {10, 10}, {20, 20}}});
        const auto all = measured(graph);
        QCOMPARE(all.size(), 3U);
        QCOMPARE(all[0].node_count, 3U);
        QVERIFY(near(all[0].total_depth, 1 + 1.5, 1e-6));
        QVERIFY(near(all[1].total_depth, 1 + 0.5, 1e-6));
        QVERIFY(near(all[2].total_depth, 0.5 + 1.5, 1e-6));
        QVERIFY(near(*all[0].integration(), 9 / 2.5, 1e-6));
        QVERIFY(near(*all[0].mean_depth(), 1.25, 1e-6));
        QVERIFY(near(*all[0].nain(), std::pow(3, 1.2) / 2.5, 1e-6));
        QCOMPARE(all[0].choice, 0.0);
        QCOMPARE(all[1].choice, 2.0); // from the first to the last and back
        QVERIFY(near(*all[1].nach(), std::log10(3) / std::log10(4.5), 1e-6));
    }

    void a_crossing_by_hand() {
        // Four arms: straight over costs nothing, a turn 1.
        const auto all = measured(graph_of({{{-10, 0}, {10, 0}}, {{0, -10}, {0, 10}}}));
        QCOMPARE(all.size(), 4U);
        for (const SegmentMeasures& one : all) {
            QVERIFY(near(one.total_depth, 2, 1e-9));
            QCOMPARE(one.choice, 0.0);
        }
    }

    void nobody_turns_round_on_the_spot() {
        // From the arm to its neighbour through the shared end, never there and back again.
        const auto depths =
            depths_from(graph_of({{{0, 0}, {10, 0}}, {{10, 0}, {10, 10}}, {{10, 0}, {20, 0}}}), 1, {});
        QVERIFY(near(*depths[0], 1));
        QVERIFY(near(*depths[2], 1));
        // Out at one end of a segment, round a square and in at the other: both ends are left once.
        const TurnGraph ring = graph_of({{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}});
        const auto round = depths_from(ring, 0, {});
        QVERIFY(near(*round[1], 1));
        QVERIFY(near(*round[2], 2));
        QVERIFY(near(*round[3], 1));
    }

    void the_radius_counts_from_the_middle_along_the_route() {
        const TurnGraph row = graph_of({{{0, 0}, {10, 0}, {20, 0.5}, {30, 0}, {40, 0.5}}});
        QCOMPARE(measured(row, 9.9)[0].node_count, 1U);
        QCOMPARE(measured(row, 10.1)[0].node_count, 2U); // 5 of the first and half of the second
        QCOMPARE(measured(row, 20.1)[0].node_count, 3U);
        QCOMPARE(measured(row, 4.0)[1].node_count, 1U);
        QVERIFY(!measured(row, 4.0)[1].integration());
        QVERIFY(!measured(row, 4.0)[1].mean_depth());
        QVERIFY(!measured(row, 4.0)[1].nach());
        QVERIFY(!measured(row, 4.0)[1].nain());
    }

    void what_lies_straight_ahead_has_no_depth_and_no_integration() {
        const auto all = measured(graph_of({{{0, 0}, {10, 0}}, {{10, 0}, {20, 0}}}));
        QCOMPARE(all[0].total_depth, 0.0);
        QVERIFY(!all[0].integration());
        QVERIFY(!all[0].nain());
        QVERIFY(near(*all[0].nach(), 0));
    }

    void bins_are_those_of_a_tulip() {
        // 90 degrees: floor(256.5) = 256 of 256; 45: floor(128.25) = 128.
        const TurnGraph graph = graph_of({{{0, 0}, {10, 0}, {10, 10}, {20, 20}}}, 1024);
        QCOMPARE(graph.steps_per_right_angle, 256.0);
        QCOMPARE(measured(graph)[0].total_depth, 2.5);
        // With 8 bins a right angle is floor(2.5) = 2 of 2, 45 degrees floor(1.25) = 1.
        const TurnGraph coarse = graph_of({{{0, 0}, {10, 0}, {10, 10}, {20, 20}}}, 8);
        QCOMPARE(coarse.steps_per_right_angle, 2.0);
        QCOMPARE(measured(coarse)[0].total_depth, 2.5);
    }

    void equal_routes_share_the_count() {
        const TurnGraph graph = graph_of(lattice(5));
        const auto found = measured(graph);
        const auto expected = all_routes(graph);
        for (std::size_t s = 0; s < found.size(); ++s) {
            QCOMPARE(found[s].total_depth, expected[s].total_depth);
            QVERIFY(near(found[s].choice, expected[s].choice, 1e-5));
        }
    }

    void random_towns_agree_with_the_definition_data() {
        QTest::addColumn<int>("quantise");
        QTest::addColumn<unsigned>("seed");
        for (unsigned seed = 1; seed <= 4; ++seed)
            for (const int quantise : {0, 1024, 16})
                QTest::addRow("%d bins, town %u", quantise, seed) << quantise << seed;
    }
    void random_towns_agree_with_the_definition() {
        QFETCH(int, quantise);
        QFETCH(unsigned, seed);
        const TurnGraph graph = graph_of(town_lines(6 + static_cast<int>(seed), seed), quantise);
        QVERIFY(graph.segment_count() > 80 && graph.segment_count() < 500);
        const auto found = measured(graph);
        const auto expected = all_routes(graph);
        for (std::size_t s = 0; s < found.size(); ++s) {
            QCOMPARE(found[s].node_count, expected[s].node_count);
            QCOMPARE(found[s].total_depth, expected[s].total_depth);
            QVERIFY(near(found[s].choice, expected[s].choice, 1e-5));
        }
    }

    // Boost.Graph on the directed segments, with turns as costs.
    void depths_agree_with_boost() {
        using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property,
                                            boost::property<boost::edge_weight_t, double>>;
        const TurnGraph graph = graph_of(town_lines(14, 9));
        Graph boosted(graph.starts.size() - 1);
        for (std::uint32_t state = 0; state + 1 < graph.starts.size(); ++state)
            for (std::uint32_t w = graph.starts[state]; w < graph.starts[state + 1]; ++w)
                boost::add_edge(state, graph.ways[w].state, graph.ways[w].turn, boosted);
        for (std::uint32_t first = 0; first < graph.segment_count(); first += 29) {
            const auto ours = depths_from(graph, first, {});
            std::vector<double> forward(graph.starts.size() - 1);
            std::vector<double> back(forward.size());
            boost::dijkstra_shortest_paths(boosted, 2 * first, boost::distance_map(forward.data()));
            boost::dijkstra_shortest_paths(boosted, 2 * first + 1, boost::distance_map(back.data()));
            for (std::uint32_t s = 0; s < graph.segment_count(); ++s) {
                if (s == first) continue;
                const double theirs = std::min(std::min(forward[2 * s], forward[2 * s + 1]),
                                               std::min(back[2 * s], back[2 * s + 1]));
                QCOMPARE(*ours[s], theirs / graph.steps_per_right_angle);
            }
        }
    }

    void depth_within_a_large_radius_is_that_without_one() {
        const TurnGraph graph = graph_of(town_lines(8, 2));
        const auto without = measured(graph);
        const auto within = measured(graph, 100000);
        for (std::size_t s = 0; s < without.size(); ++s) {
            QCOMPARE(within[s].total_depth, without[s].total_depth);
            QCOMPARE(within[s].choice, without[s].choice);
        }
        // What is reached grows with the radius.
        const auto small = measured(graph, 150);
        const auto large = measured(graph, 300);
        for (std::size_t s = 0; s < small.size(); ++s)
            QVERIFY(small[s].node_count <= large[s].node_count &&
                    large[s].node_count <= without[s].node_count);
    }

    void the_same_bits_on_one_thread_and_two() {
        const TurnGraph graph = graph_of(town_lines(16, 5));
        for (const auto radius : {std::optional<double>(), std::optional<double>(400)}) {
            const auto one = measured(graph, radius, 1);
            const auto two = measured(graph, radius, 2);
            for (std::size_t s = 0; s < one.size(); ++s) {
                QCOMPARE(one[s].choice, two[s].choice);
                QCOMPARE(one[s].total_depth, two[s].total_depth);
            }
        }
    }

    void turning_and_mirroring_the_plan_changes_nothing() {
        const auto lines = town_lines(8, 4);
        auto mirrored = lines;
        for (Course& course : mirrored)
            for (Point& p : course)
                p = {p.y, p.x};
        const auto found = measured(graph_of(lines));
        const auto other = measured(graph_of(mirrored));
        for (std::size_t s = 0; s < found.size(); ++s) {
            QVERIFY(near(found[s].total_depth, other[s].total_depth, 1e-5));
            QCOMPARE(found[s].node_count, other[s].node_count);
        }
    }

    void a_route_too_crooked_to_add_up_is_refused() {
        Course zigzag;
        for (int i = 0; i < 4200; ++i)
            zigzag.push_back({(i + 1) / 2 * 10.0, i / 2 * 10.0});
        const TurnGraph fine = graph_of({zigzag});
        QVERIFY_THROWS_EXCEPTION(Error, (void)measured(fine));
        QCOMPARE(measured(graph_of({zigzag}, 1024))[0].total_depth, 4198.0 * 4199 / 2);
    }
};

PROSPECT_TEST(SegmentMeasuresTest);

#include "segment_measures_test.moc"
