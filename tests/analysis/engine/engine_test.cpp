#include "analysis/engine/engine.h"
#include "analysis/scene/scene.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

using namespace prospect;
using namespace prospect::engine;
using prospect::test::SiteBuilder;

namespace {

// What the analyses below did, since they are plain functions.
struct Record {
    std::atomic<int> runs{0};
    std::atomic<bool> looping{false};
    std::atomic<double> walls_seconds{0};
};
Record record;

struct Params {
    double cell_m = 1;
    std::filesystem::path points_file;
};

Schema<Params> schema() {
    Schema<Params> made;
    made.add(&Params::cell_m, {.name = "cell_m", .unit = "m", .min = 1e-9, .max = 1000})
        .add(&Params::points_file, {.name = "points_file"});
    return made;
}

// Number of cells of the grid, and a field of cell numbers filled by the loop.
AnalysisResult number_cells(const Context& context, const Params& params) {
    ++record.runs;
    AnalysisResult result;
    Field field("cell", "", context.grid(params.cell_m, 8));
    context.for_blocks(field.grid.cell_count(), 7, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i)
            field.values[static_cast<std::size_t>(i)] = static_cast<float>(i);
    });
    result.fields.push_back(std::move(field));
    return result;
}

AnalysisResult ask_twice(const Context& context, const Params& params) {
    const Settings settings{{"cell_m", std::to_string(params.cell_m)}};
    const RunPtr first = context.require("test.cells", settings);
    const RunPtr second = context.require("test.cells", settings);
    AnalysisResult result;
    result.metrics = {{"same", first == second ? 1.0 : 0.0},
                      {"cells", static_cast<double>(first->result.fields[0].values.size())}};
    return result;
}

AnalysisResult ask_undeclared(const Context& context, const Params&) {
    (void)context.require("test.cells", {});
    return {};
}

AnalysisResult ask_other(const Context& context, const Params&) {
    (void)context.require(context.progress().stop_requested() ? "" : "test.circle_b", {});
    return {};
}

AnalysisResult loop_for_ever(const Context& context, const Params&) {
    context.for_blocks(std::int64_t{1} << 60, 1, [&](std::int64_t, std::int64_t) {
        record.looping = true;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    });
    return {};
}

AnalysisResult fail_at_5(const Context& context, const Params&) {
    context.for_blocks(100, 1, [](std::int64_t begin, std::int64_t) {
        if (begin == 5) throw Error(ErrorCode::refused, "five is wrong");
    });
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
    record.walls_seconds = context.scene_seconds();
    std::this_thread::sleep_for(nap);
    return {};
}

std::vector<Analysis> analyses() {
    const AnalysisInfo cells{.id = "test.cells", .reads = {Role::building}, .time = {.season = true}};
    AnalysisInfo twice{.id = "test.twice", .reads = {Role::building}, .needs = {"test.cells"}};
    std::vector<Analysis> all;
    all.push_back(Analysis::make<Params>(cells, schema(), number_cells));
    all.push_back(Analysis::make<Params>(twice, schema(), ask_twice));
    all.push_back(Analysis::make<Params>({.id = "test.undeclared"}, schema(), ask_undeclared));
    all.push_back(
        Analysis::make<Params>({.id = "test.circle_a", .needs = {"test.circle_b"}}, schema(), ask_other));
    all.push_back(
        Analysis::make<Params>({.id = "test.circle_b", .needs = {"test.circle_a"}}, schema(), ask_other));
    all.push_back(Analysis::make<Params>({.id = "test.walls"}, schema(), build_walls_and_rest));
    all.push_back(Analysis::make<Params>({.id = "test.loop"}, schema(), loop_for_ever));
    all.push_back(Analysis::make<Params>({.id = "test.fail"}, schema(), fail_at_5));
    all.push_back(
        Analysis::make<Params>({.id = "test.boxes", .reads = {Role::building}}, schema(), read_boxes));
    return all;
}

SiteBuilder block() {
    SiteBuilder builder;
    builder.add(Role::building, test::rectangle(0, 0, 20, 10), {{"height_m", 9.0}});
    builder.add(Role::annotation, test::point(5, 5), {{"title", std::string("dark")}});
    builder.add(Role::incident, test::point(6, 6), {{"category", std::string("theft")}});
    return builder;
}

Request on(const SitePtr& site) {
    return {.site = site, .threads = 2};
}

} // namespace

class EngineTest : public QObject {
    Q_OBJECT

    std::vector<Analysis> all_ = analyses();

private Q_SLOTS:
    void init() {
        record.runs = 0;
        record.looping = false;
    }

