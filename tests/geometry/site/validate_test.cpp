#include "geometry/site/validate.h"
#include "tests/geometry/site/site_builder.h"
#include "tests/support/registry.h"

#include <QTest>

#include <cmath>

using namespace prospect;

namespace {

std::vector<Problem> problems_of(Role role, Feature feature) {
    Site site;
    site.layers = {test::make_layer("L", role, {std::move(feature)})};
    return validate(site);
}

std::vector<Problem> problems_of_value(Role role, std::string_view attribute, Value value) {
    const auto& kinds = info(role).kinds;
    Feature feature = test::make_feature("x", test::make_square(0, 0, 2));
    if (!kinds.empty() && kinds[0] == GeometryKind::point) feature.geometry = Geometry::make_point({3, 4});
    if (!kinds.empty() && kinds[0] == GeometryKind::line)
        feature.geometry = Geometry::make_line(std::vector<Point>{{0, 0}, {1, 0}});
    feature.set(attribute, std::move(value), Basis::drawn);
    return problems_of(role, feature);
}

} // namespace

class ValidateTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sound_site_has_no_problems() { QVERIFY(validate(test::make_site()).empty()); }

    void values_are_checked_against_the_role_data() {
        QTest::addColumn<int>("role");
        QTest::addColumn<QString>("attribute");
        QTest::addColumn<double>("number");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        int count = 0;
        const auto number = [&](Role role, const char* attribute, double value, const char* code) {
            QTest::addRow("%d %s", ++count, attribute)
                << static_cast<int>(role) << attribute << value << QString() << code;
        };
        const auto text = [&](Role role, const char* attribute, const char* value, const char* code) {
            QTest::addRow("%d %s", ++count, attribute)
                << static_cast<int>(role) << attribute << std::nan("") << value << code;
        };
        number(Role::building, "height_m", 12, "");
        number(Role::building, "height_m", -1, "value_out_of_range");
        number(Role::building, "height_m", 5000, "value_out_of_range");
        number(Role::building, "height_m", HUGE_VAL, "wrong_type");
        text(Role::building, "height_m", "12 m", "wrong_type");
        number(Role::barrier, "opacity", 1, "");
        number(Role::barrier, "opacity", 1.01, "value_out_of_range");
        text(Role::barrier, "kind", "hedge", "");
        text(Role::barrier, "kind", "Hedge", "unknown_choice");
        number(Role::barrier, "kind", 3, "wrong_type");
        number(Role::opening, "storey", 2, "");
        number(Role::opening, "storey", 1.5, "wrong_type");
        number(Role::opening, "main", 1, "");
        number(Role::opening, "main", 2, "value_out_of_range");
        number(Role::path, "speed_kmh", 30, "");
        text(Role::activity, "kind", "climbing_wall", "");
        text(Role::camera, "level", "something else", "");
        text(Role::zone, "ownership", "shared", "unknown_choice");
        number(Role::tree, "age", 12, "unknown_attribute");
    }

    void values_are_checked_against_the_role() {
        QFETCH(int, role);
        QFETCH(QString, attribute);
        QFETCH(double, number);
        QFETCH(QString, text);
        QFETCH(QString, code);
        const Value value = std::isnan(number) ? Value(text.toStdString()) : Value(number);
        const auto problems = problems_of_value(static_cast<Role>(role), attribute.toStdString(), value);
        QCOMPARE(problems.size(), std::size_t{code.isEmpty() ? 0U : 1U});
        if (!problems.empty()) {
            QCOMPARE(problems[0].code, code.toStdString());
            QVERIFY(problems[0].message.find(attribute.toStdString()) != std::string::npos);
            QVERIFY(problems[0].feature == Uuid::from_name("x"));
        }
    }

    void message_names_what_is_allowed() {
        const auto range = problems_of_value(Role::barrier, "opacity", 2.5);
        QCOMPARE(range.at(0).message, "Wall, fence or hedge has opacity 2.5, allowed is 0 to 1");
        const auto choice = problems_of_value(Role::study_area, "kind", std::string("red"));
        QCOMPARE(
            choice.at(0).message,
            "Site boundary has kind \"red\", which is none of: application, control, context, comparison");
    }

    void shapes_are_checked() {
        const auto code = [](Role role, Geometry geometry) {
            const auto problems = problems_of(role, test::make_feature("x", std::move(geometry)));
            return problems.size() == 1 && problems[0].level == Problem::Level::error ? problems[0].code : "";
        };
        QCOMPARE(code(Role::building, Geometry{}), "empty_geometry");
        QCOMPARE(code(Role::building, Geometry::make_line(std::vector<Point>{{0, 0}, {1, 1}})),
                 "wrong_geometry");
        QCOMPARE(code(Role::tree, test::make_square(0, 0, 1)), "wrong_geometry");
        QCOMPARE(code(Role::terrain, Geometry::make_point({0, 0})), "wrong_geometry");
        QCOMPARE(code(Role::tree, Geometry::make_point({std::nan(""), 0})), "not_finite");
        Geometry high = Geometry::make_point({0, 0});
        high.z = {HUGE_VAL};
        QCOMPARE(code(Role::tree, high), "not_finite");
        QCOMPARE(code(Role::barrier, Geometry::make_point({0, 0})), "");
        QCOMPARE(code(Role::annotation, test::make_square(0, 0, 1)), "");
        QCOMPARE(code(Role::underlay, Geometry::make_line(std::vector<Point>{{0, 0}, {1, 1}})), "");
    }

    void repeated_ids_are_found_across_layers() {
        const Feature feature = test::make_feature("x", test::make_square(0, 0, 1));
        Site site;
        site.layers = {test::make_layer("A", Role::building, {feature}),
                       test::make_layer("B", Role::planting, {feature})};
        const auto problems = validate(site);
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems[0].code, "repeated_id");
        QVERIFY(problems[0].message.find(feature.id.text()) != std::string::npos);
    }

    void underlays_may_have_any_attributes() {
        Feature feature = test::make_feature("x", test::make_square(0, 0, 1));
        feature.set("anything", std::string("goes"), Basis::drawn);
        QVERIFY(problems_of(Role::underlay, feature).empty());
    }
};

PROSPECT_TEST(ValidateTest);
#include "validate_test.moc"
