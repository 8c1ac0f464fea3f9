#include "geometry/base/error.h"
#include "geometry/site/defaults.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;

namespace {

Feature with(std::initializer_list<std::pair<std::string_view, Value>> attributes) {
    Feature feature;
    for (const auto& [name, value] : attributes)
        feature.set(name, value, Basis::drawn);
    return feature;
}

double default_of(Role role, const Feature& feature, std::string_view attribute) {
    const auto resolved = Defaults::bundled().resolve(role, feature, attribute);
    return resolved ? as_number(resolved->value).value_or(-1) : -2;
}

} // namespace

class DefaultsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bundled_defaults_are_those_of_the_schema_data() {
        QTest::addColumn<int>("role");
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("attribute");
        QTest::addColumn<double>("expected");
        const auto row = [](Role role, const char* kind, const char* attribute, double expected) {
            const std::string title = std::string(name_of(role)) + " " + kind + " " + attribute;
            QTest::newRow(title.c_str()) << static_cast<int>(role) << kind << attribute << expected;
        };
        row(Role::building, "", "height_m", 6);
        row(Role::building, "", "base_m", 0);
        row(Role::barrier, "wall", "height_m", 2.0);
        row(Role::barrier, "fence", "height_m", 1.8);
        row(Role::barrier, "hedge", "height_m", 1.5);
        row(Role::barrier, "retaining_wall", "height_m", 1.0);
        row(Role::barrier, "railing", "height_m", 1.1);
        row(Role::barrier, "bollard", "height_m", 0.9);
        row(Role::barrier, "kerb", "height_m", 0.1);
        row(Role::barrier, "wall", "base_m", 0);
        row(Role::barrier, "wall", "opacity", 1);
        row(Role::barrier, "hedge", "opacity", 1);
        row(Role::barrier, "fence", "opacity", 0.3);
        row(Role::barrier, "railing", "opacity", 0.3);
        row(Role::opening, "door", "width_m", 1.0);
        row(Role::opening, "gate", "width_m", 1.5);
        row(Role::opening, "window", "width_m", 1.2);
        row(Role::opening, "door", "storey", 0);
        row(Role::opening, "door", "sill_m", 0);
        row(Role::opening, "window", "sill_m", 0.9);
        row(Role::opening, "door", "head_m", 2.1);
        row(Role::opening, "door", "cost", 1);
        row(Role::path, "footway", "width_m", 2.0);
        row(Role::path, "road", "width_m", 5.5);
        row(Role::tree, "", "height_m", 6);
        row(Role::tree, "", "crown_m", 4);
        row(Role::tree, "", "clear_stem_m", 2);
        row(Role::tree, "", "opacity_leaf_on", 0.9);
        row(Role::tree, "", "opacity_leaf_off", 0.4);
        row(Role::tree, "", "growth_m_per_year", 0.3);
        row(Role::planting, "", "height_m", 1.0);
        row(Role::planting, "", "opacity", 1);
        row(Role::luminaire, "", "height_m", 5);
        row(Role::luminaire, "", "azimuth_deg", 0);
        row(Role::luminaire, "", "tilt_deg", 0);
        row(Role::luminaire, "", "roll_deg", 0);
        row(Role::luminaire, "", "maintenance", 0.8);
        row(Role::luminaire, "", "dimming", 1);
        row(Role::camera, "", "height_m", 3);
        row(Role::camera, "", "tilt_deg", 15);
        row(Role::camera, "", "hfov_deg", 90);
        row(Role::camera, "", "h_pixels", 1920);
        row(Role::camera, "", "v_pixels", 1080);
        row(Role::observer, "", "height_m", 1.6);
        row(Role::target, "", "height_m", 1.5);
        row(Role::incident, "", "weight", 1);
    }

    void bundled_defaults_are_those_of_the_schema() {
        QFETCH(int, role);
        QFETCH(QString, kind);
        QFETCH(QString, attribute);
        QFETCH(double, expected);
        const Feature feature = kind.isEmpty() ? Feature{} : with({{"kind", kind.toStdString()}});
        const auto resolved =
            Defaults::bundled().resolve(static_cast<Role>(role), feature, attribute.toStdString());
        QVERIFY(resolved.has_value());
        QVERIFY(resolved->assumed());
        QCOMPARE(as_number(resolved->value).value_or(-1), expected);
        QVERIFY(
            !Defaults::bundled().source(static_cast<Role>(role), feature, attribute.toStdString()).empty());
    }

    void words_have_defaults_too() {
        const Defaults& defaults = Defaults::bundled();
        QCOMPARE(defaults.text(Role::barrier, with({{"kind", std::string("kerb")}}), "passable"), "foot");
        QCOMPARE(defaults.text(Role::barrier, with({{"kind", std::string("wall")}}), "passable"), "none");
        QCOMPARE(defaults.text(Role::luminaire, {}, "hours"), "dusk-dawn");
        QVERIFY(!defaults.text(Role::luminaire, {}, "photometry").empty());
    }

    void own_value_and_its_basis_win() {
        Feature feature;
        feature.set("height_m", 9.5, Basis::surveyed);
        const auto resolved = Defaults::bundled().resolve(Role::building, feature, "height_m");
        QCOMPARE(as_number(resolved->value).value_or(0), 9.5);
        QVERIFY(resolved->basis == Basis::surveyed);
        QVERIFY(!resolved->assumed());
    }

    void building_is_three_metres_a_storey() {
        const Feature four = with({{"levels", std::int64_t{4}}});
        QCOMPARE(default_of(Role::building, four, "height_m"), 12.0);
        QVERIFY(Defaults::bundled().resolve(Role::building, four, "height_m")->assumed());
        QCOMPARE(default_of(Role::building, with({{"levels", 2.5}}), "height_m"), 7.5);
        QCOMPARE(default_of(Role::building, with({{"levels", std::int64_t{0}}}), "height_m"), 6.0);
    }

    void window_rises_three_metres_a_storey() {
        const Feature window = with({{"kind", std::string("window")}, {"storey", std::int64_t{2}}});
        QCOMPARE(default_of(Role::opening, window, "sill_m"), 6.9);
        QCOMPARE(default_of(Role::opening, window, "head_m"), 8.1);
        const Feature door = with({{"kind", std::string("door")}, {"storey", std::int64_t{2}}});
        QCOMPARE(default_of(Role::opening, door, "sill_m"), 0.0);
    }

    void attribute_without_a_default_is_absent() {
        QVERIFY(!Defaults::bundled().resolve(Role::camera, {}, "azimuth_deg"));
        QVERIFY(!Defaults::bundled().resolve(Role::opening, {}, "azimuth_deg"));
        QVERIFY(!Defaults::bundled().resolve(Role::study_area, {}, "kind"));
        QCOMPARE(Defaults::bundled().number(Role::camera, {}, "azimuth_deg", 7.0), 7.0);
        QCOMPARE(Defaults::bundled().text(Role::study_area, {}, "kind"), "");
    }

    void value_that_cannot_be_one_counts_as_absent() {
        QCOMPARE(default_of(Role::building, with({{"height_m", std::string("tall")}}), "height_m"), 6.0);
        QCOMPARE(default_of(Role::building, with({{"height_m", std::nan("")}}), "height_m"), 6.0);
        QCOMPARE(default_of(Role::barrier, with({{"kind", std::string()}}), "height_m"), 2.0);
    }

    void broken_file_is_refused_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no json") << QByteArray("{");
        QTest::newRow("no list") << QByteArray("{}");
        QTest::newRow("unknown role")
            << QByteArray(R"({"defaults":[{"role":"castle","attribute":"height_m","rules":[]}]})");
        QTest::newRow("unknown attribute")
            << QByteArray(R"({"defaults":[{"role":"tree","attribute":"age","rules":[]}]})");
        QTest::newRow("no source") << QByteArray(
            R"({"defaults":[{"role":"tree","attribute":"height_m","rules":[{"value":1}]}]})");
        QTest::newRow("no value") << QByteArray(
            R"({"defaults":[{"role":"tree","attribute":"height_m","rules":[{"value":null,"source":"x"}]}]})");
    }

    void broken_file_is_refused() {
        QFETCH(QByteArray, text);
        try {
            Defaults::parse(text.toStdString());
            QFAIL("no error");
        } catch (const Error& error) {
            QVERIFY(error.code() == ErrorCode::internal);
            QVERIFY(!error.advice().empty());
        }
    }
};

PROSPECT_TEST(DefaultsTest);
#include "defaults_test.moc"
