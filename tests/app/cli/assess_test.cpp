// The check on the command line, as a script would use it.
#include "program.h"
#include "tests/support/registry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>

using prospect::test::prospect_cli;
using prospect::test::verify_refusal;

namespace {

const QString sample = QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg");

QList<QByteArray> lines_of(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n') : QList<QByteArray>();
}

QJsonObject finding_of(const QJsonArray& findings, const QString& code, const QString& begins) {
    for (const auto& one : findings)
        if (one.toObject()["code"] == code && one.toObject()["message"].toString().startsWith(begins))
            return one.toObject();
    return {};
}

// Of a rule whose misses are serious.
bool is_serious(const QJsonArray& findings, const QString& key) {
    const QString code = key.section(':', 0, 0);
    return std::any_of(findings.begin(), findings.end(), [&](const auto& one) {
        return one.toObject()["code"] == code && one.toObject()["level"] == "fail";
    });
}

} // namespace

class AssessCommandTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void it_writes_the_three_files_of_the_contract() {
        const QTemporaryDir folder;
        const QString out = folder.filePath("check");
        const auto run = prospect_cli({"assess", sample, "--out", out, "--json"});
        QVERIFY2(run.exit_code == 0, run.err.constData());
        const QJsonObject document = run.json().object();
        QCOMPARE(document["profile"].toString(), "default");
        const QJsonObject counts = document["counts"].toObject();
        QCOMPARE(counts.keys(), QStringList({"accepted", "fail", "info", "look", "not_run", "pass"}));
        const auto findings = document["findings"].toArray();
        int all = 0;
        for (const auto& count : counts)
            all += count.toInt();
        QCOMPARE(all, findings.size());
        const auto rows = lines_of(out + "/findings.csv");
        QCOMPARE(
            rows.at(0).trimmed(),
            QByteArray("id,code,strategy,level,place,x,y,value,unit,threshold,status,basis,message,remedy"));
        QCOMPARE(rows.size(), findings.size() + 1);
        QCOMPARE(lines_of(out + "/places.csv").size(), document["places"].toArray().size() + 1);
        QFile kept(out + "/assessment.json");
        QVERIFY(kept.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(kept.readAll()).object()["findings"], document["findings"]);
        // The play area nobody overlooks is the worst place.
        QVERIFY(document["places"].toArray().at(0).toObject()["name"].toString().startsWith("Play area"));
        verify_refusal(prospect_cli({"assess", sample, "--out", out}), 2, "--force");
    }

    // The two places drawn on purpose as no officer would leave them: worst, for true reasons, with what
    // mends them and makes no new serious problem.
    void the_bad_places_of_the_sample_come_out_worst_and_can_be_mended() {
        const auto run = prospect_cli({"assess", sample, "--json"});
        QVERIFY2(run.exit_code == 0, run.err.constData());
        const QJsonObject document = run.json().object();
        const auto places = document["places"].toArray();
        QVERIFY(places.at(0).toObject()["name"].toString().startsWith("Play area"));
        // The alley comes as its two ends, which may stand before the recess.
        bool recess = false;
        for (int i = 1; i < 4; ++i)
            recess = recess || places.at(i).toObject()["name"].toString().startsWith("Bin recess");
        QVERIFY(recess);
        const auto findings = document["findings"].toArray();
        const QJsonObject play = finding_of(findings, "NS-14", "Play area");
        QCOMPARE(play["level"].toString(), "fail");
        QVERIFY(play["message"].toString().contains("is overlooked by no window"));
        const QJsonObject trap = finding_of(findings, "NS-12", "Beside Back Path");
        QVERIFY(trap["message"].toString().contains("closed on all sides but one"));
        for (const QJsonObject& finding : {play, trap}) {
            QVERIFY2(!finding["remedies"].toArray().isEmpty(), qPrintable(finding["message"].toString()));
            const QJsonObject remedy = finding["remedies"].toArray().at(0).toObject();
            QVERIFY(remedy["clears"].toArray().contains(finding["key"]));
            for (const auto& harm : remedy["harms"].toArray())
                QVERIFY2(!is_serious(findings, harm.toString()), qPrintable(harm.toString()));
        }
    }

    void maps_for_the_police_do_not_stay_in_a_folder_written_for_the_public() {
        const QTemporaryDir folder;
        const QString out = folder.filePath("check");
        QCOMPARE(prospect_cli({"assess", sample, "--audience", "police", "--out", out}).exit_code, 0);
        QVERIFY(QFile::exists(out + "/weakness.tif"));
        QCOMPARE(prospect_cli({"assess", sample, "--out", out, "--force"}).exit_code, 0);
        QVERIFY(!QFile::exists(out + "/weakness.tif"));
        QVERIFY(!QFile::exists(out + "/worst_cause.tif"));
    }

    void findings_are_saved_in_a_site_of_ones_own() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        QCOMPARE(prospect_cli({"import", site, sample}).exit_code, 0);
        const auto first = prospect_cli({"assess", site, "--save", "--json"});
        QVERIFY2(first.exit_code == 0, first.err.constData());
        QCOMPARE(prospect_cli({"verify", site}).exit_code, 0);
        // Saving once more changes nothing of what is found.
        QCOMPARE(prospect_cli({"assess", site, "--save", "--json"}).json().object()["findings"],
                 first.json().object()["findings"]);
        verify_refusal(prospect_cli({"assess", sample, "--save"}), 3, "riverside.gpkg");
    }

    void an_unknown_profile_is_refused_with_the_known_ones() {
        verify_refusal(prospect_cli({"assess", sample, "--profile", "nice"}), 2, "strict");
        QCOMPARE(prospect_cli({"assess", sample, "--profile", "strict"}).exit_code, 0);
    }

    void criteria_and_profiles_are_listed() {
        const auto criteria = prospect_cli({"list", "criteria", "--json"}).json().array();
        QVERIFY(criteria.size() >= 10);
        for (const auto& one : criteria)
            for (const char* member : {"code", "title", "metric", "threshold", "source", "status"})
                QVERIFY2(one.toObject().contains(member), member);
        const auto profiles = prospect_cli({"list", "profiles", "--json"}).json().array();
        QCOMPARE(profiles.at(0).toObject()["name"].toString(), "default");
    }
};

PROSPECT_TEST(AssessCommandTest);

#include "assess_test.moc"
