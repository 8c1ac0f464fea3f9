// Faults of what was given are named with the file at fault, and nothing given is silently ignored.
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

QString written(const QTemporaryDir& folder, const QString& name, const QByteArray& text) {
    QFile file(folder.filePath(name));
    if (file.open(QIODevice::WriteOnly)) file.write(text);
    return file.fileName();
}

} // namespace

class RefusalsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_table_of_small_numbers_without_a_system_is_proposed_as_local() {
        const QTemporaryDir folder;
        const QString table = written(folder, "trees.csv", "x,y\n0,0\n10,20\n120,80\n");
        const auto outcome = prospect_cli({"import", folder.filePath("s.gpkg"), table});
        verify_refusal(outcome, 3, "--crs local");
        QVERIFY(!QFile::exists(folder.filePath("s.gpkg")));
    }

    void an_old_workbook_is_refused_with_what_to_save_it_as() {
        const QTemporaryDir folder;
        const QString table = written(folder, "crimes.xls", QByteArray::fromHex("d0cf11e0a1b11ae1"));
        verify_refusal(prospect_cli({"import", folder.filePath("s.gpkg"), table}), 3,
                       "save it as .xlsx or CSV");
        QVERIFY(!QFile::exists(folder.filePath("s.gpkg")));
    }

    void degrees_are_still_proposed_for_a_place_on_earth() {
        const QTemporaryDir folder;
        const QString table = written(folder, "trees.csv", "x,y\n-0.12,51.50\n-0.13,51.51\n");
        verify_refusal(prospect_cli({"import", folder.filePath("s.gpkg"), table}), 3, "--crs EPSG:4326");
    }

    void a_system_that_is_none_is_a_wrong_word() {
        const QTemporaryDir folder;
        const QString table = written(folder, "trees.csv", "longitude,latitude\n-0.12,51.50\n");
        verify_refusal(prospect_cli({"import", folder.filePath("s.gpkg"), table, "--crs", "nonsense"}), 2,
                       "nonsense");
    }

    void a_stretched_system_is_refused_for_a_site_with_one_that_suits() {
        const QTemporaryDir folder;
        const QString table = written(folder, "trees.csv", "longitude,latitude\n-0.12,51.50\n");
        const QString site = folder.filePath("s.gpkg");
        verify_refusal(prospect_cli({"import", site, table, "--crs", "EPSG:3857"}), 2, "--crs EPSG:27700");
        QVERIFY(!QFile::exists(site));
    }

    void a_system_that_one_source_needs_does_not_hinder_another_in_any_order() {
        const QTemporaryDir folder;
        const QString bare = written(folder, "bare.csv", "x,y\n-0.12,51.50\n");
        const QString own = written(folder, "own.csv", "longitude,latitude\n-0.12,51.50\n");
        for (const QStringList& order : {QStringList{bare, own}, QStringList{own, bare}})
            QCOMPARE(
                prospect_cli(
                    QStringList{"import", folder.filePath("s.gpkg"), "--force", "--crs", "EPSG:4326"} + order)
                    .exit_code,
                0);
    }

    void a_refused_input_is_a_row_of_the_report() {
        const QTemporaryDir folder;
        const QString good = written(folder, "good.csv", "longitude,latitude\n-0.12,51.50\n");
        const QString bad = written(folder, "bad.csv", "a,b\n1,2\n");
        const auto outcome = prospect_cli({"import", folder.filePath("s.gpkg"), good, bad, "--json"});
        QCOMPARE(outcome.exit_code, 4);
        const QJsonObject document = outcome.json().object();
        QCOMPARE(document["sources"].toArray().size(), 2);
        QCOMPARE(document["sources"].toArray()[1].toObject()["file"].toString(), "bad.csv");
        QCOMPARE(document["sources"].toArray()[1].toObject()["read"].toInt(), 0);
        QVERIFY(document["reasons"].toArray()[0].toObject()["reason"].toString().startsWith("refused: "));
    }

    void many_refused_inputs_are_counted_in_three_lines() {
        const QTemporaryDir folder;
        QStringList words{"import", folder.filePath("s.gpkg")};
        for (const char* name : {"a.csv", "b.csv", "c.csv", "d.csv", "e.csv"})
            words << written(folder, name, "a,b\n1,2\n");
        const auto outcome = prospect_cli(words);
        verify_refusal(outcome, 3, "3 more inputs");
        QVERIFY(!QFile::exists(folder.filePath("s.gpkg")));
    }

    void inputs_that_are_all_refused_at_placing_are_all_counted() {
        const QTemporaryDir folder;
        QStringList words{"import", folder.filePath("s.gpkg")};
        for (const char* name : {"a.csv", "b.csv", "c.csv", "d.csv"})
            words << written(folder, name, "x,y\n530000,180000\n530010,180020\n");
        // Metres without a system.
        const auto outcome = prospect_cli(words);
        verify_refusal(outcome, 3, "2 more inputs");
        QVERIFY(!QFile::exists(folder.filePath("s.gpkg")));
    }

    void inputs_of_which_nothing_can_be_placed_are_refused() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("s.gpkg");
        const QString first = written(folder, "first.csv", "x,y\n530000,180000\n");
        QCOMPARE(prospect_cli({"import", site, first, "--crs", "EPSG:27700"}).exit_code, 0);
        QFile file(site);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        // Their middle is the site; each of them lies 300 km from it.
        const QByteArray around = "x,y\n230000,180000\n830000,180000\n530000,480000\n";
        QStringList words{"import", site, "--crs", "EPSG:27700"};
        for (const char* name : {"a.csv", "b.csv", "c.csv", "d.csv"})
            words << written(folder, name, around);
        verify_refusal(prospect_cli(words), 3, "nothing in it can be placed");
        verify_refusal(prospect_cli(words), 3, "2 more inputs");
        QVERIFY(file.seek(0));
        QCOMPARE(file.readAll(), before);
    }

    void a_wrong_word_among_several_refused_inputs_is_a_refused_import() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("s.gpkg");
        const QString table = written(folder, "trees.csv", "longitude,latitude\n-0.12,51.50\n");
        QCOMPARE(prospect_cli({"import", site, table}).exit_code, 0);
        verify_refusal(prospect_cli({"import", site, table}), 2, "--force");
        const QString bad = written(folder, "bad.csv", "a,b\n1,2\n");
        verify_refusal(prospect_cli({"import", site, table, bad}), 3, "--force");
    }

    void a_broken_or_missing_mapping_is_named_before_the_inputs() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("s.gpkg");
        const QString table = written(folder, "trees.csv", "longitude,latitude\n-0.12,51.50\n");
        const QString broken = written(folder, "names.json", "{\"rules\": [");
        verify_refusal(prospect_cli({"import", site, table, "--mapping", broken}), 3,
                       "prospect-cli: " + broken + ": ");
        const QString missing = folder.filePath("none.json");
        verify_refusal(prospect_cli({"import", site, table, "--mapping", missing}), 3,
                       "prospect-cli: " + missing + ": ");
        QVERIFY(!QFile::exists(site));
    }

    void the_grid_of_an_existing_site_counts() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("s.gpkg");
        const QString first = written(folder, "first.csv", "longitude,latitude\n-0.12,51.50\n");
        const QString second = written(folder, "second.csv", "x,y\n-0.121,51.501\n");
        QCOMPARE(prospect_cli({"import", site, first, "--crs", "EPSG:27700"}).exit_code, 0);
        const auto outcome = prospect_cli({"import", site, second, "--crs", "EPSG:4326"});
        QCOMPARE(outcome.exit_code, 0);
        QVERIFY2(outcome.err.contains("the site keeps its map grid EPSG:27700"), outcome.err.constData());
    }

    void a_role_of_a_layer_no_input_has_names_the_layers() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("s.gpkg");
        const QString table = written(folder, "trees.csv", "longitude,latitude\n-0.12,51.50\n");
        verify_refusal(prospect_cli({"import", site, table, "--role", "treees=tree"}), 2, "trees");
        QVERIFY(!QFile::exists(site));
        QCOMPARE(prospect_cli({"import", site, table, "--role", "trees=tree"}).exit_code, 0);
    }

    void a_file_named_by_an_option_is_named_in_its_refusal() {
        const auto field = prospect_cli({"render", sample, "/tmp/none/x.png", "--field", "nope.tif"});
        verify_refusal(field, 3, "prospect-cli: nope.tif: does not exist");
        const QTemporaryDir folder;
        const QString points = written(folder, "eyes.csv", "x,y\n1,here\n");
        verify_refusal(prospect_cli({"analyse", sample, "sightlines.isovist", "--points_file", points}), 3,
                       "prospect-cli: " + points + ": row 1");
    }

    // A map that only an analysis for the police makes says by its name what it is.
    void a_map_for_the_police_is_drawn_for_nobody_else() {
        const QTemporaryDir folder;
        QCOMPARE(prospect_cli({"analyse", sample, "sightlines.visible_area", "--cell_m", "10", "--out",
                               folder.path(), "--force"})
                     .exit_code,
                 0);
        for (const char* name : {"unseen.tif", "unseen_difference.tif"}) {
            QVERIFY(QFile::copy(folder.filePath("area.tif"), folder.filePath(name)));
            const QString picture = folder.filePath(QString::fromLatin1(name) + ".png");
            verify_refusal(prospect_cli({"render", sample, picture, "--field", folder.filePath(name)}), 3,
                           QString("\"%1\" is a map that must not reach this audience").arg(name));
            QVERIFY(!QFile::exists(picture));
            QCOMPARE(prospect_cli({"render", sample, picture, "--field", folder.filePath(name), "--audience",
                                   "police"})
                         .exit_code,
                     0);
        }
    }

    void a_point_far_from_the_plan_is_a_wrong_word() {
        verify_refusal(prospect_cli({"analyse", sample, "sightlines.isovist", "--points", "1e7,0"}), 2,
                       "10000000,0 lies more than 200 km from the plan");
    }

    void a_folder_that_cannot_be_made_is_refused_before_the_run() {
        const QTemporaryDir folder;
        const QString out = written(folder, "taken.txt", "kept") + "/results";
        const auto outcome =
            prospect_cli({"analyse", sample, "sightlines.visible_area", "--cell_m", "0.5", "--out", out});
        verify_refusal(outcome, 1, "prospect-cli: " + out + ": the folder");
        // Before the site was even looked for.
        verify_refusal(prospect_cli({"analyse", "nope.gpkg", "sightlines.visible_area", "--out", out}), 1,
                       out);
    }

    void a_folder_that_cannot_be_written_is_refused_before_the_run() {
        if (!QFile::exists("/proc/self")) QSKIP("there is no folder that nobody may write");
        verify_refusal(prospect_cli({"analyse", "nope.gpkg", "sightlines.visible_area", "--out", "/proc"}), 1,
                       "/proc: the folder");
    }

    void a_refused_run_leaves_no_folder_behind() {
        const QTemporaryDir folder;
        const QString out = folder.filePath("a/b");
        verify_refusal(
            prospect_cli({"analyse", sample, "sightlines.isovist", "--points", "1e7,0", "--out", out}), 2,
            "10000000,0");
        QVERIFY(!QFile::exists(folder.filePath("a")));
    }

    void results_that_a_new_run_does_not_give_are_removed_and_nothing_else() {
        const QTemporaryDir folder;
        const QString out = folder.filePath("");
        QStringList words{"analyse", sample, "sightlines.isovist", "--points", "530230,179310", "--out", out};
        QCOMPARE(prospect_cli(words).exit_code, 0);
        QFile document(folder.filePath("result.json"));
        QVERIFY(document.open(QIODevice::ReadOnly));
        QByteArray text = document.readAll();
        document.close();
        text.replace("\"fields\": []", "\"fields\": [{\"file\": \"old.tif\"}, {\"file\": \"../far.tif\"}]");
        QVERIFY(text.contains("old.tif"));
        written(folder, "result.json", text);
        written(folder, "old.tif", "old");
        written(folder, "mine.tif", "mine");
        words << "--force";
        QCOMPARE(prospect_cli(words).exit_code, 0);
        QVERIFY(!QFile::exists(folder.filePath("old.tif")));
        QVERIFY(QFile::exists(folder.filePath("mine.tif")));
        QVERIFY(QFile::exists(folder.filePath("isovists.csv")));

        // The document of another analysis says nothing about this one's files.
        text.replace("sightlines.isovist", "sightlines.other");
        written(folder, "result.json", text);
        written(folder, "old.tif", "old");
        QCOMPARE(prospect_cli(words).exit_code, 0);
        QVERIFY(QFile::exists(folder.filePath("old.tif")));
    }

    void a_grid_is_missed_where_a_site_has_features_only_or_nothing() {
        const QTemporaryDir folder;
        const QString table = written(folder, "trees.csv", "longitude,latitude\n-0.12,51.50\n");
        const QString site = folder.filePath("s.gpkg");
        QCOMPARE(prospect_cli({"import", site, table}).exit_code, 0);
        verify_refusal(prospect_cli({"export", site, folder.filePath("h.tif")}), 3, "no grid");
    }

    void a_missing_site_is_named_once() {
        const auto outcome = prospect_cli({"verify", "nope.gpkg"});
        QCOMPARE(outcome.err.count("nope.gpkg"), 1);
    }

    void a_picture_needs_no_folder_of_the_session() {
        const QTemporaryDir folder;
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.remove("XDG_RUNTIME_DIR");
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(PROSPECT_BINARY_DIR "/app/prospect-cli"),
                      {"render", sample, folder.filePath("x.png"), "--size", "64x64"});
        QVERIFY(process.waitForFinished());
        QVERIFY(!process.readAllStandardError().contains("XDG_RUNTIME_DIR"));
        QCOMPARE(process.exitCode(), 0);
    }

    void the_layers_of_a_site_are_listed_with_role_and_count() {
        const auto outcome = prospect_cli({"list", "layers", sample, "--json"});
        QCOMPARE(outcome.exit_code, 0);
        int buildings = 0;
        for (const auto& entry : outcome.json().array())
            if (entry.toObject()["role"].toString() == "building")
                buildings += entry.toObject()["features"].toInt();
        QCOMPARE(buildings, 24);
    }
};

PROSPECT_TEST(RefusalsTest);
#include "refusals_test.moc"
