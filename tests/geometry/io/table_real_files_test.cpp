// Tables and map files of the folder PROSPECT_TEST_DATA.
#include "tests/geometry/io/import_support.h"
#include "tests/support/registry.h"

#include <QTest>

#include <array>

using namespace prospect;
using namespace prospect::test;
using io::SourceCount;

class TableRealFilesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void delft_has_its_walls_and_houses() {
        REAL_FILE(file, "gis/delft-bgt.gpkg");
        const Imported got = import_files({file});
        QCOMPARE(miscount(got), QString());
        QCOMPARE(got.site->frame.crs, std::string("EPSG:28992"));
        QCOMPARE(kind_count(*got.site, "building:-"), std::size_t{160});
        QCOMPARE(kind_count(*got.site, "barrier:wall"), std::size_t{44});
        QCOMPARE(kind_count(*got.site, "barrier:retaining_wall"), std::size_t{13});
        const std::array<std::pair<const char*, std::size_t>, 6> layers{{{"buildingpart", 160},
                                                                         {"scheiding", 57},
                                                                         {"trafficarea", 151},
                                                                         {"plantcover", 126},
                                                                         {"onbegroeidterreindeel", 81},
                                                                         {"waterdeel", 3}}};
        for (const auto& [layer, count] : layers)
            QCOMPARE(read_of(got.report, layer), count);
        QCOMPARE(total(got.report, &SourceCount::repaired), std::size_t{0});
        QCOMPARE(total(got.report, &SourceCount::skipped), std::size_t{0});
    }

    void delft_from_spatialite_is_the_same() {
        REAL_FILE(houses, "gis/delft-bgt-pand.sqlite");
        REAL_FILE(walls, "gis/delft-bgt-scheiding.sqlite");
        const Imported got = import_files({houses, walls});
        QCOMPARE(miscount(got), QString());
        QCOMPARE(kind_count(*got.site, "building:-"), std::size_t{160});
        QCOMPARE(kind_count(*got.site, "barrier:wall") + kind_count(*got.site, "barrier:retaining_wall"),
                 std::size_t{57});
        QCOMPARE(got.site->frame.crs, std::string("EPSG:28992"));
    }

    void cambridge_loads_the_line_among_its_porches() {
        REAL_FILE(file, "gis/cambridge-ma-central.gpkg");
        const Imported got = import_files({file});
        QCOMPARE(miscount(got), QString());
        const std::array<std::pair<const char*, std::size_t>, 7> layers{{{"walls", 706},
                                                                         {"public_footpaths", 32},
                                                                         {"porches", 747},
                                                                         {"parking_lots", 244},
                                                                         {"open_space", 36},
                                                                         {"park_benches", 301},
                                                                         {"vegetation", 0}}};
        for (const auto& [layer, count] : layers)
            QCOMPARE(read_of(got.report, layer), count);
        QCOMPARE(kind_count(*got.site, "barrier:retaining_wall"), std::size_t{282});
        QCOMPARE(kind_count(*got.site, "activity:seat"), std::size_t{301});
        QCOMPARE(total(got.report, &SourceCount::repaired), std::size_t{4});
        QCOMPARE(total(got.report, &SourceCount::skipped), std::size_t{0});
        std::size_t lines = 0;
        for (const LayerPtr& layer : got.site->layers)
            for (const FeaturePtr& feature : layer->features)
                lines += feature->source.layer == "porches" && feature->geometry.kind == GeometryKind::line
                             ? 1
                             : 0;
        QCOMPARE(lines, std::size_t{1});
    }

    void cambridge_lights_are_all_there() {
        REAL_FILE(file, "lighting/cambridge-ma-street-lights.geojson");
        const Imported got = import_files({file});
        QCOMPARE(miscount(got), QString());
        QCOMPARE(kind_count(*got.site, "luminaire:-"), std::size_t{6117});
        QCOMPARE(total(got.report, &SourceCount::defaulted), std::size_t{6117});
        QVERIFY(has_note(got.report, "6117 of 6117 lamps have no photometry"));
    }

    void london_crimes_lack_fourteen_positions() {
        REAL_FILE(file, "crime/2020-01-metropolitan-street.csv");
        const Imported got = import_files({file});
        QCOMPARE(miscount(got), QString());
        QCOMPARE(total(got.report, &SourceCount::read), std::size_t{6889});
        QCOMPARE(reason_count(got.report, "skipped: the row has no position"), std::size_t{14});
        QCOMPARE(kind_count(*got.site, "incident:-"), std::size_t{6875});
        QCOMPARE(got.site->frame.crs, std::string("EPSG:27700"));
    }

    void the_mall_needs_no_network() {
        REAL_FILE(file, "raster-plan/mall-site1-f1-geojson_map.json");
        const Imported got = import_files({file});
        QCOMPARE(miscount(got), QString());
        QCOMPARE(total(got.report, &SourceCount::imported), std::size_t{173});
        Box box;
        for (const LayerPtr& layer : got.site->layers)
            box.add(layer->box());
        // floor_info.json: 239.8 m by 176.4 m, the picture's frame.
        QVERIFY(box.width() > 150 && box.width() < 240 && box.height() > 100 && box.height() < 240);
    }
};

PROSPECT_TEST(TableRealFilesTest);
#include "table_real_files_test.moc"
