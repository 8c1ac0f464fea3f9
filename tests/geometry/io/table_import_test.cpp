#include "geometry/base/error.h"
#include "tests/geometry/io/import_support.h"
#include "tests/support/registry.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include <array>
#include <limits>
#include <map>

using namespace prospect;
using namespace prospect::test;
using io::ImportOptions;
using io::SourceCount;

class TableImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void records_of_crime_are_personal_unless_marked();
    void a_table_named_as_a_role_keeps_types_ids_and_phase();
    void shapes_that_do_not_fit_a_role_stay_as_drawing();
    void shapes_without_sense_are_skipped_one_by_one();
    void links_to_a_system_never_reach_for_the_network();
    void geojson_in_metres_without_a_system_is_refused();
    void the_users_role_comes_before_all_mappings();
    void police_rows_are_incidents_and_those_without_position_are_counted();
    void older_police_files_are_on_the_british_grid();
    void grid_references_are_places_on_the_british_grid();
    void positions_that_mean_nothing_are_skipped();
    void numbers_beyond_the_earth_are_skipped();
    void a_table_without_system_is_refused_by_the_option();
    void a_table_without_position_names_its_columns();
    void shapes_as_wkt_are_read();
    void names_in_latin_1_become_utf_8();
    void a_byte_order_mark_and_windows_line_ends_do_no_harm();
    void a_geopackage_with_a_log_beside_it_gives_all_rows();
    void not_a_number_in_a_geopackage_is_skipped();
    void rows_behind_a_damaged_page_are_counted();
    void a_source_is_never_touched_data();
    void a_source_is_never_touched();
    void a_shapefile_needs_its_companions();
    void a_zipped_shapefile_is_read();
};

