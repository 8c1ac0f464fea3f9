// import --as-option and list scenarios.
#include "program.h"
#include "tests/support/registry.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>

#include <cmath>

using prospect::test::prospect_cli;
using prospect::test::verify_refusal;

namespace {

QString square(double x, double y, double size) {
    return QStringLiteral("[[%1,%2],[%3,%2],[%3,%4],[%1,%4],[%1,%2]]")
        .arg(x)
        .arg(y)
        .arg(x + size)
        .arg(y + size);
}

// Buildings at (x, y) with a side of 10 m and a height.
struct House {
    double x, y, height;
};

void write_houses(const QString& file, const QList<House>& houses) {
    QStringList features;
    for (const House& house : houses)
        features += QStringLiteral(R"({"type":"Feature","properties":{"building":"yes","height_m":%1},)"
                                   R"("geometry":{"type":"Polygon","coordinates":[%2]}})")
                        .arg(house.height)
                        .arg(square(house.x, house.y, 10));
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write((R"({"type":"FeatureCollection","features":[)" + features.join(',') + "]}").toUtf8());
}

} // namespace

class OptionsCommandTest : public QObject {
    Q_OBJECT
    QTemporaryDir folder_;
    QString site_, now_, plan_;

    QStringList import(const QString& input, const QStringList& more = {}) {
        return QStringList{"import", site_, input, "--crs", "local", "--role", "now=building", "--json"} +
               more;
    }
    QStringList import_option(const QString& input, const QString& name, const QStringList& more = {}) {
        return QStringList{"import", site_,           input,    "--crs",       "local",
                           "--role", "plan=building", "--json", "--as-option", name} +
               more;
    }

private Q_SLOTS:
    void init() {
        site_ = folder_.filePath("site.gpkg");
        now_ = folder_.filePath("now.geojson");
        plan_ = folder_.filePath("plan.geojson");
        QFile::remove(site_);
        write_houses(now_, {{10, 10, 6}, {40, 10, 6}, {70, 10, 6}, {100, 10, 6}});
        // The first stays, the second moves by 2 m, the third becomes higher, the last goes, one is new.
        write_houses(plan_, {{10, 10, 6}, {42, 10, 6}, {70, 10, 9}, {100, 40, 6}});
        const auto outcome = prospect_cli(import(now_));
        QVERIFY2(outcome.exit_code == 0, outcome.err.constData());
    }

    void what_differs_becomes_the_option() {
        const auto outcome = prospect_cli(import_option(plan_, "Proposal"));
        QVERIFY2(outcome.exit_code == 0, outcome.err.constData());
        const QJsonObject option = outcome.json().object()["option"].toObject();
        QCOMPARE(option["name"].toString(), QString("Proposal"));
        QCOMPARE(option["unchanged"].toInt(), 1);
        QCOMPARE(option["changed"].toInt() + option["added"].toInt(), 3);
        QCOMPARE(option["changed"].toInt() + option["removed"].toInt(), 3);
        QCOMPARE(outcome.json().object()["roles"].toObject()["building"].toInt(), 4); // of the existing place
        const auto list = prospect_cli({"list", "scenarios", site_, "--json"});
        QCOMPARE(list.json().array().size(), 1);
        QCOMPARE(list.json().array()[0].toObject()["name"].toString(), QString("Proposal"));
        const auto plain = prospect_cli({"list", "scenarios", site_});
        QCOMPARE(plain.out.trimmed(), QByteArray("Proposal  1 edit"));
        // The option shows what the file shows.
        const QString csv = folder_.filePath("buildings.csv");
        QCOMPARE(
            prospect_cli({"export", site_, csv, "--layer", "building", "--scenario", "Proposal", "--force"})
                .exit_code,
            0);
        QFile table(csv);
        QVERIFY(table.open(QIODevice::ReadOnly));
        const QString rows = QString::fromUtf8(table.readAll());
        QCOMPARE(rows.count("POLYGON"), 4);
        QVERIFY2(rows.contains("42 10") && rows.contains("100 40") && !rows.contains("110 10"),
                 qPrintable(rows));
    }

    void the_existing_place_stays_as_it_is() {
        const auto buildings = [&] {
            const QString csv = folder_.filePath("existing.csv");
            prospect_cli({"export", site_, csv, "--layer", "building", "--force"});
            QFile table(csv);
            return table.open(QIODevice::ReadOnly) ? table.readAll() : QByteArray();
        };
        const QByteArray before = buildings();
        QCOMPARE(before.count("POLYGON"), 4);
        QCOMPARE(prospect_cli(import_option(plan_, "Proposal")).exit_code, 0);
        QCOMPARE(buildings(), before);
    }

