#include "analysis/engine/reference.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>

using namespace prospect;
using namespace prospect::engine;

namespace {

const Frame frame{"EPSG:27700", "OSGB36 / British National Grid", {530000, 179000}};

AnalysisInfo info() {
    AnalysisInfo info{.id = "test.cells"};
    info.fields.push_back({.name = "depth", .peer = {"Visual Mean Depth", "", "radius"}});
    info.fields.push_back({.name = "ways", .unit = "m", .peer = {"Metric Mean", "Metric Node Count"}});
    return info;
}

// Three cells of 2 m beside each other, the first centred at 530010, 179020.
AnalysisResult result() {
    AnalysisResult made;
    const Grid grid{9, 21, 2, 2, 3, 1};
    for (const char* name : {"depth", "ways"}) {
        made.fields.emplace_back(name, "", grid);
        made.fields.back().values = {1.5F, 2.0F, nodata};
    }
    return made;
}

const Field* field(const AnalysisResult& result, const std::string& name) {
    for (const Field& one : result.fields)
        if (one.name == name) return &one;
    return nullptr;
}

double metric(const AnalysisResult& result, const std::string& name) {
    for (const auto& [key, value] : result.metrics)
        if (key == name) return value;
    return -1;
}

std::int64_t count(const AnalysisResult& result, const std::string& name) {
    for (const auto& [key, value] : result.counts)
        if (key == name) return value;
    return -1;
}

} // namespace

class ReferenceTest : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;

    std::filesystem::path file(const char* name, const std::string& text) {
        const std::filesystem::path path = folder_.filePath(name).toStdString();
        std::ofstream(path) << text;
        return path;
    }
    QString refusal(const std::filesystem::path& path, AnalysisResult made = result()) {
        try {
            add_reference(path, info(), {}, frame, made);
        } catch (const Error& error) {
            return QString::fromUtf8(error.what());
        }
        return {};
    }

