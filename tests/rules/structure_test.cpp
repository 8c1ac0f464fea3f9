// The architecture, checked on the source text: who may include what, how long a file may be, which words
// never appear.
#include "tests/support/registry.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <functional>

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

// Which folders the files of each folder include.
QMap<QString, QSet<QString>> folder_includes() {
    static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*\"(.+)/[^/]+\""));
    QMap<QString, QSet<QString>> found;
    for (const SourceFile& source : sources_below(product)) {
        const QString from = source.path.section('/', 0, -2);
        for (const QString& line : source.lines)
            if (const auto match = include.match(line); match.hasMatch() && match.captured(1) != from)
                found[from].insert(match.captured(1));
    }
    return found;
}

// The folders of each way that leads back to where it began, as "a > b > a".
QStringList circles(const QMap<QString, QSet<QString>>& edges) {
    QStringList found;
    QSet<QString> done;
    QStringList path;
    const std::function<void(const QString&)> walk = [&](const QString& folder) {
        if (const auto at = path.indexOf(folder); at >= 0) {
            found.append((path.mid(at) << folder).join(" > "));
            return;
        }
        if (done.contains(folder)) return;
        path.append(folder);
        for (const QString& next : edges.value(folder))
            walk(next);
        path.removeLast();
        done.insert(folder);
    };
    for (const QString& folder : edges.keys())
        walk(folder);
    return found;
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
        QCOMPARE(includes("geometry/rays", "geometry/(?!base/|kernel/|raster/|rays/)"), QStringList());
        QCOMPARE(includes("geometry/site", "geometry/io/|geometry/kernel/"), QStringList());
    }

    void engine_knows_no_single_analysis() {
        QCOMPARE(includes("analysis/engine", "analysis/(?!engine/|scene/)"), QStringList());
        QCOMPARE(includes("analysis/scene", "analysis/(?!scene/)"), QStringList());
    }

    void folders_include_each_other_one_way_only() {
        QCOMPARE(circles({{"a", {"b"}}, {"b", {"c"}}, {"c", {"a"}}}), QStringList("a > b > c > a"));
        QCOMPARE(circles({{"a", {"b", "c"}}, {"b", {"c"}}}), QStringList());
        QVERIFY(folder_includes().value("analysis/engine").contains("analysis/scene"));
        QCOMPARE(circles(folder_includes()), QStringList());
    }

    void render_report_and_cli_need_no_widgets() {
        QCOMPARE(includes("app/render", "app/(?!render/)"), QStringList());
        QCOMPARE(includes("app/cli", "app/(?!render/|cli/)|QWidget|QApplication"), QStringList());
    }

    void heavy_libraries_stay_in_their_folder() {
        for (const QString& folder : product) {
            QCOMPARE(outside(includes(folder, "CGAL/"), "geometry/kernel/"), QStringList());
            QCOMPARE(outside(includes(folder, "embree"), "geometry/rays/"), QStringList());
            QCOMPARE(outside(includes(folder, "gdal|ogr_|cpl_"), "geometry/io/"), QStringList());
            QCOMPARE(outside(includes(folder, "tbb/|oneapi/"), "analysis/engine/"), QStringList());
            QCOMPARE(outside(includes(folder, "Eigen/"), "analysis/risk/"), QStringList());
            QCOMPARE(within_headers(
                         includes(folder, "CGAL/|boost/|Eigen/|embree|nlohmann/(?!json_fwd)|tbb/|oneapi/")),
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

    void numbers_are_read_without_the_users_locale() {
        // geometry/base/text.h has the readers that do.
        const QRegularExpression words(
            QStringLiteral("\\b(sto(i|l|ll|ul|ull|f|d|ld)|strto(d|f|l|ll|ul|ull)|ato(i|l|f)|sscanf)\\("));
        QStringList hits;
        for (const SourceFile& source : sources_below(product))
            for (const QString& line : source.lines)
                if (words.match(line).hasMatch()) hits.append(source.path + ": " + line.trimmed());
        QCOMPARE(hits, QStringList());
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
