#include "geometry/base/error.h"
#include "geometry/io/csv_text.h"
#include "geometry/io/light_grid.h"
#include "geometry/io/regular_grid.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QtTest>
#include <gdal.h>

#include <cmath>
#include <fstream>
#include <random>

using namespace prospect;

namespace {

const Frame london{"EPSG:27700", "OSGB36 / British National Grid", {532000, 181000}};

QString refusal_of(const std::string& csv) {
    try {
        (void)io::light_grid_of(csv, "grid.csv");
    } catch (const Error& error) {
        return error.code() == ErrorCode::refused ? QString::fromUtf8(error.what()) : QString("not refused");
    }
    return {};
}

} // namespace

class LightGridTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::string path(const char* name) const { return folder_.filePath(name).toStdString(); }
    std::string tif(const Field& field, const Frame& frame = london) const {
        io::write_geotiff(field, frame, path("light.tif"));
        return path("light.tif");
    }
    static Field two_by_two(const std::string& name = "eh") {
        Field field(name, "lx", {10, 50, 2, 2, 2, 2});
        field.values = {1, 2, nodata, 4};
        return field;
    }
    static void say(const std::string& file, const char* item, const char* value, bool of_band = false) {
        GDALAllRegister();
        GDALDatasetH raster = GDALOpen(file.c_str(), GA_Update);
        QVERIFY(raster);
        GDALSetMetadataItem(of_band ? GDALGetRasterBand(raster, 1) : raster, item, value, nullptr);
        GDALClose(raster);
    }
    static QString refusal(const std::string& file) {
        try {
            (void)io::read_light_grid(file);
        } catch (const Error& error) {
            return QString::fromUtf8(error.what());
        }
        return {};
    }

