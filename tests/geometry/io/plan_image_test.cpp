#include "geometry/base/error.h"
#include "geometry/io/control_points.h"
#include "geometry/io/image_density.h"
#include "geometry/io/import.h"
#include "geometry/site/site.h"
#include "tests/support/picture_samples.h"
#include "tests/support/registry.h"
#include "tests/support/small_pdf.h"

#include <QTemporaryDir>
#include <QtTest>
#include <cpl_string.h>
#include <gdal.h>

using namespace prospect;

namespace {

// Left half red, right half white; with `bands` 1 black and white.
void write_picture(const std::filesystem::path& file, const char* driver, int columns, int rows, int bands,
                   const char* option = nullptr) {
    GDALAllRegister();
    GDALDatasetH memory = GDALCreate(GDALGetDriverByName("MEM"), "", columns, rows, bands, GDT_Byte, nullptr);
    std::vector<std::uint8_t> line(static_cast<std::size_t>(columns));
    for (int band = 1; band <= bands; ++band)
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < columns; ++column)
                line[static_cast<std::size_t>(column)] =
                    column >= columns / 2 || (bands > 1 && (band == 1 || band == 4)) ? 255 : 0;
            if (GDALRasterIO(GDALGetRasterBand(memory, band), GF_Write, 0, row, columns, 1, line.data(),
                             columns, 1, GDT_Byte, 0, 0) != CE_None)
                qFatal("no picture");
        }
    if (bands == 4) GDALSetRasterColorInterpretation(GDALGetRasterBand(memory, 4), GCI_AlphaBand);
    CPLStringList options;
    if (option != nullptr) options.AddString(option);
    GDALClose(GDALCreateCopy(GDALGetDriverByName(driver), file.c_str(), memory, FALSE, options.List(),
                             nullptr, nullptr));
    GDALClose(memory);
}

