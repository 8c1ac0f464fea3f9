// The check on the command line, as a script would use it.
#include "geometry/io/project_file.h"
#include "program.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <algorithm>
#include <map>

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

    // A whole check of the sample takes long: made once, for the public.
    const prospect::test::Outcome& checked() {
        if (checked_.exit_code != 0)
            checked_ = prospect_cli({"assess", sample, "--out", out(), "--json"}, 600000);
        return checked_;
    }
    QString out() const { return folder_.filePath("check"); }

    QTemporaryDir folder_;
    prospect::test::Outcome checked_;

private Q_SLOTS:
    void it_writes_the_three_files_of_the_contract() {
        const QString out = this->out();
        const auto& run = checked();
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
        const auto& run = checked();
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
        const QStringList few{"assess", sample, "--profile", "car_park", "--out", out};
        QCOMPARE(prospect_cli(few + QStringList{"--audience", "police"}).exit_code, 0);
        QVERIFY(QFile::exists(out + "/weakness.tif"));
        QCOMPARE(prospect_cli(few + QStringList{"--force"}).exit_code, 0);
        QVERIFY(!QFile::exists(out + "/weakness.tif"));
        QVERIFY(!QFile::exists(out + "/worst_cause.tif"));
    }

    void findings_are_saved_in_a_site_of_ones_own() {
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        QCOMPARE(prospect_cli({"import", site, sample}).exit_code, 0);
        const QStringList few{"assess", site, "--profile", "car_park", "--save", "--json"};
        const auto first = prospect_cli(few);
        QVERIFY2(first.exit_code == 0, first.err.constData());
        QCOMPARE(prospect_cli({"verify", site}).exit_code, 0);
        // Saving once more changes nothing of what is found.
        QCOMPARE(prospect_cli(few).json().object()["findings"], first.json().object()["findings"]);
        verify_refusal(prospect_cli({"assess", sample, "--save"}), 3, "riverside.gpkg");
    }

    void an_unknown_profile_is_refused_with_the_known_ones() {
        verify_refusal(prospect_cli({"assess", sample, "--profile", "nice"}), 2, "strict");
        QCOMPARE(prospect_cli({"assess", sample, "--profile", "car_park"}).exit_code, 0);
    }

    // All that the police get and the public does not rests on protect or personal data, and is counted.
    void what_the_public_does_not_get_is_counted() {
        const auto findings_of = [](const QJsonObject& document) {
            std::map<QString, QJsonObject> by_key;
            for (const auto& one : document["findings"].toArray())
                by_key[one.toObject()["key"].toString()] = one.toObject();
            return by_key;
        };
        const QJsonObject open = checked().json().object();
        const auto run = prospect_cli({"assess", sample, "--audience", "police", "--json"}, 600000);
        QVERIFY2(run.exit_code == 0, run.err.constData());
        const auto all = findings_of(run.json().object());
        const auto some = findings_of(open);
        QVERIFY(some.size() < all.size());
        for (const auto& [key, finding] : some) {
            QVERIFY2(all.contains(key), qPrintable(key));
            // Of what people answer the public gets no more than yes or no.
            QVERIFY(all.at(key)["message"].toString().startsWith(finding["message"].toString()));
            if (finding["kind"] != "recorded") QCOMPARE(finding["message"], all.at(key)["message"]);
            for (const char* same : {"level", "value", "basis", "status"})
                QCOMPARE(finding[QLatin1String(same)], all.at(key)[QLatin1String(same)]);
            QVERIFY(!finding["status"].toString().isEmpty() && !finding["basis"].toString().isEmpty());
        }
        QString notes;
        for (const auto& note : open["notes"].toArray())
            notes += note.toObject()["message"].toString() + '\n';
        QVERIFY2(notes.contains(QString("and %1 findings").arg(all.size() - some.size())), qPrintable(notes));
        QVERIFY(!run.out.contains("complies with ISO") && !checked().out.contains("complies with ISO"));
    }

    // A file of rules with a value in centimetres and a metric that does not exist: both are named with their
    // line, the rest is checked.
    void a_profile_from_a_file_tells_what_of_it_cannot_be_used() {
        const QTemporaryDir folder;
        QFile file(folder.filePath("ours.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"name": "ours", "title": "Ours", "about": "a",
 "only": ["NS-06", "NS-07", "NS-08", "SO-01", "TH-09"],
 "change": {
  "NS-06": {"threshold": 100, "unit": "cm"},
  "NS-07": {"threshold": 0.8, "source": "our guide"}},
 "add": [{"code": "X-1", "title": "X", "metric": "tree.cleer_stem", "comparison": "at_least",
  "threshold": 2, "unit": "m", "source": "us", "status": "P", "missed": "look"}]})");
        file.close();
        const auto run = prospect_cli({"assess", sample, "--profile", file.fileName(), "--json"});
        QVERIFY2(run.exit_code == 0, run.err.constData());
        const auto findings = run.json().object()["findings"].toArray();
        const QString front = finding_of(findings, "NS-06", "Can't tell yet")["message"].toString();
        QVERIFY2(front.contains("line 4") && front.contains("in m"), qPrintable(front));
        const QString metric = finding_of(findings, "X-1", "Can't tell yet")["message"].toString();
        QVERIFY2(metric.contains("line 6") && metric.contains("tree.clear_stem"), qPrintable(metric));
        QVERIFY(!finding_of(findings, "SO-01", "Can't tell yet: nobody").isEmpty());
        QVERIFY(!finding_of(findings, "TH-09", "Can't tell yet").isEmpty());
        bool low = false;
        for (const auto& one : findings)
            low = low || (one.toObject()["code"] == "NS-07" && one.toObject()["threshold"].toDouble() == 0.8);
        QVERIFY(low);
        QVERIFY(run.err.contains("line 4"));
        QFile broken(folder.filePath("broken.json"));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("{\"name\": \"x\",\n \"title\" 3}");
        broken.close();
        verify_refusal(prospect_cli({"assess", sample, "--profile", broken.fileName()}), 3, "line 2");
    }

    // A tree whose lowest branches are assumed at 1.6 m; the rule asks for 2 m.
    void the_value_that_turns_a_finding_is_told_where_it_is_asked_for() {
        prospect::test::SiteBuilder builder;
        auto& tree = builder.add(prospect::Role::tree, prospect::test::point(10, 10), {{"height_m", 8.0}});
        tree.basis = prospect::Basis::drawn;
        tree.set("clear_stem_m", prospect::Value(1.6), prospect::Basis::assumed);
        const QString site = folder_.filePath("tree.gpkg");
        prospect::io::save_project(*builder.site(), {}, site.toStdString(), {});
        const auto run = prospect_cli({"assess", site, "--flips", "NS-08", "--json"});
        QVERIFY2(run.exit_code == 0, run.err.constData());
        const auto finding = finding_of(run.json()["findings"].toArray(), "NS-08", "");
        QCOMPARE(finding["level"].toString(), "look");
        const QJsonObject flip = finding["flips"][0].toObject();
        QCOMPARE(flip["attribute"].toString(), "clear_stem_m");
        QCOMPARE(flip["value"].toDouble(), 1.6);
        QCOMPARE(flip["holds_at"].toDouble(), 2.0);
        QCOMPARE(flip["features"].toArray().size(), 1);
        const auto words = prospect_cli({"assess", site, "--flips", finding["key"].toString()});
        QVERIFY2(words.out.contains("1.6 m: at 2 m it would hold"), words.out.constData());
        verify_refusal(prospect_cli({"assess", site, "--flips", "NS-07"}), 2, "NS-07");
    }

    void criteria_and_profiles_are_listed() {
        const auto criteria = prospect_cli({"list", "criteria", "--json"}).json().array();
        QVERIFY(criteria.size() >= 10);
        for (const auto& one : criteria)
            for (const char* member :
                 {"code", "title", "metric", "threshold", "source", "status", "kind", "clauses", "tags"})
                QVERIFY2(one.toObject().contains(member), member);
        const auto profiles = prospect_cli({"list", "profiles", "--json"}).json().array();
        QCOMPARE(profiles.at(0).toObject()["name"].toString(), "default");
    }
};

PROSPECT_TEST(AssessCommandTest);

#include "assess_test.moc"
