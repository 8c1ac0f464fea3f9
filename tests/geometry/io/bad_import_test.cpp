#include "geometry/base/error.h"
#include "tests/geometry/io/import_support.h"
#include "tests/support/registry.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <gdal.h>
#include <ogr_api.h>

#include <random>

using namespace prospect;
using namespace prospect::test;

class BadImportTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void what_is_not_read_is_named_in_one_sentence_data();
    void what_is_not_read_is_named_in_one_sentence();
    void missing_empty_folder_and_unreadable_are_told_apart();
    void files_cut_off_anywhere_are_refused_or_read();
    void damaged_bytes_never_do_more_than_refuse();
    void damaged_databases_and_grids_never_do_more_than_refuse();
    void counts_add_up_for_every_real_file();
};

void BadImportTest::what_is_not_read_is_named_in_one_sentence_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("words");
    QTest::newRow("binary DXF") << "binary.dxf"
                                << "refused"
                                << "binary DXF";
    QTest::newRow("DWG") << "drawing.dwg"
                         << "refused"
                         << "DWG";
    QTest::newRow("IFC") << "model.ifc"
                         << "refused"
                         << "IFC";
    QTest::newRow("error page") << "page.geojson"
                                << "refused"
                                << "web page";
    QTest::newRow("CityJSON") << "model.json"
                              << "refused"
                              << "CityJSON";
    QTest::newRow("letter") << "letter.bin"
                            << "refused"
                            << "no kind that is read";
    QTest::newRow("zip") << "broken.zip"
                         << "refused"
                         << "archive";
    QTest::newRow("tif") << "broken.tif"
                         << "refused"
                         << "damaged";
    QTest::newRow("PDF") << "plan.pdf"
                         << "refused"
                         << "damaged or cut off";
    QTest::newRow("PDF with a password") << "locked.pdf"
                                         << "refused"
                                         << "locked with a password";
    QTest::newRow("PNG") << "plan.png"
                         << "refused"
                         << "no picture that can be read";
    QTest::newRow("IES cut off") << "cut.ies"
                                 << "refused"
                                 << "ends";
    QTest::newRow("IES of a header alone") << "header.ies"
                                           << "refused"
                                           << "TILT=";
    QTest::newRow("IES in UTF-16") << "wide.ies"
                                   << "refused"
                                   << "UTF-16";
    QTest::newRow("EULUMDAT that is no text") << "letters.ldt"
                                              << "refused"
                                              << "no text";
}

void BadImportTest::what_is_not_read_is_named_in_one_sentence() {
    QFETCH(QString, file);
    QFETCH(QString, code);
    QFETCH(QString, words);
    const QString said = refusal(own_case("bad/" + file.toStdString()));
    QVERIFY2(said.startsWith(code + ": " + file), qPrintable(said));
    QVERIFY2(said.contains(words) && said.contains(" — ") && !said.contains('\n'), qPrintable(said));
}

void BadImportTest::missing_empty_folder_and_unreadable_are_told_apart() {
    const QTemporaryDir folder;
    QVERIFY(refusal(folder.filePath("none.osm").toStdString()).contains("does not exist"));
    QVERIFY(refusal(folder.path().toStdString()).contains("folder"));
    for (const char* name : {"a.osm", "a.gpkg", "a.csv", "a.dxf", "a.tif", "a.shp", "a.geojson"}) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.close();
        QVERIFY(refusal(file.fileName().toStdString()).contains("empty"));
    }
}

namespace {

QByteArray bytes_of(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Reads bytes as a file of that name: true when it was read with right counts or refused with one sentence.
bool behaves(const QTemporaryDir& folder, const QString& name, const QByteArray& bytes) {
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly)) return false;
    file.write(bytes);
    file.close();
    io::ImportOptions options;
    options.crs = "EPSG:28992";
    options.unit = "m";
    try {
        return miscount(import_files({file.fileName().toStdString()}, options)).isEmpty();
    } catch (const Error& error) {
        return error.code() != ErrorCode::internal && !error.message().empty();
    }
}

QStringList own_files() {
    QStringList files;
    QDirIterator found(PROSPECT_SOURCE_DIR "/tests/cases/import", QDir::Files, QDirIterator::Subdirectories);
    while (found.hasNext())
        if (const QString file = found.next(); !file.contains("/mapping/")) files.append(file);
    files.sort();
    return files;
}

} // namespace