bool has_note(const std::vector<std::string>& notes, const std::string& words) {
    return std::any_of(notes.begin(), notes.end(),
                       [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

} // namespace

class PlanImageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }
    void cleanup() { folder_.reset(); }

    void pictures_of_every_kind_keep_their_colours_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("driver");
        QTest::addColumn<int>("bands");
        QTest::newRow("png") << "plan.png"
                             << "PNG" << 3;
        QTest::newRow("png with opacity") << "plan.png"
                                          << "PNG" << 4;
        QTest::newRow("jpeg") << "plan.jpg"
                              << "JPEG" << 3;
        QTest::newRow("tiff") << "plan.tif"
                              << "GTiff" << 3;
        QTest::newRow("grey tiff") << "scan.tif"
                                   << "GTiff" << 1;
    }
    void pictures_of_every_kind_keep_their_colours() {
        QFETCH(QString, name);
        QFETCH(QString, driver);
        QFETCH(int, bands);
        write_picture(path(name), driver.toUtf8().constData(), 64, 32, bands);
        const io::SourceDraft draft = io::read_source(path(name), {}, {});
        const PlanPicture& picture = *draft.layers.at(0).picture;
        QCOMPARE(picture.columns, 64);
        QCOMPARE(picture.rows, 32);
        const auto green = test::samples_of(picture, 2);
        QVERIFY(green.at(0) < 10);
        QVERIFY(green.at(63) > 245);
        if (bands > 1) QVERIFY(test::samples_of(picture, 1).at(0) > 245);
        QCOMPARE(QString::fromStdString(picture.media_type),
                 QString(driver == "JPEG" ? "image/jpeg" : "image/png"));
    }

    void black_and_white_scans_are_black_and_white() {
        write_picture(path("fax.tif"), "GTiff", 64, 32, 1, "NBITS=1");
        const io::SourceDraft draft = io::read_source(path("fax.tif"), {}, {});
        const auto samples = test::samples_of(*draft.layers.at(0).picture, 1);
        QCOMPARE(samples.at(0), std::uint8_t{0});
        QCOMPARE(samples.at(63), std::uint8_t{255});
    }

    void a_world_file_places_the_picture() {
        write_picture(path("plan.png"), "PNG", 64, 32, 3);
        // Half a metre a pixel, the middle of the first at (1000.25, 1999.75).
        test::write_text(path("plan.pgw"), "0.5\n0\n0\n-0.5\n1000.25\n1999.75\n");
        io::ImportOptions options;
        options.crs = "local";
        const io::SourceDraft draft = io::read_source(path("plan.png"), options, {});
        QVERIFY(!draft.plan->unplaced);
        QVERIFY((draft.layers[0].picture->box() == Box{1000, 1984, 1032, 2000}));
        const io::ImportOutcome outcome = io::place_on_site({}, {draft}, options, {});
        Site site;
        site.frame = outcome.frame;
        const SitePtr made = apply(site, outcome.edit);
        const Box local = made->layers.at(0)->picture->box();
        QCOMPARE(local.xmin + made->frame.origin.x, 1000.0);
        QCOMPARE(local.ymax + made->frame.origin.y, 2000.0);
    }

    void the_density_of_a_scan_gives_its_size() {
        // 300 dots per inch: 64 pixels are 5.42 mm, at 1:500 2.709 m.
        write_picture(path("scan.tif"), "GTiff", 64, 32, 3);
        io::ImportOptions options;
        options.plan.dpi = 300;
        const Box box = io::read_source(path("scan.tif"), options, {}).layers[0].picture->box();
        QVERIFY(std::abs(box.width() - 64 / 300.0 * 0.0254 * 500) < 1e-9);
        options.plan.scale = 200;
        const Box other = io::read_source(path("scan.tif"), options, {}).layers[0].picture->box();
        QVERIFY(std::abs(other.width() - 64 / 300.0 * 0.0254 * 200) < 1e-9);
        const io::SourceDraft silent = io::read_source(path("scan.tif"), {}, {});
        QVERIFY(has_note(silent.report.notes, "150 dots per inch were assumed"));
    }

    void densities_are_read_from_png_and_jpeg_and_tiff() {
        using namespace std::string_literals;
        test::write_text(path("a.png"), "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s + std::string(17, '\0') +
                                            "\0\0\0\tpHYs\0\0\x2e\x23\0\0\x2e\x23\x01"s +
                                            "sum."); // 11811 a metre
        QVERIFY(std::abs(io::dots_per_inch(path("a.png")).value_or(0) - 300) < 0.1);
        test::write_text(path("a.jpg"), "\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\x01\0\xc8\0\xc8\0\0"s);
        QCOMPARE(io::dots_per_inch(path("a.jpg")).value_or(0), 200.0);
        write_picture(path("b.tif"), "GTiff", 4, 4, 3);
        QVERIFY(!io::dots_per_inch(path("b.tif")));
        GDALDatasetH image = GDALOpen(path("b.tif").c_str(), GA_Update);
        GDALSetMetadataItem(image, "TIFFTAG_XRESOLUTION", "240", nullptr);
        GDALSetMetadataItem(image, "TIFFTAG_YRESOLUTION", "240", nullptr); // written as a pair only
        GDALSetMetadataItem(image, "TIFFTAG_RESOLUTIONUNIT", "2", nullptr);
        GDALClose(image);
        QCOMPARE(io::dots_per_inch(path("b.tif")).value_or(0), 240.0);
    }

    void a_large_image_is_kept_smaller_and_said_so() {
        write_picture(path("large.png"), "PNG", 30000, 1500, 1); // 45 million pixels
        const io::SourceDraft draft = io::read_source(path("large.png"), {}, {});
        const PlanPicture& picture = *draft.layers[0].picture;
        QVERIFY(static_cast<double>(picture.columns) * picture.rows <= 32.1e6);
        QVERIFY(has_note(draft.report.notes, "30000 × 1500 pixels is kept at"));
        QVERIFY(has_note(draft.report.notes, "when shown instead of 180 MB"));
        // Its size on the ground is that of all its pixels.
        QVERIFY(std::abs(picture.box().width() - 30000 / 150.0 * 0.0254 * 500) < 1e-6);
    }

    void what_is_no_picture_is_refused() {
        test::write_text(path("photo.jpg"), "this is no photo");
        QVERIFY_EXCEPTION_THROWN(io::read_source(path("photo.jpg"), {}, {}), Error);
        test::write_text(path("cut.png"), "\x89PNG\r\n\x1a\nnothing");
        QVERIFY_EXCEPTION_THROWN(io::read_source(path("cut.png"), {}, {}), Error);
        write_picture(path("plan.png"), "PNG", 64, 32, 3);
        io::ImportOptions options;
        options.roles["plan"] = Role::building;
        QVERIFY_EXCEPTION_THROWN(io::read_source(path("plan.png"), options, {}), Error);
    }

    void points_of_qgis_are_read() {
        test::write_text(path("new.points"),
                         "#CRS: LOCAL_CS[\"x\"]\nmapX,mapY,sourceX,sourceY,enable,dX,dY,residual\n"
                         "1000,2000,10,-20,1,0,0,0\n1100,2000,210,-20,1,0,0,0\n5,5,5,-5,0,0,0,0\n");
        const io::ControlPointFile read = io::read_control_points(path("new.points"));
        QCOMPARE(read.points.size(), std::size_t{2});
        QCOMPARE(read.disabled, std::size_t{1});
        QCOMPARE(QString::fromStdString(read.crs), QString("LOCAL_CS[\"x\"]"));
        QVERIFY((read.points[1].picture == Point{210, -20}));
        QVERIFY((read.points[1].ground == Point{1100, 2000}));
        test::write_text(path("old.points"), "mapX,mapY,pixelX,pixelY,enable\n1,2,3,4,1\n5,6,7,8,1\n");
        QVERIFY((io::read_control_points(path("old.points")).points[0].picture == Point{3, -4}));
        test::write_text(path("bad.points"), "mapX,mapY,sourceX,sourceY\n1,2,x,4\n");
        QVERIFY_EXCEPTION_THROWN(io::read_control_points(path("bad.points")), Error);
        test::write_text(path("empty.points"), "");
        QVERIFY_EXCEPTION_THROWN(io::read_control_points(path("empty.points")), Error);
    }

    // Of the floor the size is known.
    void two_corners_give_the_real_floor_its_size() {
        const QString data = qEnvironmentVariable("PROSPECT_TEST_DATA");
        const QString file = data + "/raster-plan/mall-site1-f1-floor_image.png";
        if (data.isEmpty() || !QFile::exists(file)) QSKIP("no test data");
        io::ImportOptions options;
        options.plan.control_points = {{{0, 0}, {0, 176.441}}, {{800, -588}, {239.817, 0}}};
        const io::SourceDraft draft = io::read_source(file.toStdString(), options, {});
        const Box box = draft.layers[0].picture->box();
        QVERIFY(std::abs(box.width() - 239.8) < 0.3);
        QVERIFY(std::abs(box.height() - 176.4) < 0.3);
    }

private:
    std::filesystem::path path(const QString& name) const { return folder_->filePath(name).toStdString(); }
    std::unique_ptr<QTemporaryDir> folder_;
};

PROSPECT_TEST(PlanImageTest);
#include "plan_image_test.moc"
