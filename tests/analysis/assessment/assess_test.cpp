#include "analysis/assessment/audience.h"
#include "analysis/assessment/places.h"
#include "analysis/assessment/remedies.h"
#include "analysis/assessment/write_assessment.h"
#include "check.h"
#include "geometry/io/project_file.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <set>

using namespace prospect;
using namespace prospect::assessment;
using namespace prospect::test;

namespace {

const SitePtr& sample() {
    static const SitePtr site =
        io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
    return site;
}

Assessment check_sample(int threads) {
    engine::Engine engine(catalogue());
    const engine::Request request{.site = sample(), .threads = threads};
    Assessment made = assess(engine, request, profile("default"));
    try_remedies(engine, request, profile("default"), made);
    return made;
}

std::string text_of(const Assessment& made) {
    return assessment_json(made, sample()->frame, {});
}

// The place nearest to a spot given in full coordinates.
const Place* place_within(const Assessment& made, Point full, double radius_m, std::size_t ranks) {
    for (std::size_t p = 0; p < std::min(ranks, made.places.size()); ++p)
        if (distance(sample()->frame.to_full(made.places[p].at), full) <= radius_m) return &made.places[p];
    return nullptr;
}

void add_hedge(SiteBuilder& builder, double x, double height_m) {
    drawn(builder, Role::barrier, line({{x, 0}, {x, 2}}), {{"kind", words("hedge")}, {"height_m", height_m}});
}

void add_tree(SiteBuilder& builder, double x, double stem_m, Basis basis) {
    drawn(builder, Role::tree, point(x, 1)).set("clear_stem_m", stem_m, basis);
}

Assessment check_all(const SiteBuilder& builder, const TimeContext& time = {}) {
    engine::Engine engine(catalogue());
    return assess(engine, {.site = builder.site(), .time = time, .threads = 2}, profile("default"));
}

} // namespace