namespace {

struct TestTable {
    GDALDatasetH dataset = nullptr;
    OGRLayerH layer = nullptr;
};

// A table in EPSG:28992 made with GDAL itself; the caller closes the dataset.
TestTable make_table(const char* driver, const QString& path, const char* layer_name,
                     OGRwkbGeometryType type) {
    GDALAllRegister();
    TestTable table;
    table.dataset =
        GDALCreate(GDALGetDriverByName(driver), path.toUtf8().constData(), 0, 0, 0, GDT_Unknown, nullptr);
    OGRSpatialReferenceH srs = OSRNewSpatialReference(nullptr);
    OSRImportFromEPSG(srs, 28992);
    table.layer = GDALDatasetCreateLayer(table.dataset, layer_name, srs, type, nullptr);
    OSRRelease(srs);
    return table;
}

void add_line(OGRLayerH layer, double x1, double y1, double x2, double y2) {
    OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
    OGRGeometryH line = OGR_G_CreateGeometry(wkbLineString);
    OGR_G_AddPoint_2D(line, x1, y1);
    OGR_G_AddPoint_2D(line, x2, y2);
    OGR_F_SetGeometryDirectly(feature, line);
    QVERIFY(OGR_L_CreateFeature(layer, feature) == OGRERR_NONE);
    OGR_F_Destroy(feature);
}

QByteArray bytes_of(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TableImportTest::a_table_named_as_a_role_keeps_types_ids_and_phase() {
    const Imported got = import_files({own_case("geojson/building.geojson")});
    QCOMPARE(got.site->frame.crs, std::string("EPSG:28992"));
    QCOMPARE(miscount(got), QString());
    const auto house = feature_with(*got.site, "0");
    QVERIFY(house);
    QCOMPARE(house->id.text(), std::string("0b8a3d0e-0000-4000-8000-000000000001"));
    QCOMPARE(house->name, std::string("Corner house"));
    QCOMPARE(text_of(*house, "height_m"), std::string("9.5"));
    QCOMPARE(text_of(*house, "levels"), std::string("3"));
    QVERIFY(house->phase_from == Phase::opening);
    QVERIFY(house->sensitivity == Sensitivity::protect);
    const std::pair<std::string, Value> owner{"owner", std::string("city")};
    QVERIFY(std::find(house->extra.begin(), house->extra.end(), owner) != house->extra.end());
    const auto shed = feature_with(*got.site, "1");
    QVERIFY(!shed->id.is_nil());
    QVERIFY(shed->find("height_m") == nullptr);
    QCOMPARE(reason_count(got.report, "height_m \"-4\""), std::size_t{1});
    QCOMPARE(reason_count(got.report, "id \"not a uuid\""), std::size_t{1});
}

void TableImportTest::records_of_crime_are_personal_unless_marked() {
    // Named as the role, with a mark on the second row; and said to be incidents on the command line.
    const Imported named = import_files({own_case("geojson/incident.geojson")});
    QVERIFY(feature_with(*named.site, "0")->sensitivity == Sensitivity::personal);
    QVERIFY(feature_with(*named.site, "1")->sensitivity == Sensitivity::ordinary);
    QVERIFY(feature_with(*named.site, "2")->sensitivity == Sensitivity::personal);
    io::ImportOptions options;
    options.roles["reports"] = Role::incident;
    const Imported said = import_files({own_case("geojson/reports.geojson")}, options);
    const auto records = said.site->features(Role::incident);
    QCOMPARE(records.size(), std::size_t{1});
    QVERIFY(records[0].second->sensitivity == Sensitivity::personal);
}

void TableImportTest::shapes_that_do_not_fit_a_role_stay_as_drawing() {
    const Imported got = import_files({own_case("geojson/building.geojson")});
    QCOMPARE(kind_count(*got.site, "building:-"), std::size_t{3});
    QCOMPARE(kind_count(*got.site, "underlay:-"), std::size_t{1});
    QCOMPARE(reason_count(got.report, "a line cannot be of the kind building"), std::size_t{1});
    QCOMPARE(reason_count(got.report, "a closed line became an area"), std::size_t{1});
    QVERIFY(std::abs(area(feature_with(*got.site, "3")->geometry) - 50) < 1e-3);
}

void TableImportTest::shapes_without_sense_are_skipped_one_by_one() {
    const Imported got = import_files({own_case("geojson/hard-shapes.geojson")});
    QCOMPARE(miscount(got), QString());
    QCOMPARE(read_of(got.report, "walls"), std::size_t{10});
    QCOMPARE(reason_count(got.report, "skipped: it has no shape"), std::size_t{2});
    QCOMPARE(reason_count(got.report, "skipped: its coordinates are no place on Earth"), std::size_t{1});
    QCOMPARE(reason_count(got.report, "skipped: it is a line without length"), std::size_t{1});
    QCOMPARE(reason_count(got.report, "skipped: it lies more than 200 km"), std::size_t{1});
    QCOMPARE(reason_count(got.report, "left out: points of a mixed shape"), std::size_t{1});
    QCOMPARE(reason_count(got.report, "repaired: Self-intersection"), std::size_t{1});
    QCOMPARE(total(got.report, &SourceCount::clipped), std::size_t{1});
    QCOMPARE(total(got.report, &SourceCount::imported), std::size_t{5});
    QCOMPARE(total(got.report, &SourceCount::skipped), std::size_t{5});
    const Box box = got.site->box();
    QVERIFY(box.width() > 190e3 && box.width() < 201e3);
}

void TableImportTest::links_to_a_system_never_reach_for_the_network() {
    const Imported open = import_files({own_case("geojson/crs-link.geojson")});
    QCOMPARE(open.site->frame.crs, std::string("EPSG:27700"));
    QCOMPARE(total(open.report, &SourceCount::imported), std::size_t{2});
    QVERIFY(!has_note(open.report, "URL") && !has_note(open.report, "network"));
    const Imported coded = import_files({own_case("geojson/crs-link-epsg.geojson")});
    QCOMPARE(coded.site->frame.crs, std::string("EPSG:27700"));
    const auto point = feature_with(*coded.site, "0");
    QVERIFY(distance(coded.site->frame.to_full(point->geometry.points[0]), Point{358000, 172000}) < 1e-5);
}

void TableImportTest::geojson_in_metres_without_a_system_is_refused() {
    const auto file = own_case("geojson/no-crs-in-metres.geojson");
    const QString said = refusal(file);
    QVERIFY2(said.startsWith("refused: no-crs-in-metres.geojson") && said.contains("--crs"),
             qPrintable(said));
    ImportOptions options;
    options.crs = "EPSG:27700";
    QCOMPARE(import_files({file}, options).site->frame.crs, std::string("EPSG:27700"));
}

void TableImportTest::the_users_role_comes_before_all_mappings() {
    ImportOptions options;
    options.roles["walls"] = Role::underlay;
    const Imported got = import_files({own_case("geojson/hard-shapes.geojson")}, options);
    QCOMPARE(kinds(*got.site).size(), std::size_t{1});
    QCOMPARE(kind_count(*got.site, "underlay:-"), std::size_t{5});
    options.roles.clear();
    options.roles["hard-shapes"] = Role::zone;
    const Imported by_file = import_files({own_case("geojson/hard-shapes.geojson")}, options);
    QCOMPARE(kind_count(*by_file.site, "zone:-"), std::size_t{1});
}

void TableImportTest::police_rows_are_incidents_and_those_without_position_are_counted() {
    const Imported got = import_files({own_case("csv/police.csv")});
    QCOMPARE(miscount(got), QString());
    QCOMPARE(kind_count(*got.site, "incident:-"), std::size_t{2});
    QCOMPARE(total(got.report, &SourceCount::read), std::size_t{3});
    QCOMPARE(reason_count(got.report, "skipped: the row has no position"), std::size_t{1});
    const auto crime = feature_with(*got.site, "row 2");
    QCOMPARE(text_of(*crime, "category"), std::string("Burglary"));
    QCOMPARE(text_of(*crime, "time"), std::string("2020-01"));
    QCOMPARE(text_of(*crime, "precision"), std::string("snapped"));
    QVERIFY(has_note(got.report, "anonymised"));
}

void TableImportTest::older_police_files_are_on_the_british_grid() {
    const Imported got = import_files({own_case("csv/police-easting.csv")});
    QCOMPARE(got.site->frame.crs, std::string("EPSG:27700"));
    QCOMPARE(kind_count(*got.site, "incident:-"), std::size_t{1});
}

void TableImportTest::grid_references_are_places_on_the_british_grid() {
    const Imported got = import_files({own_case("csv/grid-reference.csv")});
    QCOMPARE(miscount(got), QString());
    QCOMPARE(got.site->frame.crs, std::string("EPSG:27700"));
    QCOMPARE(total(got.report, &SourceCount::read), std::size_t{5});
    QCOMPARE(total(got.report, &SourceCount::imported), std::size_t{2});
    QCOMPARE(reason_count(got.report, "skipped: the row has no position"), std::size_t{1});
    QCOMPARE(reason_count(got.report, "skipped: its grid reference is no place in the British grid"),
             std::size_t{1});
    QCOMPARE(reason_count(got.report, "skipped: its grid reference is none, as TQ 302 805 is one"),
             std::size_t{1});
    // The middle of the square of 100 m, and of the one of 1 m.
    const auto& features = got.site->layers.front()->features;
    const Point first = got.site->frame.to_full(features[0]->geometry.points.front());
    const Point second = got.site->frame.to_full(features[1]->geometry.points.front());
    QCOMPARE(first.x, 530250.0);
    QCOMPARE(first.y, 179350.0);
    QCOMPARE(second.x, 530240.5);
    QCOMPARE(second.y, 179350.5);
}

void TableImportTest::positions_that_mean_nothing_are_skipped() {
    const Imported got = import_files({own_case("csv/positions.csv")});
    QCOMPARE(miscount(got), QString());
    QCOMPARE(total(got.report, &SourceCount::read), std::size_t{7});
    QCOMPARE(total(got.report, &SourceCount::imported), std::size_t{2});
    QCOMPARE(reason_count(got.report, "skipped: the row has no position (0, 0)"), std::size_t{1});
    QCOMPARE(reason_count(got.report, "skipped: its position is no pair of numbers"), std::size_t{1});
    QCOMPARE(reason_count(got.report, "skipped: its longitude or latitude is out of range"), std::size_t{1});
    QCOMPARE(got.site->frame.crs, std::string("EPSG:25833"));
}

void TableImportTest::numbers_beyond_the_earth_are_skipped() {
    ImportOptions options;
    options.crs = "local";
    const Imported got = import_files({own_case("csv/far-numbers.csv")}, options);
    QCOMPARE(total(got.report, &SourceCount::imported), std::size_t{1});
    QCOMPARE(reason_count(got.report, "skipped: its position is no place on Earth"), std::size_t{1});
}

void TableImportTest::a_table_without_system_is_refused_by_the_option() {
    const QString said = refusal(own_case("csv/no-system.csv"));
    QVERIFY2(said.startsWith("refused: no-system.csv") && said.contains("--crs local"), qPrintable(said));
    ImportOptions options;
    options.crs = "local";
    const Imported got = import_files({own_case("csv/no-system.csv")}, options);
    QCOMPARE(got.site->frame.crs, std::string("local"));
    QVERIFY(std::abs(distance(feature_with(*got.site, "row 2")->geometry.points[0],
                              feature_with(*got.site, "row 3")->geometry.points[0]) -
                     10) < 1e-5);
}

void TableImportTest::a_table_without_position_names_its_columns() {
    const QString said = refusal(own_case("csv/no-position.csv"));
    QVERIFY2(said.startsWith("refused:") && said.contains("street, crimes") && said.contains("longitude"),
             qPrintable(said));
}

void TableImportTest::shapes_as_wkt_are_read() {
    ImportOptions options;
    options.crs = "local";
    const Imported got = import_files({own_case("csv/shapes.csv")}, options);
    QCOMPARE(miscount(got), QString());
    QCOMPARE(total(got.report, &SourceCount::imported), std::size_t{2});
    QCOMPARE(total(got.report, &SourceCount::skipped), std::size_t{2});
    const auto yard = feature_with(*got.site, "row 2");
    QCOMPARE(yard->name, std::string("yard"));
    QVERIFY(std::abs(area(yard->geometry) - 100) < 1e-3);
}

void TableImportTest::names_in_latin_1_become_utf_8() {
    ImportOptions options;
    options.crs = "local";
    const Imported got = import_files({own_case("csv/latin1.csv")}, options);
    QCOMPARE(feature_with(*got.site, "row 2")->name, std::string("Müllerstraße"));
}

void TableImportTest::a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    const Imported got = import_files({own_case("csv/bom-crlf.csv")});
    QCOMPARE(got.site->frame.crs, std::string("EPSG:27700"));
    QCOMPARE(feature_with(*got.site, "row 2")->name, std::string("quoted, with comma"));
}

void TableImportTest::a_geopackage_with_a_log_beside_it_gives_all_rows() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("live.gpkg");
    TestTable table = make_table("GPKG", path, "walls", wkbLineString);
    GDALClose(table.dataset);
    table.dataset =
        GDALOpenEx(path.toUtf8().constData(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr, nullptr, nullptr);
    GDALDatasetExecuteSQL(table.dataset, "PRAGMA journal_mode = WAL", nullptr, nullptr);
    table.layer = GDALDatasetGetLayer(table.dataset, 0);
    for (int i = 0; i < 3; ++i)
        add_line(table.layer, 84900, 447500 + i, 84910, 447500 + i);
    GDALFlushCache(table.dataset);
    QVERIFY(QFile::exists(path + "-wal"));
    const Imported got = import_files({path.toStdString()});
    QCOMPARE(kind_count(*got.site, "barrier:wall"), std::size_t{3});
    GDALClose(table.dataset);
}

void TableImportTest::not_a_number_in_a_geopackage_is_skipped() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("nan.gpkg");
    TestTable table = make_table("GPKG", path, "walls", wkbLineString);
    add_line(table.layer, 84900, 447500, 84910, 447500);
    add_line(table.layer, std::numeric_limits<double>::quiet_NaN(), 447500, 84910, 447500);
    add_line(table.layer, 1e300, 447500, 84910, 447500);
    add_line(table.layer, 84900, std::numeric_limits<double>::infinity(), 84910, 447500);
    GDALClose(table.dataset);
    const Imported got = import_files({path.toStdString()});
    QCOMPARE(miscount(got), QString());
    QCOMPARE(total(got.report, &SourceCount::imported), std::size_t{1});
    QCOMPARE(reason_count(got.report, "skipped: its coordinates are no place on Earth"), std::size_t{3});
}

