#include "analysis/scene/scene.h"
#include "tests/analysis/engine/small_analyses.h"
#include "tests/support/registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <chrono>
#include <fstream>
#include <thread>

using namespace prospect;
using namespace prospect::test;

namespace {

// How long the walls took, as the analysis below saw it.
std::atomic<double> walls_seconds{0};

AnalysisResult ask_undeclared(const Context& context, const Params&) {
    (void)context.require("test.cells", {});
    return {};
}

AnalysisResult ask_other(const Context& context, const Params&) {
    (void)context.require(context.progress().stop_requested() ? "" : "test.circle_b", {});
    return {};
}

AnalysisResult read_boxes(const Context& context, const Params&) {
    AnalysisResult result;
    result.metrics = {{"buildings", static_cast<double>(context.site().features(Role::building).size())}};
    return result;
}

constexpr std::chrono::milliseconds nap{5};

AnalysisResult build_walls_and_rest(const Context& context, const Params&) {
    (void)context.walls_at(1.6);
    walls_seconds = context.scene_seconds();
    std::this_thread::sleep_for(nap);
    return {};
}

std::vector<Analysis> analyses() {
    std::vector<Analysis> all;
    all.push_back(counting_analysis());
    all.push_back(asking_analysis());
    all.push_back(Analysis::make<Params>({.id = "test.undeclared"}, schema(), ask_undeclared));
    all.push_back(
        Analysis::make<Params>({.id = "test.circle_a", .needs = {"test.circle_b"}}, schema(), ask_other));
    all.push_back(
        Analysis::make<Params>({.id = "test.circle_b", .needs = {"test.circle_a"}}, schema(), ask_other));
    all.push_back(Analysis::make<Params>({.id = "test.walls"}, schema(), build_walls_and_rest));
    all.push_back(
        Analysis::make<Params>({.id = "test.boxes", .reads = {Role::building}}, schema(), read_boxes));
    return all;
}

} // namespace

class EngineTest : public QObject {
    Q_OBJECT

    std::vector<Analysis> all_ = analyses();

private Q_SLOTS:
    void init() { cells_counted = 0; }

    void the_same_request_gives_the_same_run() {
        Engine engine(all_);
        const Request request = on(block().site());
        const RunPtr first = engine.run("test.cells", {{"cell_m", "2"}}, request);
        const RunPtr second = engine.run("test.cells", {{"cell_m", "2.0"}}, request);
        QVERIFY(first == second);
        QCOMPARE(cells_counted.load(), 1);
        QVERIFY(engine.run("test.cells", {{"cell_m", "3"}}, request) != first);
    }

    void a_run_says_how_it_was_made() {
        Engine engine(all_);
        Request request = on(block().site());
        request.seed = 42;
        request.extent = Box{0, 0, 4, 4};
        const RunPtr run = engine.run("test.cells", {{"cell_m", "2"}}, request);
        QCOMPARE(run->analysis, std::string("test.cells"));
        QCOMPARE(run->settings.at("cell_m"), std::string("2"));
        QCOMPARE(run->settings.at("points_file"), std::string("none"));
        QCOMPARE(run->seed, 42U);
        QCOMPARE(*run->extent, (Box{0, 0, 4, 4}));
        QCOMPARE(run->role_hashes.size(), 1U);
        QCOMPARE(run->role_hashes.at(Role::building), role_hash(*request.site, Role::building));
        QCOMPARE(run->snapshot, snapshot_hash(*request.site));
        QCOMPARE(run->key, engine.key(*engine.find("test.cells"), {{"cell_m", "2"}}, request));
    }

    void a_run_says_what_the_scene_took_and_what_the_method() {
        Engine engine(all_);
        const Request request = on(block().site());
        const Seconds first = engine.run("test.walls", {}, request)->seconds;
        QVERIFY(walls_seconds > 0);
        QVERIFY(first.scene > walls_seconds); // the scene itself comes on top
        QVERIFY(first.run >= std::chrono::duration<double>(nap).count());
        QCOMPARE(first.total, first.scene + first.run);
        // Kept: what it took when it was made.
        const Seconds again = engine.run("test.walls", {}, request)->seconds;
        QCOMPARE(again.run, first.run);
        QCOMPARE(again.scene, first.scene);
    }

    void only_what_is_read_changes_the_key() {
        Engine engine(all_);
        const Analysis& cells = engine.get("test.cells");
        const Request base = on(block().site());
        const std::string key = engine.key(cells, {}, base);

        SiteBuilder other_note = block();
        other_note.add(Role::incident, point(7, 7));
        QCOMPARE(engine.key(cells, {}, on(other_note.site())), key);

        SiteBuilder other_building = block();
        other_building.add(Role::building, rectangle(1, 1, 2, 2));
        QVERIFY(engine.key(cells, {}, on(other_building.site())) != key);

        SiteBuilder wider = block(); // the default grid and unlimited sight reach further
        wider.add(Role::incident, point(70, 7));
        QVERIFY(engine.key(cells, {}, on(wider.site())) != key);

        Request winter = base;
        winter.time.season = Season::winter;
        QVERIFY(engine.key(cells, {}, winter) != key);
        Request sunday = base;
        sunday.time.set_weekday("Su");
        QCOMPARE(engine.key(cells, {}, sunday), key);
        Request seeded = base;
        seeded.seed = 1;
        QVERIFY(engine.key(cells, {}, seeded) != key);
        Request part = base;
        part.extent = Box{0, 0, 5, 5};
        QVERIFY(engine.key(cells, {}, part) != key);
        Request slower = base;
        slower.threads = 1;
        QCOMPARE(engine.key(cells, {}, slower), key);
        QVERIFY(engine.key(cells, {{"cell_m", "3"}}, base) != key);
        // What is read by an analysis it needs counts too.
        QVERIFY(engine.key(engine.get("test.twice"), {}, winter) !=
                engine.key(engine.get("test.twice"), {}, base));
    }

