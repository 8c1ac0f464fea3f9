#include "analysis/assessment/audience.h"
#include "analysis/assessment/metric.h"
#include "analysis/assessment/remedies.h"
#include "analysis/assessment/remedy_words.h"
#include "analysis/assessment/write_assessment.h"
#include "check.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

// A road of 100 m that ends 3 m before a square of 20 by 20 m.
SiteBuilder square(double people = 1000) {
    SiteBuilder builder;
    red_line_of(builder, -50, -50, 150, 50);
    drawn(builder, Role::path, line({{0, 0}, {100, 0}}), {{"kind", words("road")}, {"width_m", 6.0}}).name =
        "Market Road";
    drawn(builder, Role::activity, rectangle(103, -10, 123, 10),
          {{"kind", words("crowd")}, {"people", people}})
        .name = "Market";
    return builder;
}

Feature& add_wall(SiteBuilder& builder, double x) {
    Feature& wall = drawn(builder, Role::barrier, line({{x, -8}, {x, 8}}),
                          {{"kind", words("wall")}, {"passable", words("foot")}, {"height_m", 1.0}});
    wall.name = "Planter";
    return wall;
}

// A row of bollards that far apart, from (0,0) on.
SiteBuilder row(std::initializer_list<double> places, std::optional<double> gap_m = {}) {
    SiteBuilder builder;
    red_line_of(builder, -20, -20, 20, 20);
    for (const double x : places) {
        Feature& one = drawn(builder, Role::barrier, point(x, 0), {{"kind", words("bollard")}});
        if (gap_m) one.set("gap_m", *gap_m, Basis::drawn);
    }
    return builder;
}

Assessment tried(const SiteBuilder& builder, const std::string& code) {
    engine::Engine engine(catalogue());
    const engine::Request request{.site = builder.site(), .threads = 2};
    Assessment made = assess(engine, request, profile_of(code));
    try_remedies(engine, request, profile_of(code), made, {});
    return made;
}

} // namespace