void TableImportTest::rows_behind_a_damaged_page_are_counted() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("walls.gpkg");
    const TestTable table = make_table("GPKG", path, "walls", wkbLineString);
    GDALDatasetStartTransaction(table.dataset, FALSE);
    for (int i = 0; i < 3000; ++i)
        add_line(table.layer, 84900, 447500 + 0.01 * i, 84910, 447500 + 0.01 * i);
    GDALDatasetCommitTransaction(table.dataset);
    GDALClose(table.dataset);
    const QByteArray whole = bytes_of(path);
    std::size_t cut_short = 0;
    for (int share = 10; share < 95; share += 5) {
        QByteArray bytes = whole;
        const qsizetype page = bytes.size() / 4096 * share / 100;
        std::fill_n(bytes.begin() + page * 4096, 4096, '\xff');
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
        file.close();
        try {
            const Imported got = import_files({path.toStdString()});
            QCOMPARE(read_of(got.report, "walls"), std::size_t{3000});
            QCOMPARE(miscount(got), QString());
            cut_short += total(got.report, &SourceCount::skipped) > 0 ? 1 : 0;
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::refused);
        }
    }
    QVERIFY(cut_short > 0);
}

void TableImportTest::a_source_is_never_touched_data() {
    QTest::addColumn<QString>("driver");
    QTest::addColumn<QString>("file");
    QTest::newRow("GeoPackage") << "GPKG"
                                << "walls.gpkg";
    QTest::newRow("Shapefile") << "ESRI Shapefile"
                               << "walls.shp";
    QTest::newRow("SpatiaLite") << "SQLite"
                                << "walls.sqlite";
    QTest::newRow("GeoJSON") << "GeoJSON"
                             << "walls.geojson";
    QTest::newRow("FlatGeobuf") << "FlatGeobuf"
                                << "walls.fgb";
    QTest::newRow("GML") << "GML"
                         << "walls.gml";
    QTest::newRow("KML") << "KML"
                         << "walls.kml";
}

