#include "geometry/base/error.h"
#include "tests/geometry/io/import_support.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>
#include <gdal.h>
#include <ogr_srs_api.h>

#include <array>
#include <cmath>

using namespace prospect;
using namespace prospect::test;
using io::ImportOptions;

class RasterImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cells_keep_their_shape_place_and_gaps();
    void heights_in_feet_become_metres();
    void a_grid_must_say_what_its_heights_are_of();
    void names_tell_ground_from_surface();
    void a_turned_grid_is_refused();
    void heights_above_ground_are_suspected();
    void delft_surface_has_its_statistics();
    void bilbao_keeps_its_uneven_cells();
};

namespace {

struct Sheet {
    std::array<double, 6> place{84900, 2, 0, 447520, 0, -3};
    std::vector<float> values{1, 2, 3, 4, -9999, 6};
    const char* unit = "";
};

// A GeoTIFF of three columns and two rows in EPSG:28992.
std::string write_sheet(const QTemporaryDir& folder, const char* name, Sheet sheet = {}) {
    GDALAllRegister();
    const QByteArray path = folder.filePath(name).toUtf8();
    GDALDatasetH raster =
        GDALCreate(GDALGetDriverByName("GTiff"), path.constData(), 3, 2, 1, GDT_Float32, nullptr);
    GDALSetGeoTransform(raster, sheet.place.data());
    OGRSpatialReferenceH srs = OSRNewSpatialReference(nullptr);
    OSRImportFromEPSG(srs, 28992);
    GDALSetSpatialRef(raster, srs);
    OSRRelease(srs);
    GDALRasterBandH band = GDALGetRasterBand(raster, 1);
    GDALSetRasterNoDataValue(band, -9999);
    GDALSetRasterUnitType(band, sheet.unit);
    const CPLErr written =
        GDALRasterIO(band, GF_Write, 0, 0, 3, 2, sheet.values.data(), 3, 2, GDT_Float32, 0, 0);
    GDALClose(raster);
    return written == CE_None ? path.toStdString() : std::string();
}

} // namespace

void RasterImportTest::cells_keep_their_shape_place_and_gaps() {
    const QTemporaryDir folder;
    const Imported got = import_files({write_sheet(folder, "dtm.tif")});
    QCOMPARE(miscount(got), QString());
    const Field* terrain = got.site->raster(Role::terrain);
    QVERIFY(terrain != nullptr);
    QCOMPARE(terrain->grid.cell_x, 2.0);
    QCOMPARE(terrain->grid.cell_y, 3.0);
    QCOMPARE(got.site->frame.to_full({terrain->grid.xmin, terrain->grid.ymax}), (Point{84900, 447520}));
    QCOMPARE(terrain->at(2, 0), 3.0F);
    QVERIFY(!terrain->has_value(1, 1));
    QVERIFY(has_note(got.report, "1 of 6 cells (17 %) have no value"));
    QCOMPARE(got.site->layers.front()->name, std::string("dtm"));
}

void RasterImportTest::heights_in_feet_become_metres() {
    const QTemporaryDir folder;
    Sheet sheet;
    sheet.unit = "ft";
    const Imported got = import_files({write_sheet(folder, "dtm.tif", sheet)});
    const Field* terrain = got.site->raster(Role::terrain);
    QVERIFY(std::abs(terrain->at(2, 0) - 3 * 0.3048F) < 1e-6F);
    QVERIFY(!terrain->has_value(1, 1));
    QCOMPARE(terrain->unit, std::string("m"));
    QVERIFY(has_note(got.report, "is in feet"));
}

void RasterImportTest::a_grid_must_say_what_its_heights_are_of() {
    const QTemporaryDir folder;
    const std::string file = write_sheet(folder, "sheet7.tif");
    const QString said = refusal(file);
    QVERIFY2(said.startsWith("refused: sheet7.tif") && said.contains("--role sheet7=terrain"),
             qPrintable(said));
    ImportOptions options;
    options.roles["sheet7"] = Role::surface;
    QVERIFY(import_files({file}, options).site->raster(Role::surface) != nullptr);
    options.roles["sheet7"] = Role::building;
    QVERIFY(refusal(file, options).contains("not building"));
}

void RasterImportTest::names_tell_ground_from_surface() {
    const QTemporaryDir folder;
    QVERIFY(import_files({write_sheet(folder, "city_DEM_2020.tif")}).site->raster(Role::terrain) != nullptr);
    QVERIFY(import_files({write_sheet(folder, "city-DSM.tif")}).site->raster(Role::surface) != nullptr);
    QVERIFY(refusal(write_sheet(folder, "academy.tif")).contains("--role"));
}

void RasterImportTest::a_turned_grid_is_refused() {
    const QTemporaryDir folder;
    Sheet sheet;
    sheet.place = {84900, 2, 0.5, 447520, 0.5, -3};
    const QString said = refusal(write_sheet(folder, "dtm.tif", sheet));
    QVERIFY2(said.startsWith("refused: dtm.tif") && said.contains("turned"), qPrintable(said));
}

void RasterImportTest::heights_above_ground_are_suspected() {
    const QTemporaryDir folder;
    Sheet sheet;
    sheet.values = {0, 0, 0, 9, 12, 0};
    QVERIFY(has_note(import_files({write_sheet(folder, "dsm.tif", sheet)}).report, "above the ground"));
}

void RasterImportTest::delft_surface_has_its_statistics() {
    REAL_FILE(file, "dem/delft-ahn3-dsm-50cm.tif");
    const Imported got = import_files({file});
    const Field* surface = got.site->raster(Role::surface);
    QVERIFY(surface != nullptr);
    QCOMPARE(surface->grid.columns, std::int64_t{536});
    QCOMPARE(surface->grid.rows, std::int64_t{616});
    const FieldStatistics about = statistics(*surface);
    QVERIFY(std::abs(about.min + 0.57) < 0.01 && std::abs(about.max - 19.98) < 0.01 &&
            std::abs(about.mean - 4.90) < 0.01);
    QVERIFY(std::abs(static_cast<double>(about.value_cells) / (536 * 616) - 0.5382) < 0.0001);
}

void RasterImportTest::bilbao_keeps_its_uneven_cells() {
    REAL_FILE(file, "dem/bilbao-bdsm.tif");
    const Imported got = import_files({file});
    const Field* surface = got.site->raster(Role::surface);
    QVERIFY(std::abs(surface->grid.cell_x - 2.50206) < 1e-5 &&
            std::abs(surface->grid.cell_y - 2.50241) < 1e-5);
    QVERIFY(has_note(got.report, "above the ground"));
    QCOMPARE(got.site->frame.crs, std::string("EPSG:25830"));
}

PROSPECT_TEST(RasterImportTest);
#include "raster_import_test.moc"
