#include "geometry/site/site.h"
#include "geometry/site/study_area.h"
#include "tests/geometry/site/site_builder.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>
#include <set>

using namespace prospect;

class SiteTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void layers_and_features_are_found() {
        const Site site = test::make_site();
        QCOMPARE(site.layer(std::string_view("Fences")), site.layers[1].get());
        QCOMPARE(site.layer(site.layers[0]->id), site.layers[0].get());
        QVERIFY(!site.layer(std::string_view("nothing")));
        QVERIFY(!site.layer(Uuid{}));
        QVERIFY(!site.scenario("A"));
        QCOMPARE(site.layer_of(Uuid::from_name("f0")), site.layers[1].get());
        QVERIFY(!site.layer_of(Uuid{}));
        const auto buildings = site.features(Role::building);
        QCOMPARE(buildings.size(), std::size_t{2});
        QVERIFY(buildings[1].second->id == Uuid::from_name("b1"));
        QVERIFY(site.features(Role::tree).empty());
    }

    void counts_take_a_raster_as_one() {
        Site site = test::make_site();
        auto terrain = test::make_layer("DTM", Role::terrain);
        terrain->raster = std::make_shared<const Field>("terrain", "m", Grid{-5, 50, 10, 10, 4, 4});
        site.layers.push_back(terrain);
        site.layers.push_back(test::make_layer("Trees", Role::tree));
        const auto counts = site.counts();
        QCOMPARE(counts.size(), std::size_t{3});
        QCOMPARE(counts.at(Role::building), std::size_t{2});
        QCOMPARE(counts.at(Role::terrain), std::size_t{1});
        QCOMPARE(site.raster(Role::terrain), terrain->raster.get());
        QVERIFY(!site.raster(Role::surface));
        QVERIFY(site.box() == (Box{-5, 0, 35, 50}));
    }

    void box_leaves_out_drawings_and_numbers_that_are_none() {
        Site site = test::make_site();
        QVERIFY(site.box() == (Box{0, 0, 30, 20}));
        site.layers.push_back(test::make_layer("U", Role::underlay,
                                               {test::make_feature("u", Geometry::make_point({9000, 0}))}));
        site.layers.push_back(test::make_layer(
            "T", Role::tree, {test::make_feature("t", Geometry::make_point({std::nan(""), HUGE_VAL}))}));
        QVERIFY(site.box() == (Box{0, 0, 30, 20}));
        QVERIFY(Site().box().empty());
    }

    void study_box_is_the_red_line_where_there_is_one() {
        Site site = test::make_site();
        QVERIFY(site.study_box() == site.box());
        Feature blue = test::make_feature("blue", test::make_square(-50, -50, 200));
        blue.set("kind", std::string("control"), Basis::drawn);
        site.layers.push_back(test::make_layer("Blue", Role::study_area, {blue}));
        QVERIFY(site.study_box() == (Box{-50, -50, 150, 150}));
        Feature red = test::make_feature("red", test::make_square(1, 1, 5));
        red.set("kind", std::string("application"), Basis::drawn);
        site.layers.push_back(test::make_layer("Red", Role::study_area, {red}));
        QVERIFY(site.study_box() == (Box{1, 1, 6, 6}));
    }

    void a_boundary_without_a_kind_is_the_red_line_while_none_is_marked() {
        Site site = test::make_site();
        site.layers.push_back(test::make_layer("Plain", Role::study_area,
                                               {test::make_feature("plain", test::make_square(2, 2, 5))}));
        QVERIFY(site.study_box() == (Box{2, 2, 7, 7}));
        Feature red = test::make_feature("red", test::make_square(1, 1, 5));
        red.set("kind", std::string("application"), Basis::drawn);
        site.layers.push_back(test::make_layer("Red", Role::study_area, {red}));
        QVERIFY(site.study_box() == (Box{1, 1, 6, 6}));
    }

    void a_boundary_drawn_as_a_line_encloses_no_ground() {
        Site site = test::make_site();
        const std::array ends{Point{2, 2}, Point{7, 7}};
        site.layers.push_back(test::make_layer("Line", Role::study_area,
                                               {test::make_feature("line", Geometry::make_line(ends))}));
        QVERIFY(red_line(site).features.empty());
    }

    void a_note_far_away_does_not_stretch_the_box() {
        Site site = test::make_site();
        const Box before = site.box();
        site.layers.push_back(test::make_layer("Notes", Role::annotation,
                                               {test::make_feature("n", Geometry::make_point({9000, 0}))}));
        QVERIFY(site.box() == before);
    }

    void origin_is_the_whole_kilometre_to_the_south_west() {
        QVERIFY(origin_for({530207.4, 179366.1, 530500, 179700}) == (Point{530000, 179000}));
        QVERIFY(origin_for({-0.5, 1000, 1, 1001}) == (Point{-1000, 1000}));
        QVERIFY(origin_for({}) == (Point{0, 0}));
    }

    void frame_goes_there_and_back() {
        const Frame frame{"EPSG:27700", "", {530000, 179000}};
        QVERIFY(frame.to_local({530207.5, 179366.25}) == (Point{207.5, 366.25}));
        QVERIFY(frame.to_full({207.5, 366.25}) == (Point{530207.5, 179366.25}));
        QVERIFY(frame.set());
        QVERIFY(!Frame().set());
    }

    void layer_name_that_is_taken_gets_the_next_number() {
        Site site = test::make_site();
        QCOMPARE(unique_layer_name(site, "Trees"), "Trees");
        QCOMPARE(unique_layer_name(site, "Houses"), "Houses (2)");
        site.layers.push_back(test::make_layer("Houses (2)", Role::building));
        QCOMPARE(unique_layer_name(site, "Houses"), "Houses (3)");
    }
};

