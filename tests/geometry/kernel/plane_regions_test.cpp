#include "geometry/kernel/plane_regions.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <map>
#include <random>

using namespace prospect;
using kernel::PartingLine;
using kernel::PlaneRegions;

namespace {

void add(std::vector<PartingLine>& lines, std::vector<Point> points, bool solid = true) {
    for (std::size_t i = 1; i < points.size(); ++i)
        lines.push_back({{points[i - 1], points[i]}, solid});
}

std::vector<PartingLine> square() {
    std::vector<PartingLine> lines;
    add(lines, {{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}});
    return lines;
}

const Box bounds{-20, -20, 30, 30};

} // namespace

class PlaneRegionsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_square_parts_inside_from_outside() {
        const PlaneRegions plane(square(), bounds, 0.3);
        QCOMPARE(plane.regions().size(), std::size_t{2});
        const auto inside = plane.region_at({5, 5});
        const auto outside = plane.region_at({15, 5});
        QVERIFY(inside != outside);
        QVERIFY(std::abs(plane.regions()[inside].area_m2 - 100) < 1e-9);
        QVERIFY(!plane.regions()[inside].at_rim);
        QVERIFY(plane.regions()[outside].at_rim);
        QCOMPARE(plane.region_at({-1000, 5}), outside);
        QCOMPARE(plane.borders().size(), std::size_t{4});
        for (const auto& border : plane.borders())
            QCOMPARE(border.lines.size(), std::size_t{1});
    }

    void a_place_is_the_left_of_a_border_where_its_piece_says() {
        const PlaneRegions plane(square(), bounds, 0.3);
        const auto inside = plane.region_at({5, 5});
        for (const auto& border : plane.borders()) {
            const Point along = border.piece.b - border.piece.a;
            const Point middle = (border.piece.a + border.piece.b) * 0.5;
            const Point left = middle + Point{-along.y, along.x} * 0.01;
            QCOMPARE(plane.region_at(left) == inside, border.left == inside);
        }
    }

    void what_is_wide_enough_joins() {
        // The right side is open from y = 4 by so much.
        const auto open_by = [](double gap_m) {
            std::vector<PartingLine> lines;
            add(lines, {{10, 4}, {10, 0}, {0, 0}, {0, 10}, {10, 10}, {10, 4 + gap_m}});
            return PlaneRegions(lines, bounds, 0.3).regions().size();
        };
        QCOMPARE(open_by(0.29), std::size_t{2});
        QCOMPARE(open_by(0.31), std::size_t{1});
    }

    void ends_of_edges_that_stop_nobody_close_no_gap() {
        std::vector<PartingLine> lines;
        add(lines, {{10, 4}, {10, 0}, {0, 0}, {0, 10}, {10, 10}, {10, 4.1}}, false);
        QCOMPARE(PlaneRegions(lines, bounds, 0.3).regions().size(), std::size_t{1});
    }

    void a_border_names_all_lines_along_it() {
        std::vector<PartingLine> lines = square();
        add(lines, {{10, -5}, {10, 15}}, false); // along the right side and beyond it
        const PlaneRegions plane(lines, bounds, 0.3);
        std::size_t both = 0;
        double both_m = 0;
        for (const auto& border : plane.borders())
            if (border.lines.size() == 2) {
                ++both;
                both_m += distance(border.piece.a, border.piece.b);
                QCOMPARE(border.lines, (std::vector<std::uint32_t>{1, 4}));
            }
        QCOMPARE(both, std::size_t{1});
        QVERIFY(std::abs(both_m - 10) < 1e-9);
    }

    void a_line_that_hangs_loose_borders_one_region_twice() {
        std::vector<PartingLine> lines;
        add(lines, {{0, 0}, {10, 0}});
        const PlaneRegions plane(lines, bounds, 0.3);
        QCOMPARE(plane.regions().size(), std::size_t{1});
        QCOMPARE(plane.borders().size(), std::size_t{1});
        QCOMPARE(plane.borders()[0].left, plane.borders()[0].right);
    }

    void without_lines_all_is_one() {
        const PlaneRegions plane({}, bounds, 0.3);
        QCOMPARE(plane.regions().size(), std::size_t{1});
        QVERIFY(std::abs(plane.regions()[0].area_m2 - 50.002 * 50.002) < 1e-6);
    }

    void numbers_that_are_none_are_refused() {
        std::vector<PartingLine> lines;
        add(lines, {{0, 0}, {std::nan(""), 0}});
        QVERIFY_THROWS_EXCEPTION(Error, PlaneRegions(lines, bounds, 0.3));
    }

    // Lines on a lattice of 1 m: squares of it hang together as a search over the lattice says.
    void random_lattices_agree_with_a_search() {
        std::mt19937 random(11);
        for (int round = 0; round < 30; ++round) {
            constexpr int n = 12;
            std::bernoulli_distribution wall(0.45);
            std::map<std::pair<int, int>, bool> right; // of the square, up likewise
            std::map<std::pair<int, int>, bool> up;
            std::vector<PartingLine> lines;
            for (int x = 0; x < n; ++x)
                for (int y = 0; y < n; ++y) {
                    right[{x, y}] = wall(random);
                    up[{x, y}] = wall(random);
                    if (right[{x, y}]) add(lines, {{x + 1.0, y + 0.0}, {x + 1.0, y + 1.0}});
                    if (up[{x, y}]) add(lines, {{x + 0.0, y + 1.0}, {x + 1.0, y + 1.0}});
                }
            add(lines, {{0, 0}, {n, 0}, {n, n}, {0, n}, {0, 0}});
            std::vector<int> piece(n * n, -1);
            int pieces = 0;
            for (int start = 0; start < n * n; ++start) {
                if (piece[static_cast<std::size_t>(start)] >= 0) continue;
                std::vector<std::pair<int, int>> open{{start % n, start / n}};
                piece[static_cast<std::size_t>(start)] = pieces;
                while (!open.empty()) {
                    const auto [x, y] = open.back();
                    open.pop_back();
                    const auto go = [&](int nx, int ny, bool blocked) {
                        if (nx < 0 || ny < 0 || nx >= n || ny >= n || blocked) return;
                        auto& there = piece[static_cast<std::size_t>(ny * n + nx)];
                        if (there >= 0) return;
                        there = pieces;
                        open.emplace_back(nx, ny);
                    };
                    go(x + 1, y, right[{x, y}]);
                    go(x, y + 1, up[{x, y}]);
                    go(x - 1, y, right[{x - 1, y}]);
                    go(x, y - 1, up[{x, y - 1}]);
                }
                ++pieces;
            }
            const PlaneRegions plane(lines, bounds, 0.3);
            QCOMPARE(plane.regions().size(), static_cast<std::size_t>(pieces + 1)); // and outside
            std::map<int, std::uint32_t> region;
            for (int i = 0; i < n * n; ++i) {
                const auto found = plane.region_at({i % n + 0.5, i / n + 0.5});
                const auto [known, is_new] = region.emplace(piece[static_cast<std::size_t>(i)], found);
                QCOMPARE(known->second, found);
            }
        }
    }
};

PROSPECT_TEST(PlaneRegionsTest);
#include "plane_regions_test.moc"
