#include "geometry/base/error.h"
#include "geometry/io/export.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>

using namespace prospect;
using namespace std::string_literals;

class CsvTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_table_is_written_with_header_point_and_quotes() {
        io::Table table{"t", {"id", "name", "value_m", "ok"}, {}, {}};
        table.rows = {{Value(std::int64_t{1}), Value("a,b"s), Value(0.1), Value(true)},
                      {std::nullopt, Value("say \"x\""s), Value(123456.789012345), Value(false)}};
        io::write_csv(table, file());
        QCOMPARE(bytes(), "id,name,value_m,ok\n1,\"a,b\",0.1,1\n,\"say \"\"x\"\"\",123456.789012345,0\n"s);
    }

    void cells_that_a_spreadsheet_would_run_are_text_and_numbers_are_not() {
        io::Table table{"t", {"a", "b", "c", "d", "e"}, {}, {}};
        table.rows = {{Value("=1+1"s), Value("@x"s), Value("-5.5"s), Value("+49 30"s), Value(-2.5)}};
        io::write_csv(table, file());
        QCOMPARE(bytes(), "a,b,c,d,e\n'=1+1,'@x,-5.5,'+49 30,-2.5\n"s);
    }

    void a_number_that_is_none_is_an_empty_cell() {
        io::write_csv({"t", {"a", "b"}, {{Value(std::nan("")), Value(1.0)}}, {}}, file());
        QCOMPARE(bytes(), "a,b\n,1\n"s);
    }

    void what_is_written_reads_back() {
        const io::Table table{
            "out", {"a", "b"}, {{Value("line\nbreak"s), std::nullopt}, {Value("ä"s), Value("1"s)}}, {}};
        io::write_csv(table, file());
        QVERIFY(io::read_csv(file()) == table);
        const io::Table single{"out", {"a"}, {{std::nullopt}, {Value("x"s)}}, {}};
        io::write_csv(single, file());
        QVERIFY(io::read_csv(file()) == single);
    }

    void separators_line_ends_and_encodings_of_spreadsheets_are_read_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("comma") << QByteArray("x,y\n1,Straße\n");
        QTest::newRow("semicolon") << QByteArray("x;y\n1;Straße\n");
        QTest::newRow("tab") << QByteArray("x\ty\n1\tStraße\n");
        QTest::newRow("CRLF and BOM") << QByteArray("\xEF\xBB\xBFx,y\r\n1,Straße\r\n");
        QTest::newRow("no last line end") << QByteArray("x,y\n1,Straße");
        QTest::newRow("old Macintosh") << QByteArray("x,y\r1,Straße\r");
        QTest::newRow("Windows code page") << QByteArray("x;y\r\n1;Stra\xDF"
                                                         "e\r\n");
        QTest::newRow("blanks in the header, empty lines") << QByteArray(" x , y \n\n1,Straße\n\n");
        QTest::newRow("quoted, more cells that are empty") << QByteArray("\"x\",\"y\"\n\"1\",\"Straße\",,\n");
    }
    void separators_line_ends_and_encodings_of_spreadsheets_are_read() {
        QFETCH(QByteArray, content);
        put(content.toStdString());
        const io::Table table = io::read_csv(file());
        QCOMPARE(table.columns, (std::vector<std::string>{"x", "y"}));
        QCOMPARE(table.rows.size(), 1U);
        QCOMPARE(as_text(*table.rows[0][0]), "1"s);
        QCOMPARE(as_text(*table.rows[0][1]), "Straße"s);
    }

    void what_is_no_table_is_refused_in_one_sentence_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray("") << "is empty";
        QTest::newRow("blank") << QByteArray("\r\n \n") << "is empty";
        QTest::newRow("open quote") << QByteArray("x,y\n1,2\n\"3,4\n") << "line 3";
        QTest::newRow("too many cells")
            << QByteArray("x,y\n1,2\n1,2,3\n") << "line 3 has 3 cells, the header 2";
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFEx\0,\0", 6) << "UTF-16";
        QTest::newRow("binary") << QByteArray("\x7F"
                                              "ELF\0\0",
                                              6)
                                << "is no text";
    }
    void what_is_no_table_is_refused_in_one_sentence() {
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        put(content.toStdString());
        try {
            io::read_csv(file());
            QFAIL("not refused");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
            QVERIFY2(QString(error.what()).contains(says), error.what());
            QVERIFY(!error.advice().empty());
        }
    }

    void a_missing_file_is_refused() {
        QVERIFY_EXCEPTION_THROWN(io::read_csv(file().string() + ".nowhere"), Error);
    }

private:
    std::filesystem::path file() const { return folder_.path().toStdString() + "/out.csv"; }
    void put(const std::string& content) const { std::ofstream(file(), std::ios::binary) << content; }
    std::string bytes() const {
        std::ifstream stream(file(), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    QTemporaryDir folder_;
};

PROSPECT_TEST(CsvTest);
#include "csv_test.moc"
