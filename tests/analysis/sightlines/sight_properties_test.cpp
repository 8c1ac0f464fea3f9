// What must hold of lines of sight and of ground seen whatever stands there: a mirrored place has the
// mirrored view, one more thing never shows more.
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <fstream>
#include <random>

using namespace prospect;
using namespace prospect::engine;
using prospect::test::field;
using prospect::test::full;
using prospect::test::line;
using prospect::test::rectangle;
using prospect::test::SiteBuilder;

namespace {

constexpr double side = 100;

class Dice {
public:
    explicit Dice(std::uint32_t seed) : random_(seed) {}
    double real(double low, double high) {
        return low + (high - low) * static_cast<double>(random_()) / 4294967296.0;
    }

private:
    std::mt19937 random_;
};

// Things on a square of 100 m; mirrored: east and west exchanged.
SiteBuilder place(std::uint32_t seed, bool mirrored, int more = 0) {
    SiteBuilder site;
    Dice dice(seed);
    const auto x = [&](double given) { return mirrored ? side - given : given; };
    for (int i = 0; i < 14 + more; ++i) {
        const double west = dice.real(2, 88);
        const double south = dice.real(2, 88);
        const double east = west + dice.real(2, 9);
        const double north = south + dice.real(2, 9);
        const double height = dice.real(1, 8);
        if (i % 3 == 0)
            site.add(Role::barrier, line({{x(west), south}, {x(east), north}}),
                     {{"kind", std::string("wall")}, {"height_m", height}});
        else if (i % 7 == 0)
            site.add(Role::tree, test::point(x(west), south),
                     {{"height_m", height + 3}, {"crown_m", 5.0}, {"clear_stem_m", 1.5}});
        else
            site.add(Role::building,
                     rectangle(std::min(x(west), x(east)), south, std::max(x(west), x(east)), north),
                     {{"height_m", height}});
    }
    return site;
}

struct Answers {
    std::vector<int> visible; // -1 where the row has no answer
    std::vector<double> share;
};

Answers between(const SiteBuilder& site, std::uint32_t seed, bool mirrored) {
    const QTemporaryDir folder;
    const std::string file = folder.filePath("pairs.csv").toStdString();
    std::ofstream out(file);
    out << "ax,ay,az,bx,by,bz\n";
    Dice dice(seed);
    const auto place = [&] {
        const double x = dice.real(0, side);
        const double y = dice.real(0, side);
        return full(mirrored ? side - x : x, y);
    };
    for (int i = 0; i < 500; ++i) {
        out << place() << "," << as_text(Value(dice.real(0.5, 3))) << ",";
        out << place() << "," << as_text(Value(dice.real(0.5, 9))) << "\n";
    }
    out.close();
    Engine engine(catalogue());
    const RunPtr run =
        engine.run("sightlines.between", {{"pairs_file", file}}, {.site = site.site(), .threads = 2});
    const Table& table = run->result.tables.at(0);
    Answers answers;
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const auto visible = test::cell(table, row, "visible");
        const auto share = test::cell(table, row, "share");
        answers.visible.push_back(visible ? static_cast<int>(*as_number(*visible)) : -1);
        answers.share.push_back(share ? *as_number(*share) : -1);
    }
    return answers;
}

RunPtr viewshed(const SiteBuilder& site, const Settings& settings) {
    Engine engine(catalogue());
    return engine.run("sightlines.viewshed", settings,
                      {.site = site.site(), .extent = Box{0, 0, side, side}, .threads = 2});
}

Field surface(std::uint32_t seed, bool mirrored, bool raised) {
    Field made("surface", "m", {0, side, 1, 1, 100, 100});
    Dice dice(seed);
    for (std::int64_t row = 0; row < 100; ++row)
        for (std::int64_t column = 0; column < 100; ++column) {
            double height = dice.real(0, 1) < 0.9 ? dice.real(0, 0.4) : dice.real(1, 6);
            if (raised && column > 30 && column < 40 && row > 20 && row < 24) height += 4;
            made.values[static_cast<std::size_t>(row * 100 + (mirrored ? 99 - column : column))] =
                static_cast<float>(height);
        }
    return made;
}

SiteBuilder on(const Field& raster) {
    SiteBuilder site;
    site.set_raster(Role::surface, raster);
    return site;
}

} // namespace

class SightPropertiesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_mirrored_place_has_the_mirrored_lines_of_sight() {
        int seen = 0;
        int hidden = 0;
        for (std::uint32_t seed = 1; seed <= 6; ++seed) {
            const Answers one = between(place(seed, false), seed, false);
            const Answers other = between(place(seed, true), seed, true);
            QCOMPARE(one.visible, other.visible);
            for (std::size_t i = 0; i < one.share.size(); ++i) {
                seen += one.visible[i] == 1 ? 1 : 0;
                hidden += one.visible[i] == 0 ? 1 : 0;
                QVERIFY2(std::abs(one.share[i] - other.share[i]) < 2e-3,
                         qPrintable(QString("seed %1 row %2").arg(seed).arg(i)));
            }
        }
        QVERIFY(seen > 200 && hidden > 200);
    }

    void one_more_thing_never_shows_more_of_a_target() {
        int less = 0;
        for (std::uint32_t seed = 1; seed <= 6; ++seed) {
            const Answers before = between(place(seed, false), seed, false);
            const Answers after = between(place(seed, false, 4), seed, false);
            for (std::size_t i = 0; i < before.visible.size(); ++i) {
                if (before.visible[i] < 0 || after.visible[i] < 0) continue; // now inside the new thing
                QVERIFY(after.visible[i] <= before.visible[i]);
                less += after.visible[i] < before.visible[i] ? 1 : 0;
            }
        }
        QVERIFY(less > 20);
    }

    void a_mirrored_surface_has_the_mirrored_view() {
        for (std::uint32_t seed = 1; seed <= 5; ++seed) {
            const RunPtr one = viewshed(on(surface(seed, false, false)),
                                        {{"points", full(20.5, 30.5) + ";" + full(77.2, 61.9)}});
            const RunPtr other = viewshed(on(surface(seed, true, false)),
                                          {{"points", full(79.5, 30.5) + ";" + full(22.8, 61.9)}});
            for (std::int64_t row = 0; row < 100; ++row)
                for (std::int64_t column = 0; column < 100; ++column) {
                    QCOMPARE(field(one, "count").at(column, row), field(other, "count").at(99 - column, row));
                    const float a = field(one, "height_needed").at(column, row);
                    const float b = field(other, "height_needed").at(99 - column, row);
                    QVERIFY2(std::abs(a - b) <= 1e-5F * (1 + std::abs(a)),
                             qPrintable(QString::number(a - b)));
                }
        }
    }

    void what_rises_on_a_surface_shows_no_more_behind_it() {
        const Settings settings{{"points", full(20.5, 80.5) + ";" + full(70.5, 50.5)}};
        const RunPtr before = viewshed(on(surface(9, false, false)), settings);
        const RunPtr after = viewshed(on(surface(9, false, true)), settings);
        int hidden = 0;
        for (std::int64_t row = 0; row < 100; ++row)
            for (std::int64_t column = 0; column < 100; ++column) {
                if (column > 30 && column < 40 && row > 20 && row < 24) continue; // itself
                QVERIFY(field(after, "count").at(column, row) <= field(before, "count").at(column, row));
                QVERIFY(field(after, "height_needed").at(column, row) >=
                        field(before, "height_needed").at(column, row));
                hidden += field(after, "height_needed").at(column, row) >
                                  field(before, "height_needed").at(column, row)
                              ? 1
                              : 0;
            }
        QVERIFY(hidden > 50);
    }

    // Single precision may answer either way for a line that passes an edge by less than a millimetre.
    void in_the_scene_a_mirrored_place_has_the_mirrored_view() {
        for (std::uint32_t seed = 1; seed <= 3; ++seed) {
            const Settings west{{"points", full(1, 50.3)}, {"cell_m", "1"}, {"measures", "count"}};
            const Settings east{{"points", full(99, 50.3)}, {"cell_m", "1"}, {"measures", "count"}};
            const RunPtr one = viewshed(place(seed, false), west);
            const RunPtr other = viewshed(place(seed, true), east);
            const Grid& grid = field(one, "count").grid;
            QVERIFY(grid == field(other, "count").grid);
            int differ = 0;
            int seen = 0;
            for (std::int64_t row = 0; row < grid.rows; ++row)
                for (std::int64_t column = 0; column < grid.columns; ++column) {
                    const float a = field(one, "count").at(column, row);
                    seen += a > 0 ? 1 : 0;
                    differ += a != field(other, "count").at(grid.columns - 1 - column, row) ? 1 : 0;
                }
            QVERIFY(seen > 500);
            QVERIFY2(differ <= 2, QByteArray::number(differ));
        }
    }

    void in_the_scene_one_more_thing_never_shows_more() {
        int hidden = 0;
        for (std::uint32_t seed = 1; seed <= 3; ++seed) {
            const Settings settings{
                {"points", full(1, 50.3) + ";" + full(98.7, 2.2)}, {"cell_m", "1"}, {"measures", "count"}};
            const RunPtr before = viewshed(place(seed, false), settings);
            const RunPtr after = viewshed(place(seed, false, 4), settings);
            for (std::size_t i = 0; i < field(before, "count").values.size(); ++i) {
                const float a = field(before, "count").values[i];
                const float b = field(after, "count").values[i];
                if (a == nodata || b == nodata) continue;
                QVERIFY(b <= a);
                hidden += b < a ? 1 : 0;
            }
        }
        QVERIFY(hidden > 100);
    }
};

PROSPECT_TEST(SightPropertiesTest);

#include "sight_properties_test.moc"
