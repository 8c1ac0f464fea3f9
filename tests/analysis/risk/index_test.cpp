#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "analysis/engine/thing_maps.h"
#include "analysis/engine/write.h"
#include "analysis/risk/factors.h"
#include "geometry/io/project_file.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <set>

using namespace prospect;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

bool near(double found, double expected, double tolerance = 1e-5) {
    if (std::abs(found - expected) <= tolerance) return true;
    qWarning("%.9g is not %.9g", found, expected);
    return false;
}

RunPtr run(const SitePtr& site, const Settings& settings, const char* time = "day", int threads = 2) {
    Engine engine(catalogue());
    Request request{.site = site, .threads = threads};
    request.time.set_time(time);
    return engine.run("risk.index", settings, request);
}

QString refusal(const SitePtr& site, const Settings& settings) {
    try {
        (void)run(site, settings);
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

std::string text(const RunPtr& run, std::size_t row, const std::string& column, const char* of) {
    return as_text(*cell(table(run, of), row, column));
}

// A square of 40 m on which files are laid; a building of 10 m in its corner.
SiteBuilder square() {
    SiteBuilder site;
    site.add(Role::study_area, rectangle(0, 0, 40, 40), {{"kind", std::string("application")}});
    site.add(Role::building, rectangle(0, 0, 10, 10), {{"height_m", 6.0}});
    return site;
}

// Maps of one value on the left and another on the right of x = 20, in a folder that goes with it.
class Files {
public:
    std::string write(const std::string& name, float left, float right) {
        Field field(name, "", {0, 40, 2, 2, 20, 20});
        for (std::int64_t row = 0; row < 20; ++row)
            for (std::int64_t column = 0; column < 20; ++column)
                field.values[static_cast<std::size_t>(row * 20 + column)] = column < 10 ? left : right;
        const std::string file = folder_.filePath(QString::fromStdString(name + ".tif")).toStdString();
        io::write_geotiff(field, SiteBuilder().frame(), file);
        return name + "=" + file;
    }

private:
    QTemporaryDir folder_;
};

const SitePtr& sample() {
    static const SitePtr site =
        io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
    return site;
}

} // namespace

class IndexTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void files_and_judgements_by_hand() {
        Files files;
        const SitePtr site = square().site();
        const std::string factors =
            files.write("a", .6F, 0) + "," + files.write("b", .8F, .5F) + "," + files.write("c", .4F, 1);
        const RunPtr made =
            run(site, {{"factors", factors}, {"ahp", "1,3,5;1/3,1,2;1/5,1/2,1"}, {"cell_m", "2"}});
        QVERIFY(near(metric(made, "weight_a"), .648329, 1e-6));
        QVERIFY(near(metric(made, "ahp_lambda"), 3.003695, 1e-6));
        QVERIFY(near(metric(made, "ahp_consistency_ratio"), .00318, 5e-6));
        QVERIFY(near(value(made, "risk", {8, 30}), .648329 * .6 + .229651 * .8 + .122020 * .4));
        QVERIFY(near(value(made, "risk_worst", {8, 30}), .8));
        QVERIFY(near(value(made, "factor_a", {8, 30}), .6));
        QCOMPARE(value(made, "risk", {5, 5}), static_cast<double>(nodata)); // in the building
        QCOMPARE(value(made, "factor_a", {5, 5}), static_cast<double>(nodata));
        // Files count after the factors of the program.
        const auto count = static_cast<double>(risk::risk_factors().factors.size());
        QCOMPARE(value(made, "worst_factor", {8, 30}), count + 2);
        QCOMPARE(value(made, "worst_factor", {30, 30}), count + 3);
        const RunPtr gamma = run(site, {{"factors", factors}, {"combine", "gamma"}, {"cell_m", "2"}});
        QVERIFY(near(value(gamma, "risk", {8, 30}), .811154));
        const RunPtr ordered =
            run(site, {{"factors", factors}, {"combine", "owa"}, {"owa", "0.5,0.3,0.2"}, {"cell_m", "2"}});
        QVERIFY(near(value(ordered, "risk", {8, 30}), .8 * .5 + .6 * .3 + .4 * .2));
        const RunPtr worst = run(site, {{"factors", factors}, {"combine", "worst"}, {"cell_m", "2"}});
        QVERIFY(near(value(worst, "risk", {8, 30}), .8));
        // Factors of the program are declared by name, files by what they begin with.
        QCOMPARE(field_info(catalogue_info(), "factor_a")->label, std::string("Given: a"));
        QCOMPARE(field_info(catalogue_info(), "factor_nobody_looks")->label, std::string("Nobody looks"));
    }

    static const AnalysisInfo& catalogue_info() {
        static const Engine engine(catalogue());
        return engine.get("risk.index").info();
    }

    void where_a_file_has_no_value_there_is_none() {
        Files files;
        const RunPtr made = run(
            square().site(), {{"factors", files.write("a", nodata, .5F) + "," + files.write("b", .8F, .5F)},
                              {"weights", "1,9"},
                              {"cell_m", "2"}});
        QCOMPARE(value(made, "factor_a", {9, 30}), static_cast<double>(nodata));
        QCOMPARE(value(made, "risk", {9, 30}), static_cast<double>(nodata));
        QVERIFY(near(value(made, "risk", {30, 30}), .5));
    }

    void no_score_of_the_whole_place_is_made() {
        for (const MetricInfo& metric : catalogue_info().metrics)
            QVERIFY(metric.name.starts_with("weight_") || metric.name.starts_with("ahp_"));
    }

    void without_crimes_it_is_design_weakness() {
        Files files;
        const SitePtr site = square().site();
        const std::string factors = files.write("a", .6F, .2F);
        const RunPtr made = run(site, {{"factors", factors}, {"consequence", "4"}, {"cell_m", "2"}});
        QVERIFY(note(made, "design_weakness"));
        QVERIFY(note(made, "no_crime_data"));
        QVERIFY(!has_table(made, "matrix"));
        for (const Field& field : made->result.fields)
            QVERIFY(field.name != "risk_level" && field.name != "likelihood");
        for (const FieldInfo& field : catalogue_info().fields)
            if (field.sensitivity == Sensitivity::ordinary)
                QVERIFY2(field.label.find("isk") == std::string::npos, field.label.c_str());
    }

    // One record in the middle: 3/(pi 10^2) = 95.5 to the hectare there, of which 191 count in full.
    void with_crimes_and_a_consequence_it_is_risk() {
        Files files;
        SiteBuilder builder = square();
        builder.add(Role::incident, point(30, 22));
        const Settings settings{{"factors", files.write("a", .6F, .2F)},
                                {"consequence", "4"},
                                {"bandwidth_m", "10"},
                                {"crime_per_ha", "190.9859317"},
                                {"cell_m", "2"}};
        const RunPtr made = run(builder.site(), settings);
        QVERIFY(near(value(made, "risk", {30, 22}), .2));
        QVERIFY(near(value(made, "likelihood", {30, 22}), .5 * .2 + .5 * .5, 1e-4));
        QVERIFY(near(value(made, "risk_level", {30, 22}), .8 * .35, 1e-4));
        QVERIFY(near(value(made, "likelihood", {9, 30}), .5 * .6, 1e-4));
        const Table& matrix = table(made, "matrix");
        double before = 2;
        double cells = 0;
        for (std::size_t row = 0; row < matrix.rows.size(); ++row) {
            QVERIFY(number(matrix, row, "mean_risk") <= before);
            before = number(matrix, row, "mean_risk");
            cells += number(matrix, row, "cells");
            QCOMPARE(number(matrix, row, "consequence"), 4.0);
        }
        QVERIFY(cells > 350 && cells < 441); // 21 by 21 without those of the building
        // What rests on the records does not reach everybody.
        const Run shown = for_audience(*made, catalogue_info(), io::Audience::public_);
        for (const Field& field : shown.result.fields)
            QVERIFY(field.name != "risk_level" && field.name != "likelihood");
        for (const Table& one : shown.result.tables)
            QVERIFY(one.name != "matrix");
        for (const Note& one : shown.result.notes)
            QVERIFY2(one.sensitivity == Sensitivity::ordinary && one.code != "few_incidents",
                     one.code.c_str());
        QCOMPARE(shown.result.notes.back().code, std::string("personal_left_out"));
        QVERIFY(shown.result.notes.back().message.starts_with("2 maps, 1 table and 0 figures"));
        const Run police = for_audience(*made, catalogue_info(), io::Audience::police);
        QCOMPARE(police.result.fields.size(), made->result.fields.size());
        QCOMPARE(police.sensitivity, Sensitivity::personal); // and says so on all that is written
        QCOMPARE(shown.sensitivity, Sensitivity::ordinary);
        Settings without = settings;
        without.erase("consequence");
        const RunPtr weakness = run(builder.site(), without);
        QVERIFY(note(weakness, "no_consequence"));
        QVERIFY(!has_table(weakness, "matrix"));
    }

    void what_the_plan_lacks_is_named_and_the_rest_shares_its_weight() {
        SiteBuilder builder;
        builder.add(Role::study_area, rectangle(0, 0, 60, 40), {{"kind", std::string("application")}});
        builder.add(Role::path, line({{0, 20}, {60, 20}}), {{"kind", std::string("road")}}).name = "Lane";
        builder.add(Role::barrier, line({{20, 10}, {20, 30}}),
                    {{"kind", std::string("wall")}, {"height_m", 2.0}});
        const RunPtr made = run(builder.site(), {{"cell_m", "2"}}, "night");
        std::string unknown;
        for (const Note& one : made->result.notes)
            if (one.code == "factor_unknown") unknown += one.message + "\n";
        QVERIFY(unknown.find("\"Nobody looks\" cannot be told: there is no window on the plan") !=
                std::string::npos);
        QVERIFY(unknown.find("\"People stay where no window looks\" cannot be told") != std::string::npos);
        QVERIFY(unknown.find("\"Faces cannot be read\" cannot be told") != std::string::npos);
        double weights = 0;
        for (const auto& [name, number] : made->result.metrics)
            if (name.starts_with("weight_")) weights += number;
        QVERIFY(near(weights, 1));
        QVERIFY(note(made, "risk_balance"));
        QVERIFY(value(made, "risk", {40, 20}) >= 0);
    }

    void a_factor_of_the_night_does_not_count_by_day() {
        Files files;
        const RunPtr made = run(square().site(),
                                {{"factors", "unread_faces," + files.write("a", .6F, .2F)}, {"cell_m", "2"}});
        QVERIFY(note(made, "factor_not_now"));
        QCOMPARE(metric(made, "weight_a"), 1.0);
    }

    void the_worst_places_say_what_makes_them_so() {
        Files files;
        SiteBuilder builder = square();
        builder.add(Role::path, line({{15, 35}, {39, 35}}), {{"width_m", 2.0}}).name = "Back lane";
        const RunPtr made =
            run(builder.site(), {{"factors", files.write("a", .9F, .2F) + "," + files.write("b", .3F, .4F)},
                                 {"weights", "3,1"},
                                 {"cell_m", "2"}});
        QCOMPARE(text(made, 0, "place", "places"), std::string("Back lane"));
        const Table& places = table(made, "places");
        QVERIFY(near(number(places, 0, "part_a") + number(places, 0, "part_b"), number(places, 0, "score"),
                     1e-4));
        QCOMPARE(text(made, 0, "worst_factor", "places"), std::string("a"));
        QVERIFY(number(places, 0, "risk_below") < 0.1);
        QCOMPARE(table(made, "factors").rows.size(), 2U);
        QCOMPARE(text(made, 1, "title", "factors"), std::string("b"));
    }

    void the_input_that_flips_a_place_is_named() {
        Files files;
        SiteBuilder builder = square();
        // .9 and .2 with equal weights are .55; with .336 for a they are .435.
        const RunPtr made =
            run(builder.site(), {{"factors", files.write("a", .9F, .9F) + "," + files.write("b", .2F, .2F)},
                                 {"cell_m", "2"}});
        QVERIFY(near(number(table(made, "places"), 0, "score"), .55));
        QVERIFY(text(made, 0, "flipped_by", "places").starts_with("weight of "));
        QVERIFY(near(std::abs(number(table(made, "places"), 0, "flip_value") - .5), 1.645 * .2 * .5));
        QVERIFY(note(made, "places_everywhere"));
        const Table& tornado = table(made, "tornado");
        QCOMPARE(number(tornado, 0, "share_low"), 0.0);
        QCOMPARE(number(tornado, 0, "share_high"), 1.0);
        QCOMPARE(number(tornado, 0, "span"), 1.0);
    }

    void heights_run_again_and_say_how_long() {
        SiteBuilder builder;
        builder.add(Role::study_area, rectangle(0, 0, 60, 40), {{"kind", std::string("application")}});
        builder.add(Role::path, line({{0, 20}, {60, 20}}), {{"kind", std::string("footway")}}).name = "Way";
        builder.add(Role::barrier, line({{0, 17}, {60, 17}}),
                    {{"kind", std::string("wall")}, {"height_m", 3.0}});
        // Eyes at 1.6 m see over the other one when it is 0.2 m lower.
        builder.add(Role::barrier, line({{0, 23}, {60, 23}}),
                    {{"kind", std::string("wall")}, {"height_m", 1.7}});
        const Settings settings{
            {"cell_m", "2"},        {"factors", "closed_in"},  {"height_runs", "2"},
            {"weight_spread", "0"}, {"threshold_spread", "0"}, {"maintenance_spread", "0"},
            {"draws", "30"}};
        const RunPtr made = run(builder.site(), settings);
        QVERIFY(note(made, "height_runs")->message.find("2 times more with 2 heights") != std::string::npos);
        QVERIFY(value(made, "risk_uncertainty", {30, 20}) > 0.05);
        QCOMPARE(text(made, 0, "kind", "tornado"), std::string("heights"));
        Settings once = settings;
        once["height_runs"] = "0";
        QVERIFY(near(value(run(builder.site(), once), "risk_uncertainty", {30, 20}), 0, 1e-6));
    }

    void bad_input_is_named_in_one_sentence() {
        Files files;
        const SitePtr site = square().site();
        const std::string a = files.write("a", .6F, .2F);
        QVERIFY(refusal(site, {{"factors", "nobody_look"}}).contains("did you mean nobody_looks?"));
        QVERIFY(refusal(site, {{"factors", a + "," + a}}).contains("names \"a\" twice"));
        QVERIFY(refusal(site, {{"factors", "A b=" + a.substr(2)}}).contains("write name=FILE.tif"));
        QVERIFY(refusal(site, {{"factors", "x=/nowhere/x.tif"}}).contains("cannot be read"));
        QVERIFY(refusal(site, {{"factors", files.write("b", 1.5F, 0)}}).contains("b.tif has 1.5 at"));
        QVERIFY(refusal(site, {{"factors", a}, {"weights", "0"}}).contains("add up to 0"));
        QVERIFY(refusal(site, {{"factors", a}, {"ahp", "1,2;1/2,1"}}).contains("for 2 factors, there are 1"));
        QVERIFY(refusal(site, {{"factors", a}, {"balance", "evening"}}).contains("choose from"));
        const std::string consequence = files.write("c", .5F, .5F).substr(2);
        SiteBuilder crimes = square();
        crimes.add(Role::incident, point(20, 20));
        QVERIFY(
            refusal(crimes.site(), {{"factors", a}, {"consequence", "3"}, {"consequence_file", consequence}})
                .contains("both consequence"));
        QVERIFY(refusal(site, {{"factors", files.write("d", nodata, nodata)}})
                    .contains("has no value where the plan is"));
    }

    void a_file_counts_by_its_content() {
        Files files;
        const SitePtr site = square().site();
        Engine engine(catalogue());
        const Analysis& analysis = engine.get("risk.index");
        const Settings settings{{"factors", files.write("a", .6F, .2F)}};
        const std::string before = engine.key(analysis, settings, {.site = site});
        (void)files.write("a", .7F, .2F);
        QVERIFY(engine.key(analysis, settings, {.site = site}) != before);
    }

    // samples/riverside/expected.json: what its author planted, and how near counts.
    void the_three_planted_places_are_the_three_worst_of_the_sample() {
        const RunPtr made = run(sample(), {}, "night");
        std::ifstream stream(PROSPECT_SOURCE_DIR "/samples/riverside/expected.json");
        const auto expected = nlohmann::json::parse(stream).at("places");
        const Table& places = table(made, "places");
        std::set<std::string> found;
        for (std::size_t row = 0; row < places.rows.size() && found.size() < expected.size(); ++row) {
            const Point at{number(places, row, "x"), number(places, row, "y")};
            std::string planted;
            for (const auto& one : expected)
                if (distance(at, Point{one.at("x").get<double>(), one.at("y").get<double>()}) <=
                    one.at("radius_m").get<double>())
                    planted = one.at("id").get<std::string>();
            QVERIFY2(!planted.empty(), text(made, row, "place", "places").c_str());
            found.insert(planted);
        }
        QCOMPARE(found.size(), 3U);
        std::set<std::string> names;
        for (std::size_t row = 0; row < 3; ++row)
            names.insert(text(made, row, "place", "places"));
        QCOMPARE(names, (std::set<std::string>{"Alley behind Ferry Lane", "Bin recess", "Play area"}));
    }

    void the_threads_do_not_matter() {
        const RunPtr one = run(sample(), {{"cell_m", "4"}, {"draws", "50"}}, "evening", 1);
        const RunPtr two = run(sample(), {{"cell_m", "4"}, {"draws", "50"}}, "evening", 2);
        for (std::size_t f = 0; f < one->result.fields.size(); ++f)
            QCOMPARE(one->result.fields[f].values, two->result.fields[f].values);
        QVERIFY(one->result.tables == two->result.tables);
    }
};

PROSPECT_TEST(IndexTest);

#include "index_test.moc"