PROSPECT_TEST(SiteTest);

class FeatureTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void attributes_stay_sorted_and_single() {
        Feature feature;
        feature.set("width_m", 2.0, Basis::drawn);
        feature.set("kind", std::string("gate"), Basis::tagged);
        feature.set("main", true, Basis::drawn);
        feature.set("kind", std::string("door"), Basis::surveyed);
        QCOMPARE(feature.attributes.size(), std::size_t{3});
        QCOMPARE(feature.attributes[0].name, "kind");
        QCOMPARE(feature.attributes[1].name, "main");
        QCOMPARE(feature.attributes[2].name, "width_m");
        QCOMPARE(as_text(feature.find("kind")->value), "door");
        QVERIFY(feature.find("kind")->basis == Basis::surveyed);
        QVERIFY(!feature.find("kin"));
        feature.unset("main");
        feature.unset("nothing");
        QCOMPARE(feature.attributes.size(), std::size_t{2});
    }

    void names_go_both_ways() {
        for (const Phase one : {Phase::existing, Phase::construction, Phase::opening, Phase::mature})
            QVERIFY(phase_of(name_of(one)) == one);
        for (const Sensitivity one : {Sensitivity::ordinary, Sensitivity::protect, Sensitivity::personal})
            QVERIFY(sensitivity_of(name_of(one)) == one);
        for (const char* name : {"surveyed", "drawn", "tagged", "assumed", "unknown"})
            QCOMPARE(name_of(basis_of(name).value()), std::string_view(name));
        QVERIFY(!phase_of("later") && !sensitivity_of("") && !basis_of("Drawn"));
    }

    void values_are_written_as_a_person_would_data() {
        QTest::addColumn<double>("number");
        QTest::addColumn<QString>("text");
        QTest::newRow("whole") << 6.0 << "6";
        QTest::newRow("tenth") << 0.1 << "0.1";
        QTest::newRow("round") << 100000.0 << "100000";
        QTest::newRow("easting") << 530207.125 << "530207.125";
        QTest::newRow("small") << 0.00005 << "0.00005";
        QTest::newRow("third") << 1.0 / 3 << "0.3333333333333333";
        QTest::newRow("negative") << -2.5 << "-2.5";
        QTest::newRow("zero") << 0.0 << "0";
        QTest::newRow("huge") << 1e300 << "1e+300";
        QTest::newRow("tiny") << 1e-300 << "1e-300";
    }

    void values_are_written_as_a_person_would() {
        QFETCH(double, number);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(as_text(number)), text);
        QCOMPARE(text.toDouble(), number);
    }

    void other_values_have_their_text_and_number() {
        QCOMPARE(as_text(true), "1");
        QCOMPARE(as_text(std::int64_t{-42}), "-42");
        QCOMPARE(as_text(std::string("oak")), "oak");
        QCOMPARE(as_number(true).value(), 1.0);
        QCOMPARE(as_number(std::int64_t{7}).value(), 7.0);
        QVERIFY(!as_number(std::string("7")));
    }
};

PROSPECT_TEST(FeatureTest);

class RolesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void every_role_stands_in_its_place() {
        QCOMPARE(roles().size(), role_count);
        std::set<std::string_view> tables;
        for (std::size_t i = 0; i < role_count; ++i) {
            const auto role = static_cast<Role>(i);
            QVERIFY(roles()[i].role == role);
            QVERIFY(role_of(name_of(role)) == role);
            QVERIFY(!info(role).label.empty() && !info(role).plural.empty());
            tables.insert(info(role).table);
        }
        QCOMPARE(tables.size(), role_count);
        QVERIFY(!role_of("castle"));
    }

    void every_attribute_says_what_it_is() {
        const std::set<std::string_view> common{"id",       "name",        "layer",  "phase_from",
                                                "phase_to", "sensitivity", "source", "basis",
                                                "extra",    "geom",        "fid"};
        for (const RoleInfo& role : roles()) {
            std::set<std::string_view> names;
            for (const AttributeInfo& one : role.attributes) {
                QVERIFY2(!common.contains(one.name), one.name.data());
                QVERIFY2(names.insert(one.name).second, one.name.data());
                QVERIFY2(!one.label.empty() && one.help.ends_with("."), one.name.data());
                QCOMPARE(one.type == AttributeType::choice, !one.choices.empty());
                QVERIFY2(one.min < one.max, one.name.data());
                QVERIFY2(!one.name.ends_with("_m") || one.unit == "m", one.name.data());
                QVERIFY2(!one.name.ends_with("_deg") || one.unit == "deg", one.name.data());
                QCOMPARE(role.attribute(one.name), &one);
            }
            QVERIFY(!role.attribute("nothing"));
        }
    }

    // Number of attributes of each row of the schema table.
    void no_attribute_of_the_schema_is_missing() {
        const std::map<std::string_view, std::size_t> expected{
            {"study_area", 1}, {"building", 5}, {"barrier", 6},  {"opening", 16},   {"zone", 4},
            {"path", 5},       {"tree", 6},     {"planting", 3}, {"luminaire", 12}, {"camera", 12},
            {"observer", 4},   {"target", 4},   {"activity", 6}, {"incident", 4},   {"annotation", 14},
            {"underlay", 0},   {"terrain", 0},  {"surface", 0}};
        for (const auto& [table, count] : expected)
            QVERIFY2(info(role_of(table).value()).attributes.size() == count, table.data());
    }
};

PROSPECT_TEST(RolesTest);
#include "site_test.moc"