// From findings to places, and the whole check of the sample.
class AssessTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findings_within_ten_metres_make_one_place() {
        SiteBuilder builder;
        add_hedge(builder, 0, 2);
        add_hedge(builder, 9, 2);
        add_hedge(builder, 30, 2);
        const Assessment made = check(builder, "NS-07");
        QCOMPARE(made.places.size(), std::size_t{2});
        QCOMPARE(made.places[0].findings.size(), std::size_t{2});
        QCOMPARE(made.findings[0].place, made.findings[1].place);
        // One criterion counts once however often it is missed there.
        QCOMPARE(made.places[0].score, 1.0);
        QCOMPARE(made.places[1].score, 1.0);
    }

    void a_cause_in_common_makes_one_place() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, -18, 10, -10), {{"height_m", 7.0}});
        for (const double x : {4.0, 6.0})
            drawn(builder, Role::opening, point(x, -10),
                  {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
        drawn(builder, Role::barrier, line({{-30, -5}, {40, -5}}),
              {{"kind", words("hedge")}, {"height_m", 2.0}});
        drawn(builder, Role::activity, point(-15, 0), {{"kind", words("seat")}});
        drawn(builder, Role::activity, point(25, 0), {{"kind", words("seat")}});
        const Assessment made = check(builder, "NS-14");
        QCOMPARE(made.count(Level::fail), std::size_t{2});
        QCOMPARE(made.places.size(), std::size_t{1});
    }

    void different_criteria_add_up_and_a_look_counts_half() {
        SiteBuilder builder;
        add_hedge(builder, 100, 2);
        add_tree(builder, 101, 1.0, Basis::drawn);
        add_hedge(builder, 0, 2);
        add_tree(builder, 1, 1.0, Basis::assumed);
        const Assessment made = check_all(builder);
        QCOMPARE(made.places.size(), std::size_t{2});
        QCOMPARE(made.places[0].score, 2.0);
        QVERIFY(made.places[0].at.x > 90);
        QCOMPARE(made.places[1].score, 1.5);
    }

    void places_are_named_from_what_is_there() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 20, 10)).name = "Block C";
        drawn(builder, Role::opening, point(5, 0), {{"kind", words("door")}, {"main", true}});
        drawn(builder, Role::path, line({{-20, 15}, {40, 15}})).name = "Path";
        drawn(builder, Role::tree, point(10, 14), {{"clear_stem_m", 1.0}});
        drawn(builder, Role::tree, point(10, -14), {{"clear_stem_m", 1.0}});
        const Assessment made = check(builder, "NS-08");
        std::set<std::string> names;
        for (const Place& place : made.places)
            names.insert(place.name);
        QCOMPARE(names, (std::set<std::string>{"Tree in front of Block C", "Path behind Block C"}));
    }

    void keys_do_not_depend_on_values() {
        SiteBuilder lower;
        add_hedge(lower, 0, 1.5);
        SiteBuilder higher;
        add_hedge(higher, 0, 2.5);
        QCOMPARE(only(check(lower, "NS-07")).key, only(check(higher, "NS-07")).key);
        QCOMPARE(only(check(lower, "NS-07")).id, only(check(higher, "NS-07")).id);
    }

    // A path of which nobody said whether it is used at night is left out by name.
    void paths_left_out_by_night_are_named() {
        SiteBuilder builder;
        drawn(builder, Role::path, line({{0, 0}, {30, 0}}), {{"night_route", true}}).name = "Mill Walk";
        drawn(builder, Role::path, line({{0, 9}, {30, 9}}), {{"night_route", false}}).name = "Back Path";
        const auto note_of = [](const SiteBuilder& site) {
            const auto made = check(site, "LT-14");
            const auto found =
                std::find_if(made.notes.begin(), made.notes.end(),
                             [](const scene::Note& note) { return note.code == "night_route_not_said"; });
            return found == made.notes.end() ? std::string() : found->message;
        };
        QCOMPARE(note_of(builder), std::string()); // of both it is said
        drawn(builder, Role::path, line({{0, 18}, {30, 18}}), {}).name = "East Walk";
        const std::string note = note_of(builder);
        QVERIFY2(note.find("leave out East Walk:") != std::string::npos, note.c_str());
        for (int i = 0; i < 5; ++i)
            drawn(builder, Role::path, line({{0, 27.0 + i}, {30, 27.0 + i}}), {});
        QVERIFY2(note_of(builder).find("leave out East Walk and 5 more:") != std::string::npos,
                 note_of(builder).c_str());
        // Where no rule asks about routes at night nothing is left out.
        const auto others = check(builder, "NS-07").notes;
        QVERIFY(std::none_of(others.begin(), others.end(),
                             [](const scene::Note& one) { return one.code == "night_route_not_said"; }));
    }

    // Without a site boundary, too.
    void what_is_of_the_whole_plan_is_of_no_place() {
        SiteBuilder builder;
        drawn(builder, Role::building, rectangle(0, 0, 10, 10), {{"height_m", 6.0}});
        drawn(builder, Role::opening, point(5, 0),
              {{"kind", words("window")}, {"sill_m", 0.9}, {"head_m", 2.1}});
        drawn(builder, Role::path, line({{0, 60}, {200, 60}}), {{"width_m", 3.0}});
        const Assessment made = check(builder, "NS-03");
        QCOMPARE(of_no_place(made).size(), std::size_t{1});
        QVERIFY(made.places.empty());
    }

    // Public ground that nobody watches is a problem of the site, not of the place where most of it lies.
    void what_is_of_the_whole_site_is_of_no_place() {
        const SitePtr sample = io::open_project(PROSPECT_SOURCE_DIR "/samples/riverside/riverside.gpkg").site;
        engine::Engine engine(catalogue());
        const Assessment made = assess(engine, {.site = sample, .threads = 2}, profile_of("NS-03"));
        const auto problems = of_no_place(made);
        QCOMPARE(problems.size(), std::size_t{1});
        QCOMPARE(problems.front()->code, std::string("NS-03"));
        QVERIFY(made.places.empty());
        QCOMPARE(made.coverage.at(0).problems, std::size_t{1});
    }

    void an_empty_plan_can_be_told_nothing_of() {
        const Assessment made = check_all(SiteBuilder());
        QCOMPARE(made.count(Level::not_run), made.outcomes.size());
        QCOMPARE(made.count(Level::pass), std::size_t{0});
        for (const Finding& finding : made.findings)
            QVERIFY(finding.message.size() > std::string("Can't tell yet: ").size());
        for (const Coverage& coverage : made.coverage)
            QCOMPARE(coverage.checked, std::size_t{0});
    }

    void what_was_assumed_is_said() {
        SiteBuilder builder;
        drawn(builder, Role::barrier, line({{0, 0}, {5, 0}}), {{"kind", words("hedge")}});
        drawn(builder, Role::study_area, rectangle(-10, -10, 10, 10));
        std::size_t assumed = 0;
        for (const scene::Note& note : check(builder, "NS-07").notes)
            assumed += note.code == "defaults_used" ? 1 : 0;
        QVERIFY(assumed >= 2); // the hedge's height, and that the boundary is the red line
    }

    void outside_the_red_line_nothing_is_scored_but_everything_still_stands_there() {
        // The same two hedges; the red line leaves one of them out.
        SiteBuilder whole;
        add_hedge(whole, 0, 2);
        add_hedge(whole, 100, 2);
        QCOMPARE(check(whole, "NS-07").count(Level::fail), std::size_t{2});
        SiteBuilder marked = whole;
        red_line_of(marked, -10, -10, 10, 10);
        const Finding found = only(check(marked, "NS-07"));
        QVERIFY(found.level == Level::fail);
        QVERIFY(found.at && std::abs(found.at->x) < 1);
        // The blue line bounds nothing that is scored.
        SiteBuilder blue = whole;
        drawn(blue, Role::study_area, rectangle(-10, -10, 10, 10), {{"kind", words("control")}});
        QCOMPARE(check(blue, "NS-07").count(Level::fail), std::size_t{2});
    }

    void a_scenario_is_checked_as_it_would_be() {
        SiteBuilder builder;
        add_hedge(builder, 0, 2);
        const SiteEdit cut{"Cut", {ChangeAttribute{Uuid::from_name("barrier 0"), "height_m", Value(0.9)}}};
        builder.add_scenario({Uuid::from_name("low"), "low", {cut}});
        engine::Engine engine(catalogue());
        const engine::Request request{.site = builder.site(), .scenario = "low", .threads = 2};
        QCOMPARE(assess(engine, request, profile_of("NS-07")).count(Level::fail), std::size_t{0});
    }

    void protected_things_are_left_out_for_the_public() {
        SiteBuilder builder;
        add_hedge(builder, 0, 2);
        drawn(builder, Role::barrier, line({{50, 0}, {52, 0}}), {{"kind", words("hedge")}, {"height_m", 2.0}})
            .sensitivity = Sensitivity::protect;
        const SitePtr site = builder.site();
        const Assessment made = check(builder, "NS-07");
        const Assessment shown = for_audience(made, *site, io::Audience::public_);
        QCOMPARE(shown.findings.size(), std::size_t{1});
        QCOMPARE(shown.places.size(), std::size_t{1});
        QVERIFY(shown.notes.back().message.find("1 findings") != std::string::npos);
        QCOMPARE(for_audience(made, *site, io::Audience::police).findings.size(), std::size_t{2});
    }

    void the_play_area_nobody_overlooks_is_among_the_three_worst_of_the_sample() {
        const Assessment made = check_sample(2);
        const Place* play = place_within(made, {530153.38, 179272.44}, 15, 3);
        QVERIFY(play != nullptr);
        QVERIFY(play->name.starts_with("Play area"));
        std::set<std::string> names;
        for (const Place& place : made.places)
            QVERIFY2(names.insert(place.name).second, place.name.c_str());
        const Finding& first = made.findings[play->findings.front()];
        QCOMPARE(first.code, std::string("NS-14"));
        QCOMPARE(first.level, Level::fail);
        QCOMPARE(first.value, std::optional(0.0));
    }

    void the_recess_and_the_alley_of_the_sample_are_found() {
        const Assessment made = check_sample(2);
        QVERIFY(place_within(made, {530299.98, 179338.1}, 4, made.places.size()) != nullptr);
        QVERIFY(place_within(made, {530166.33, 179387.86}, 10, made.places.size()) != nullptr);
    }

    void what_was_accepted_stays_accepted_in_the_next_run() {
        const QTemporaryDir folder;
        const std::filesystem::path file = folder.filePath("site.gpkg").toStdString();
        SiteBuilder builder;
        add_hedge(builder, 0, 2);
        add_hedge(builder, 30, 2);
        const SitePtr site = builder.site();
        Assessment first = check(builder, "NS-07");
        const Acceptances accepted{
            {first.findings[0].key, {"A. Officer", "The owner will cut it", "2026-11-24T12:00:00Z"}}};
        mark_accepted(accepted, first);
        io::save_project(*site, {}, file, {.findings = stored_findings(first, accepted, site->frame)});
        QCOMPARE(io::read_findings(file), stored_findings(first, accepted, site->frame));

        // The hedge has grown meanwhile.
        SiteBuilder later;
        add_hedge(later, 0, 2.4);
        add_hedge(later, 30, 2);
        engine::Engine engine(catalogue());
        const Acceptances kept = acceptances_of(io::read_findings(file));
        const Assessment again =
            assess(engine, {.site = later.site(), .threads = 2}, profile_of("NS-07"), {}, kept);
        QCOMPARE(again.findings[0].acceptance, std::optional(accepted.begin()->second));
        QCOMPARE(for_audience(again, *site, io::Audience::public_).findings[0].acceptance->author,
                 std::string());
        QCOMPARE(again.accepted(), std::size_t{1});
        QCOMPARE(again.count(Level::fail), std::size_t{1});
        QCOMPARE(again.places.size(), std::size_t{1});
        QCOMPARE(again.coverage[0].problems, std::size_t{1});

        // A finding that is away for once does not take its acceptance with it.
        const auto rows = stored_findings(check(SiteBuilder(), "NS-07"), kept, site->frame);
        QCOMPARE(acceptances_of(rows), kept);
    }

    void the_sample_gives_the_same_on_one_thread_and_two() {
        QCOMPARE(text_of(check_sample(1)), text_of(check_sample(2)));
    }

    void counts_add_up() {
        const Assessment made = check_sample(2);
        std::size_t missed = 0;
        for (const Outcome& outcome : made.outcomes) {
            QCOMPARE(outcome.checked, outcome.met + outcome.missed);
            missed += outcome.missed;
        }
        QCOMPARE(made.count(Level::fail) + made.count(Level::look) + made.count(Level::info), missed);
        std::size_t placed = 0;
        for (const Place& place : made.places)
            placed += place.findings.size();
        QCOMPARE(placed + of_no_place(made).size(), made.count(Level::fail) + made.count(Level::look));
    }
};

PROSPECT_TEST(AssessTest);

#include "assess_test.moc"