// TH-01 to TH-06.
class ThreatsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_fast_approach_is_told_with_what_to_compare_it_with() {
        SiteBuilder builder = square();
        const Finding open = only(check(builder, "TH-01"));
        QCOMPARE(open.level, Level::info);
        QVERIFY(std::abs(*open.value - 55.7709) < 1e-3);
        QVERIFY(open.message.find("Market at 56 km/h (864 kJ) after 100 m") != std::string::npos);
        QVERIFY(open.message.find("nothing on the plan stands in its way") != std::string::npos);
        QVERIFY(open.message.find("N2A, 7200 kg at 64 km/h") != std::string::npos);
        Feature& wall = add_wall(builder, 101);
        QVERIFY(only(check(builder, "TH-01")).message.find("without a recorded rating") != std::string::npos);
        // How far a vehicle came past it is not said, or is more than the two metres that are left.
        for (const char* doubtful : {"V/7200[N2A]/64/90", "V/7200[N2A]/64/90:2.4"}) {
            wall.extra = {{"rating", words(doubtful)}};
            const Finding unknown = only(check(builder, "TH-01"));
            QCOMPARE(unknown.level, Level::not_run);
            QVERIFY(unknown.message.find("past it in the test") != std::string::npos);
        }
        wall.extra = {{"rating", words("V/7200[N2A]/64/90:1.2")}};
        const Finding rated = only(check(builder, "TH-01"));
        QCOMPARE(rated.level, Level::pass);
        QCOMPARE(*rated.value, 0.0);
        wall.extra = {{"rating", words("V/1500[M1]/64/90")}};
        QCOMPARE(only(check(builder, "TH-01")).level, Level::info);
    }

    void without_places_or_roads_nothing_is_told_of_speed() {
        SiteBuilder empty;
        red_line_of(empty, 0, 0, 10, 10);
        const Finding none = only(check(empty, "TH-01"));
        QCOMPARE(none.level, Level::not_run);
        QCOMPARE(none.lacks, std::vector<std::string>{"target"});
        drawn(empty, Role::target, point(5, 5), {{"kind", words("asset")}});
        QCOMPARE(only(check(empty, "TH-01")).lacks, std::vector<std::string>{"path"});
    }

    void a_place_that_no_road_reaches_is_told_beside_those_that_are() {
        SiteBuilder builder = square();
        drawn(builder, Role::target, point(0, 45), {{"kind", words("asset")}}).name = "Mast";
        drawn(builder, Role::target, point(104, 0), {{"kind", words("asset")}}).name = "Pump";
        for (const char* code : {"TH-01", "TH-03"}) {
            const Assessment made = check(builder, code);
            const auto gap = std::find_if(made.findings.begin(), made.findings.end(),
                                          [](const Finding& one) { return one.level == Level::not_run; });
            QVERIFY(gap != made.findings.end());
            QVERIFY(gap->message.find("no road ends within 5.0 m of it") != std::string::npos);
            QVERIFY(std::any_of(made.notes.begin(), made.notes.end(), [](const scene::Note& one) {
                return one.code == "not_reached" && one.sensitivity == Sensitivity::protect;
            }));
        }
    }

    void a_wide_gap_is_missed_and_a_narrow_one_is_no_pass() {
        const Assessment wide = check(row({0, 1.6, 3.2}, 1.4), "TH-02");
        QCOMPARE(wide.findings.size(), std::size_t{1}); // one line
        QVERIFY(wide.findings[0].message.find("2 of 2 gaps") != std::string::npos);
        QCOMPARE(wide.findings[0].level, Level::fail); // given, and wide
        QCOMPARE(*wide.findings[0].value, 1.4);
        const Finding right = only(check(row({0, 1.4, 2.8}, 1.2), "TH-02"));
        QCOMPARE(right.level, Level::pass);
        const Assessment narrow = check(row({0, 0.9}, 0.7), "TH-02");
        QCOMPARE(narrow.outcomes.at(0).unknown, std::size_t{1});
        QVERIFY(narrow.findings.at(0).message.find("no wheelchair") != std::string::npos);
        // Measured with an assumed diameter: never serious.
        const Assessment measured = check(row({0, 2.0}), "TH-02");
        QCOMPARE(measured.findings.at(0).level, Level::look);
        SiteBuilder none;
        red_line_of(none, 0, 0, 10, 10);
        QCOMPARE(only(check(none, "TH-02")).level, Level::not_run);
    }

    void a_gap_given_otherwise_than_drawn_asks_for_a_look() {
        const Finding doubtful = only(check(row({0, 1.3}, 1.3), "TH-02")); // drawn 1.1 m apart
        QCOMPARE(doubtful.level, Level::look);
        QVERIFY(doubtful.message.find("measure it") != std::string::npos);
        QCOMPARE(only(check(row({0, 1.5}, 1.3), "TH-02")).level, Level::fail);
    }

    void lines_that_are_one_feature_are_told_apart() {
        SiteBuilder builder;
        red_line_of(builder, -20, -20, 20, 20);
        Geometry two_lines{.kind = GeometryKind::point};
        for (const Point p : {Point{0, 0}, Point{1.6, 0}, Point{0, 9}, Point{1.6, 9}}) {
            two_lines.begin_part();
            two_lines.add_ring(std::vector<Point>{p});
        }
        drawn(builder, Role::barrier, two_lines, {{"kind", words("bollard")}});
        const Assessment made = check(builder, "TH-02");
        QCOMPARE(made.findings.size(), std::size_t{2});
        QVERIFY(made.findings[0].key != made.findings[1].key);
    }

    void a_bollard_that_is_missing_is_put_in() {
        // 1.4 m, then 2.8 m between middles: a clear gap of 2.6 m takes one bollard and leaves 1.2 m twice.
        SiteBuilder builder = row({0, 1.4, 2.8, 5.6, 7.0}, 1.2);
        const Assessment made = tried(builder, "TH-02");
        const auto found = std::find_if(made.findings.begin(), made.findings.end(),
                                        [](const Finding& one) { return is_missed(one); });
        QVERIFY(found != made.findings.end());
        QVERIFY(std::abs(*found->value - 2.6) < 1e-9);
        QCOMPARE(found->remedies.size(), 1U);
        QVERIFY(found->remedies[0].text.starts_with("Add a bollard"));
        QCOMPARE(found->remedies[0].clears, std::vector<std::string>{found->key});
        const auto* added = std::get_if<AddFeatures>(&found->remedies[0].edit.steps.at(0));
        QVERIFY(added != nullptr && distance(added->features.at(0)->geometry, Point{4.2, 0}) < 1e-9);
        // One of 1.4 m takes none that a wheelchair would get past.
        for (const Finding& one : tried(row({0, 1.6, 3.2}, 1.4), "TH-02").findings)
            QVERIFY(one.remedies.empty());
    }

    void a_stand_off_is_known_where_every_road_is_stopped() {
        SiteBuilder builder = square();
        drawn(builder, Role::target, point(104, 0), {{"kind", words("asset")}}).name = "Pump";
        const Finding open = only(check(builder, "TH-03"));
        QCOMPARE(open.level, Level::not_run);
        QVERIFY(open.message.find("nothing on the plan stops a vehicle") != std::string::npos);
        add_wall(builder, 101);
        const Finding near = only(check(builder, "TH-03"));
        QCOMPARE(near.level, Level::info);
        QVERIFY(std::abs(*near.value - 3) < 1e-9);
        SiteBuilder far = square();
        drawn(far, Role::target, point(104, 0), {{"kind", words("asset")}}).name = "Pump";
        add_wall(far, 90);
        QCOMPARE(only(check(far, "TH-03")).level, Level::pass);
    }

    void a_dense_crowd_on_the_axis_asks_for_a_look() {
        const Finding dense = only(check(square(1000), "TH-04"));
        QCOMPARE(dense.level, Level::look);
        QVERIFY(std::abs(*dense.value - 50) < 1e-6);
        QCOMPARE(only(check(square(300), "TH-04")).level, Level::info);
        // Nobody knows how many people are there: neither few nor many.
        SiteBuilder uncounted;
        red_line_of(uncounted, -50, -50, 150, 50);
        drawn(uncounted, Role::path, line({{0, 0}, {100, 0}}), {{"kind", words("road")}, {"width_m", 6.0}});
        drawn(uncounted, Role::activity, rectangle(103, -10, 123, 10), {{"kind", words("crowd")}});
        const Finding unknown = only(check(uncounted, "TH-04"));
        QCOMPARE(unknown.level, Level::not_run);
        QVERIFY(unknown.message.find("no number of people") != std::string::npos);
        // A road that runs through has no axis, and is no pass.
        SiteBuilder through;
        red_line_of(through, -50, -50, 250, 50);
        drawn(through, Role::path, line({{0, 0}, {200, 0}}), {{"kind", words("road")}, {"width_m", 6.0}});
        drawn(through, Role::activity, rectangle(103, -10, 123, 10),
              {{"kind", words("crowd")}, {"people", 1000.0}});
        const Finding on_it = only(check(through, "TH-04"));
        QCOMPARE(on_it.level, Level::not_run);
        QVERIFY(on_it.message.find("runs through the place") != std::string::npos);
        SiteBuilder walled = square(1000);
        add_wall(walled, 101);
        QCOMPARE(only(check(walled, "TH-04")).level, Level::pass);
        SiteBuilder spot;
        red_line_of(spot, -10, -10, 10, 10);
        drawn(spot, Role::path, line({{-9, 0}, {0, 0}}), {{"kind", words("road")}});
        drawn(spot, Role::activity, point(5, 0), {{"kind", words("crowd")}, {"people", 100.0}});
        QCOMPARE(only(check(spot, "TH-04")).level, Level::not_run);
    }

    void density_is_a_look_and_then_serious() {
        QCOMPARE(only(check(square(800), "TH-05")).level, Level::pass);
        QCOMPARE(only(check(square(1200), "TH-05")).level, Level::look);
        const Finding packed = only(check(square(2000), "TH-05"));
        QCOMPARE(packed.level, Level::fail);
        QVERIFY(packed.message.find("too dense to stand") != std::string::npos);
        SiteBuilder guessed;
        red_line_of(guessed, 0, 0, 30, 30);
        Feature& crowd = drawn(guessed, Role::activity, rectangle(0, 0, 20, 20), {{"kind", words("crowd")}});
        crowd.set("people", 2000.0, Basis::assumed);
        QCOMPARE(only(check(guessed, "TH-05")).level, Level::look);
        crowd.unset("people");
        QCOMPARE(only(check(guessed, "TH-05")).level, Level::not_run);
    }

    void duties_are_for_information() {
        QCOMPARE(only(check(square(150), "TH-06")).level, Level::pass);
        const Finding standard = only(check(square(200), "TH-06"));
        QCOMPARE(standard.level, Level::info);
        QVERIFY(standard.message.find("brings standard duties") != std::string::npos);
        QVERIFY(only(check(square(800), "TH-06")).message.find("enhanced duties") != std::string::npos);
    }

    void nobody_but_the_police_gets_a_trace_of_them() {
        // A hedge before the crowd, so that one place has findings of both classes.
        SiteBuilder builder = square(2000);
        drawn(builder, Role::barrier, line({{112, 0}, {114, 0}}),
              {{"kind", words("hedge")}, {"height_m", 2.0}});
        engine::Engine engine(catalogue());
        const engine::Request request{.site = builder.site(), .threads = 2};
        Assessment made = assess(engine, request, profile("default"));
        try_remedies(engine, request, profile("default"), made, {});
        const auto is_threat = [](const std::string& code) { return code.starts_with("TH-"); };
        QVERIFY(std::any_of(made.findings.begin(), made.findings.end(),
                            [&](const Finding& one) { return is_threat(one.code) && one.place; }));
        const Assessment shown = for_audience(made, *request.site, io::Audience::public_);
        const std::string json = assessment_json(shown, request.site->frame, {});
        for (const char* code : {"TH-01", "TH-02", "TH-03", "TH-04", "TH-05", "TH-06"})
            QVERIFY2(json.find(code) == std::string::npos, code);
        QVERIFY(json.find("Market") == std::string::npos || json.find("crowd") == std::string::npos);
        QVERIFY(json.find(" criteria of the protect class") != std::string::npos);
        for (const Coverage& one : shown.coverage) // what nothing measures tells of nothing
            QVERIFY(one.strategy != "target_hardening" || (one.checked == 0 && one.problems == 0));
        for (std::size_t p = 0; p < shown.places.size(); ++p)
            for (const std::size_t i : shown.places[p].findings)
                QCOMPARE(shown.findings[i].place, std::optional(p));
        // The places are those of a check that never asked for threats.
        Profile ordinary = profile("default");
        std::erase_if(ordinary.criteria, [&](const Criterion& one) { return is_threat(one.code); });
        const Assessment never = assess(engine, request, ordinary);
        QCOMPARE(shown.places.size(), never.places.size());
        for (std::size_t p = 0; p < never.places.size(); ++p) {
            QCOMPARE(shown.places[p].name, never.places[p].name);
            QCOMPARE(shown.places[p].score, never.places[p].score);
            QVERIFY(shown.places[p].at == never.places[p].at);
        }
        QCOMPARE(for_audience(made, *request.site, io::Audience::police).findings.size(),
                 made.findings.size());
    }

    void names_and_remedies_for_others_tell_nothing_of_them() {
        // Two squares of the same name: at one there is a hedge in the way of eyes, at the other only what
        // nobody may know of.
        SiteBuilder builder = square(2000);
        drawn(builder, Role::barrier, line({{112, 0}, {114, 0}}),
              {{"kind", words("hedge")}, {"height_m", 2.0}});
        drawn(builder, Role::activity, rectangle(103, -45, 123, -25),
              {{"kind", words("crowd")}, {"people", 2000.0}})
            .name = "Market";
        engine::Engine engine(catalogue());
        const engine::Request request{.site = builder.site(), .threads = 2};
        Profile ordinary = profile("default");
        std::erase_if(ordinary.criteria, [](const Criterion& one) {
            const Metric* measure = metric(one.metric);
            return measure != nullptr && measure->sensitivity != Sensitivity::ordinary;
        });
        Assessment made = assess(engine, request, profile("default"));
        try_remedies(engine, request, profile("default"), made, {});
        Assessment never = assess(engine, request, ordinary);
        try_remedies(engine, request, ordinary, never, {});
        const Assessment shown = for_audience(made, *request.site, io::Audience::public_);
        QVERIFY(made.places.size() > shown.places.size());
        QCOMPARE(shown.places.size(), never.places.size());
        for (std::size_t p = 0; p < never.places.size(); ++p)
            QCOMPARE(shown.places[p].name, never.places[p].name);
        QCOMPARE(shown.findings.size(), never.findings.size());
        for (std::size_t i = 0; i < never.findings.size(); ++i)
            QCOMPARE(remedies_text(shown.findings[i].remedies), remedies_text(never.findings[i].remedies));
    }

    void what_is_left_of_a_remedy_is_ranked_anew() {
        std::vector<Remedy> remedies;
        for (const std::size_t proposed : {2U, 0U, 1U})
            remedies.push_back({.text = std::to_string(proposed), .proposed = proposed, .clears = {"A:1"}});
        remedies[2].harms = {"B:1"};
        rank_remedies(remedies);
        QCOMPARE(remedies[0].text + remedies[1].text + remedies[2].text, std::string("021"));
    }

    void notes_of_the_protect_class_stay_with_the_police() {
        Assessment made;
        made.notes.push_back({scene::Note::Level::info, "ordinary", "for all"});
        made.notes.push_back({scene::Note::Level::info, "secret", "of a target"});
        made.notes.back().sensitivity = Sensitivity::protect;
        const SitePtr site = square().site();
        const Assessment shown = for_audience(made, *site, io::Audience::public_);
        QCOMPARE(shown.notes.size(), std::size_t{1});
        QCOMPARE(shown.notes[0].code, std::string("ordinary"));
        QCOMPARE(for_audience(made, *site, io::Audience::police).notes.size(), std::size_t{2});
    }
};

PROSPECT_TEST(ThreatsTest);

#include "threats_test.moc"
