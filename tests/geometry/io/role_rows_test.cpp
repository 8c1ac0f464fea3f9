// Rows that name a role, from our own files and from others': what a value rests on, and the way out to
// GeoJSON and back.
#include "geometry/io/export.h"
#include "geometry/io/json_text.h"
#include "geometry/io/project_file.h"
#include "tests/geometry/io/gpkg_support.h"
#include "tests/geometry/io/import_support.h"
#include "tests/geometry/io/random_site.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>

using namespace prospect;
using namespace prospect::test;
using namespace std::string_literals;

namespace {

const auto square = "POLYGON ((530000 180000, 530010 180000, 530010 180010, 530000 180010, 530000 180000))"s;

Basis basis_of_height(const Site& site) {
    return site.features(Role::building).front().second->find("height_m")->basis;
}

} // namespace

class RoleRowsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        file_ = folder_->filePath("site.gpkg").toStdString();
    }

    void bases_are_told_apart_from_silence() {
        std::vector<Attribute> two{{"height_m", 3.0, Basis::surveyed},
                                   {"levels", std::int64_t{1}, Basis::unknown}};
        const std::string text = io::bases_to_json(two);
        io::apply_bases(text, Basis::drawn, two);
        QVERIFY(two[0].basis == Basis::surveyed && two[1].basis == Basis::unknown);
        two[0].basis = Basis::unknown;
        QCOMPARE(io::bases_to_json(two), "{}"s);
        io::apply_bases("{}", Basis::drawn, two);
        QVERIFY(two[0].basis == Basis::unknown);
        io::apply_bases("", Basis::drawn, two);
        QVERIFY(two[0].basis == Basis::drawn);
        io::apply_bases("", Basis::unknown, two);
        QVERIFY(two[0].basis == Basis::tagged);
        QCOMPARE(io::bases_to_json({}), ""s);
    }

    void a_foreign_rows_values_rest_on_what_the_row_does_data() {
        QTest::addColumn<QString>("given");
        QTest::addColumn<int>("expected");
        QTest::newRow("surveyed") << "'surveyed'" << int(Basis::surveyed);
        QTest::newRow("none") << "NULL" << int(Basis::tagged);
    }
    void a_foreign_rows_values_rest_on_what_the_row_does() {
        QFETCH(QString, given);
        QFETCH(int, expected);
        write_foreign(file_, {{"building",
                               "EPSG:27700",
                               "height_m REAL, basis TEXT",
                               {{square, "height_m = 9.5, basis = " + given.toStdString()}}}});
        QCOMPARE(int(basis_of_height(*io::open_project(file_).site)), expected);
        QCOMPARE(int(basis_of_height(*import_files({file_}).site)), expected);
    }

    void what_goes_out_as_geojson_comes_back_as_what_it_was() {
        const Site site = random_site(7, 4);
        const auto out = std::filesystem::path(folder_->filePath("out.geojson").toStdString());
        const io::ExportReport written = io::export_site(site, out, {{}, io::Audience::police});
        const Imported back = import_files({out}, {.crs = site.frame.crs});
        QCOMPARE(miscount(back), QString());
        for (const RoleInfo& role : roles()) {
            if (role.raster) continue;
            for (const auto& [layer, feature] : site.features(role.role)) {
                if (feature->geometry.empty()) continue;
                const auto same = [&](const auto& one) { return one.second->id == feature->id; };
                const auto found = back.site->features(role.role);
                QVERIFY2(std::any_of(found.begin(), found.end(), same), std::string(role.table).c_str());
            }
        }
        QVERIFY(written.written > 0);
    }

    void a_column_called_role_in_another_programs_file_says_nothing() {
        const auto other = folder_->filePath("people.geojson");
        QFile file(other);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"7",)"
                   R"("role":"building"},"geometry":{"type":"Point","coordinates":[-0.12,51.5]}}]})");
        file.close();
        const Imported got = import_files({other.toStdString()}, {.crs = "EPSG:27700"});
        QVERIFY(got.site->features(Role::building).empty());
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
    std::filesystem::path file_;
};

PROSPECT_TEST(RoleRowsTest);
#include "role_rows_test.moc"
