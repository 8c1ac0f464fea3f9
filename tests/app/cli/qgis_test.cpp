// The file is worth something outside Prospect: QGIS opens every table with its style.
#include "program.h"
#include "tests/support/registry.h"

#include <QJsonObject>
#include <QTemporaryDir>

using prospect::test::prospect_cli;

class QgisTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void qgis_opens_every_table_with_its_style() {
        QProcess probe;
        probe.start("/usr/bin/python3", {"-c", "import qgis.core"});
        if (!probe.waitForFinished(60000) || probe.exitCode() != 0)
            QSKIP("QGIS for Python (package python3-qgis) is not installed");
        const QTemporaryDir folder;
        const QString site = folder.filePath("site.gpkg");
        const auto imported =
            prospect_cli({"import", site,
                          QStringLiteral(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg"), "--json"});
        QVERIFY2(imported.exit_code == 0, imported.err.constData());
        QProcess qgis;
        qgis.start("/usr/bin/python3",
                   {QStringLiteral(PROSPECT_SOURCE_DIR "/tests/app/cli/open_in_qgis.py"), site});
        QVERIFY(qgis.waitForFinished(120000));
        const QByteArray err = qgis.readAllStandardError();
        const QJsonObject tables = QJsonDocument::fromJson(qgis.readAllStandardOutput()).object();
        QVERIFY2(!tables.isEmpty(), err.constData());
        const QJsonObject counts = imported.json().object()["roles"].toObject();
        for (auto role = counts.begin(); role != counts.end(); ++role) {
            if (role.key() == "terrain" || role.key() == "surface") continue;
            const QJsonObject table = tables[role.key()].toObject();
            QVERIFY2(table["valid"].toBool(), qPrintable(role.key()));
            QCOMPARE(table["features"].toInt(), role.value().toInt());
            QCOMPARE(table["crs"].toString(), imported.json().object()["crs"].toString());
            QVERIFY2(table["styled"].toBool(), qPrintable(role.key() + " has no style"));
        }
    }
};

PROSPECT_TEST(QgisTest);
#include "qgis_test.moc"