void TableImportTest::a_source_is_never_touched() {
    QFETCH(QString, driver);
    QFETCH(QString, file);
    const QTemporaryDir folder;
    const TestTable table =
        make_table(driver.toUtf8().constData(), folder.filePath(file), "walls", wkbLineString);
    add_line(table.layer, 84900, 447500, 84910, 447500);
    GDALClose(table.dataset);
    QFile::remove(folder.filePath("walls.xsd"));
    const auto content = [&] {
        std::map<QString, QByteArray> all;
        for (const QString& name : QDir(folder.path()).entryList(QDir::Files))
            all[name] = bytes_of(folder.filePath(name));
        return all;
    };
    const auto before = content();
    QFile::setPermissions(folder.filePath(file), QFile::ReadOwner);
    const Imported got = import_files({folder.filePath(file).toStdString()});
    QCOMPARE(kind_count(*got.site, "barrier:wall"), std::size_t{1});
    QCOMPARE(content(), before);
}

void TableImportTest::a_shapefile_needs_its_companions() {
    const QTemporaryDir folder;
    const QString path = folder.filePath("walls.shp");
    const TestTable table = make_table("ESRI Shapefile", path, "walls", wkbLineString);
    add_line(table.layer, 84900, 447500, 84910, 447500);
    GDALClose(table.dataset);
    const Imported got = import_files({path.toStdString()});
    QCOMPARE(kind_count(*got.site, "barrier:wall"), std::size_t{1});
    QCOMPARE(got.site->frame.crs, std::string("EPSG:28992"));
    QVERIFY(refusal(folder.filePath("walls.dbf").toStdString()).contains("name the .shp file"));
    QVERIFY(QFile::remove(folder.filePath("walls.shx")));
    QVERIFY(refusal(path.toStdString()).contains(".shx"));
    QVERIFY(!QFile::exists(folder.filePath("walls.shx")));
}

