#include "analysis/street_network/blocks.h"
#include "analysis/street_network/links.h"
#include "analysis/street_network/turn_graph.h"
#include "geometry/base/error.h"
#include "tests/analysis/street_network/town_lines.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace prospect;
using namespace prospect::street_network;
using namespace prospect::test;

namespace {

std::vector<double> lengths(const Network& network) {
    std::vector<double> found;
    for (const NetworkSegment& segment : network.segments)
        found.push_back(segment.length_m);
    std::sort(found.begin(), found.end());
    return found;
}

bool near(double found, double expected, double tolerance = 1e-9) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.15g is not %.15g", found, expected);
    return false;
}

} // namespace

class NetworkTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ways_that_cross_are_cut_there_unless_they_lie_apart() {
        const std::vector<Course> cross{{{-10, 0}, {20, 0}}, {{0, -5}, {0, 5}}};
        const Network joined = join(cross, {});
        QCOMPARE(lengths(joined), (std::vector<double>{5, 5, 10, 20}));
        QCOMPARE(joined.nodes.size(), 5U);
        QCOMPARE(joined.component_m.size(), 1U);
        const Network apart = join(cross, {.crossings = Crossings::apart});
        QCOMPARE(lengths(apart), (std::vector<double>{10, 30}));
        QCOMPARE(apart.component_m, (std::vector<double>{30, 10}));
    }

    void bends_make_segments_and_straight_vertices_do_not() {
        const Network network = join(std::vector<Course>{{{0, 0}, {5, 0}, {10, 0}, {10, 7}}}, {});
        QCOMPARE(lengths(network), (std::vector<double>{7, 10}));
        // Where another way begins at such a vertex it is a junction.
        const Network with =
            join(std::vector<Course>{{{0, 0}, {5, 0}, {10, 0}, {10, 7}}, {{5, 0}, {5, 3}}}, {});
        QCOMPARE(lengths(with), (std::vector<double>{3, 5, 5, 7}));
    }

    void an_end_that_nearly_meets_is_joined() {
        const std::vector<Course> lines{{{0, 0}, {20, 0}}, {{10, 0.4}, {10, 8}}};
        const Network network = join(lines, {});
        QCOMPARE(network.counts.snapped, 1U);
        QCOMPARE(network.component_m.size(), 1U);
        QCOMPARE(network.segments.size(), 3U);
        QCOMPARE(join(lines, {.snap_m = 0.3}).component_m.size(), 2U);
        // To a junction rather than beside it.
        const Network corner =
            join(std::vector<Course>{{{0, 0}, {20, 0}}, {{10, 0}, {10, -8}}, {{10.2, 0.3}, {10, 8}}}, {});
        QCOMPARE(corner.segments.size(), 4U);
        QCOMPARE(corner.degree(corner.segments[0].to_node), 4U);
    }

    void what_sticks_out_past_a_crossing_goes() {
        const Network network = join(std::vector<Course>{{{0, 0}, {20, 0}}, {{10, -0.3}, {10, 8}}}, {});
        QCOMPARE(network.counts.stubs, 1U);
        QCOMPARE(lengths(network), (std::vector<double>{8, 10, 10}));
    }

    void a_way_drawn_twice_counts_once() {
        const Network network =
            join(std::vector<Course>{{{0, 0}, {20, 0}}, {{20, 0}, {0, 0}}, {{5, 0}, {15, 0}}}, {});
        QVERIFY(near(network.component_m[0], 20));
        QVERIFY(network.counts.duplicates >= 2);
        QVERIFY(near(network.counts.duplicate_m, 30));
    }

    void nothing_and_dots_are_nothing() {
        QVERIFY(join({}, {}).segments.empty());
        const Network dots = join(std::vector<Course>{{{1, 1}}, {{2, 2}, {2, 2}}, {}}, {});
        QVERIFY(dots.segments.empty());
        QCOMPARE(dots.counts.courses_without_length, 3U);
        QCOMPARE(join(std::vector<Course>{{{0, 0}, {1, 0}}}, {}).segments.size(), 1U);
    }

    void a_town_keeps_its_length_and_fits_together() {
        for (unsigned seed = 1; seed < 6; ++seed) {
            const auto lines = town_lines(12, seed);
            double drawn = 0;
            for (const Course& line : lines)
                for (std::size_t i = 1; i < line.size(); ++i)
                    drawn += distance(line[i - 1], line[i]);
            const Network network = join(lines, {});
            double kept = 0;
            for (const NetworkSegment& segment : network.segments) {
                QVERIFY(segment.from_node != segment.to_node);
                QVERIFY(near(segment.length_m, distance(segment.from, segment.to)));
                QVERIFY(distance(segment.from, network.nodes[segment.from_node]) <= 1.0);
                kept += segment.length_m;
            }
            QVERIFY(kept <= drawn + 1e-6 && kept > drawn - 0.5 * static_cast<double>(lines.size()) / 5);
            double parts = 0;
            for (const double m : network.component_m)
                parts += m;
            QVERIFY(near(parts, kept, 1e-6));
            // No two cross any more.
            std::size_t at_nodes = 0;
            for (std::uint32_t node = 0; node < network.nodes.size(); ++node)
                at_nodes += network.degree(node);
            QCOMPARE(at_nodes, network.segments.size() * 2);
        }
    }

    void a_fine_arc_does_not_become_a_chord() {
        Course arc;
        constexpr double radius_m = 10;
        for (int i = 0; i <= 785; ++i)
            arc.push_back({radius_m * std::cos(0.002 * i), radius_m * std::sin(0.002 * i)});
        const Network network = join(std::vector<Course>{arc}, {});
        for (const NetworkSegment& segment : network.segments) {
            const Point middle = (segment.from + segment.to) * 0.5;
            QVERIFY(radius_m - std::hypot(middle.x, middle.y) <= 0.6e-3);
        }
    }

    void turns_of_a_lattice_are_the_same_however_it_lies_unless_it_is_rounded() {
        const auto turns = [](double degrees, double step_m) {
            const double angle = degrees * std::acos(-1.0) / 180;
            const auto at = [&](double x, double y) {
                Point p{x * std::cos(angle) - y * std::sin(angle), x * std::sin(angle) + y * std::cos(angle)};
                if (step_m > 0) p = {std::round(p.x / step_m) * step_m, std::round(p.y / step_m) * step_m};
                return p;
            };
            std::vector<Course> lines;
            for (int i = 0; i < 4; ++i)
                for (int j = 0; j < 3; ++j) {
                    lines.push_back({at(20 * j, 20 * i), at(20 * j + 20, 20 * i)});
                    lines.push_back({at(20 * i, 20 * j), at(20 * i, 20 * j + 20)});
                }
            std::vector<std::uint32_t> found;
            for (const auto& way : turn_graph(join(lines, {}), {}).ways)
                found.push_back(way.turn);
            std::sort(found.begin(), found.end());
            return found;
        };
        QVERIFY(turns(0, 0) == turns(30, 0));
        QVERIFY(turns(0, 0) == turns(0, 0.001));
        QVERIFY(turns(0, 0) != turns(30, 0.001));
    }

    void a_stretch_of_over_a_thousand_kilometres_is_refused() {
        QVERIFY_THROWS_EXCEPTION(Error,
                                 (void)turn_graph(join(std::vector<Course>{{{0, 0}, {4.3e6, 0}}}, {}), {}));
        QCOMPARE(turn_graph(join(std::vector<Course>{{{0, 0}, {9e5, 0}}}, {}), {}).length_mm.at(0),
                 900000000U);
    }

    void a_ring_within_a_block_is_a_block_of_its_own_and_changes_nothing() {
        const Course square{{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}};
        // Attached to a corner, and hanging by a way.
        const Course attached{{0, 0}, {30, 10}, {10, 30}, {0, 0}};
        const std::vector<Course> hanging{{{0, 0}, {20, 20}}, {{20, 20}, {50, 20}, {20, 50}, {20, 20}}};
        for (std::vector<Course> inner : {std::vector<Course>{attached}, hanging}) {
            std::vector<Course> all = inner;
            all.insert(all.begin(), square);
            for (int turn = 0; turn < 2; ++turn) {
                std::vector<Block> found = blocks(join(all, {}));
                std::sort(found.begin(), found.end(),
                          [](const Block& a, const Block& b) { return a.area_m2 > b.area_m2; });
                QCOMPARE(found.size(), 2U);
                QVERIFY(near(found[0].area_m2, 10000));
                QVERIFY(near(found[0].perimeter_m, 400));
                QVERIFY(near(found[1].area_m2, inner.size() == 1 ? 400 : 450));
                std::reverse(all.begin(), all.end());
            }
        }
    }

    void links_lead_from_junction_to_junction() {
        // A square with a way that ends, and a ring of its own.
        const Network network = join(std::vector<Course>{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}},
                                                         {{10, 10}, {15, 12}, {20, 10}},
                                                         {{100, 0}, {110, 0}, {105, 8}, {100, 0}}},
                                     {});
        const Links links = links_of(network);
        QCOMPARE(links.all.size(), 3U);
        QCOMPARE(links.all[0].segments.size(), 4U);
        QVERIFY(near(links.all[0].length_m, 40));
        QVERIFY(!is_dead_end(network, links.all[0]));
        QVERIFY(is_dead_end(network, links.all[1]));
        QCOMPARE(links.all[2].segments.size(), 3U);
        QCOMPARE(bridges(network, links), (std::vector<char>{0, 1, 0}));
        const auto round = ways_round(engine::Workers(1), network, links, 100);
        QCOMPARE(*round[0], 0.0);
        QVERIFY(!round[1]);
    }

    void the_way_round_is_the_shortest_other_one() {
        // A ladder: rungs 30 apart, 20 long.
        const Network network = join(std::vector<Course>{{{0, 0}, {90, 0}},
                                                         {{0, 20}, {90, 20}},
                                                         {{0, 0}, {0, 20}},
                                                         {{30, 0}, {30, 20}},
                                                         {{60, 0}, {60, 20}},
                                                         {{90, 0}, {90, 20}}},
                                     {});
        const Links links = links_of(network);
        const auto round = ways_round(engine::Workers(2), network, links, 1000);
        for (std::size_t l = 0; l < links.all.size(); ++l) {
            QVERIFY(round[l]);
            const double own = links.all[l].length_m;
            // A rung: along, across, back; a piece of a side: across, along, across; an end: the rest of its
            // loop.
            QVERIFY(near(*round[l], own == 20 ? 80 : own == 30 ? 70 : 20));
            QVERIFY(!ways_round(engine::Workers(1), network, links, *round[l] - own - 0.01)[l]);
        }
    }

    // Against taking every link away and looking whether its ends still meet.
    void bridges_are_those_without_a_way_round() {
        for (unsigned seed = 1; seed < 8; ++seed) {
            const Network network = join(town_lines(9, seed), {});
            const Links links = links_of(network);
            const auto found = bridges(network, links);
            const auto round = ways_round(engine::Workers(2), network, links, 1e9);
            for (std::size_t l = 0; l < links.all.size(); ++l)
                QCOMPARE(found[l] != 0, !round[l].has_value());
        }
    }

    void an_end_near_another_way_is_proposed_to_be_joined() {
        const Network network = join(std::vector<Course>{{{0, 0}, {20, 0}}, {{10, 0.8}, {10, 8}}}, {});
        const auto ends = loose_ends(network, 2);
        QCOMPARE(ends.size(), 1U);
        QVERIFY(near(ends[0].gap_m, 0.8));
        QCOMPARE(ends[0].to, (Point{10, 0}));
        QVERIFY(loose_ends(network, 0.7).empty());
        // The gap of a hairpin whose end is near its beginning: 40 m to walk instead of 0.8.
        const Network hairpin = join(std::vector<Course>{{{0, 0}, {20, 0}, {20, 0.8}, {0, 0.8}}}, {});
        QCOMPARE(loose_ends(hairpin, 2).size(), 2U);
    }

    void blocks_are_what_one_walks_round() {
        const Network network = join(std::vector<Course>{{{0, 0}, {100, 0}, {100, 60}, {0, 60}, {0, 0}},
                                                         {{40, 0}, {40, 60}},
                                                         {{100, 30}, {80, 30}}}, // ends inside
                                     {});
        auto found = blocks(network);
        QCOMPARE(found.size(), 2U);
        std::sort(found.begin(), found.end(),
                  [](const Block& a, const Block& b) { return a.area_m2 < b.area_m2; });
        QVERIFY(near(found[0].area_m2, 2400) && near(found[0].perimeter_m, 200));
        QVERIFY(near(found[1].area_m2, 3600) && near(found[1].perimeter_m, 240));
    }

    // Euler: faces less the outside = segments - nodes + components, of the part that is not ways that end.
    void a_town_has_as_many_blocks_as_euler_says() {
        for (unsigned seed = 1; seed < 6; ++seed) {
            const Network network = join(town_lines(10, seed), {});
            const auto euler = network.segments.size() + network.component_m.size() - network.nodes.size();
            QCOMPARE(blocks(network).size(), euler);
        }
    }
};

PROSPECT_TEST(NetworkTest);

#include "network_test.moc"