    void the_content_of_a_file_is_part_of_the_key() {
        QTemporaryDir folder;
        const std::string file = folder.filePath("points.csv").toStdString();
        std::ofstream(file) << "x,y\n1,2\n";
        Engine engine(all_);
        const Request request = on(block().site());
        const Settings settings{{"points_file", file}};
        const std::string before = engine.key(engine.get("test.cells"), settings, request);
        const RunPtr run = engine.run("test.cells", settings, request);
        QCOMPARE(run->files.size(), 1U);
        QCOMPARE(run->files[0].first, std::string("points.csv"));
        QCOMPARE(run->files[0].second, hex(sha256_of_file(file)));
        std::ofstream(file) << "x,y\n1,3\n";
        QVERIFY(engine.key(engine.get("test.cells"), settings, request) != before);
        const Settings missing{{"points_file", file + ".none"}};
        QVERIFY_EXCEPTION_THROWN((void)engine.run("test.cells", missing, request), Error);
    }

    void a_kept_result_is_labelled_with_the_request_it_answers() {
        Engine engine(all_);
        SiteBuilder builder = block();
        SitePtr base = builder.site();
        const Uuid incident = base->features(Role::incident)[0].second->id;
        builder.add_scenario({Uuid::from_name("A"), "A", {{"drop", {RemoveFeatures{{incident}}}}}});
        builder.add(Role::target, point(1, 1)); // keeps nothing else the same
        base = builder.site();
        const RunPtr first = engine.run("test.boxes", {}, on(base));
        Request option = on(base);
        option.scenario = "A";
        const RunPtr second = engine.run("test.boxes", {}, option);
        QCOMPARE(second->scenario, std::string("A"));
        QVERIFY(second->snapshot != first->snapshot);
        QCOMPARE(second->key, first->key);
        QCOMPARE(second->result.metrics, first->result.metrics);
        QVERIFY(second->id != first->id);
    }

    void a_scenario_is_applied_and_says_what_no_longer_fits() {
        Engine engine(all_);
        SiteBuilder builder = block();
        const Uuid building = builder.site()->features(Role::building)[0].second->id;
        builder.add_scenario({Uuid::from_name("B"),
                              "B",
                              {{"clear the block", {RemoveFeatures{{building}}}},
                               {"clear it again", {RemoveFeatures{{building}}}}}});
        Request option = on(builder.site());
        option.scenario = "B";
        const RunPtr run = engine.run("test.boxes", {}, option);
        QCOMPARE(run->result.metrics[0].second, 0.0);
        QCOMPARE(run->result.notes.size(), 1U);
        QCOMPARE(run->result.notes[0].code, std::string("scenario_edit_unapplied"));
        QVERIFY(run->result.notes[0].message.find("clear it again") != std::string::npos);
        option.scenario = "C";
        QVERIFY_EXCEPTION_THROWN((void)engine.run("test.boxes", {}, option), Error);
    }

    void what_is_required_is_computed_once() {
        Engine engine(all_);
        const RunPtr run = engine.run("test.twice", {}, on(block().site()));
        QCOMPARE(cells_counted.load(), 1);
        QCOMPARE(run->result.metrics[0].second, 1.0);
        QVERIFY(run->result.metrics[1].second > 0);
        // And the same when asked for by itself.
        (void)engine.run("test.cells", {}, on(block().site()));
        QCOMPARE(cells_counted.load(), 1);
    }

    void many_callers_share_one_computation() {
        Engine engine(all_);
        const Request request = on(block().site());
        std::array<RunPtr, 6> runs;
        {
            std::vector<std::jthread> threads;
            for (RunPtr& run : runs)
                threads.emplace_back([&] { run = engine.run("test.cells", {{"cell_m", "0.05"}}, request); });
        }
        QCOMPARE(cells_counted.load(), 1);
        for (const RunPtr& run : runs)
            QVERIFY(run == runs[0]);
    }

    void needs_must_be_declared_and_free_of_circles() {
        Engine engine(all_);
        const Request request = on(block().site());
        try {
            (void)engine.run("test.circle_a", {}, request);
            QFAIL("the circle went unnoticed");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::internal);
            QVERIFY(error.message().find("test.circle_a, test.circle_b, test.circle_a") != std::string::npos);
        }
        QVERIFY_EXCEPTION_THROWN((void)engine.run("test.undeclared", {}, request), Error);
    }

    void an_unknown_analysis_names_the_nearest() {
        Engine engine(all_);
        try {
            (void)engine.run("test.cell", {}, on(block().site()));
            QFAIL("it ran");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::usage);
            QVERIFY(error.advice().find("did you mean test.cells?") != std::string::npos);
        }
    }

    void a_run_is_out_of_date_when_what_it_read_has_changed() {
        Engine engine(all_);
        const SitePtr site = block().site();
        const RunPtr run = engine.run("test.cells", {}, on(site));
        QVERIFY(!out_of_date(*run, *site));
        SiteBuilder noted = block();
        noted.add(Role::incident, point(7, 7));
        QVERIFY(!out_of_date(*run, *noted.site()));
        SiteBuilder built = block();
        built.add(Role::building, rectangle(1, 1, 2, 2));
        QVERIFY(out_of_date(*run, *built.site()));
    }
};

PROSPECT_TEST(EngineTest);

#include "engine_test.moc"
