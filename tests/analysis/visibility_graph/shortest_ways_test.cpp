#include "analysis/visibility_graph/shortest_ways.h"
#include "tests/analysis/visibility_graph/graphs.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numbers>

using namespace prospect;
using namespace prospect::visibility_graph;

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double quarter_turn = std::numbers::pi / 2;

// A grid over a plan, and its ways.
struct Grounds {
    Grounds(const kernel::Obstacles& plan, double begin, double end, double cell)
        : scene(plan), xs(even(begin, end, cell)), ys(xs.rbegin(), xs.rend()), lattice(scene, xs, ys),
          rows(rows_of(engine::Workers(), lattice, kernel::Grazing::blocks)) {
        for (std::uint32_t c = 0; c < lattice.cell_count(); ++c) {
            const auto place = static_cast<std::size_t>(lattice.place_of(c));
            centres.push_back({xs[place % xs.size()], ys[place / xs.size()]});
        }
    }
    static std::vector<double> even(double begin, double end, double cell) {
        std::vector<double> all;
        for (double x = begin; x < end; x += cell)
            all.push_back(x);
        return all;
    }
    std::uint32_t nearest(Point p) const {
        std::uint32_t best = 0;
        for (std::uint32_t c = 0; c < centres.size(); ++c)
            if (distance(centres[c], p) < distance(centres[best], p)) best = c;
        return best;
    }
    ShortestWays ways() const { return ShortestWays(engine::Workers(2), scene, lattice, rows, centres); }

    kernel::VisibilityScene scene;
    std::vector<double> xs;
    std::vector<double> ys;
    kernel::CellLattice lattice;
    CellRows rows;
    std::vector<Point> centres;
};

// Every straight way between corners and cells, tried against every wall: for plans in which nothing touches.
class PlainWays {
public:
    PlainWays(const kernel::Obstacles& plan, const Grounds& grounds) : plan_(plan), points_(grounds.centres) {
        for (const auto& ring : plan.rings)
            points_.insert(points_.end(), ring.begin(), ring.end());
        const std::size_t n = points_.size();
        for (std::size_t a = 0; a < n; ++a)
            for (std::size_t b = a + 1; b < n; ++b)
                if (is_free(grounds.scene, points_[a], points_[b])) {
                    edges_.push_back({a, b});
                    edges_.push_back({b, a});
                }
    }

    std::vector<double> metres_from(std::size_t source) const {
        std::vector<double> cost(points_.size(), infinity);
        cost[source] = 0;
        for (bool changed = true; changed;) {
            changed = false;
            for (const auto& [a, b] : edges_) {
                const double through = cost[a] + distance(points_[a], points_[b]);
                if (through < cost[b] - 1e-12) {
                    cost[b] = through;
                    changed = true;
                }
            }
        }
        return cost;
    }

    // Over pairs of straight ways, any turn allowed.
    std::vector<double> turns_from(std::size_t source) const {
        std::vector<double> cost(edges_.size(), infinity);
        std::vector<std::vector<std::size_t>> leaving(points_.size());
        for (std::size_t e = 0; e < edges_.size(); ++e) {
            leaving[edges_[e].first].push_back(e);
            if (edges_[e].first == source) cost[e] = 0;
        }
        for (bool changed = true; changed;) {
            changed = false;
            for (std::size_t e = 0; e < edges_.size(); ++e) {
                if (cost[e] == infinity) continue;
                for (const std::size_t f : leaving[edges_[e].second]) {
                    const double through = cost[e] + turn(e, f) / quarter_turn;
                    if (through < cost[f] - 1e-12) {
                        cost[f] = through;
                        changed = true;
                    }
                }
            }
        }
        std::vector<double> least(points_.size(), infinity);
        least[source] = 0;
        for (std::size_t e = 0; e < edges_.size(); ++e)
            least[edges_[e].second] = std::min(least[edges_[e].second], cost[e]);
        return least;
    }

private:
    double turn(std::size_t e, std::size_t f) const {
        const Point a = points_[edges_[e].second] - points_[edges_[e].first];
        const Point b = points_[edges_[f].second] - points_[edges_[f].first];
        return std::abs(std::atan2(cross(a, b), dot(a, b)));
    }
    bool is_free(const kernel::VisibilityScene& scene, Point p, Point q) const {
        for (const auto& ring : plan_.rings)
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const Point a = ring[i];
                const Point b = ring[(i + 1) % ring.size()];
                const auto side = [](Point from, Point to, Point x) {
                    const double turned = cross(to - from, x - from);
                    return std::abs(turned) < 1e-7 ? 0 : turned > 0 ? 1 : -1;
                };
                if (side(p, q, a) * side(p, q, b) < 0 && side(a, b, p) * side(a, b, q) < 0) return false;
            }
        const Point middle = (p + q) * 0.5;
        return !scene.inside_solid(middle);
    }

    const kernel::Obstacles& plan_;
    std::vector<Point> points_;
    std::vector<std::pair<std::size_t, std::size_t>> edges_;
};

