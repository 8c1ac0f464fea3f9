#include "geometry/io/workbook_parts.h"
#include "import_support.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>

using namespace prospect;
using namespace prospect::test;

namespace {

std::filesystem::path table(const char* name) {
    return own_case(std::string("tables/") + name);
}

io::ImportOptions british() {
    io::ImportOptions options;
    options.crs = "EPSG:27700";
    return options;
}

std::string extra_of(const Feature& feature, const std::string& name) {
    for (const auto& [key, value] : feature.extra)
        if (key == name) return as_text(value);
    return {};
}

Point place_of(const Imported& imported, const std::string& source_id) {
    const FeaturePtr feature = feature_with(*imported.site, source_id);
    return feature ? imported.site->frame.to_full(feature->geometry.points.front()) : Point{};
}

bool near(Point a, Point b) {
    return std::abs(a.x - b.x) < 1e-5 && std::abs(a.y - b.y) < 1e-5;
}

} // namespace

// Workbooks written by tests/cases/import/tables/make.py.
class SpreadsheetTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_workbook_of_crimes_and_lamps_is_read_sheet_by_sheet_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("Excel") << "crimes.xlsx";
        QTest::newRow("OpenDocument") << "crimes.ods";
    }
    void a_workbook_of_crimes_and_lamps_is_read_sheet_by_sheet() {
        QFETCH(QString, name);
        const Imported imported = import_files({table(qPrintable(name))}, british());
        QCOMPARE(miscount(imported), QString());
        // Five records and the empty row between them; one has no position.
        QCOMPARE(read_of(imported.report, "Crimes"), std::size_t{6});
        QCOMPARE(reason_count(imported.report, "the row is empty"), std::size_t{1});
        QCOMPARE(reason_count(imported.report, "no position"), std::size_t{1});
        QCOMPARE(read_of(imported.report, "Lamps"), std::size_t{2});
        QCOMPARE(total(imported.report, &io::SourceCount::imported), std::size_t{6});
        QVERIFY(has_note(imported.report, "row 5 is taken for the header"));
        QVERIFY(has_note(imported.report, "'Remarks' has no columns with a position"));
        QVERIFY(has_note(imported.report, "'Old' is hidden"));
        QVERIFY(!has_note(imported.report, "Empty"));

        // Rows are named as the spreadsheet counts them; decimal commas, text numbers and formulas count.
        QVERIFY(near(place_of(imported, "row 6"), {530207.5, 179366.25}));
        QVERIFY(near(place_of(imported, "row 7"), {530210.75, 179370.5}));
        QVERIFY(near(place_of(imported, "row 9"), {530217.5, 179360}));
        QCOMPARE(imported.site->counts().at(Role::incident), std::size_t{4});
        QCOMPARE(imported.site->counts().at(Role::luminaire), std::size_t{2});
    }

    void records_of_crime_are_personal() {
        const Imported imported = import_files({table("crimes.xlsx")}, british());
        for (const auto& [layer, feature] : imported.site->features(Role::incident))
            QVERIFY(feature->sensitivity == Sensitivity::personal);
        for (const auto& [layer, feature] : imported.site->features(Role::luminaire))
            QVERIFY(feature->sensitivity == Sensitivity::ordinary);
        QCOMPARE(text_of(*feature_with(*imported.site, "row 7"), "category"), std::string("Robbery"));
    }

    void dates_are_dates_in_either_calendar() {
        io::ImportOptions local;
        local.crs = "local";
        const Imported usual = import_files({table("dates.xlsx")}, local);
        QCOMPARE(extra_of(*feature_with(*usual.site, "row 4"), "date"), std::string("2024-01-31"));
        QCOMPARE(extra_of(*feature_with(*usual.site, "row 3"), "date"), std::string("1900-03-01"));
        const Imported macintosh = import_files({table("dates-1904.xlsx")}, local);
        QCOMPARE(extra_of(*feature_with(*macintosh.site, "row 2"), "date"), std::string("2024-01-31"));
        QVERIFY(has_note(macintosh.report, "from 1904"));
    }

    void degrees_with_a_decimal_comma_need_no_system() {
        const Imported imported = import_files({table("degrees.xlsx")});
        QCOMPARE(total(imported.report, &io::SourceCount::imported), std::size_t{2});
        // The workbook has one sheet: the source layer is the file.
        QCOMPARE(read_of(imported.report, "degrees"), std::size_t{2});
        QVERIFY(imported.site->frame.set());
    }

    void what_cannot_be_used_is_refused_in_one_sentence_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        QTest::newRow("no coordinates")
            << "no-position.xlsx"
            << "no sheet of this workbook holds positions ('no-position': Item, Cost)";
        QTest::newRow("no coordinates, ods") << "no-position.ods"
                                             << "Item, Cost";
        QTest::newRow("two headers") << "two-headers.xlsx"
                                     << "whether row 1 or row 2 is the header";
        QTest::newRow("header only") << "header-only.xlsx"
                                     << "a header and no rows";
        QTest::newRow("empty") << "empty.xlsx"
                               << "this workbook is empty";
        QTest::newRow("empty, ods") << "empty.ods"
                                    << "empty";
        QTest::newRow("cut off") << "damaged.xlsx"
                                 << "damaged";
        QTest::newRow("password") << "password.xlsx"
                                  << "protected by a password";
        QTest::newRow("0 bytes") << "nothing.xlsx"
                                 << "the file is empty";
    }
    void what_cannot_be_used_is_refused_in_one_sentence() {
        QFETCH(QString, name);
        QFETCH(QString, words);
        const QString said = refusal(table(qPrintable(name)), british());
        QVERIFY2(said.contains(words), qPrintable(said));
        QVERIFY2(!said.contains("XLSX") && !said.contains("zip", Qt::CaseInsensitive), qPrintable(said));
    }

    void a_table_without_system_asks_for_one_as_csv_does() {
        const QString said = refusal(table("crimes.xlsx"));
        QVERIFY2(said.contains("--crs"), qPrintable(said));
    }

    void a_workbook_is_known_by_its_content() {
        QTemporaryDir folder;
        const auto bare = std::filesystem::path(folder.path().toStdString()) / "crimes";
        std::filesystem::copy_file(table("crimes.ods"), bare);
        QCOMPARE(total(import_files({bare}, british()).report, &io::SourceCount::imported), std::size_t{6});
    }

    void hidden_sheets_and_locks_are_read_from_the_xml() {
        const auto facts = io::facts_of_workbook_xml(
            "<workbook><workbookPr date1904='true'/><sheets><sheet name=\"A &amp; B\" state=\"veryHidden\"/>"
            "<sheet name=\"C\" state=\"visible\"/></sheets></workbook>");
        QCOMPARE(facts.hidden, std::set<std::string>{"A & B"});
        QVERIFY(facts.from_1904);
        QVERIFY(io::facts_of_ods_xml("<manifest:encryption-data manifest:checksum='x'>", "").encrypted);
        for (const char* broken :
             {"", "<", "<sheet", "<sheet name=", "<sheet name=\"x", "<sheet state=\"hidden\">"}) {
            (void)io::facts_of_workbook_xml(broken);
            (void)io::facts_of_ods_xml(broken, broken);
        }
    }
};

PROSPECT_TEST(SpreadsheetTest);
#include "spreadsheet_test.moc"
