#include "geometry/io/gdal.h"
#include "geometry/io/workbook_parts.h"
#include "geometry/io/zip_source.h"
#include "import_support.h"
#include "tests/support/registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <cpl_vsi.h>

#include <fstream>

using namespace prospect;
using namespace prospect::test;

namespace fs = std::filesystem;

namespace {

// Adds a part to a packed file: the text, then `padding` blanks, then the end.
void add_part(const fs::path& archive, const std::string& name, const std::string& text,
              std::size_t padding = 0, const std::string& end = {}) {
    io::start_gdal();
    VSILFILE* part = VSIFOpenL(("/vsizip/{" + archive.string() + "}/" + name).c_str(), "wb");
    if (part == nullptr) qFatal("no part");
    VSIFWriteL(text.data(), 1, text.size(), part);
    const std::string blanks(std::size_t{1} << 20, ' ');
    for (; padding >= blanks.size(); padding -= blanks.size())
        VSIFWriteL(blanks.data(), 1, blanks.size(), part);
    VSIFWriteL(end.data(), 1, end.size(), part);
    VSIFCloseL(part);
}

// Lets the archive's directory and headers say that what unpacks to `real` bytes unpacks to `told`.
void pretend(const fs::path& archive, std::uint32_t real, std::uint32_t told) {
    QFile file(archive);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    const QByteArray from(reinterpret_cast<const char*>(&real), 4);
    const QByteArray to(reinterpret_cast<const char*>(&told), 4);
    QVERIFY(bytes.contains(from));
    bytes.replace(from, to);
    file.seek(0);
    file.write(bytes);
}

io::ImportOptions british() {
    io::ImportOptions options;
    options.crs = "EPSG:27700";
    return options;
}

QString refusal_of(const QString& name, const QByteArray& content) {
    const QTemporaryDir folder;
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size()) return "not written";
    file.close();
    return refusal(folder.filePath(name).toStdString());
}

} // namespace

class PackedFileTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_workbook_that_unpacks_to_half_a_gigabyte_is_refused() {
        const QTemporaryDir folder;
        const fs::path bomb = folder.filePath("bomb.xlsx").toStdString();
        add_part(bomb, "xl/worksheets/sheet1.xml", {}, std::size_t{513} << 20);
        QVERIFY(fs::file_size(bomb) < 1'000'000);
        QCOMPARE(refusal(bomb),
                 QString("refused: bomb.xlsx: this workbook unpacks to more than 512 MB — save "
                         "the sheet that holds the table as CSV"));
    }

    void what_an_archive_says_of_its_size_is_not_believed() {
        const QTemporaryDir folder;
        const fs::path file = folder.filePath("packed.xlsx").toStdString();
        constexpr std::uint32_t real = std::uint32_t{3} << 20;
        add_part(file, "xl/sharedStrings.xml", {}, real);
        const auto exceeds = [&](std::uint64_t bytes) {
            return io::ZipSource(file, ".xlsx").exceeds(bytes, {".xml"});
        };
        QVERIFY(exceeds(real - 1));
        QVERIFY(!exceeds(real));
        QVERIFY(!io::ZipSource(file, ".xlsx").exceeds(10, {".rels"}));
        pretend(file, real, 1000);
        QVERIFY(exceeds(1 << 20));
    }

    void a_name_with_braces_is_no_hindrance_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"a}b{c.xlsx", "{crimes}.xlsx", "what? 50%*.xlsx", "}.XLSX", "Straße ü.xlsx"})
            QTest::newRow(name) << name;
    }
    void a_name_with_braces_is_no_hindrance() {
        QFETCH(QString, name);
        const QTemporaryDir folder;
        const fs::path file = folder.filePath(name).toStdString();
        fs::copy_file(own_case("tables/crimes.xlsx"), file);
        const Imported imported = import_files({file}, british());
        QCOMPARE(total(imported.report, &io::SourceCount::imported), std::size_t{6});
        // The hidden sheet is told from a part that GDAL does not tell of.
        QVERIFY(has_note(imported.report, "'Old' is hidden"));
        QCOMPARE(imported.report.sources.front().file, name.toStdString());
    }

    void an_archive_with_braces_in_its_name_is_read() {
        const QTemporaryDir folder;
        const fs::path plain = folder.filePath("lamps.zip").toStdString();
        add_part(plain, "lamps.geojson",
                 R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"highway":)"
                 R"("street_lamp"},"geometry":{"type":"Point","coordinates":[-0.1,51.5]}}]})");
        const fs::path braced = folder.filePath("a}b{c.zip").toStdString();
        fs::rename(plain, braced);
        QCOMPARE(total(import_files({braced}).report, &io::SourceCount::imported), std::size_t{1});
    }

    void what_is_hidden_is_found_however_long_a_workbook_is() {
        const QTemporaryDir folder;
        const fs::path file = folder.filePath("long.ods").toStdString();
        // On the border of two windows of a megabyte, and behind the first 64 MB.
        const std::string hiding =
            R"(<style:style style:name="ta2" style:family="table"><style:table-properties )"
            R"(table:display="false"/></style:style>)";
        add_part(file, "content.xml",
                 hiding + std::string((1 << 20) - hiding.size() - 30, ' ') +
                     R"(<table:table table:name="First" table:style-name="ta2">)",
                 std::size_t{70} << 20, R"(<table:table table:name="Last" table:style-name="ta2">)");
        const auto facts = io::ods_facts(io::ZipSource(file, ".ods"));
        QCOMPARE(facts.hidden, (std::set<std::string>{"First", "Last"}));
    }

    void an_old_workbook_is_refused_with_what_to_do() {
        const QByteArray old = QByteArray::fromHex("d0cf11e0a1b11ae1") + QByteArray(600, '\0');
        QCOMPARE(
            refusal_of("crimes.xls", old),
            QString("refused: crimes.xls: this is an old Excel workbook (.xls), which is not read — save "
                    "it as .xlsx or CSV"));
        // What other programs write under that name.
        for (const char* content :
             {"<html><table><tr><td>x</td></tr></table></html>", "<?xml version=\"1.0\"?><Workbook/>",
              "longitude\tlatitude\n-0.1\t51.5\n"})
            QVERIFY2(refusal_of("CRIMES.XLS", content).endsWith("save it as .xlsx or CSV"), content);
        // Other old office documents, and one whose name has lost its ending.
        QVERIFY(refusal_of("letter.doc", old).contains("old office document"));
        QVERIFY(refusal_of("crimes", old).contains("old office document"));
    }

    void a_newer_workbook_under_the_old_name_is_read() {
        const QTemporaryDir folder;
        const fs::path newer = folder.filePath("crimes.xls").toStdString();
        fs::copy_file(own_case("tables/crimes.xlsx"), newer);
        QCOMPARE(total(import_files({newer}, british()).report, &io::SourceCount::imported), std::size_t{6});
    }
};

PROSPECT_TEST(PackedFileTest);
#include "packed_file_test.moc"
