// Light from another program by the command line: in place of the lamps, and as a reference.
#include "program.h"
#include "tests/support/registry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

using prospect::test::prospect_cli;
using prospect::test::verify_refusal;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");

QByteArray bytes_of(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

// 3 lx on cells of 5 m over 60 by 40 m.
QByteArray even_points(const char* remarks) {
    QByteArray csv = QByteArray(remarks) + "x,y,value\n";
    for (int y = 0; y < 8; ++y)
        for (int x = 0; x < 12; ++x)
            csv += QByteArray::number(1002.5 + 5 * x) + "," + QByteArray::number(2002.5 + 5 * y) + ",3\n";
    return csv;
}

QJsonObject note_of(const QJsonObject& result, const QString& code) {
    for (const auto& note : result["notes"].toArray())
        if (note.toObject()["code"].toString() == code) return note.toObject();
    return {};
}

QStringList inputs_of(const QJsonObject& result) {
    QStringList names;
    for (const auto& input : result["provenance"].toObject()["inputs"].toArray()) {
        if (input.toObject()["sha256"].toString().size() != 64) continue;
        names += input.toObject()["name"].toString();
    }
    return names;
}

} // namespace

class LightGridCommandTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    QString dark_; // a site with a house and no lamp

    QString path(const char* name) const { return folder_.filePath(name); }

private Q_SLOTS:
    void initTestCase() {
        dark_ = path("dark.gpkg");
        write(
            path("house.geojson"),
            R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"height_m":6},)"
            R"("geometry":{"type":"Polygon","coordinates":[[[1020,2010],[1040,2010],[1040,2030],[1020,2030],)"
            R"([1020,2010]]]}}]})");
        const auto made = prospect_cli(
            {"import", dark_, path("house.geojson"), "--crs", "local", "--role", "house=building"});
        QVERIFY2(made.exit_code == 0, made.err.constData());
    }

    void a_site_without_lamps_has_recognition_by_a_file() {
        const QStringList command{"analyse", dark_, "lighting.recognition", "--extent",
                                  "1000,2000,1060,2040"};
        verify_refusal(prospect_cli(command), 3, "no lamps");
        write(path("evo.csv"), even_points("# quantity: esc\n# height_m: 1.5\n# program: DIALux evo 13\n"));
        const auto run = prospect_cli(command + QStringList{"--esc_file", path("evo.csv"), "--json"});
        QVERIFY2(run.exit_code == 0, run.err.constData());
        const QJsonObject result = run.json().object();
        const QJsonObject field = result["fields"].toArray().first().toObject();
        QVERIFY(std::abs(field["min"].toDouble() - 10) < 0.02); // 3 lx: 10 m
        QVERIFY(std::abs(field["max"].toDouble() - 10) < 0.02);
        QVERIFY(field["nodata_cells"].toInt() >= 20 * 20); // the house
        QCOMPARE(
            note_of(result, "light_given")["message"].toString(),
            QString(
                "light on faces is taken from evo.csv (esc at 1.5 m, maintenance not said, date not said, "
                "DIALux evo 13), not worked out from the lamps of the plan"));
        QVERIFY2(inputs_of(result).contains("evo.csv"), qPrintable(inputs_of(result).join(' ')));
        QVERIFY(run.err.contains("DIALux evo 13"));
    }

    void a_map_of_the_sample_given_back_is_the_same_result() {
        const QStringList grid{"--cell_m", "4"};
        const QString maps = path("maps");
        QCOMPARE(prospect_cli(QStringList{"analyse", sample, "lighting.illuminance", "--out", maps} + grid)
                     .exit_code,
                 0);
        const QString esc = maps + "/esc_min.tif";
        for (const char* analysis : {"lighting.recognition", "sightlines.overlooking"}) {
            const QStringList command = QStringList{"analyse", sample, analysis, "--json"} + grid;
            const auto computed = prospect_cli(command);
            const auto given = prospect_cli(command + QStringList{"--esc_file", esc});
            QVERIFY2(given.exit_code == 0, given.err.constData());
            QCOMPARE(given.json().object()["metrics"], computed.json().object()["metrics"]);
            QCOMPARE(given.json().object()["fields"], computed.json().object()["fields"]);
            QCOMPARE(note_of(given.json().object(), "light_given").isEmpty(), false);
            QVERIFY(inputs_of(given.json().object()).contains("esc_min.tif"));
        }
        const auto routes = prospect_cli({"analyse", sample, "lighting.routes", "--eh_file", maps + "/eh.tif",
                                          "--esc_file", esc, "--out", path("routes"), "--json"});
        QVERIFY2(routes.exit_code == 0, routes.err.constData());
        QVERIFY(inputs_of(routes.json().object()).contains("eh.tif"));
        QVERIFY(bytes_of(path("routes/profile.csv")).startsWith("path,chainage_m,x,y,eh,esc_forward"));
    }

    void a_reference_comes_with_its_sheet() {
        const QString maps = path("once");
        const QStringList command{"analyse",  sample,   "lighting.illuminance",
                                  "--cell_m", "4",      "--quantities",
                                  "eh",       "--json", "--out"};
        QCOMPARE(prospect_cli(command + QStringList{maps}).exit_code, 0);
        const QString out = path("compared");
        const auto run = prospect_cli(command + QStringList{out, "--reference", maps + "/eh.tif"});
        QVERIFY2(run.exit_code == 0, run.err.constData());
        const QJsonObject result = run.json().object();
        QCOMPARE(result["metrics"].toObject()["eh_difference_max"].toDouble(), 0.0);
        QVERIFY(QFile::exists(out + "/eh_difference.tif"));
        const QByteArray sheet = bytes_of(out + "/reference_sheet.csv");
        QVERIFY2(sheet.startsWith("field,item,here,reference,difference\n"), sheet.constData());
        QVERIFY2(sheet.contains("eh,light,direct light only,not said,"), sheet.constData());
        QVERIFY(!note_of(result, "reference_sheet")["message"].toString().isEmpty());
        QVERIFY(inputs_of(result).contains("eh.tif"));
        // What is there already is not written over.
        QFile::remove(out + "/result.json");
        verify_refusal(prospect_cli(command + QStringList{out, "--reference", maps + "/eh.tif"}), 2, out);
    }

    void what_cannot_be_used_is_refused_in_one_line() {
        write(path("eh.csv"), even_points("# quantity: eh\n"));
        verify_refusal(prospect_cli({"analyse", dark_, "lighting.recognition", "--esc_file", path("eh.csv")}),
                       3, "eh.csv: holds \"eh\"");
        write(path("bad.csv"), even_points("# quantity: esc\n") + "1002.5,2002.5,4\n");
        verify_refusal(
            prospect_cli({"analyse", dark_, "lighting.recognition", "--esc_file", path("bad.csv")}), 3,
            "bad.csv: line 99: the point of line 3 again");
        verify_refusal(
            prospect_cli({"analyse", dark_, "lighting.recognition", "--esc_file", path("none.csv")}), 3,
            "none.csv");
    }
};

PROSPECT_TEST(LightGridCommandTest);

#include "light_grid_test.moc"
