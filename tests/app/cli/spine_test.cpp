// From real files to results and pictures, as a script would do it.
#include "program.h"
#include "tests/support/registry.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

using prospect::test::prospect_cli;
using prospect::test::verify_refusal;

namespace {

QString test_data() {
    return qEnvironmentVariable("PROSPECT_TEST_DATA");
}

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");

QByteArray bytes_of(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void verify_counts_add_up(const QJsonObject& report) {
    const QJsonArray sources = report["sources"].toArray();
    QVERIFY(!sources.isEmpty());
    for (const auto& entry : sources) {
        const QJsonObject source = entry.toObject();
        QCOMPARE(source["read"].toInt(), source["imported"].toInt() + source["skipped"].toInt());
    }
}

} // namespace

class SpineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_sample_is_a_site_for_every_command() {
        const QTemporaryDir folder;
        const QByteArray before = bytes_of(sample);
        QVERIFY(!before.isEmpty());
        const QString out = folder.filePath("results");
        const auto run = prospect_cli(
            {"analyse", sample, "sightlines.visible_area", "--cell_m", "4", "--out", out, "--json"});
        QVERIFY2(run.exit_code == 0, run.err.constData());
        const QJsonObject result = run.json().object();
        QCOMPARE(result["analysis"].toString(), "sightlines.visible_area");
        QCOMPARE(result["parameters"].toObject()["cell_m"].toDouble(), 4.0);
        QCOMPARE(result["parameters"].toObject()["eye_height_m"].toDouble(), 1.6);
        QStringList fields;
        for (const auto& field : result["fields"].toArray()) {
            const QJsonObject info = field.toObject();
            fields.append(info["name"].toString());
            QVERIFY(QFile::exists(out + "/" + info["file"].toString()));
            QCOMPARE(info["min"].toDouble() <= info["max"].toDouble(), true);
        }
        fields.sort();
        QCOMPARE(fields,
                 QStringList({"area", "compactness", "drift", "max_radial", "occlusivity", "perimeter"}));
        QCOMPARE(QJsonDocument::fromJson(bytes_of(out + "/result.json")).object()["analysis"].toString(),
                 "sightlines.visible_area");
        const QString picture = folder.filePath("map.png");
        const auto drawn =
            prospect_cli({"render", sample, picture, "--field", out + "/area.tif", "--size", "800x500"});
        QVERIFY2(drawn.exit_code == 0, drawn.err.constData());
        QCOMPARE(QImage(picture).size(), QSize(800, 500));
        QCOMPARE(bytes_of(sample), before);
    }

    void existing_outputs_need_force() {
        const QTemporaryDir folder;
        const QString out = folder.filePath("out");
        const QStringList analyse{"analyse", sample, "sightlines.visible_area", "--cell_m", "8",
                                  "--out",   out};
        QCOMPARE(prospect_cli(analyse).exit_code, 0);
        verify_refusal(prospect_cli(analyse), 2, "--force");
        QCOMPARE(prospect_cli(analyse + QStringList{"--force"}).exit_code, 0);
    }

    void one_thread_and_two_give_the_same_bits() {
        const QTemporaryDir folder;
        for (const char* threads : {"1", "2"})
            QCOMPARE(prospect_cli({"analyse", sample, "sightlines.visible_area", "--cell_m", "4", "--out",
                                   folder.filePath(threads), "--threads", threads})
                         .exit_code,
                     0);
        for (const char* field : {"area.tif", "occlusivity.tif", "drift.tif"})
            QCOMPARE(bytes_of(folder.filePath("1/") + field), bytes_of(folder.filePath("2/") + field));
    }