std::vector<Point> turned_box(Point centre, double width, double depth, double angle) {
    std::vector<Point> ring;
    for (const Point p :
         {Point{-width, -depth}, Point{width, -depth}, Point{width, depth}, Point{-width, depth}}) {
        const Point at = centre + Point{p.x * std::cos(angle) - p.y * std::sin(angle),
                                        p.x * std::sin(angle) + p.y * std::cos(angle)};
        ring.push_back({std::round(at.x * 1000) / 1000, std::round(at.y * 1000) / 1000});
    }
    return ring;
}

kernel::Obstacles boxes(std::uint32_t seed) {
    test::Dice dice(seed);
    kernel::Obstacles plan{.bounds = {-2, -2, 62, 62}};
    for (int i = 0; i < 4; ++i)
        for (int j = 0; j < 4; ++j)
            plan.rings.push_back(turned_box({7.5 + 15 * i, 7.5 + 15 * j}, dice.real(2, 4.8),
                                            dice.real(1, 4.8), dice.real(0, 3.1)));
    return plan;
}

} // namespace

class ShortestWaysTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void ways_equal_those_of_all_straight_ways_tried() {
        for (const std::uint32_t seed : {1u, 2u, 3u}) {
            const kernel::Obstacles plan = boxes(seed);
            const Grounds grounds(plan, 0.377, 60, 7.3);
            const PlainWays plain(plan, grounds);
            const ShortestWays ways = grounds.ways();
            ShortestWays::Workspace workspace;
            for (std::uint32_t source = 0; source < grounds.centres.size(); source += 5) {
                const auto metres = plain.metres_from(source);
                const auto turns = plain.turns_from(source);
                const auto found = ways.from(source, WayLength::metres, workspace);
                for (std::size_t c = 0; c < found.size(); ++c)
                    QVERIFY2(std::abs(found[c] - metres[c]) < 1e-6,
                             qPrintable(QString("%1 m, %2 by all").arg(found[c]).arg(metres[c])));
                const auto bent = ways.from(source, WayLength::turns, workspace);
                for (std::size_t c = 0; c < bent.size(); ++c)
                    QVERIFY2(std::abs(bent[c] - turns[c]) < 1e-6,
                             qPrintable(QString("%1 quarter turns, %2 by all").arg(bent[c]).arg(turns[c])));
            }
        }
    }

    void around_a_wall_by_hand() {
        // A wall from (0, -10) to (0, 3): from (-4, 0) to (4, 0) it is 5 m up to its end and 5 m down.
        const kernel::Obstacles plan{.lines = {{{0, -10}, {0, 3}}}, .bounds = {-12, -10, 12, 12}};
        const Grounds grounds(plan, -4, 5, 4);
        const ShortestWays ways = grounds.ways();
        ShortestWays::Workspace workspace;
        const std::uint32_t from = grounds.nearest({-4, 0});
        const std::uint32_t to = grounds.nearest({4, 0});
        QVERIFY(std::abs(ways.from(from, WayLength::metres, workspace)[to] - 10) < 1e-9);
        const double turn = 2 * std::atan2(3, 4) / quarter_turn;
        QVERIFY(std::abs(ways.from(from, WayLength::turns, workspace)[to] - turn) < 1e-9);
        QCOMPARE(ways.from(from, WayLength::turns, workspace)[from], 0.0);
    }

    void what_is_walled_in_is_not_reached() {
        const kernel::Obstacles plan{.lines = {{{-1, -1}, {3, -1}, {3, 3}, {-1, 3}, {-1, -1}}},
                                     .bounds = {-12, -12, 12, 12}};
        const Grounds grounds(plan, -10, 11, 5);
        const ShortestWays ways = grounds.ways();
        ShortestWays::Workspace workspace;
        const std::uint32_t inside = grounds.nearest({0, 0});
        const std::uint32_t outside = grounds.nearest({10, 10});
        QCOMPARE(ways.from(inside, WayLength::metres, workspace)[outside], infinity);
        QCOMPARE(ways.from(outside, WayLength::turns, workspace)[inside], infinity);
    }

    void ways_of_a_degenerate_plan_are_symmetric_and_no_shorter_than_a_straight_line() {
        const Grounds grounds(test::lattice_plan(), 0.5, 40, 3);
        const ShortestWays ways = grounds.ways();
        ShortestWays::Workspace workspace;
        std::vector<std::vector<double>> metres;
        std::vector<std::vector<double>> turns;
        for (std::uint32_t c = 0; c < grounds.centres.size(); ++c) {
            metres.push_back(ways.from(c, WayLength::metres, workspace));
            turns.push_back(ways.from(c, WayLength::turns, workspace));
        }
        for (std::size_t a = 0; a < metres.size(); ++a)
            for (std::size_t b = 0; b < metres.size(); ++b) {
                QCOMPARE(metres[a][b] == infinity, turns[a][b] == infinity);
                if (metres[a][b] == infinity) continue;
                QVERIFY(std::abs(metres[a][b] - metres[b][a]) < 1e-9);
                QVERIFY(std::abs(turns[a][b] - turns[b][a]) < 1e-9);
                QVERIFY(metres[a][b] >= distance(grounds.centres[a], grounds.centres[b]) - 1e-9);
            }
    }
};

PROSPECT_TEST(ShortestWaysTest);

#include "shortest_ways_test.moc"
