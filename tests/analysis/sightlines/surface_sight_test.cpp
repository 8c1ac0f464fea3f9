#include "analysis/sightlines/surface_sight.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace prospect;
using prospect::sightlines::GridEye;
using prospect::sightlines::HeightGrid;

namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

Field surface_of(std::int64_t columns, std::int64_t rows, std::uint32_t seed, double holes) {
    std::mt19937 random(seed);
    Field field("surface", "m", {0, static_cast<double>(rows), 1, 1, columns, rows});
    for (float& value : field.values) {
        const double share = static_cast<double>(random()) / 4294967296.0;
        const double step = static_cast<double>(random()) / 4294967296.0;
        value = share < holes ? nodata : static_cast<float>(step < 0.9 ? step : 8 * step);
    }
    return field;
}

// The definition, step by step: the greatest height the line would have to pass over, carried on to the cell.
double plainly_needed(const Field& field, const GridEye& eye, std::int64_t column, std::int64_t row,
                      double drop) {
    const double dx = static_cast<double>(column) - eye.x;
    const double dy = static_cast<double>(row) - eye.y;
    const bool along_rows = std::abs(dx) >= std::abs(dy);
    const double own = static_cast<double>(field.at(column, row));
    double needed = own;
    const std::int64_t count = along_rows ? field.grid.columns : field.grid.rows;
    for (std::int64_t i = 0; i < count; ++i) {
        const double t =
            along_rows ? (static_cast<double>(i) - eye.x) / dx : (static_cast<double>(i) - eye.y) / dy;
        if (!(t > 0 && t < 1) || i == (along_rows ? column : row)) continue;
        const double across = along_rows ? eye.y + t * dy : eye.x + t * dx;
        const auto before = static_cast<std::int64_t>(std::floor(across));
        const double share = across - static_cast<double>(before);
        const auto height = [&](std::int64_t j) { return along_rows ? field.at(i, j) : field.at(j, i); };
        const float a = height(before);
        const float b = share > 0 ? height(before + 1) : nodata;
        if (a == nodata && b == nodata) continue;
        const double ground = b == nodata ? static_cast<double>(a)
                              : a == nodata
                                  ? static_cast<double>(b)
                                  : (1 - share) * static_cast<double>(a) + share * static_cast<double>(b);
        needed = std::max(needed, eye.height_m + drop + (ground - drop * t * t - eye.height_m) / t);
    }
    return needed - own;
}

} // namespace

class SurfaceSightTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void flat_ground_is_seen_all_over() {
        Field flat("surface", "m", {0, 50, 1, 1, 50, 50});
        std::fill(flat.values.begin(), flat.values.end(), 12.25F);
        const HeightGrid heights(flat);
        for (std::int64_t row = 0; row < 50; ++row)
            for (std::int64_t column = 0; column < 50; ++column) {
                HeightGrid::Hint hint;
                QCOMPARE(heights.needed_m({7, 31, 12.25 + 1.6}, column, row, 0, unlimited, hint), 0.0);
            }
    }

    // Eye at 2 m, a wall of 4 m after 4 cells: 10 cells away its shadow is 2 + 2·10/4 = 7 m high.
    void behind_a_wall_one_must_be_as_tall_as_its_shadow() {
        Field row("surface", "m", {0, 1, 1, 1, 12, 1});
        std::fill(row.values.begin(), row.values.end(), 0.0F);
        row.values[4] = 4;
        const HeightGrid heights(row);
        HeightGrid::Hint hint;
        QCOMPARE(heights.needed_m({0, 0, 2}, 10, 0, 0, unlimited, hint), 7.0);
        QCOMPARE(heights.needed_m({0, 0, 2}, 4, 0, 0, unlimited, hint), 0.0);
        QCOMPARE(heights.needed_m({0, 0, 2}, 3, 0, 0, unlimited, hint), 0.0);
        QVERIFY(heights.needed_m({0, 0, 2}, 10, 0, 0, 1, hint) > 1);
        // Down a column likewise.
        Field column("surface", "m", {0, 12, 1, 1, 1, 12});
        column.values = row.values;
        HeightGrid::Hint other;
        QCOMPARE(HeightGrid(column).needed_m({0, 0, 2}, 0, 10, 0, unlimited, other), 7.0);
    }

    // The line from 0,0 to 4,2 crosses column 1 and column 3 half-way between two cells: at column 3 one of
    // 4 m beside a hole, whose height counts in full (eye 2 m: 2 + (4 − 2)·4/3); between two holes nothing
    // hides.
    void a_wall_beside_a_hole_hides_as_a_wall() {
        Field field("surface", "m", {0, 3, 1, 1, 5, 3});
        std::fill(field.values.begin(), field.values.end(), 0.0F);
        const auto at = [&](std::int64_t column, std::int64_t row) -> float& {
            return field.values[static_cast<std::size_t>(row * 5 + column)];
        };
        at(3, 1) = 4;
        at(3, 2) = nodata;
        HeightGrid::Hint hint;
        const double full = HeightGrid(field).needed_m({0, 0, 2}, 4, 2, 0, unlimited, hint);
        QVERIFY(std::abs(full - (2 + 2.0 * 4 / 3)) < 1e-12);
        at(3, 2) = 0; // whole ground: half-way down from 4 m, just level with the eye
        HeightGrid::Hint whole;
        QCOMPARE(HeightGrid(field).needed_m({0, 0, 2}, 4, 2, 0, unlimited, whole), 2.0);
        at(3, 1) = at(3, 2) = nodata;
        HeightGrid::Hint none;
        QCOMPARE(HeightGrid(field).needed_m({0, 0, 2}, 4, 2, 0, unlimited, none), 0.0);
    }

    // An independent check: the definition, place after place, on random grids.
    void the_definition_agrees_data() {
        QTest::addColumn<double>("holes");
        QTest::addColumn<double>("off");  // of the eye from its cell's centre
        QTest::addColumn<double>("drop"); // over the length of the grid
        QTest::newRow("whole") << 0.0 << 0.0 << 0.0;
        QTest::newRow("holes") << 0.2 << 0.0 << 0.0;
        QTest::newRow("between centres") << 0.1 << 0.37 << 0.0;
        QTest::newRow("curved") << 0.0 << 0.21 << 3.0;
    }
    void the_definition_agrees() {
        QFETCH(double, holes);
        QFETCH(double, off);
        QFETCH(double, drop);
        for (std::uint32_t seed = 1; seed <= 12; ++seed) {
            const std::int64_t columns = 5 + 7 * seed;
            const std::int64_t rows = 80 - 5 * seed;
            const Field field = surface_of(columns, rows, seed, holes);
            const HeightGrid heights(field);
            const GridEye eye{static_cast<double>(columns / 3) + off, static_cast<double>(rows / 2) - off,
                              0.5 + 0.4 * seed};
            std::size_t hidden = 0;
            for (std::int64_t row = 0; row < rows; ++row) {
                HeightGrid::Hint hint;
                for (std::int64_t column = 0; column < columns; ++column) {
                    if (!field.has_value(column, row)) continue;
                    if (static_cast<double>(column) == eye.x && static_cast<double>(row) == eye.y) continue;
                    const double far =
                        std::hypot(static_cast<double>(column) - eye.x, static_cast<double>(row) - eye.y) /
                        static_cast<double>(columns + rows);
                    const double falls = drop * far * far;
                    const double expected = plainly_needed(field, eye, column, row, falls);
                    const double found = heights.needed_m(eye, column, row, falls, unlimited, hint);
                    if (std::abs(found - expected) > 1e-9 * std::max(1.0, expected))
                        QFAIL(qPrintable(QString("seed %1 cell %2,%3: %4 is not %5")
                                             .arg(seed)
                                             .arg(column)
                                             .arg(row)
                                             .arg(found, 0, 'g', 12)
                                             .arg(expected, 0, 'g', 12)));
                    hidden += expected > 0 ? 1 : 0;
                    // Whether it is more than a metre is the same question, answered sooner.
                    HeightGrid::Hint fresh;
                    QCOMPARE(heights.needed_m(eye, column, row, falls, 1, fresh) > 1, expected > 1);
                }
            }
            QVERIFY(hidden > 50);
        }
    }

    // Cells asked together, some of them left out, answer as each one alone.
    void a_fan_of_cells_answers_as_each_alone() {
        const Field field = surface_of(41, 37, 5, 0.1);
        const HeightGrid heights(field);
        const GridEye eye{17.3, 20.6, 2.2};
        std::size_t together = 0;
        for (std::int64_t column = 0; column < 41; ++column)
            for (std::int64_t row = 0; row < 37; row += 5)
                for (const sightlines::Crosses crosses :
                     {sightlines::Crosses::columns, sightlines::Crosses::rows}) {
                    sightlines::CellFan fan{crosses, column, row};
                    fan.asked = 0;
                    const bool down = crosses == sightlines::Crosses::columns;
                    const auto cell = [&](std::int64_t k) {
                        return std::pair(column + (down ? 0 : k), row + (down ? k : 0));
                    };
                    for (std::int64_t k = 0; k < sightlines::CellFan::most; ++k) {
                        const auto [c, r] = cell(k);
                        if (k % 3 == 1 || c >= 41 || r >= 37 || !field.has_value(c, r) ||
                            HeightGrid::crosses(eye, c, r) != crosses)
                            continue;
                        fan.asked |= 1U << k;
                        fan.drop_m[static_cast<std::size_t>(k)] = 0.01 * static_cast<double>(k);
                        fan.stop_above[static_cast<std::size_t>(k)] = unlimited;
                    }
                    HeightGrid::Hint hint;
                    const auto needed = heights.needed_m(eye, fan, hint);
                    for (std::int64_t k = 0; k < sightlines::CellFan::most; ++k) {
                        const auto lane = static_cast<std::size_t>(k);
                        const auto [c, r] = cell(k);
                        HeightGrid::Hint fresh;
                        QCOMPARE(needed[lane],
                                 (fan.asked >> k & 1) == 0
                                     ? 0.0
                                     : heights.needed_m(eye, c, r, fan.drop_m[lane], unlimited, fresh));
                        together += fan.asked >> k & 1;
                    }
                }
        QVERIFY(together > 500);
    }
};

PROSPECT_TEST(SurfaceSightTest);

#include "surface_sight_test.moc"