    void the_same_request_gives_the_same_run() {
        Engine engine(all_);
        const Request request = on(block().site());
        const RunPtr first = engine.run("test.cells", {{"cell_m", "2"}}, request);
        const RunPtr second = engine.run("test.cells", {{"cell_m", "2.0"}}, request);
        QVERIFY(first == second);
        QCOMPARE(record.runs.load(), 1);
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
        QVERIFY(record.walls_seconds > 0);
        QVERIFY(first.scene > record.walls_seconds); // the scene itself comes on top
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
        other_note.add(Role::incident, test::point(7, 7));
        QCOMPARE(engine.key(cells, {}, on(other_note.site())), key);

        SiteBuilder other_building = block();
        other_building.add(Role::building, test::rectangle(1, 1, 2, 2));
        QVERIFY(engine.key(cells, {}, on(other_building.site())) != key);

        SiteBuilder wider = block(); // the default grid and unlimited sight reach further
        wider.add(Role::incident, test::point(70, 7));
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
        builder.add(Role::target, test::point(1, 1)); // keeps nothing else the same
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
        QCOMPARE(record.runs.load(), 1);
        QCOMPARE(run->result.metrics[0].second, 1.0);
        QVERIFY(run->result.metrics[1].second > 0);
        // And the same when asked for by itself.
        (void)engine.run("test.cells", {}, on(block().site()));
        QCOMPARE(record.runs.load(), 1);
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
        QCOMPARE(record.runs.load(), 1);
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

    void a_stop_ends_the_loop() {
        Engine engine(all_);
        const Request request = on(block().site());
        std::stop_source stop;
        std::atomic<bool> cancelled{false};
        std::jthread worker([&] {
            try {
                (void)engine.run("test.loop", {}, request, Progress(stop.get_token(), {}));
            } catch (const Cancelled&) {
                cancelled = true;
            }
        });
        while (!record.looping)
            std::this_thread::yield();
        stop.request_stop();
        worker.join(); // the loop has 10^18 blocks: it ends only by the stop
        QVERIFY(cancelled);
    }

    void an_exception_of_the_body_arrives_whole() {
        Engine engine(all_);
        for (const int threads : {1, 2}) {
            Request request = on(block().site());
            request.threads = threads;
            try {
                (void)engine.run("test.fail", {}, request);
                QFAIL("it went unnoticed");
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::refused);
                QCOMPARE(error.message(), std::string("five is wrong"));
            }
        }
    }

    void progress_rises_to_the_end() {
        Engine engine(all_);
        std::mutex mutex;
        std::vector<double> seen;
        const Progress progress({}, [&](double done, std::string_view) {
            const std::lock_guard lock(mutex);
            seen.push_back(done);
        });
        (void)engine.run("test.twice", {{"cell_m", "0.5"}}, on(block().site()), progress);
        (void)engine.run("test.cells", {{"cell_m", "0.25"}}, on(block().site()), progress);
        QVERIFY(seen.size() > 10);
        QCOMPARE(seen.back(), 1.0);
        // The second run starts anew; within each, progress never falls.
        QCOMPARE(
            std::count_if(seen.begin() + 1, seen.end(),
                          [last = seen[0]](double now) mutable { return now < std::exchange(last, now); }),
            1);
    }

    void the_grid_of_an_extent_is_that_of_the_contract() {
        Engine engine(all_);
        Request request = on(block().site());
        request.extent = Box{100, 200, 110, 207};
        const RunPtr run = engine.run("test.cells", {{"cell_m", "2"}}, request);
        const Grid& grid = run->result.fields[0].grid;
        QCOMPARE(grid.columns, 5);
        QCOMPARE(grid.rows, 4); // ceil(3.5)
        QCOMPARE(grid.xmin, 100.0);
        QCOMPARE(grid.ymax, 207.0);
    }

    void the_default_grid_covers_the_study_area_with_centres_on_multiples() {
        SiteBuilder builder = block();
        builder.frame().origin = {530000.5, 179000};
        builder.add(Role::study_area, test::rectangle(1, 1, 9, 5), {{"kind", std::string("application")}});
        Engine engine(all_);
        const RunPtr run = engine.run("test.cells", {{"cell_m", "2"}}, on(builder.site()));
        const Grid& grid = run->result.fields[0].grid;
        QVERIFY(grid.box().xmin <= 1 && grid.box().xmax >= 9 && grid.box().ymin <= 1 && grid.box().ymax >= 5);
        QVERIFY(grid.columns <= 6 && grid.rows <= 4);
        const Point center = Point{530000.5, 179000} + grid.center(0, 0);
        QCOMPARE(std::fmod(center.x, 2), 0.0);
        QCOMPARE(std::fmod(center.y, 2), 0.0);
    }

    void an_impossible_grid_is_refused_beforehand() {
        Engine engine(all_);
        Request request = on(block().site());
        request.extent = Box{0, 0, 1e6, 1e6};
        for (const char* cell : {"0.001", "0.000000001"}) {
            try {
                (void)engine.run("test.cells", {{"cell_m", cell}}, request);
                QFAIL("it was allowed");
            } catch (const Error& error) {
                QCOMPARE(error.code(), ErrorCode::refused);
                QVERIFY(error.message().find("cells and need") != std::string::npos);
            }
        }
    }

    void an_empty_site_is_refused() {
        Engine engine(all_);
        try {
            (void)engine.run("test.cells", {}, on(SiteBuilder().site()));
            QFAIL("it ran");
        } catch (const Error& error) {
            QCOMPARE(error.code(), ErrorCode::refused);
        }
    }

    void a_run_is_out_of_date_when_what_it_read_has_changed() {
        Engine engine(all_);
        const SitePtr site = block().site();
        const RunPtr run = engine.run("test.cells", {}, on(site));
        QVERIFY(!out_of_date(*run, *site));
        SiteBuilder noted = block();
        noted.add(Role::incident, test::point(7, 7));
        QVERIFY(!out_of_date(*run, *noted.site()));
        SiteBuilder built = block();
        built.add(Role::building, test::rectangle(1, 1, 2, 2));
        QVERIFY(out_of_date(*run, *built.site()));
    }
};

PROSPECT_TEST(EngineTest);

#include "engine_test.moc"
