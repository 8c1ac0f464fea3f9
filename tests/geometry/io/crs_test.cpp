#include "geometry/base/error.h"
#include "geometry/io/crs.h"
#include "tests/support/registry.h"

#include <QTest>

#include <array>

using namespace prospect;
using namespace prospect::io;

class CrsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void systems_are_described_by_their_code();
    void only_true_to_scale_metre_systems_suit_a_site();
    void nonsense_is_refused_by_name();
    void the_custom_of_the_country_is_suggested_data();
    void the_custom_of_the_country_is_suggested();
    void greenwich_observatory_lands_on_the_british_grid();
    void there_and_back_is_the_same_point();
    void local_metres_do_not_mix_with_the_earth();
    void points_that_cannot_be_moved_are_counted();
};

void CrsTest::systems_are_described_by_their_code() {
    const CrsInfo grid = describe_crs("EPSG:27700");
    QCOMPARE(grid.text, std::string("EPSG:27700"));
    QVERIFY(grid.name.find("British National Grid") != std::string::npos);
    QVERIFY(grid.projected_metres);
    QVERIFY(!grid.geographic);
    QVERIFY(describe_crs("EPSG:4326").geographic);
    QVERIFY(describe_crs("local").projected_metres);
    QCOMPARE(describe_crs("EPSG:7415").text, std::string("EPSG:28992"));
    QCOMPARE(describe_crs("+proj=utm +zone=33 +datum=WGS84 +units=m +no_defs").text,
             std::string("EPSG:32633"));
}

void CrsTest::only_true_to_scale_metre_systems_suit_a_site() {
    QVERIFY(!describe_crs("EPSG:3857").projected_metres); // Mercator of web maps
    QVERIFY(!describe_crs("EPSG:2249").projected_metres); // Massachusetts, US feet
    QVERIFY(!describe_crs("EPSG:4326").projected_metres);
    QVERIFY(!describe_crs("EPSG:2053").projected_metres); // counts to the west and south
    QVERIFY(describe_crs("EPSG:28992").projected_metres);
    QVERIFY(describe_crs("EPSG:31467").projected_metres); // north first in the book, east first here
}

void CrsTest::nonsense_is_refused_by_name() {
    for (const char* text : {"EPSG:999999", "EPSG:", "", "somewhere", "PROJCS[\"broken"}) {
        try {
            describe_crs(text);
            QFAIL("must be refused");
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::usage);
            QVERIFY(error.message().find(text) != std::string::npos);
        }
    }
}

void CrsTest::the_custom_of_the_country_is_suggested_data() {
    QTest::addColumn<double>("longitude");
    QTest::addColumn<double>("latitude");
    QTest::addColumn<QString>("code");
    QTest::newRow("London") << -0.1 << 51.5 << "EPSG:27700";
    QTest::newRow("Bristol") << -2.59 << 51.45 << "EPSG:27700";
    QTest::newRow("Nottingham") << -1.15 << 52.95 << "EPSG:27700";
    QTest::newRow("Belfast") << -5.93 << 54.6 << "EPSG:2157";
    QTest::newRow("Edinburgh") << -3.2 << 55.95 << "EPSG:27700";
    QTest::newRow("Stranraer") << -5.03 << 54.9 << "EPSG:27700";
    QTest::newRow("Campbeltown") << -5.6 << 55.42 << "EPSG:27700";
    QTest::newRow("Dublin") << -6.26 << 53.35 << "EPSG:2157";
    QTest::newRow("Cork") << -8.47 << 51.9 << "EPSG:2157";
    QTest::newRow("Delft") << 4.36 << 52.01 << "EPSG:28992";
    QTest::newRow("Maastricht") << 5.69 << 50.85 << "EPSG:28992";
    QTest::newRow("Paris") << 2.35 << 48.86 << "EPSG:2154";
    QTest::newRow("Strasbourg") << 7.75 << 48.58 << "EPSG:2154";
    QTest::newRow("Zurich") << 8.54 << 47.37 << "EPSG:2056";
    QTest::newRow("Geneva") << 6.14 << 46.2 << "EPSG:2056";
    QTest::newRow("Berlin") << 13.43 << 52.48 << "EPSG:25833";
    QTest::newRow("Nuremberg") << 11.15 << 49.47 << "EPSG:25832";
    QTest::newRow("Bilbao") << -2.93 << 43.26 << "EPSG:25830";
    QTest::newRow("Bergen") << 5.32 << 60.39 << "EPSG:25832";
    QTest::newRow("Cambridge, Massachusetts") << -71.1 << 42.37 << "EPSG:26919";
    QTest::newRow("Seattle") << -122.35 << 47.62 << "EPSG:26910";
    QTest::newRow("Frederiksted") << -64.88 << 17.71 << "EPSG:26920";
    QTest::newRow("Sydney") << 151.2 << -33.87 << "EPSG:32756";
    QTest::newRow("Nairobi") << 36.82 << -1.29 << "EPSG:32737";
    QTest::newRow("Tokyo") << 139.7 << 35.68 << "EPSG:32654";
    QTest::newRow("date line") << 180.0 << 10.0 << "EPSG:32660";
    QTest::newRow("North Pole") << 0.0 << 89.0 << "EPSG:32631";
}