private Q_SLOTS:
    void a_table_is_a_grid_with_what_it_says_of_itself() {
        const io::LightGrid light =
            io::light_grid_of("# made for a test\n# Quantity: esc\n#height_m:1.5\n# maintenance: 0.8\n"
                              "# date: 2026-05-01\n# program: DIALux evo 13\n# crs: EPSG:27700\n\n"
                              "Y,name,VALUE,X\n20.5,a,3,10\n20.5,b,4,12\n19.5,c,5,10\n",
                              "grid.csv");
        QCOMPARE(light.field.grid, (Grid{9, 21, 2, 1, 2, 2}));
        QCOMPARE(light.field.values, (std::vector<float>{3, 4, 5, nodata}));
        QCOMPARE(light.field.name, std::string("esc_min"));
        QCOMPARE(light.facts, (io::LightFacts{"esc", 1.5, 0.8, "2026-05-01", "DIALux evo 13", "EPSG:27700"}));
        QCOMPARE(light.columns_not_used, std::size_t(1));
        QCOMPARE(io::words_of(light.facts),
                 std::string("esc at 1.5 m, maintenance 0.80, 2026-05-01, DIALux evo 13"));
    }

    void what_is_not_said_is_called_so() {
        const io::LightGrid light = io::light_grid_of("x,y,value\n0,0,1\n1,0,1\n0,1,1\n1,1,\n", "grid.csv");
        QCOMPARE(light.facts, io::LightFacts());
        QCOMPARE(light.field.name, std::string());
        QCOMPARE(io::words_of(light.facts), std::string("quantity not said, height not said, maintenance not "
                                                        "said, date not said, program not said"));
        QVERIFY(!light.field.has_value(1, 0)); // an empty value is a hole
    }

    void a_table_that_went_through_a_spreadsheet_is_read() {
        const io::LightGrid light =
            io::light_grid_of("\xEF\xBB\xBF\"# program: A, B\";;\r\n# quantity: eh;;\r\nx;y;value\r\n"
                              "0;0;1.5\r\n1;0;2\r\n0;1;3\r\n1;1;4;\r\n",
                              "grid.csv");
        QCOMPARE(light.facts.program, std::string("A, B"));
        QCOMPARE(light.facts.quantity, std::string("eh"));
        QCOMPARE(light.field.values, (std::vector<float>{3, 4, 1.5F, 2}));
    }

    void rounded_coordinates_are_a_grid_and_gaps_stay_gaps() {
        std::string csv = "x,y,value\n";
        for (int row = 0; row < 20; ++row)
            for (int column = 0; column < 40; ++column) {
                if (column >= 10 && column < 25) continue; // two fields of calculation
                char line[64];
                std::snprintf(line, sizeof line, "%.2f,%.2f,%d\n", 530000 + column / 3.0, 180000 + row * 0.7,
                              100 * row + column);
                csv += line;
            }
        const io::LightGrid light = io::light_grid_of(csv, "grid.csv");
        QCOMPARE(light.field.grid.columns, 40);
        QCOMPARE(light.field.grid.rows, 20);
        QVERIFY(std::abs(light.field.grid.cell_x - 1 / 3.0) < 1e-3);
        QVERIFY(std::abs(light.field.grid.cell_y - 0.7) < 1e-6);
        for (std::int64_t row = 0; row < 20; ++row)
            for (std::int64_t column = 0; column < 40; ++column)
                QCOMPARE(light.field.at(column, 19 - row),
                         column >= 10 && column < 25 ? nodata : static_cast<float>(100 * row + column));
    }

    void any_order_of_the_rows_gives_the_same_grid() {
        std::vector<std::string> rows;
        for (int i = 0; i < 12 * 7; ++i)
            rows.push_back(std::to_string(530000.25 + i % 12 * 0.5) + "," + std::to_string(180000 + i / 12) +
                           "," + std::to_string(i) + "\n");
        const auto read = [&] {
            std::string csv = "x,y,value\n";
            for (const std::string& row : rows)
                csv += row;
            return io::light_grid_of(csv, "grid.csv").field;
        };
        const Field sorted = read();
        QCOMPARE(sorted.grid, (Grid{530000, 180006.5, 0.5, 1, 12, 7}));
        std::mt19937 random(5);
        for (int i = 0; i < 20; ++i) {
            std::shuffle(rows.begin(), rows.end(), random);
            QCOMPARE(read().values, sorted.values);
        }
    }

    void what_is_no_grid_is_refused_with_its_line_data() {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("said");
        const QString good = "0,0,1\n1,0,1\n2,0,1\n3,0,1\n0,1,1\n1,1,1\n2,1,1\n3,1,1\n";
        QTest::newRow("off") << good + "1.4,1,2\n"
                             << "line 10: the point 1.4,1: it is off the rows and columns";
        QTest::newRow("twice") << good + "1,1,2\n"
                               << "line 10: the point of line 7 again, with another value";
        QTest::newRow("no value") << good + "0,2,bright\n"
                                  << "line 10: the value \"bright\" is no number";
        QTest::newRow("decimal comma") << good + "0,2,\"1,5\"\n"
                                       << "line 10: the value \"1,5\" is no number";
        QTest::newRow("nan") << good + "0,2,nan\n"
                             << "line 10: the value \"nan\" is no number";
        QTest::newRow("inf") << good + "0,2,inf\n"
                             << "line 10: the value \"inf\" is no number";
        QTest::newRow("negative") << good + "0,2,-0.5\n"
                                  << "line 10: the value -0.5 is below 0";
        QTest::newRow("nodata of other programs") << good + "0,2,-9999\n"
                                                  << "line 10: the value -9999 is below 0";
        QTest::newRow("too bright") << good + "0,2,1e30\n"
                                    << "line 10: the value 1e30 is no light";
        QTest::newRow("no place") << good + "east,2,1\n"
                                  << "line 10: x \"east\" is no coordinate";
        QTest::newRow("nowhere") << good + ",2,1\n"
                                 << "line 10: x \"\" is no coordinate";
        QTest::newRow("one line") << "0,0,1\n1,0,1\n2,0,1\n"
                                  << "lie on one line";
        QTest::newRow("one point") << "0,0,1\n"
                                   << "lie on one line";
        QTest::newRow("none") << ""
                              << "has no rows";
        QTest::newRow("no value at all") << "0,0,\n1,0,\n0,1,\n"
                                         << "has no value at all";
    }
    void what_is_no_grid_is_refused_with_its_line() {
        QFETCH(QString, rows);
        QFETCH(QString, said);
        const QString refusal = refusal_of("x,y,value\n" + rows.toStdString());
        QVERIFY2(refusal.contains("grid.csv") && refusal.contains(said), qPrintable(refusal));
        QVERIFY2(refusal.contains(QString::fromUtf8(" — ")), qPrintable(refusal));
    }

    void lines_are_counted_with_the_remarks() {
        QVERIFY(refusal_of("# quantity: eh\r\n# a remark\r\nx,y,value\r\n0,0,1\r\n1,0,-1\r\n")
                    .contains("line 5"));
    }

    void scattered_points_are_refused() {
        std::mt19937 random(11);
        std::uniform_int_distribution<int> place(0, 100000);
        for (const int points : {20, 200, 2000}) {
            std::string csv = "x,y,value\n";
            for (int i = 0; i < points; ++i)
                csv += std::to_string(place(random) / 1000.0) + "," + std::to_string(place(random) / 1000.0) +
                       ",1\n";
            const QString refusal = refusal_of(csv);
            QVERIFY2(refusal.contains("scattered") || refusal.contains("off the rows"), qPrintable(refusal));
        }
    }

    void a_turned_grid_is_refused() {
        std::string csv = "x,y,value\n";
        for (int i = 0; i < 400; ++i) {
            const double x = i % 20, y = static_cast<double>(i / 20);
            csv += std::to_string(x * std::cos(0.3) - y * std::sin(0.3)) + "," +
                   std::to_string(x * std::sin(0.3) + y * std::cos(0.3)) + ",1\n";
        }
        QVERIFY2(refusal_of(csv).contains("map grid"), qPrintable(refusal_of(csv)));
    }

    void far_points_do_not_take_the_memory() {
        QVERIFY(
            !refusal_of("x,y,value\n0,0,1\n0.01,0,1\n0,0.01,1\n0.01,0.01,1\n900000,900000,1\n").isEmpty());
    }

    void facts_that_make_no_sense_are_refused() {
        const std::string rows = "x,y,value\n0,0,1\n1,0,1\n0,1,1\n1,1,1\n";
        QVERIFY(refusal_of("# height_m: high\n" + rows).contains("height_m \"high\" is no height"));
        QVERIFY(refusal_of("# height_m: -1\n" + rows).contains("no height"));
        QVERIFY(
            refusal_of("# maintenance: 80\n" + rows).contains("maintenance \"80\" is no maintenance factor"));
        QVERIFY(refusal_of("# unit: fc\n" + rows).contains("is in fc, not in lux"));
        QVERIFY(refusal_of("# crs: the British one\n" + rows).contains("is no map grid"));
        QVERIFY(refusal_of("# unit: Lux\n" + rows).isEmpty());
    }

    void columns_are_named() {
        const QString refusal = refusal_of("x,y,eh\n0,0,1\n");
        QVERIFY2(refusal.contains("has no columns x, y and value (there are: x, y, eh)"),
                 qPrintable(refusal));
    }

    void a_map_of_ours_says_its_quantity() {
        const io::LightGrid light = io::read_light_grid(tif(two_by_two("esc_min")));
        QCOMPARE(light.field.grid, (Grid{532010, 181050, 2, 2, 2, 2}));
        QCOMPARE(light.field.values, (std::vector<float>{1, 2, nodata, 4}));
        QCOMPARE(light.facts, (io::LightFacts{"esc_min", {}, {}, "", "", "EPSG:27700"}));
        QCOMPARE(light.field.name, std::string("esc_min"));
        QCOMPARE(light.file, std::string("light.tif"));
    }

    void metadata_of_file_and_band_is_read_whatever_its_case() {
        const std::string file = tif(two_by_two("esc_min"));
        say(file, "Quantity", "Horizontal illuminance");
        say(file, "HEIGHT_M", "0");
        say(file, "maintenance", "0.75");
        say(file, "DATE", "2026-05-01", true);
        say(file, "PROGRAM", "Relux\nDesktop");
        const io::LightGrid light = io::read_light_grid(file);
        QCOMPARE(light.facts, (io::LightFacts{"Horizontal illuminance", 0, 0.75, "2026-05-01",
                                              "Relux Desktop", "EPSG:27700"}));
        QCOMPARE(light.field.name, std::string("eh"));
        say(file, "MAINTENANCE", "eighty");
        QVERIFY(refusal(file).contains("maintenance \"eighty\""));
    }

    void rasters_of_something_else_are_refused() {
        Field metres = two_by_two("recognition");
        metres.unit = "m";
        QVERIFY(refusal(tif(metres)).contains("is in m, not in lux"));
        Field dark = two_by_two();
        dark.values = {1, -3, 1, 1};
        QVERIFY2(refusal(tif(dark)).contains("has -3 lx at 532013,181049"), qPrintable(refusal(tif(dark))));
        Field empty = two_by_two();
        empty.values.assign(4, nodata);
        QVERIFY(refusal(tif(empty)).contains("has no value at all"));
        QVERIFY(refusal(path("none.tif")).contains("does not exist"));
        std::ofstream(path("text.tif")) << "no raster";
        QVERIFY(refusal(path("text.tif")).contains("is no raster"));
    }

    void quantities_have_many_names() {
        for (const char* said : {"esc", "ESC_min", "Semi-cylindrical illuminance", "semicylindrical"})
            QCOMPARE(io::light_quantity(said), std::string("esc_min"));
        for (const char* said : {"eh", "EH", "horizontal", "Horizontal Illuminance"})
            QCOMPARE(io::light_quantity(said), std::string("eh"));
        QCOMPARE(io::light_quantity("esc_n"), std::string("esc_n"));
        QCOMPARE(io::light_quantity("luminance"), std::string());
        QCOMPARE(io::light_quantity(""), std::string());
    }

    void another_map_grid_is_told() {
        const auto refused = [](const char* crs, const Frame& frame) {
            try {
                io::require_same_system("a.tif", crs, frame);
            } catch (const Error& error) {
                return QString::fromUtf8(error.what());
            }
            return QString();
        };
        QVERIFY(refused("EPSG:27700", london).isEmpty());
        QVERIFY(refused("", london).isEmpty());
        QVERIFY(refused("EPSG:28992", london).contains("a.tif is in EPSG:28992, the plan in EPSG:27700"));
        QVERIFY(refused("EPSG:4326", london).contains("EPSG:4326"));
    }

    void a_csv_of_other_readers_keeps_its_first_line() {
        std::ofstream(path("hash.csv")) << "#id,x\n1,2\n";
        QCOMPARE(io::read_csv(path("hash.csv")).columns, (std::vector<std::string>{"#id", "x"}));
        QCOMPARE(io::read_csv(path("hash.csv")).rows.size(), std::size_t(1));
    }
};

PROSPECT_TEST(LightGridTest);

#include "light_grid_test.moc"