void TableImportTest::a_zipped_shapefile_is_read() {
    const QTemporaryDir folder;
    const TestTable table =
        make_table("ESRI Shapefile", folder.filePath("walls.shp"), "walls", wkbLineString);
    add_line(table.layer, 84900, 447500, 84910, 447500);
    GDALClose(table.dataset);
    const QString archive = folder.filePath("walls.zip");
    for (const char* part : {"walls.shp", "walls.shx", "walls.dbf", "walls.prj"}) {
        const QByteArray bytes = bytes_of(folder.filePath(part));
        const QString inner = "/vsizip/" + archive + "/plans/" + part;
        VSILFILE* file = VSIFOpenL(inner.toUtf8().constData(), "wb");
        QVERIFY(file != nullptr);
        QCOMPARE(VSIFWriteL(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), file),
                 static_cast<std::size_t>(bytes.size()));
        VSIFCloseL(file);
    }
    const Imported got = import_files({archive.toStdString()});
    QCOMPARE(kind_count(*got.site, "barrier:wall"), std::size_t{1});
    QCOMPARE(got.site->frame.crs, std::string("EPSG:28992"));
    QVERIFY(refusal(own_case("bad/broken.zip")).startsWith("refused:"));
}

PROSPECT_TEST(TableImportTest);
#include "table_import_test.moc"