void BadImportTest::files_cut_off_anywhere_are_refused_or_read() {
    const QTemporaryDir folder;
    for (const QString& path : own_files()) {
        const QByteArray bytes = bytes_of(path);
        for (int cut = 1; cut < 8; ++cut) {
            const QByteArray part = bytes.left(bytes.size() * cut / 8);
            QVERIFY2(behaves(folder, QFileInfo(path).fileName(), part), qPrintable(path));
        }
    }
}

namespace {

QByteArray damaged(QByteArray bytes, std::mt19937& random) {
    const int changes = 1 + static_cast<int>(random() % 6);
    for (int i = 0; i < changes && !bytes.isEmpty(); ++i) {
        const auto at = static_cast<qsizetype>(random() % static_cast<std::uint32_t>(bytes.size()));
        if (random() % 3 == 0)
            bytes.remove(at, 1 + static_cast<qsizetype>(random() % 5));
        else
            bytes[at] = static_cast<char>(random() % 256);
    }
    return bytes;
}

} // namespace

void BadImportTest::damaged_bytes_never_do_more_than_refuse() {
    const QTemporaryDir folder;
    std::mt19937 random(20240501);
    for (const QString& path : own_files())
        for (int round = 0; round < 12; ++round)
            QVERIFY2(behaves(folder, QFileInfo(path).fileName(), damaged(bytes_of(path), random)),
                     qPrintable(path));
}

void BadImportTest::damaged_databases_and_grids_never_do_more_than_refuse() {
    const QTemporaryDir folder;
    GDALAllRegister();
    for (const char* driver : {"GPKG", "SQLite", "FlatGeobuf", "GML", "KML"}) {
        const std::string path = folder.filePath(driver).toStdString();
        GDALDatasetH file =
            GDALCreate(GDALGetDriverByName(driver), path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
        QVERIFY(file != nullptr);
        OGRLayerH layer = GDALDatasetCreateLayer(file, "walls", nullptr, wkbLineString, nullptr);
        for (int i = 0; i < 20; ++i) {
            OGRFeatureH feature = OGR_F_Create(OGR_L_GetLayerDefn(layer));
            OGRGeometryH line = OGR_G_CreateGeometry(wkbLineString);
            OGR_G_AddPoint_2D(line, 4 + 0.001 * i, 52);
            OGR_G_AddPoint_2D(line, 4 + 0.001 * i, 52.001);
            OGR_F_SetGeometryDirectly(feature, line);
            QVERIFY(OGR_L_CreateFeature(layer, feature) == OGRERR_NONE);
            OGR_F_Destroy(feature);
        }
        GDALClose(file);
        const QByteArray bytes = bytes_of(QString::fromStdString(path));
        std::mt19937 random(7);
        for (int round = 0; round < 25; ++round)
            QVERIFY2(behaves(folder, QString("broken.%1").arg(driver).toLower(), damaged(bytes, random)),
                     driver);
        for (int cut = 1; cut < 8; ++cut)
            QVERIFY2(
                behaves(folder, QString("cut.%1").arg(driver).toLower(), bytes.left(bytes.size() * cut / 8)),
                driver);
    }
}

void BadImportTest::counts_add_up_for_every_real_file() {
    const char* data = std::getenv("PROSPECT_TEST_DATA");
    if (data == nullptr) QSKIP("PROSPECT_TEST_DATA is not set");
    std::size_t read = 0;
    QDirIterator found(data, QDir::Files, QDirIterator::Subdirectories);
    while (found.hasNext()) {
        const QString path = found.next();
        try {
            const Imported got = import_files({path.toStdString()});
            QVERIFY2(miscount(got).isEmpty(), qPrintable(path + ": " + miscount(got)));
            ++read;
        } catch (const Error& error) {
            QVERIFY2(error.code() == ErrorCode::refused || error.code() == ErrorCode::usage,
                     qPrintable(path + ": " + error.what()));
            QVERIFY2(!error.advice().empty(), qPrintable(path + ": " + error.what()));
        }
    }
    QVERIFY(read >= 20);
}

PROSPECT_TEST(BadImportTest);
#include "bad_import_test.moc"
