// What an analysis is given to work with: its grid, and the loop over it that can be stopped.
#include "tests/analysis/engine/small_analyses.h"
#include "tests/support/registry.h"

#include <QTest>

#include <chrono>
#include <mutex>
#include <thread>

using namespace prospect;
using namespace prospect::test;

namespace {

std::atomic<bool> looping{false};

AnalysisResult loop_for_ever(const Context& context, const Params&) {
    context.for_blocks(std::int64_t{1} << 60, 1, [&](std::int64_t, std::int64_t) {
        looping = true;
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

// The minute of the day it runs at.
AnalysisResult tell_minute(const Context& context, const Params&) {
    AnalysisResult result;
    result.metrics = {{"minute", static_cast<double>(context.time().minute)}};
    return result;
}

AnalysisResult ask_minute(const Context& context, const Params&) {
    AnalysisResult result;
    result.metrics = {{"own", static_cast<double>(context.time().minute)},
                      {"asked", context.require("test.minute", {})->result.metrics.front().second}};
    return result;
}

std::vector<Analysis> analyses() {
    std::vector<Analysis> all;
    all.push_back(counting_analysis());
    all.push_back(asking_analysis());
    all.push_back(Analysis::make<Params>({.id = "test.loop"}, schema(), loop_for_ever));
    all.push_back(Analysis::make<Params>({.id = "test.fail"}, schema(), fail_at_5));
    all.push_back(
        Analysis::make<Params>({.id = "test.minute", .time = {.band = true}}, schema(), tell_minute));
    all.push_back(Analysis::make<Params>(
        {.id = "test.night", .needs = {"test.minute"}, .needs_band = DayBand::night}, schema(), ask_minute));
    return all;
}

} // namespace

class ContextTest : public QObject {
    Q_OBJECT

    std::vector<Analysis> all_ = analyses();

private Q_SLOTS:
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
        while (!looping)
            std::this_thread::yield();
        stop.request_stop();
        worker.join(); // the loop has 10^18 blocks: it ends only by the stop
        QVERIFY(cancelled);
    }

    void what_is_needed_of_the_night_is_asked_for_at_night() {
        Engine engine(all_);
        Request request = on(block().site());
        const auto asked = [&](const char* time) {
            request.time.set_time(time);
            const RunPtr run = engine.run("test.night", {}, request);
            return std::pair(run->result.metrics[1].second, run->key);
        };
        const auto by_day = asked("14:00");
        QCOMPARE(by_day.first, 23.5 * 60);
        QCOMPARE(asked("20:00"), by_day); // the same run: its own time counts for nothing
        const auto late = asked("02:00");
        QCOMPARE(late.first, 2.0 * 60);
        QVERIFY(late.second != by_day.second);
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
        builder.add(Role::study_area, rectangle(1, 1, 9, 5), {{"kind", std::string("application")}});
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
};

PROSPECT_TEST(ContextTest);

#include "context_test.moc"