void CrsTest::the_custom_of_the_country_is_suggested() {
    QFETCH(double, longitude);
    QFETCH(double, latitude);
    QFETCH(QString, code);
    const CrsInfo info = suggest_crs(longitude, latitude);
    QCOMPARE(QString::fromStdString(info.text), code);
    QVERIFY(info.projected_metres);
}

void CrsTest::greenwich_observatory_lands_on_the_british_grid() {
    const Transformation to_grid("EPSG:4326", "EPSG:27700");
    std::array<Point, 1> points{Point{-0.001475, 51.477778}};
    QCOMPARE(to_grid.apply(points), std::size_t{0});
    // TQ 388 773 of the Ordnance Survey's landranger maps.
    QVERIFY(std::abs(points[0].x - 538880) < 60);
    QVERIFY(std::abs(points[0].y - 177320) < 60);
}

void CrsTest::there_and_back_is_the_same_point() {
    for (const char* code :
         {"EPSG:27700", "EPSG:28992", "EPSG:25833", "EPSG:2154", "EPSG:2056", "EPSG:31467"}) {
        const std::string from(code);
        const Transformation there("EPSG:4326", from);
        const Transformation back(from, "EPSG:4326");
        std::array<Point, 2> points{Point{6.6, 49.1}, Point{7.1, 50.3}};
        const auto before = points;
        there.apply(points);
        back.apply(points);
        for (std::size_t i = 0; i < points.size(); ++i)
            QVERIFY2(distance(points[i], before[i]) < 1e-7, code);
    }
}

void CrsTest::local_metres_do_not_mix_with_the_earth() {
    QVERIFY(Transformation("local", "local").identity());
    QVERIFY(Transformation("EPSG:27700", "EPSG:27700").identity());
    try {
        const Transformation impossible("local", "EPSG:27700");
        QFAIL("must be refused");
    } catch (const Error& error) {
        QVERIFY(error.code() == ErrorCode::refused);
        QVERIFY(error.advice().find("--crs") != std::string::npos);
    }
}

void CrsTest::points_that_cannot_be_moved_are_counted() {
    const Transformation to_utm("EPSG:4326", "EPSG:25833");
    std::array<Point, 2> points{Point{13.4, 52.5}, Point{13.4, 1000}};
    QCOMPARE(to_utm.apply(points), std::size_t{1});
    QVERIFY(is_finite(points[0]));
    QVERIFY(!is_finite(points[1]));
}

PROSPECT_TEST(CrsTest);
#include "crs_test.moc"
