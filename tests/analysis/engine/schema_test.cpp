#include "analysis/engine/analysis.h"
#include "analysis/engine/near_name.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::engine;

namespace {

struct Params {
    double length_m = 1.5;
    std::int64_t steps = 3;
    bool exact = true;
    std::string label;
    std::string mode = "fast";
    std::vector<std::string> measures{"area"};
    std::vector<std::string> words;
    PointList points;
    std::filesystem::path points_file;
};

AnalysisResult nothing(const Context&, const Params&) {
    return {};
}

Analysis analysis() {
    Schema<Params> schema;
    schema.add(&Params::length_m, {.name = "length_m", .unit = "m", .min = 0, .max = 10})
        .add(&Params::steps, {.name = "steps", .min = 1})
        .add(&Params::exact, {.name = "exact"})
        .add(&Params::label, {.name = "label"})
        .add(&Params::mode, {.name = "mode", .choices = {"fast", "slow", "none"}})
        .add(&Params::measures, {.name = "measures", .choices = {"area", "perimeter", "drift"}})
        .add(&Params::words, {.name = "words"})
        .add(&Params::points, {.name = "points"})
        .add(&Params::points_file, {.name = "points_file"});
    return Analysis::make<Params>({.id = "test.all"}, std::move(schema), nothing);
}

Params set(const std::string& name, const std::string& text) {
    return std::any_cast<Params>(analysis().params({{name, text}}));
}

// The whole message of the usage error a setting causes; empty when it is accepted.
std::string fault(const std::string& name, const std::string& text) {
    try {
        (void)set(name, text);
    } catch (const Error& error) {
        return error.code() == ErrorCode::usage ? error.what() : std::string("wrong code: ") + error.what();
    }
    return {};
}

bool contains_all(const std::string& text, std::initializer_list<const char*> parts) {
    for (const char* part : parts)
        if (text.find(part) == std::string::npos) {
            qWarning("\"%s\" lacks \"%s\"", text.c_str(), part);
            return false;
        }
    return true;
}

} // namespace

class SchemaTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void types_follow_the_members() {
        std::vector<std::string> types;
        for (const ParameterInfo& info : analysis().parameters())
            types.emplace_back(name_of(info.type));
        QCOMPARE(joined(types),
                 std::string("number, integer, boolean, text, choice, list, list, points, file"));
    }

    void defaults_are_canonical_text() {
        const Analysis all = analysis();
        const Settings settings = all.settings(all.params({}));
        const Settings expected{{"length_m", "1.5"}, {"steps", "3"},     {"exact", "yes"},
                                {"label", "none"},   {"mode", "fast"},   {"measures", "area"},
                                {"words", "none"},   {"points", "none"}, {"points_file", "none"}};
        QCOMPARE(settings, expected);
    }

    void canonical_text_reads_back_as_the_same_settings() {
        const Analysis all = analysis();
        const Settings given{
            {"length_m", " +2.50 "}, {"steps", "7"},           {"exact", "0"},
            {"label", "a, b"},       {"mode", "slow"},         {"measures", "drift,area,drift"},
            {"words", "x, y"},       {"points", "1,2;3.5,4;"}, {"points_file", "a dir/p.csv"}};
        const Settings once = all.settings(all.params(given));
        const Settings expected{{"length_m", "2.5"}, {"steps", "7"},          {"exact", "no"},
                                {"label", "a, b"},   {"mode", "slow"},        {"measures", "area,drift"},
                                {"words", "x,y"},    {"points", "1,2;3.5,4"}, {"points_file", "a dir/p.csv"}};
        QCOMPARE(once, expected);
        QCOMPARE(all.settings(all.params(once)), once);
    }

    void numbers_keep_every_bit() {
        const double odd = 0.1 + 0.2;
        QCOMPARE(set("length_m", format(ParameterInfo{}, odd)).length_m, odd);
        QCOMPARE(format(ParameterInfo{}, -0.0), std::string("0"));
    }

    void points_take_heights() {
        const PointList list = set("points", "530207.25,179366,1.2;1,2,3").points;
        QVERIFY(list.has_z);
        QCOMPARE(list.points.size(), 2U);
        QCOMPARE(list.points[0], (Point3{530207.25, 179366, 1.2}));
    }

    void all_means_every_choice_of_a_list() {
        QCOMPARE(set("measures", "all").measures, (std::vector<std::string>{"area", "perimeter", "drift"}));
    }

    void none_switches_optional_parameters_off() {
        QVERIFY(set("points", "none").points.points.empty());
        QVERIFY(set("points_file", "none").points_file.empty());
        QVERIFY(set("words", "none").words.empty());
        QVERIFY(set("measures", "none").measures.empty());
        QVERIFY(set("label", "none").label.empty());
        QCOMPARE(set("mode", "none").mode, std::string("none")); // a choice like the others
    }

    void faults_name_parameter_value_and_what_is_allowed() {
        QVERIFY(contains_all(fault("length_m", "tall"), {"length_m", "\"tall\"", "from 0 to 10 m"}));
        QVERIFY(contains_all(fault("length_m", "10.01"), {"length_m", "10.01", "from 0 to 10 m"}));
        QVERIFY(contains_all(fault("steps", "0"), {"steps", "\"0\"", "at least 1"}));
        QVERIFY(contains_all(fault("exact", "maybe"), {"exact", "maybe", "yes or no"}));
        QVERIFY(contains_all(fault("mode", "fasst"), {"mode", "did you mean fast?", "fast, slow, none"}));
        QVERIFY(
            contains_all(fault("measures", "area,height"), {"measures", "height", "area, perimeter, drift"}));
        QVERIFY(contains_all(fault("points", "1,2;3"), {"points", "\"3\"", "x,y;x,y"}));
    }

    void what_is_no_number_is_refused_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("text");
        for (const char* text : {"", "1,5", "nan", "inf", "1e999", "1 m", "0x10", "--1"})
            QTest::addRow("length_m %s", text) << "length_m" << text;
        for (const char* text : {"", "1.5", "1e3", "99999999999999999999", "two"})
            QTest::addRow("steps %s", text) << "steps" << text;
        for (const char* text : {"1", "1,2,3,4", "1,2;1,2,3", "a,b", "1,nan"})
            QTest::addRow("points %s", text) << "points" << text;
    }
    void what_is_no_number_is_refused() {
        QFETCH(QString, name);
        QFETCH(QString, text);
        QVERIFY(!fault(name.toStdString(), text.toStdString()).empty());
    }

    void an_unknown_parameter_names_the_nearest_and_all() {
        QVERIFY(contains_all(fault("lenght_m", "1"),
                             {"test.all", "lenght_m", "did you mean length_m?", "steps"}));
        QVERIFY(fault("zzzzzz", "1").find("did you mean") == std::string::npos);
    }

    void near_names_allow_small_slips_only() {
        const std::vector<std::string> names{"sightlines.isovist", "sightlines.visible_area"};
        QCOMPARE(near_name("sightlines.isovits", names).value_or(""), names[0]);
        QCOMPARE(near_name("Sightlines.Visible-Area", names).value_or(""), names[1]);
        QVERIFY(!near_name("lighting.points", names));
        QVERIFY(!near_name("ab", std::vector<std::string>{"x"}));
    }
};

PROSPECT_TEST(SchemaTest);

#include "schema_test.moc"