    void a_name_that_is_taken_is_refused_unless_it_is_to_be_replaced() {
        QCOMPARE(prospect_cli(import_option(plan_, "Proposal")).exit_code, 0);
        const auto again = prospect_cli(import_option(plan_, "proposal"));
        QCOMPARE(again.exit_code, 2);
        QVERIFY2(again.err.contains("there is already an option called \"Proposal\""), again.err.constData());
        QVERIFY(again.err.contains("--force"));
        QCOMPARE(again.err.trimmed().count('\n'), 0);
        const auto forced =
            prospect_cli(import_option(now_, "Proposal", {"--force", "--role", "now=building"}));
        QVERIFY2(forced.exit_code == 2, "no input has a layer called plan");
        auto words = import_option(now_, "Proposal", {"--force"});
        words.replaceInStrings("plan=building", "now=building");
        const auto replaced = prospect_cli(words);
        QVERIFY2(replaced.exit_code == 0, replaced.err.constData());
        QCOMPARE(replaced.json().object()["option"].toObject()["unchanged"].toInt(), 4);
        const auto list = prospect_cli({"list", "scenarios", site_, "--json"});
        QCOMPARE(list.json().array().size(), 1);
        QCOMPARE(list.json().array()[0].toObject()["edits"].toInt(), 0);
    }

