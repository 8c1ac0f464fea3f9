// Light data by the command line: kept with the site, found by the lamps that name it.
#include "program.h"
#include "tests/support/registry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <numbers>

using prospect::test::prospect_cli;
using prospect::test::verify_refusal;

namespace {

const QString cases = QStringLiteral(PROSPECT_SOURCE_DIR "/tests/cases/import/");
const QString drawing = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.dxf");

QByteArray bytes_of(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

// A lamp 5 m high in the middle of a study area of 8 m.
void write_lamp(const QString& file, const QByteArray& photometry) {
    write(file, R"({"type":"FeatureCollection","features":[)"
                R"({"type":"Feature","properties":{"photometry":")" +
                    photometry +
                    R"(","height_m":5},"geometry":{"type":"Point","coordinates":[-1.15,52.95]}}]})");
}

QJsonObject only(const QJsonArray& rows) {
    return rows.size() == 1 ? rows.first().toObject() : QJsonObject();
}

QStringList notes_of(const QJsonObject& report) {
    QStringList notes;
    for (const auto& note : report["notes"].toArray())
        notes += note.toString();
    return notes;
}

// The row of the first lamp, by column.
QMap<QString, QString> lamp_of(const QString& folder) {
    const QStringList lines = QString::fromUtf8(bytes_of(folder + "/luminaires.csv")).split('\n');
    if (lines.size() < 2) return {};
    const QStringList names = lines[0].trimmed().split(',');
    const QStringList values = lines[1].trimmed().split(',');
    QMap<QString, QString> row;
    for (int i = 0; i < names.size() && i < values.size(); ++i)
        row[names[i]] = values[i];
    return row;
}

} // namespace

class PhotometryTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_lamp_finds_the_light_that_came_with_it() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        const QString lamps = folder.filePath("lamps.geojson");
        write_lamp(lamps, "Lantern.ies"); // capitals do not matter
        const auto imported = prospect_cli(
            {"import", site, lamps, cases + "photometry/lantern.ies", "--role", "lamps=luminaire", "--json"});
        QVERIFY2(imported.exit_code == 0, imported.err.constData());
        const QJsonObject report = imported.json().object();
        QCOMPARE(report["roles"].toObject()["luminaire"].toInt(), 1);
        const QJsonObject light = only(report["photometry"].toArray());
        QCOMPARE(light.keys(),
                 QStringList({"absolute", "flux_lm", "format", "header_flux_lm", "name", "notes"}));
        QCOMPARE(light["name"].toString(), "lantern.ies");
        QCOMPARE(light["format"].toString(), "IES");
        QVERIFY(std::abs(light["flux_lm"].toDouble() - 400 * std::numbers::pi) < 0.01);
        QCOMPARE(light["header_flux_lm"].toDouble(), 1500.0);
        QCOMPARE(light["absolute"].toBool(true), false);
        QVERIFY(light["notes"].toArray().isEmpty());
        QCOMPARE(report["sources"].toArray().size(), 2);
        for (const auto& entry : report["sources"].toArray()) {
            const QJsonObject source = entry.toObject();
            QCOMPARE(source["read"].toInt(), 1);
            QCOMPARE(source["imported"].toInt() + source["skipped"].toInt(), 1);
        }
        const QString out = folder.filePath("out");
        const auto analysed =
            prospect_cli({"analyse", site, "lighting.illuminance", "--cell_m", "1", "--out", out, "--json"});
        QVERIFY2(analysed.exit_code == 0, analysed.err.constData());
        const auto lamp = lamp_of(out);
        QCOMPARE(lamp["photometry"].toLower(), "lantern.ies");
        QVERIFY(std::abs(lamp["flux_lm"].toDouble() - 400 * std::numbers::pi) < 0.01);
        QVERIFY(!QString::fromUtf8(analysed.out).contains("photometry_missing"));
        const auto verified = prospect_cli({"verify", site});
        QVERIFY2(verified.exit_code == 0, verified.err.constData());
        QVERIFY(verified.out.contains("stored files: 1 checked"));
        QVERIFY(verified.out.contains("as it was saved"));
    }

    void it_joins_a_drawing_and_a_site_that_is_there() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        const auto both = prospect_cli(
            {"import", site, drawing, "--crs", "local", cases + "photometry/lantern.ldt", "--json"});
        QVERIFY2(both.exit_code == 0, both.err.constData());
        QVERIFY(both.json().object()["roles"].toObject()["building"].toInt() >= 12);
        const auto more = prospect_cli({"import", site, cases + "photometry/lantern.ies", "--json"});
        QVERIFY2(more.exit_code == 0, more.err.constData());
        QCOMPARE(more.json().object()["roles"], both.json().object()["roles"]);
        QCOMPARE(more.json().object()["crs"], both.json().object()["crs"]);
        QVERIFY(prospect_cli({"verify", site}).out.contains("stored files: 2 checked"));
        // For people to read.
        const QTemporaryDir other;
        const auto said = prospect_cli({"import", other.filePath("site.gpkg"), drawing, "--crs", "local",
                                        cases + "photometry/lantern.ldt"});
        QVERIFY2(said.err.contains("lantern.ldt: light data (EULUMDAT), 2000 lm"), said.err.constData());
    }

    void alone_it_makes_a_site_whose_place_comes_later() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        const auto alone = prospect_cli({"import", site, cases + "photometry/lantern.ies", "--json"});
        QVERIFY2(alone.exit_code == 0, alone.err.constData());
        QVERIFY(alone.json().object()["extent"].isNull());
        QCOMPARE(alone.json().object()["photometry"].toArray().size(), 1);
        QCOMPARE(prospect_cli({"verify", site}).exit_code, 0);
        const auto plan = prospect_cli({"import", site, drawing, "--crs", "local", "--json"});
        QVERIFY2(plan.exit_code == 0, plan.err.constData());
        const auto fresh =
            prospect_cli({"import", folder.filePath("fresh.gpkg"), drawing, "--crs", "local", "--json"});
        for (const char* same : {"crs", "extent", "roles"})
            QCOMPARE(plan.json().object()[same], fresh.json().object()[same]);
        QVERIFY(prospect_cli({"verify", site}).out.contains("stored files: 1 checked"));
    }

    void a_doubt_is_a_warning_and_no_fault() {
        const QTemporaryDir folder;
        const auto imported = prospect_cli({"import", folder.filePath("site.gpkg"), drawing, "--crs", "local",
                                            cases + "photometry/doubtful.ldt", "--json"});
        QVERIFY2(imported.exit_code == 0, imported.err.constData());
        const QJsonObject report = imported.json().object();
        const QString words = "its intensities add up to 1257 lm, more than the 1000 lm of its lamps";
        QCOMPARE(only(report["photometry"].toArray())["notes"].toArray(), QJsonArray({words}));
        QVERIFY(notes_of(report).contains("warning: doubtful.ldt: " + words));
    }

    void other_content_under_a_kept_name_needs_force() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        const QString lamp = folder.filePath("lamp.ies");
        write(lamp, bytes_of(cases + "photometry/lantern.ies"));
        QCOMPARE(prospect_cli({"import", site, drawing, "--crs", "local", lamp}).exit_code, 0);
        const auto same = prospect_cli({"import", site, lamp, "--json"});
        QVERIFY2(same.exit_code == 0, same.err.constData());
        QVERIFY(notes_of(same.json().object()).contains("lamp.ies is kept with the site already, as it is"));

        write(lamp, bytes_of(cases + "photometry/lantern.ies").replace("100 100 100", "200 200 200"));
        const QByteArray before = bytes_of(site);
        verify_refusal(prospect_cli({"import", site, lamp}), 2, "--force");
        QCOMPARE(bytes_of(site), before);
        const auto forced = prospect_cli({"import", site, lamp, "--force", "--json"});
        QVERIFY2(forced.exit_code == 0, forced.err.constData());
        QVERIFY(prospect_cli({"verify", site}).out.contains("stored files: 1 checked"));
        const auto twice = prospect_cli({"import", site, lamp, "--json"});
        QVERIFY(std::abs(only(twice.json().object()["photometry"].toArray())["flux_lm"].toDouble() -
                         800 * std::numbers::pi) < 0.01);
        QVERIFY(notes_of(twice.json().object()).contains("lamp.ies is kept with the site already, as it is"));
    }

    void damaged_ones_are_refused_and_the_rest_comes_in() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        verify_refusal(prospect_cli({"import", site, cases + "bad/wide.ies"}), 3, "UTF-16");
        verify_refusal(prospect_cli({"import", site, cases + "bad/cut.ies", cases + "bad/header.ies"}), 3,
                       "cut.ies");
        QVERIFY(!QFile::exists(site));
        const auto some = prospect_cli({"import", site, drawing, "--crs", "local", cases + "bad/cut.ies",
                                        cases + "photometry/lantern.ies", "--json"});
        verify_refusal(some, 4, "cut.ies");
        QCOMPARE(some.json().object()["photometry"].toArray().size(), 1);
    }

    // Exports are written from what is drawn: kept files stay here, whoever it is for.
    void no_export_holds_it() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        QCOMPARE(prospect_cli({"import", site, drawing, "--crs", "local", cases + "photometry/lantern.ies"})
                     .exit_code,
                 0);
        for (const char* audience : {"public", "police"}) {
            const QString out = folder.filePath(audience) + QStringLiteral(".gpkg");
            const auto exported = prospect_cli({"export", site, out, "--audience", audience});
            QVERIFY2(exported.exit_code == 0, exported.err.constData());
            QVERIFY(!bytes_of(out).contains("made for this program"));
            QVERIFY(!bytes_of(out).contains("prospect_file"));
        }
    }
};

PROSPECT_TEST(PhotometryTest);
#include "photometry_test.moc"
