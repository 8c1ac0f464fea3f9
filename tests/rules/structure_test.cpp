// The architecture, checked on the source text: who may include what, how long a file may be, which words
// never appear.
#include "tests/support/registry.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace {

struct SourceFile {
    QString path; // from the source folder
    QStringList lines;
};

QList<SourceFile> sources_below(const QStringList& folders) {
    QList<SourceFile> found;
    const QDir top(QStringLiteral(PROSPECT_SOURCE_DIR));
    for (const QString& folder : folders) {
        QDirIterator files(top.filePath(folder), {"*.cpp", "*.h"}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(file.fileName()));
            found.append(
                {top.relativeFilePath(file.fileName()), QString::fromUtf8(file.readAll()).split('\n')});
        }
    }
    return found;
}

const QStringList product{"geometry", "analysis", "app"};

// Lines of files below `folder` whose #include matches `pattern`, as "path: line".
QStringList includes(const QString& folder, const QString& pattern) {
    const QRegularExpression include("^\\s*#\\s*include\\s*[<\"](" + pattern + ")");
    QStringList hits;
    for (const SourceFile& source : sources_below({folder}))
        for (const QString& line : source.lines)
            if (include.match(line).hasMatch()) hits.append(source.path + ": " + line);
    return hits;
}

QStringList outside(const QStringList& hits, const QString& allowed_folder) {
    return hits.filter(QRegularExpression("^(?!" + QRegularExpression::escape(allowed_folder) + ")"));
}

// Includes that fold a template library into every file that sees the header.
QStringList within_headers(const QStringList& hits) {
    return hits.filter(QRegularExpression("\\.h: "));
}

} // namespace

class StructureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void the_walk_sees_the_sources() {
        QVERIFY(sources_below(product).size() > 50);
        QVERIFY(!includes("geometry", "geometry/base/").isEmpty());
    }

    void geometry_knows_nothing_above_it() {
        QCOMPARE(includes("geometry", "analysis/|app/|Q"), QStringList());
    }

    void analysis_knows_neither_app_nor_qt() { QCOMPARE(includes("analysis", "app/|Q"), QStringList()); }

    void base_stands_alone() {
        QCOMPARE(includes("geometry/base", "geometry/(?!base/)"), QStringList());
        QCOMPARE(includes("geometry/kernel", "geometry/(?!base/|kernel/)"), QStringList());
        QCOMPARE(includes("geometry/index", "geometry/(?!base/|index/)"), QStringList());
        QCOMPARE(includes("geometry/raster", "geometry/(?!base/|raster/)"), QStringList());
        QCOMPARE(includes("geometry/site", "geometry/io/|geometry/kernel/"), QStringList());
    }

    void engine_knows_no_single_analysis() {
        QCOMPARE(includes("analysis/engine", "analysis/(?!engine/|scene/)"), QStringList());
        QCOMPARE(includes("analysis/scene", "analysis/(?!engine/|scene/)"), QStringList());
    }

    void render_and_cli_need_no_widgets() {
        QCOMPARE(includes("app/render", "app/(?!render/)"), QStringList());
        QCOMPARE(includes("app/cli", "app/(?!render/|cli/)|QWidget|QApplication"), QStringList());
    }

    void heavy_libraries_stay_in_their_folder() {
        for (const QString& folder : product) {
            QCOMPARE(outside(includes(folder, "CGAL/"), "geometry/kernel/"), QStringList());
            QCOMPARE(outside(includes(folder, "embree"), "geometry/rays/"), QStringList());
            QCOMPARE(outside(includes(folder, "gdal|ogr_|cpl_"), "geometry/io/"), QStringList());
            QCOMPARE(outside(includes(folder, "tbb/|oneapi/"), "analysis/engine/"), QStringList());
            QCOMPARE(within_headers(includes(folder, "CGAL/|boost/|nlohmann/(?!json_fwd)|tbb/|oneapi/")),
                     QStringList());
        }
    }

    void no_file_passes_the_ceiling() {
        QStringList long_files;
        for (const SourceFile& source : sources_below({"geometry", "analysis", "app", "tests"}))
            if (source.lines.size() > 800)
                long_files.append(QString("%1: %2 lines").arg(source.path).arg(source.lines.size()));
        QCOMPARE(long_files, QStringList());
    }

    void nothing_is_left_open_and_nothing_pumps_events() {
        // The words are assembled so that this file does not hold them.
        const QRegularExpression words(QStringLiteral("\\bTO") + "DO\\b|\\bFIX" + "ME\\b|\\bXX" +
                                       "X\\b|process" + "Events\\(|\\bSIG" + "NAL\\(|\\bSL" + "OT\\(|-ffast" +
                                       "-math");
        QStringList hits;
        for (const SourceFile& source : sources_below(product))
            for (const QString& line : source.lines)
                if (words.match(line).hasMatch()) hits.append(source.path + ": " + line.trimmed());
        QCOMPARE(hits, QStringList());
    }
};

PROSPECT_TEST(StructureTest);
#include "structure_test.moc"