    void an_import_adds_up_and_can_be_exported_again() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        const auto imported = prospect_cli({"import", site, sample, "--json"});
        QVERIFY2(imported.exit_code == 0, imported.err.constData());
        verify_counts_add_up(imported.json().object());
        const int buildings = imported.json().object()["roles"].toObject()["building"].toInt();
        QVERIFY(buildings >= 12);
        const QString geojson = folder.filePath("buildings.geojson");
        const auto exported = prospect_cli({"export", site, geojson, "--layer", "building"});
        QVERIFY2(exported.exit_code == 0, exported.err.constData());
        QCOMPARE(QJsonDocument::fromJson(bytes_of(geojson)).object()["features"].toArray().size(), buildings);
        const auto verified = prospect_cli({"verify", site});
        QVERIFY2(verified.exit_code == 0, verified.err.constData());
        // The same source again: refused without --force, and nothing doubles with it.
        verify_refusal(prospect_cli({"import", site, sample}), 2, "--force");
        const auto again = prospect_cli({"import", site, sample, "--force", "--json"});
        QVERIFY2(again.exit_code == 0, again.err.constData());
        QCOMPARE(again.json().object()["roles"].toObject(), imported.json().object()["roles"].toObject());
    }

    void a_saved_run_is_kept_and_can_be_drawn() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        QCOMPARE(prospect_cli({"import", site, sample}).exit_code, 0);
        const auto run =
            prospect_cli({"analyse", site, "sightlines.visible_area", "--cell_m", "8", "--save"});
        QVERIFY2(run.exit_code == 0, run.err.constData());
        const auto drawn = prospect_cli(
            {"render", site, folder.filePath("a.png"), "--field", "sightlines.visible_area/area"});
        QVERIFY2(drawn.exit_code == 0, drawn.err.constData());
        verify_refusal(prospect_cli({"render", site, folder.filePath("b.png"), "--field", "nothing"}), 2,
                       "sightlines.visible_area");
    }

    void a_saved_run_for_the_police_is_drawn_for_nobody_else() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        QCOMPARE(prospect_cli({"import", site, sample}).exit_code, 0);
        const auto run =
            prospect_cli({"analyse", site, "threat.vehicles", "--audience", "police", "--save"});
        QVERIFY2(run.exit_code == 0, run.err.constData());
        const QString picture = folder.filePath("a.png");
        for (const char* audience : {"public", "resident", "applicant", "consultee"})
            verify_refusal(prospect_cli({"render", site, picture, "--field", "threat.vehicles", "--audience",
                                         audience}),
                           3, "--audience police");
        verify_refusal(prospect_cli({"render", site, picture, "--field", "threat.vehicles"}), 3,
                       "threat.vehicles");
        QVERIFY(!QFile::exists(picture));
        const auto drawn = prospect_cli(
            {"render", site, picture, "--field", "threat.vehicles", "--audience", "police"});
        QVERIFY(drawn.exit_code != 3);
    }

    void the_view_of_a_saved_isovist_is_drawn() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        QCOMPARE(prospect_cli({"import", site, sample}).exit_code, 0);
        const auto opened = prospect_cli({"render", site, folder.filePath("plain.png"), "--size", "400x300"});
        QVERIFY2(opened.exit_code == 0, opened.err.constData());
        const auto run = prospect_cli({"analyse", site, "sightlines.isovist", "--points", "530153.4,179272.4",
                                       "--reach_m", "60", "--save"});
        QVERIFY2(run.exit_code == 0, run.err.constData());
        const auto drawn = prospect_cli({"render", site, folder.filePath("view.png"), "--field",
                                         "sightlines.isovist", "--size", "400x300"});
        QVERIFY2(drawn.exit_code == 0, drawn.err.constData());
        const QImage plain(folder.filePath("plain.png"));
        const QImage view(folder.filePath("view.png"));
        int changed = 0;
        for (int y = 0; y < view.height(); ++y)
            for (int x = 0; x < view.width(); ++x)
                changed += plain.pixel(x, y) != view.pixel(x, y) ? 1 : 0;
        QVERIFY2(changed > 200, QByteArray::number(changed));
    }

    // Read again as a drawing: metres, the same place, one outline for each viewpoint.
    void views_come_as_a_drawing() {
        const QTemporaryDir folder;
        const QString out = folder.filePath("out");
        const QStringList words{"analyse",
                                sample,
                                "sightlines.isovist",
                                "--points",
                                "530230,179310;530153.4,179272.4",
                                "--reach_m",
                                "40",
                                "--out",
                                out,
                                "--json"};
        const auto made = prospect_cli(words + QStringList{"--dxf"});
        QVERIFY2(made.exit_code == 0, made.err);
        QStringList drawn;
        for (const QJsonValue& table : made.json()["tables"].toArray())
            drawn += table["name"].toString() + ":" + table["drawing"].toString();
        QCOMPARE(drawn, (QStringList{"isovists:sightlines.isovist.dxf", "isovist:sightlines.isovist.dxf",
                                     "occluding_radial:sightlines.isovist.dxf"}));
        const QString drawing = out + "/sightlines.isovist.dxf";
        const auto back =
            prospect_cli({"import", folder.filePath("back.gpkg"), drawing, "--crs", "EPSG:27700", "--role",
                          "isovist=underlay", "--role", "occluding_radial=underlay", "--json"});
        QVERIFY2(back.exit_code == 0, back.err);
        QCOMPARE(back.json()["unit"].toString(), QString("m"));
        const QJsonArray extent = back.json()["extent"].toArray();
        QVERIFY(extent[0].toDouble() > 530100 && extent[2].toDouble() < 530300);
        QVERIFY(extent[1].toDouble() > 179200 && extent[3].toDouble() < 179400);
        for (const QJsonValue& source : back.json()["sources"].toArray())
            if (source["layer"].toString() == "isovist") QCOMPARE(source["imported"].toInt(), 2);

        verify_refusal(prospect_cli(words + QStringList{"--dxf"}), 2, "already");
        // Done again without, the drawing of before does not stay beside the new result.
        QCOMPARE(prospect_cli(words + QStringList{"--force"}).exit_code, 0);
        QVERIFY(!QFile::exists(drawing));
        const auto none = prospect_cli({"analyse", sample, "sightlines.visible_area", "--cell_m", "16",
                                        "--out", folder.filePath("none"), "--dxf"});
        QCOMPARE(none.exit_code, 4);
        QVERIFY2(none.err.contains("no shapes"), none.err);
        QVERIFY(!QFile::exists(folder.filePath("none/sightlines.visible_area.dxf")));
        verify_refusal(
            prospect_cli({"analyse", sample, "sightlines.isovist", "--points", "530230,179310", "--dxf"}), 2,
            "--out");
    }

    void isovists_answer_row_by_row() {
        const QTemporaryDir folder;
        // A square room of 10 x 10 m as four walls, and three points: free, inside the block beside it, on a
        // wall.
        QFile room(folder.filePath("room.geojson"));
        QVERIFY(room.open(QIODevice::WriteOnly));
        room.write(R"({"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"kind":"wall"},"geometry":{"type":"LineString","coordinates":[[0,0],[10,0],[10,10],[0,10],[0,0]]}}]})");
        room.close();
        QFile block(folder.filePath("block.geojson"));
        QVERIFY(block.open(QIODevice::WriteOnly));
        block.write(R"({"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[20,0],[30,0],[30,10],[20,10],[20,0]]]}}]})");
        block.close();
        QFile points(folder.filePath("points.csv"));
        QVERIFY(points.open(QIODevice::WriteOnly));
        points.write("x,y,id,colour\n5,5,centre,red\n25,5,inside,green\n5,0,wall,blue\n");
        points.close();
        const QString site = folder.filePath("site.gpkg");
        const auto imported = prospect_cli({"import", site, room.fileName(), block.fileName(), "--crs",
                                            "local", "--role", "room=barrier", "--role", "block=building"});
        QVERIFY2(imported.exit_code == 0, imported.err.constData());
        const auto run = prospect_cli({"analyse", site, "sightlines.isovist", "--points_file",
                                       points.fileName(), "--out", folder.filePath("out")});
        QVERIFY2(run.exit_code == 4, run.err.constData());
        const QList<QByteArray> lines = bytes_of(folder.filePath("out/isovists.csv")).trimmed().split('\n');
        QCOMPARE(lines.size(), 4);
        const QList<QByteArray> header = lines[0].trimmed().split(',');
        const auto cell = [&](int row, const char* column) {
            return lines[row].trimmed().split(',').value(header.indexOf(column));
        };
        QCOMPARE(cell(1, "area_m2").toDouble(), 100.0);
        QCOMPARE(cell(1, "perimeter_m").toDouble(), 40.0);
        QVERIFY(std::abs(cell(1, "compactness").toDouble() - 0.785398163) < 1e-9);
        QCOMPARE(cell(1, "status"), QByteArray("ok"));
        QCOMPARE(cell(1, "colour"), QByteArray("red"));
        QCOMPARE(cell(2, "status"), QByteArray("inside_building"));
        QCOMPARE(cell(2, "area_m2"), QByteArray());
        QCOMPARE(cell(3, "status"), QByteArray("on_wall"));
        verify_refusal(prospect_cli({"analyse", site, "sightlines.isovist", "--points", "25,5"}), 3,
                       "building");
    }

    void an_input_is_never_an_output() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        QCOMPARE(prospect_cli({"import", site, sample}).exit_code, 0);
        const QByteArray before = bytes_of(site);
        verify_refusal(prospect_cli({"export", site, folder.path() + "/./site.gpkg", "--force"}), 2, "input");
        verify_refusal(prospect_cli({"import", site, site, "--force"}), 2, "input");
        QCOMPARE(bytes_of(site), before);
    }

    void crime_records_do_not_leave_for_the_public() {
        const QTemporaryDir folder;
        QFile records(folder.filePath("incidents.csv"));
        QVERIFY(records.open(QIODevice::WriteOnly));
        records.write("x,y,category\n530100,179300,burglary\n530110,179310,assault\n");
        records.close();
        const QString site = folder.filePath("site.gpkg");
        const auto imported = prospect_cli(
            {"import", site, records.fileName(), "--crs", "EPSG:27700", "--role", "incidents=incident"});
        QVERIFY2(imported.exit_code == 0, imported.err.constData());
        const QString out = folder.filePath("out.geojson");
        QCOMPARE(prospect_cli({"export", site, out}).exit_code, 3);
        QVERIFY(!bytes_of(out).contains("burglary"));
        const auto police = prospect_cli({"export", site, out, "--audience", "police"});
        QVERIFY2(police.exit_code == 0, police.err.constData());
        QVERIFY(bytes_of(out).contains("burglary"));
    }

    void a_grid_beyond_memory_is_refused_with_its_size() {
        verify_refusal(prospect_cli({"analyse", sample, "sightlines.visible_area", "--cell_m", "0.01",
                                     "--extent", "530000,179000,530400,179400"}),
                       3, "GB");
    }

    void berlin_gives_the_counts_of_the_oracle() {
        if (test_data().isEmpty()) QSKIP("PROSPECT_TEST_DATA is not set");
        const QTemporaryDir folder;
        const auto imported = prospect_cli(
            {"import", folder.filePath("b.gpkg"), test_data() + "/osm/berlin-neukoelln.osm", "--json"});
        QVERIFY2(imported.exit_code == 0, imported.err.constData());
        const QJsonObject report = imported.json().object();
        verify_counts_add_up(report);
        QCOMPARE(report["crs"].toString(), "EPSG:25833");
        const QJsonObject roles = report["roles"].toObject();
        QCOMPARE(roles["building"].toInt(), 126);
        QCOMPARE(roles["luminaire"].toInt(), 52);
        const QJsonObject kinds = report["roles_by_kind"].toObject();
        QCOMPARE(kinds["opening"].toObject()["gate"].toInt(), 26);
        QCOMPARE(kinds["opening"].toObject()["door"].toInt(), 43);
        const QJsonObject barriers = kinds["barrier"].toObject();
        QCOMPARE(barriers["wall"].toInt() + barriers["fence"].toInt() + barriers["hedge"].toInt() +
                     barriers["retaining_wall"].toInt(),
                 59);
    }

    void every_file_of_the_data_folder_is_read_or_refused_clearly() {
        if (test_data().isEmpty()) QSKIP("PROSPECT_TEST_DATA is not set");
        const QTemporaryDir folder;
        int seen = 0;
        for (const char* part : {"osm", "dxf", "gis", "dem", "bim", "crime", "cityjson", "raster-plan"}) {
            const QDir data(test_data() + "/" + part);
            for (const QString& name : data.entryList(QDir::Files)) {
                const QString site = folder.filePath(QString("%1.gpkg").arg(++seen));
                const auto outcome = prospect_cli({"import", site, data.filePath(name), "--json"});
                if (outcome.exit_code == 0) {
                    verify_counts_add_up(outcome.json().object());
                    QVERIFY2(QFile::exists(site), qPrintable(name));
                } else {
                    verify_refusal(outcome, outcome.exit_code == 2 ? 2 : 3, name);
                    QVERIFY2(!QFile::exists(site), qPrintable(name));
                }
            }
        }
        QVERIFY(seen > 25);
    }
};

PROSPECT_TEST(SpineTest);
#include "spine_test.moc"
