#include "geometry/kernel/cell_lattice.h"
#include "tests/geometry/kernel/sample_plans.h"
#include "tests/support/registry.h"

#include <QTest>

#include <algorithm>
#include <map>

namespace prospect::test {

using kernel::CellLattice;
using kernel::CellRun;
using kernel::Grazing;
using kernel::Millimetres;
using kernel::Obstacles;
using kernel::VisibilityScene;

namespace {

Millimetres rounded(Point p) {
    return {std::llround(p.x * 1000), std::llround(p.y * 1000)};
}

struct Wall {
    Millimetres a;
    Millimetres b;
};

std::vector<Wall> walls_of(const Obstacles& plan) {
    std::vector<Wall> walls;
    for (const auto& ring : plan.rings)
        for (std::size_t i = 0; i < ring.size(); ++i)
            walls.push_back({rounded(ring[i]), rounded(ring[(i + 1) % ring.size()])});
    for (const auto& line : plan.lines)
        for (std::size_t i = 0; i + 1 < line.size(); ++i)
            walls.push_back({rounded(line[i]), rounded(line[i + 1])});
    return walls;
}

// The definition of the contract, wall by wall, in whole numbers.
bool sees(Millimetres p, Millimetres q, const std::vector<Wall>& walls, Grazing grazing) {
    const auto between = [&](Millimetres v) { return dot_product(v, p, q) <= 0; };
    std::map<Millimetres, std::pair<bool, bool>> touches;
    for (const Wall& wall : walls) {
        if (std::max(wall.a.x, wall.b.x) < std::min(p.x, q.x) ||
            std::min(wall.a.x, wall.b.x) > std::max(p.x, q.x) ||
            std::max(wall.a.y, wall.b.y) < std::min(p.y, q.y) ||
            std::min(wall.a.y, wall.b.y) > std::max(p.y, q.y))
            continue;
        const int a = orientation(p, q, wall.a);
        const int b = orientation(p, q, wall.b);
        if (a * b > 0) continue;
        if (a * b < 0) {
            if (orientation(wall.a, wall.b, p) * orientation(wall.a, wall.b, q) <= 0) return false;
        } else if (a == 0 && b == 0) {
            if (between(wall.a) || between(wall.b)) return false;
        } else {
            const Millimetres corner = a == 0 ? wall.a : wall.b;
            if (!between(corner)) continue;
            if (grazing == Grazing::blocks) return false;
            auto& sides = touches[corner];
            (a + b > 0 ? sides.first : sides.second) = true;
        }
    }
    return std::none_of(touches.begin(), touches.end(),
                        [](const auto& touch) { return touch.second.first && touch.second.second; });
}

struct Even {
    std::vector<double> xs;
    std::vector<double> ys;
};

Even even_grid(Box box, double cell) {
    Even grid;
    for (double x = box.xmin; x < box.xmax; x += cell)
        grid.xs.push_back(x);
    for (double y = box.ymax; y > box.ymin; y -= cell)
        grid.ys.push_back(y);
    return grid;
}

std::vector<std::vector<CellRun>> rows_of(const CellLattice& lattice, Grazing grazing) {
    std::vector<std::vector<CellRun>> rows(lattice.cell_count());
    const auto workspace = lattice.make_workspace();
    for (std::uint32_t cell = 0; cell < rows.size(); ++cell)
        lattice.append_row(cell, grazing, *workspace, rows[cell]);
    return rows;
}

bool has(const std::vector<CellRun>& row, std::uint32_t cell) {
    return std::any_of(row.begin(), row.end(),
                       [&](const CellRun& run) { return run.first <= cell && cell <= run.last; });
}

} // namespace

class CellLatticeTest : public QObject {
    Q_OBJECT