    void names_that_will_not_do_are_refused_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("said");
        QTest::newRow("empty") << ""
                               << "name";
        QTest::newRow("blank") << "  "
                               << "needs a name";
        QTest::newRow("the existing place") << "base"
                                            << "existing place";
    }
    void names_that_will_not_do_are_refused() {
        QFETCH(QString, name);
        QFETCH(QString, said);
        const auto outcome = prospect_cli(import_option(plan_, name));
        QCOMPARE(outcome.exit_code, 2);
        QVERIFY2(QString::fromUtf8(outcome.err).contains(said), outcome.err.constData());
    }

    void an_option_needs_a_place_to_differ_from() {
        QFile::remove(site_);
        const auto outcome = prospect_cli(import_option(plan_, "Proposal"));
        QCOMPARE(outcome.exit_code, 2);
        QVERIFY2(outcome.err.contains("no existing place"), outcome.err.constData());
        QVERIFY(!QFile::exists(site_));
    }

    void options_are_compared_by_their_problems_and_their_plans() {
        QCOMPARE(prospect_cli(import_option(plan_, "Proposal")).exit_code, 0);
        const QString out = folder_.filePath("compared");
        const auto outcome = prospect_cli({"compare", site_, "--scenario", "base", "--scenario", "Proposal",
                                           "--out", out, "--json", "--force"});
        QVERIFY2(outcome.exit_code == 0, outcome.err.constData());
        const QJsonObject document = outcome.json().object();
        QCOMPARE(document["reference"].toString(), QString("base"));
        QCOMPARE(document["versions"].toArray().size(), 2);
        QCOMPARE(document["versions"].toArray()[1].toObject()["headlines"].toArray().size(), 5);
        const QJsonObject made = document["comparisons"].toArray()[0].toObject();
        QCOMPARE(made["name"].toString(), QString("Proposal"));
        const QJsonObject plan = made["plan"].toObject()["counts"].toObject();
        QCOMPARE(plan["changed"].toInt(), 3);
        QCOMPARE(plan["added"].toInt(), 0);
        QCOMPARE(plan["removed"].toInt(), 0);
        for (const char* file : {"compare.csv", "compare.json", "ranks.csv"})
            QVERIFY(QFile::exists(out + '/' + file));
        QFile json(out + "/compare.json");
        QVERIFY(json.open(QIODevice::ReadOnly));
        QCOMPARE(QJsonDocument::fromJson(json.readAll()), outcome.json());
        // One name alone is compared with the existing place; the same place has nothing new.
        const auto alone = prospect_cli({"compare", site_, "--scenario", "Proposal", "--json"});
        QCOMPARE(alone.json().object()["reference"].toString(), QString("base"));
        const auto existing =
            prospect_cli({"compare", site_, "--scenario", "Proposal", "--scenario", "base"});
        QCOMPARE(existing.exit_code, 0);
        QVERIFY2(existing.out.contains("from Proposal to base"), existing.out.constData());
    }

    // Nine houses with lanes of 3 m between them. An option that changes nothing is as often the best as the
    // existing place; one that leaves but the four in the corners has more to see everywhere.
    void options_are_ranked_by_how_often_they_are_best() {
        QFile::remove(site_);
        QList<House> nine;
        QList<House> corners;
        for (int i = 0; i < 9; ++i) {
            nine.append({10.0 + i % 3 * 13, 10.0 + i / 3 * 13, 6});
            if (i % 2 == 0 && i != 4) corners.append(nine.last());
        }
        write_houses(now_, nine);
        write_houses(plan_, corners);
        QCOMPARE(prospect_cli(import(now_)).exit_code, 0);
        QCOMPARE(prospect_cli(import_option(plan_, "Fewer")).exit_code, 0);
        auto words = import_option(now_, "Same");
        words.replaceInStrings("plan=building", "now=building");
        QCOMPARE(prospect_cli(words).exit_code, 0);
        const QString out = folder_.filePath("ranked");
        const QStringList compare{"compare",    site_,  "--scenario", "base",
                                  "--scenario", "Same", "--scenario", "Fewer"};
        const auto outcome = prospect_cli(compare + QStringList{"--out", out, "--json", "--force"});
        QVERIFY2(outcome.exit_code == 0, outcome.err.constData());
        const QJsonObject ranks = outcome.json().object()["ranks"].toObject();
        QVERIFY2(ranks["missing"].isNull(), qPrintable(ranks["missing"].toString()));
        QCOMPARE(ranks["draws"].toInt(), 1000);
        QCOMPARE(ranks["balance"].toString(), QString("Use by day"));
        const QJsonArray options = ranks["options"].toArray();
        QCOMPARE(options.size(), 3);
        QCOMPARE(options[2].toObject()["name"].toString(), QString("Fewer"));
        QCOMPARE(options[2].toObject()["best_share"].toDouble(), 1.0);
        for (const int equal : {0, 1}) {
            const QJsonArray shares = options[equal].toObject()["shares"].toArray();
            QCOMPARE(shares[0].toDouble(), 0.0);
            QVERIFY(std::abs(shares[1].toDouble() - .5) < 1e-9);
            QVERIFY(std::abs(shares[2].toDouble() - .5) < 1e-9);
        }
        QFile csv(out + "/ranks.csv");
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const auto rows = QString::fromUtf8(csv.readAll()).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(rows.size(), 10);
        QCOMPARE(rows[0].trimmed(), QString("option,rank,share"));
        QCOMPARE(rows[7].trimmed(), QString("Fewer,1,1"));

        const auto plain = prospect_cli(compare);
        QVERIFY2(plain.out.contains("\n           1st    2nd    3rd\n"), plain.out.constData());
        QVERIFY2(plain.out.contains("\n  base     0 %   50 %   50 %\n"), plain.out.constData());
        QVERIFY2(plain.out.contains("\n  Fewer  100 %    0 %    0 %\n"), plain.out.constData());

        // The same for everybody, since nothing is in it that is not; without them none of the last run stay.
        const auto police = prospect_cli(compare + QStringList{"--json", "--audience", "police"});
        QCOMPARE(police.json().object()["ranks"].toObject(), ranks);
        const auto without =
            prospect_cli(compare + QStringList{"--no-ranks", "--out", out, "--json", "--force"});
        QVERIFY(!without.json().object().contains("ranks"));
        QVERIFY(!QFile::exists(out + "/ranks.csv"));
    }

    void what_cannot_be_compared_is_refused_data() {
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("said");
        QTest::newRow("none") << QStringList{} << "two options";
        QTest::newRow("twice") << QStringList{"--scenario", "Proposal", "--scenario", "Proposal"} << "twice";
        QTest::newRow("unknown") << QStringList{"--scenario", "base", "--scenario", "X"} << "Proposal";
        QTest::newRow("profile") << QStringList{"--scenario", "Proposal", "--profile", "x"} << "default";
    }
    void what_cannot_be_compared_is_refused() {
        QFETCH(QStringList, options);
        QFETCH(QString, said);
        QCOMPARE(prospect_cli(import_option(plan_, "Proposal")).exit_code, 0);
        const auto outcome = prospect_cli(QStringList{"compare", site_} + options);
        QCOMPARE(outcome.exit_code, 2);
        QVERIFY2(outcome.err.contains(said.toUtf8()), outcome.err.constData());
    }

    void an_unknown_option_is_named_with_those_there_are() {
        QCOMPARE(prospect_cli(import_option(plan_, "Proposal")).exit_code, 0);
        const auto outcome = prospect_cli(
            {"export", site_, folder_.filePath("x.csv"), "--layer", "building", "--scenario", "B"});
        QCOMPARE(outcome.exit_code, 2);
        QVERIFY2(outcome.err.contains("Proposal"), outcome.err.constData());
    }
};

PROSPECT_TEST(OptionsCommandTest);
#include "options_test.moc"
