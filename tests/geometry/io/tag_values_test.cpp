#include "geometry/io/tag_rules.h"
#include "geometry/io/tag_values.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>

using namespace prospect;
using namespace prospect::io;

class TagValuesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void lengths_are_read_as_people_write_them_data();
    void lengths_are_read_as_people_write_them();
    void directions_are_degrees_clockwise_data();
    void directions_are_degrees_clockwise();
    void speeds_and_flags_are_read();
    void a_value_must_fit_its_attribute();
    void the_first_rule_that_fits_wins();
    void what_a_rule_assumes_gives_way_to_what_is_tagged();
};

namespace {

constexpr double none = -1e9;

void check(std::optional<double> got, double expected) {
    if (expected == none)
        QVERIFY(!got.has_value());
    else
        QVERIFY2(got && std::abs(*got - expected) < 1e-9, qPrintable(QString::number(got.value_or(none))));
}

} // namespace

void TagValuesTest::lengths_are_read_as_people_write_them_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("metres");
    const std::vector<std::pair<const char*, double>> rows{
        {"10", 10},     {" 10.5 m ", 10.5},  {"10,5", 10.5},   {"120 cm", 1.2},  {"6 ft", 1.8288},
        {"6'", 1.8288}, {"6'6\"", 1.9812},   {"12\"", 0.3048}, {"1.2 km", 1200}, {"-3", -3},
        {"+3", 3},      {"1e2", 100},        {"ca. 3", none},  {"3-4", none},    {"", none},
        {"m", none},    {"3 storeys", none}, {"1e999", none},  {"nan", none},    {"inf", none},
        {"3;4", none},  {"6'x", none}};
    for (const auto& [text, metres] : rows)
        QTest::newRow(text[0] != 0 ? text : "empty") << QString(text) << metres;
}

void TagValuesTest::lengths_are_read_as_people_write_them() {
    QFETCH(QString, text);
    QFETCH(double, metres);
    check(parse_metres(text.toStdString()), metres);
}

void TagValuesTest::directions_are_degrees_clockwise_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("degrees");
    const std::vector<std::pair<const char*, double>> rows{
        {"0", 0},          {"90", 90},    {"360", 0},     {"-90", 270},    {"45°", 45},   {"45 deg", 45},
        {"N", 0},          {"nne", 22.5}, {"SW", 225},    {"90-180", 135}, {"350-10", 0}, {"N-E", 45},
        {"forward", none}, {"", none},    {"1000", none}, {"north", none}, {"90-", none}};
    for (const auto& [text, degrees] : rows)
        QTest::newRow(text[0] != 0 ? text : "empty") << QString(text) << degrees;
}

void TagValuesTest::directions_are_degrees_clockwise() {
    QFETCH(QString, text);
    QFETCH(double, degrees);
    check(parse_degrees(text.toStdString()), degrees);
}

void TagValuesTest::speeds_and_flags_are_read() {
    check(parse_kmh("50"), 50);
    check(parse_kmh("20 mph"), 32.18688);
    check(parse_kmh("walk"), none);
    QCOMPARE(parse_flag("yes"), std::optional(true));
    QCOMPARE(parse_flag("False"), std::optional(false));
    QVERIFY(!parse_flag("maybe"));
}

void TagValuesTest::a_value_must_fit_its_attribute() {
    // What a lens takes in is no direction: 360 is all round and not 0.
    const RoleInfo& camera = info(Role::camera);
    QCOMPARE(value_for(*camera.attribute("hfov_deg"), "360"), std::optional<Value>(360.0));
    QCOMPARE(value_for(*camera.attribute("hfov_deg"), "90°"), std::optional<Value>(90.0));
    QVERIFY(!value_for(*camera.attribute("hfov_deg"), "361"));
    QCOMPARE(value_for(*camera.attribute("azimuth_deg"), "NNE"), std::optional<Value>(22.5));
    const RoleInfo& opening = info(Role::opening);
    QCOMPARE(value_for(*opening.attribute("storey"), "2"), std::optional<Value>(std::int64_t{2}));
    QVERIFY(!value_for(*opening.attribute("storey"), "1.5"));
    QVERIFY(!value_for(*opening.attribute("width_m"), "-1"));
    QVERIFY(!value_for(*opening.attribute("control"), "guarded by a dragon"));
    QCOMPARE(value_for(*opening.attribute("control"), "locked"), std::optional<Value>(std::string("locked")));
    QCOMPARE(value_for(*opening.attribute("main"), "1"), std::optional<Value>(true));
}

void TagValuesTest::the_first_rule_that_fits_wins() {
    const TagRules rules = TagRules::parse(R"({"tag_rules": [
        {"role": "underlay", "when": {"kind": "hedge", "height": "0"}, "reason": "cut down"},
        {"role": "barrier", "shapes": ["line"], "when": {"kind": ["hedge", "wall"]}, "set": {"kind": "hedge"}},
        {"role": "planting", "layers": ["green*"], "when": {"kind": "*"}}]})");
    QVERIFY(rules.match("x", GeometryKind::line, {{"kind", "hedge"}, {"height", "0"}})->role ==
            Role::underlay);
    QCOMPARE(rules.match("x", GeometryKind::line, {{"kind", "hedge"}, {"height", "0"}})->reason,
             std::string("cut down"));
    QVERIFY(rules.match("x", GeometryKind::line, {{"kind", "wall"}})->role == Role::barrier);
    QVERIFY(!rules.match("x", GeometryKind::polygon, {{"kind", "wall"}}));
    QVERIFY(rules.match("Greenery", GeometryKind::polygon, {{"kind", "wall"}})->role == Role::planting);
    QVERIFY(!rules.match("Greenery", GeometryKind::polygon, {{"kind", "no"}}));
    QVERIFY(!rules.match("Greenery", GeometryKind::polygon, {}));
    QVERIFY(rules.match(Role::planting, "green", GeometryKind::line, {{"kind", "wall"}})->role ==
            Role::planting);
}

void TagValuesTest::what_a_rule_assumes_gives_way_to_what_is_tagged() {
    const TagRules rules = TagRules::parse(R"({"tag_rules": [
        {"role": "opening", "when": {"gate": "*"}, "set": {"control": {"locked": {"yes": "locked"}}},
         "take": {"width_m": ["width", "opening"]}, "assume": {"control": {"access": {"yes": "closed"}}, "width_m": 1.5}}]})");
    const auto tagged = rules.match(
        "x", GeometryKind::point, {{"gate", "a"}, {"locked", "yes"}, {"access", "yes"}, {"opening", "2 m"}});
    QCOMPARE(tagged->attributes, (std::vector<Attribute>{{"control", std::string("locked"), Basis::tagged},
                                                         {"width_m", 2.0, Basis::tagged}}));
    const auto assumed =
        rules.match("x", GeometryKind::point, {{"gate", "a"}, {"access", "yes"}, {"width", "wide"}});
    QCOMPARE(assumed->attributes, (std::vector<Attribute>{{"control", std::string("closed"), Basis::assumed},
                                                          {"width_m", 1.5, Basis::assumed}}));
    QCOMPARE(assumed->doubts, std::vector<std::string>{"width \"wide\""});
}

PROSPECT_TEST(TagValuesTest);
#include "tag_values_test.moc"
