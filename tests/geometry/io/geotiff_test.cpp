#include "geometry/base/error.h"
#include "geometry/io/export.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QtTest>
#include <gdal.h>

#include <array>
#include <fstream>

using namespace prospect;

namespace {

const Frame london{"EPSG:27700", "OSGB36 / British National Grid", {532000, 181000}};

// 3 x 2 cells of 2 m, one without value.
Field small_field() {
    Field field("eh", "lx", {10, 50, 2, 2, 3, 2});
    field.values = {1, 2, 3, 4, nodata, 6.5F};
    return field;
}

} // namespace

class GeoTiffTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_field_is_a_float_tiff_with_system_unit_and_missing_value() {
        io::write_geotiff(small_field(), london, file());
        GDALAllRegister();
        GDALDatasetH raster = GDALOpen(file().c_str(), GA_ReadOnly);
        QVERIFY(raster);
        std::array<double, 6> transform{};
        GDALGetGeoTransform(raster, transform.data());
        QCOMPARE(transform, (std::array<double, 6>{532010, 2, 0, 181050, 0, -2}));
        QVERIFY(QString(GDALGetProjectionRef(raster)).contains("British National Grid"));
        GDALRasterBandH band = GDALGetRasterBand(raster, 1);
        QCOMPARE(GDALGetRasterDataType(band), GDT_Float32);
        QCOMPARE(GDALGetRasterNoDataValue(band, nullptr), -9999.0);
        QCOMPARE(QString(GDALGetDescription(band)), QString("lx"));
        QCOMPARE(QString(GDALGetRasterUnitType(band)), QString("lx"));
        std::array<float, 6> values{};
        QCOMPARE(GDALRasterIO(band, GF_Read, 0, 0, 3, 2, values.data(), 3, 2, GDT_Float32, 0, 0), CE_None);
        QCOMPARE(values, (std::array<float, 6>{1, 2, 3, 4, -9999, 6.5}));
        GDALClose(raster);
    }

    void a_field_reads_back_in_full_coordinates() {
        io::write_geotiff(small_field(), london, file());
        std::string crs;
        const Field field = io::read_raster(file(), &crs);
        QCOMPARE(crs, std::string("EPSG:27700"));
        QVERIFY(field.grid == (Grid{532010, 181050, 2, 2, 3, 2}));
        QCOMPARE(field.values, small_field().values);
        QCOMPARE(field.unit, std::string("lx"));
    }

    void a_local_site_writes_a_raster_without_system() {
        io::write_geotiff(small_field(), {"local", "", {0, 0}}, file());
        std::string crs = "?";
        io::read_raster(file(), &crs);
        QCOMPARE(crs, std::string());
    }

    void cells_that_are_no_number_and_scaled_integers_become_plain_values() {
        // 16-bit heights in decimetres above 100 m, missing 32767, first row in the south.
        GDALAllRegister();
        GDALDatasetH raster =
            GDALCreate(GDALGetDriverByName("GTiff"), file().c_str(), 2, 2, 1, GDT_Int16, nullptr);
        std::array<double, 6> transform{100, 1, 0, 200, 0, 1};
        GDALSetGeoTransform(raster, transform.data());
        GDALRasterBandH band = GDALGetRasterBand(raster, 1);
        std::array<std::int16_t, 4> cells{10, 20, 30, 32767};
        QCOMPARE(GDALRasterIO(band, GF_Write, 0, 0, 2, 2, cells.data(), 2, 2, GDT_Int16, 0, 0), CE_None);
        GDALSetRasterNoDataValue(band, 32767);
        GDALSetRasterScale(band, 0.1);
        GDALSetRasterOffset(band, 100);
        GDALClose(raster);
        const Field field = io::read_raster(file());
        QVERIFY(field.grid == (Grid{100, 202, 1, 1, 2, 2}));
        QCOMPARE(field.values, (std::vector<float>{103, nodata, 101, 102}));
    }

    void what_is_no_field_is_refused_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"text", "missing", "two bands", "no position", "turned"})
            QTest::newRow(kind) << kind;
    }
    void what_is_no_field_is_refused() {
        QFETCH(QString, kind);
        GDALAllRegister();
        if (kind == "text")
            std::ofstream(file()) << "no raster";
        else if (kind != "missing") {
            GDALDatasetH raster = GDALCreate(GDALGetDriverByName("GTiff"), file().c_str(), 2, 2,
                                             kind == "two bands" ? 2 : 1, GDT_Byte, nullptr);
            std::array<double, 6> transform{0, 1, kind == "turned" ? 0.5 : 0, 0, 0, -1};
            if (kind != "no position") GDALSetGeoTransform(raster, transform.data());
            GDALClose(raster);
        }
        try {
            io::read_raster(file());
            QFAIL("not refused");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY(!error.advice().empty());
        }
    }

private:
    std::filesystem::path file() const {
        return folder_.path().toStdString() + "/" + QTest::currentTestFunction() +
               (QTest::currentDataTag() ? QTest::currentDataTag() : "") + ".tif";
    }
    QTemporaryDir folder_;
};

PROSPECT_TEST(GeoTiffTest);
#include "geotiff_test.moc"