private Q_SLOTS:
    void a_table_of_another_program_is_compared_cell_by_cell() {
        AnalysisResult made = result();
        add_reference(file("cells.csv", "Ref,x,y,Visual Mean Depth\n1,530010,179020,1.25\n2,530012,179020,2\n"
                                        "3,530014,179020,7\n"),
                      info(), {}, frame, made);
        const Field* difference = field(made, "depth_difference");
        QVERIFY(difference);
        QCOMPARE(difference->values, (std::vector<float>{0.25F, 0, nodata}));
        QCOMPARE(metric(made, "depth_difference_max"), 0.25);
        QCOMPARE(metric(made, "depth_difference_median"), 0.125);
        QCOMPARE(metric(made, "depth_difference_within"), 0.5);
        QCOMPARE(count(made, "depth_compared"), 2);
        QCOMPARE(count(made, "depth_only_here"), 0);
        QCOMPARE(count(made, "depth_only_there"), 1);
        QVERIFY(!field(made, "ways_difference"));
        const Table& scatter = made.tables.back();
        QCOMPARE(scatter.columns,
                 (std::vector<std::string>{"field", "x", "y", "here", "reference", "difference"}));
        QCOMPARE(scatter.rows.size(), 2U);
        QCOMPARE(as_number(*scatter.rows[0][1]), 530010.0);
        QCOMPARE(as_number(*scatter.rows[0][3]), 1.5);
        QCOMPARE(as_number(*scatter.rows[0][4]), 1.25);
    }

    void a_mean_that_counts_the_cell_itself_is_converted() {
        AnalysisResult made = result();
        add_reference(file("metric.csv", "x,y,Metric Mean,Metric Node Count\n530010,179020,1,3\n"
                                         "530012,179020,-1,1\n"),
                      info(), {}, frame, made);
        // 1 * 3 / 2 = 1.5; -1 is no value.
        QCOMPARE(field(made, "ways_difference")->values, (std::vector<float>{0, nodata, nodata}));
        QCOMPARE(count(made, "ways_only_here"), 1);
        QCOMPARE(made.notes.size(), 1U);
        QVERIFY(made.notes[0].message.find("n/(n - 1)") != std::string::npos);
    }

    void our_own_names_count_first_and_minus_one_is_a_value() {
        AnalysisResult made = result();
        add_reference(file("own.csv", "x,y,Visual Mean Depth,depth\n530010,179020,9,-1\n"), info(), {}, frame,
                      made);
        QCOMPARE(field(made, "depth_difference")->values[0], 2.5F);
    }

    void a_map_is_compared_at_the_centres_of_the_cells() {
        Field theirs("depth", "", Grid{0, 30, 1, 1, 40, 20});
        std::fill(theirs.values.begin(), theirs.values.end(), 1.0F);
        const std::filesystem::path path = folder_.filePath("depth.tif").toStdString();
        io::write_geotiff(theirs, frame, path);
        AnalysisResult made = result();
        add_reference(path, info(), {}, frame, made);
        QCOMPARE(field(made, "depth_difference")->values, (std::vector<float>{0.5F, 1, nodata}));
        // Named otherwise, it may belong to either.
        const std::filesystem::path other = folder_.filePath("other.tif").toStdString();
        std::filesystem::copy_file(path, other);
        QVERIFY2(refusal(other).contains("depth, ways"), qPrintable(refusal(other)));
        AnalysisResult one = result();
        one.fields.pop_back();
        QVERIFY(refusal(other, one).isEmpty());
    }

    void a_map_elsewhere_is_refused() {
        Field theirs("depth", "", Grid{5000, 30, 1, 1, 4, 4});
        std::fill(theirs.values.begin(), theirs.values.end(), 1.0F);
        const std::filesystem::path path = folder_.filePath("far.tif").toStdString();
        io::write_geotiff(theirs, frame, path);
        QVERIFY(refusal(path).contains("belongs"));
        AnalysisResult one = result();
        one.fields.pop_back();
        QVERIFY(refusal(path, one).contains("no value where the result has cells"));
        Frame dutch = frame;
        dutch.crs = "EPSG:28992";
        io::write_geotiff(theirs, dutch, path);
        QVERIFY(refusal(path).contains("EPSG:28992"));
    }

    void what_cannot_be_compared_is_said_in_one_sentence() {
        QVERIFY(refusal(file("a.csv", "a,b\n1,2\n")).contains("no columns x and y"));
        QVERIFY(refusal(file("b.csv", "x,y,Height\n530010,179020,2\n")).contains("none of the fields"));
        QVERIFY(refusal(file("c.csv", "x,y,depth\n530010.5,179020,2\n")).contains("centre of a cell"));
        QVERIFY(refusal(file("d.csv", "x,y,depth\n530010,179020,much\n")).contains("row 1"));
        QVERIFY(refusal(file("a.csv", "x,y,depth\n530010,179020,2\n"), {}).contains("no map"));
        QVERIFY(!refusal(folder_.filePath("none.csv").toStdString()).isEmpty());
    }

    // The first column of a name that starts alike used to win, whatever its radius.
    void only_the_radius_of_the_run_is_compared() {
        const auto both =
            file("radii.csv", "x,y,Visual Mean Depth,Visual Mean Depth R2\n530010,179020,1.5,9\n");
        AnalysisResult made = result();
        add_reference(both, info(), {{"radius", "2"}}, frame, made);
        QCOMPARE(field(made, "depth_difference")->values[0], -7.5F);
        made = result();
        add_reference(both, info(), {{"radius", "n"}}, frame, made);
        QCOMPARE(field(made, "depth_difference")->values[0], 0.0F);
        QVERIFY(made.notes.empty());
        made = result();
        add_reference(file("other.csv", "x,y,ways,Visual Mean Depth R3\n530010,179020,1.5,9\n"), info(),
                      {{"radius", "n"}}, frame, made);
        QVERIFY(!field(made, "depth_difference"));
        QCOMPARE(made.notes.at(0).code, std::string("reference_radius"));
        QVERIFY(made.notes.at(0).message.find("Visual Mean Depth R3") != std::string::npos);
    }

    void cells_of_another_size_are_not_compared() {
        QVERIFY(refusal(file("fine.csv", "x,y,depth\n530010,179020,2\n530011,179020,2\n530012,179020,2\n"))
                    .contains("are 1 m apart, those of the result 2 m"));
        AnalysisResult made = result();
        add_reference(file("coarse.csv", "x,y,depth\n530010,179020,2\n530014,179020,2\n"), info(), {}, frame,
                      made);
        QCOMPARE(made.notes.at(0).code, std::string("reference_cell_size"));
    }

    void rows_off_the_grid_are_counted() {
        AnalysisResult made = result();
        add_reference(file("some.csv", "x,y,depth\n530010,179020,1\n530013,179020,1\n540000,179020,1\n"),
                      info(), {}, frame, made);
        QCOMPARE(made.notes.back().code, std::string("reference_off_grid"));
        QVERIFY(made.notes.back().message.starts_with("2 rows"));
    }
};

PROSPECT_TEST(ReferenceTest);

#include "reference_test.moc"