    // Every pair against the definition.
    static void compare(const Obstacles& plan, const Even& grid, Grazing grazing) {
        const VisibilityScene scene(plan);
        const CellLattice lattice(scene, grid.xs, grid.ys);
        const auto rows = rows_of(lattice, grazing);
        const auto walls = walls_of(plan);
        const auto centre = [&](std::uint32_t cell) {
            const auto place = static_cast<std::size_t>(lattice.place_of(cell));
            return rounded({grid.xs[place % grid.xs.size()], grid.ys[place / grid.xs.size()]});
        };
        QVERIFY(lattice.cell_count() > 100);
        std::int64_t pairs = 0;
        std::int64_t wrong = 0;
        for (std::uint32_t a = 0; a < lattice.cell_count(); ++a)
            for (std::uint32_t b = a + 1; b < lattice.cell_count(); ++b) {
                const bool expected = sees(centre(a), centre(b), walls, grazing);
                pairs += expected ? 1 : 0;
                if (has(rows[a], b) == expected && has(rows[b], a) == expected) continue;
                if (++wrong < 5)
                    qWarning("%lld,%lld - %lld,%lld: %d %d, expected %d", static_cast<long long>(centre(a).x),
                             static_cast<long long>(centre(a).y), static_cast<long long>(centre(b).x),
                             static_cast<long long>(centre(b).y), has(rows[a], b), has(rows[b], a), expected);
            }
        QVERIFY(pairs > 0);
        QCOMPARE(wrong, 0);
    }

private Q_SLOTS:
    void every_pair_agrees_with_the_definition_data() {
        QTest::addColumn<int>("plan");
        QTest::addColumn<double>("offset");
        QTest::addColumn<double>("cell");
        QTest::addColumn<int>("grazing");
        for (const int grazing : {0, 1}) {
            const QByteArray rule = grazing == 0 ? " blocks" : " sees";
            QTest::newRow("city" + rule) << 0 << 3.137 << 13.0 << grazing;
            QTest::newRow("city of whole metres" + rule) << 0 << 2.0 << 16.0 << grazing;
            QTest::newRow("lattice on the walls' own grid" + rule) << 1 << 0.5 << 1.0 << grazing;
            QTest::newRow("lattice between" + rule) << 1 << 0.25 << 1.5 << grazing;
            QTest::newRow("lattice of thirds" + rule) << 1 << 0.2 << 4.0 / 3 << grazing;
        }
    }
    void every_pair_agrees_with_the_definition() {
        QFETCH(int, plan);
        QFETCH(double, offset);
        QFETCH(double, cell);
        QFETCH(int, grazing);
        const Obstacles obstacles = plan == 0 ? city_plan() : lattice_plan();
        const double side = plan == 0 ? 400 : 40;
        compare(obstacles, even_grid({offset, offset, side - 0.01, side - 0.01}, cell),
                grazing == 0 ? Grazing::blocks : Grazing::sees);
    }

    void an_empty_square_sees_all_of_itself() {
        const VisibilityScene scene({.bounds = {-1, -1, 11, 11}});
        const Even grid = even_grid({0, 0, 10.5, 10.5}, 1);
        const CellLattice lattice(scene, grid.xs, grid.ys);
        QCOMPARE(lattice.cell_count(), 121u);
        for (const auto& row : rows_of(lattice, Grazing::blocks))
            QCOMPARE(row, std::vector<CellRun>({{0, 120}}));
    }

    void a_corner_is_grazed_by_one_rule_only() {
        // From (0, 0) to (2, 2) past the corner (1, 1) of a building north-west of the diagonal.
        const VisibilityScene scene({.rings = {rectangle(0.5, 1, 1, 1.5)}, .bounds = {-1, -1, 3, 3}});
        const std::vector<double> xs{0, 1, 2};
        const std::vector<double> ys{2, 1, 0};
        const CellLattice lattice(scene, xs, ys);
        QCOMPARE(lattice.cell_count(), 8u); // (1, 1) is on the wall
        const auto blocks = rows_of(lattice, Grazing::blocks);
        const auto sees = rows_of(lattice, Grazing::sees);
        const auto south_west = static_cast<std::uint32_t>(lattice.cell_at(6));
        const auto north_east = static_cast<std::uint32_t>(lattice.cell_at(2));
        QVERIFY(!has(blocks[south_west], north_east));
        QVERIFY(has(sees[south_west], north_east));
        QVERIFY(!lattice.is_open(4));
        QVERIFY(lattice.are_joined(6, 7));
        QVERIFY(!lattice.are_joined(6, 2));
    }

    void chosen_cells_alone_are_numbered_and_seen() {
        const VisibilityScene scene({.bounds = {-1, -1, 4, 2}});
        const std::vector<double> xs{0, 1, 2, 3};
        const std::vector<double> ys{1, 0};
        CellLattice lattice(scene, xs, ys);
        lattice.choose(std::vector<char>{1, 0, 1, 1, 0, 1, 0, 0});
        QCOMPARE(lattice.cell_count(), 4u);
        QCOMPARE(lattice.place_of(1), 2);
        QCOMPARE(lattice.cell_at(1), -1);
        QCOMPARE(lattice.cell_at(5), 3);
        QCOMPARE(rows_of(lattice, Grazing::blocks)[0], std::vector<CellRun>({{0, 3}}));
    }
};

PROSPECT_TEST(CellLatticeTest);

} // namespace prospect::test

#include "cell_lattice_test.moc"
