#include "geometry/base/grid_reference.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;

class GridReferenceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void known_places_are_where_they_are_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("east");
        QTest::addColumn<double>("north");
        QTest::addColumn<double>("size");
        // Nelson's Column; Ben Nevis' trig point NN 16671 71277; the worked example of the Ordnance Survey's
        // guide, TG 51409 13177 (651409, 313177).
        QTest::newRow("six digits") << "TQ 300 804" << 530000.0 << 180400.0 << 100.0;
        QTest::newRow("ten digits") << "NN 16671 71277" << 216671.0 << 771277.0 << 1.0;
        QTest::newRow("worked example") << "TG 51409 13177" << 651409.0 << 313177.0 << 1.0;
        QTest::newRow("not spaced, small letters") << "tq302805" << 530200.0 << 180500.0 << 100.0;
        QTest::newRow("dashes") << "TQ-302-805" << 530200.0 << 180500.0 << 100.0;
        QTest::newRow("two digits") << " SU 31 " << 430000.0 << 110000.0 << 10000.0;
        QTest::newRow("four digits") << "SU 38 15" << 438000.0 << 115000.0 << 1000.0;
        QTest::newRow("eight digits") << "SU 3875 1500" << 438750.0 << 115000.0 << 10.0;
        // Corners of the lettered grid.
        QTest::newRow("south-west corner") << "SV 00000 00000" << 0.0 << 0.0 << 1.0;
        QTest::newRow("south-east corner") << "TW 99999 00000" << 699999.0 << 0.0 << 1.0;
        QTest::newRow("north-west corner") << "HL 00000 99999" << 0.0 << 1299999.0 << 1.0;
        QTest::newRow("north-east corner") << "JM 99999 99999" << 699999.0 << 1299999.0 << 1.0;
        // Both sides of the border between the great squares S, T, N and O at (500, 500) km.
        QTest::newRow("SE") << "SE 99 99" << 499000.0 << 499000.0 << 1000.0;
        QTest::newRow("TA") << "TA 00 99" << 500000.0 << 499000.0 << 1000.0;
        QTest::newRow("NZ") << "NZ 99 00" << 499000.0 << 500000.0 << 1000.0;
        QTest::newRow("OV") << "OV 00 00" << 500000.0 << 500000.0 << 1000.0;
        // H before and J after the letter that is left out.
        QTest::newRow("HP") << "HP 60 00" << 460000.0 << 1200000.0 << 1000.0;
        QTest::newRow("NJ") << "NJ 94 06" << 394000.0 << 806000.0 << 1000.0;
    }

    void known_places_are_where_they_are() {
        QFETCH(QString, text);
        QFETCH(double, east);
        QFETCH(double, north);
        QFETCH(double, size);
        const auto read = read_grid_reference(text.toStdString());
        QVERIFY2(read.reference, read.problem.c_str());
        QCOMPARE(read.reference->corner.x, east);
        QCOMPARE(read.reference->corner.y, north);
        QCOMPARE(read.reference->size_m, size);
        QCOMPARE(read.reference->middle().x, east + size / 2);
    }

    void it_is_written_as_people_write_it() {
        QCOMPARE(read_grid_reference("tq302805").reference->text, std::string("TQ 302 805"));
    }

    void what_is_none_is_none_and_what_is_wrong_is_told() {
        for (const char* text :
             {"", "TQ", "TQ 3", "H-12", "Block C 22", "12 345", "TQ 30 40 50", "TQ 302,805", "Zone 4 5"})
            QVERIFY2(!read_grid_reference(text).reference && read_grid_reference(text).problem.empty(), text);
        for (const char* text : {"TQ 302 80", "TQ 30280", "TQ 123456 123456"})
            QVERIFY2(read_grid_reference(text).problem.find("as many digits") != std::string::npos, text);
        for (const char* text : {"TI 30 80", "IQ 30 80", "ZZ 30 80", "AA 11 11", "TX 11 11", "SK"})
            QVERIFY2(!read_grid_reference(text).reference, text);
        QCOMPARE(read_grid_reference("TI 30 80").problem,
                 std::string("There is no square TI in the British grid."));
    }
};

PROSPECT_TEST(GridReferenceTest);
#include "grid_reference_test.moc"
