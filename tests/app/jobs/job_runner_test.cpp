#include "app/jobs/job_runner.h"
#include "tests/support/patience.h"
#include "tests/support/registry.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <chrono>
#include <sys/resource.h>
#include <system_error>
#include <thread>

using namespace prospect;
using namespace prospect::app;

namespace {

// Runs until told to stop, or for ever.
Job endless(std::atomic<int>* cancelled) {
    Job job;
    job.title = "endless";
    job.lane = Lane::analysis;
    job.work = [](const Progress& progress) -> Job::Delivery {
        for (;;) {
            progress.checkpoint();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    };
    job.cancelled = [cancelled] { ++*cancelled; };
    return job;
}

Job quick(std::vector<int>* order, int number, Lane lane = Lane::analysis) {
    Job job;
    job.lane = lane;
    job.work = [order, number](const Progress&) -> Job::Delivery {
        return [order, number] { order->push_back(number); };
    };
    return job;
}

} // namespace

class JobRunnerTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void a_job_that_no_thread_can_be_had_for_fails_in_a_sentence_and_the_next_one_runs() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QSKIP("the sanitizer needs its memory");
#endif
        JobRunner runner;
        QString why;
        std::vector<int> order;
        Job first = quick(&order, 1);
        first.failed = [&](const Error& error) { why = sentence(error); };
        rlimit before{};
        getrlimit(RLIMIT_AS, &before);
        rlimit none = before;
        none.rlim_cur = 1;
        setrlimit(RLIMIT_AS, &none);
        // Others take what is left of the memory of earlier threads.
        std::atomic<bool> over{false};
        std::vector<std::thread> others;
        others.reserve(100);
        bool full = false;
        while (!full && others.size() < 100)
            try {
                others.emplace_back([&over] { over.wait(false); });
            } catch (const std::system_error&) {
                full = true;
            }
        runner.queue(std::move(first));
        setrlimit(RLIMIT_AS, &before);
        over = true;
        over.notify_all();
        for (std::thread& other : others)
            other.join();
        QVERIFY(full);
        QTRY_VERIFY(why.startsWith("The computer takes on no more work"));
        QVERIFY(!runner.isBusy());
        runner.queue(quick(&order, 2));
        QTRY_COMPARE(order, std::vector<int>{2});
    }

    void a_result_is_delivered_on_the_gui_thread() {
        JobRunner runner;
        QThread* delivered_on = nullptr;
        std::thread::id worked_on;
        Job job;
        job.work = [&](const Progress&) -> Job::Delivery {
            worked_on = std::this_thread::get_id();
            return [&] { delivered_on = QThread::currentThread(); };
        };
        QSignalSpy ended(&runner, &JobRunner::ended);
        const int id = runner.queue(std::move(job));
        QVERIFY(runner.isBusy(Lane::file));
        QVERIFY(ended.wait(test::patience_ms));
        QCOMPARE(ended.first().first().toInt(), id);
        QCOMPARE(delivered_on, thread());
        QVERIFY(worked_on != std::this_thread::get_id());
        QVERIFY(!runner.isBusy());
    }

    void jobs_of_a_lane_run_in_order() {
        JobRunner runner;
        std::vector<int> order;
        for (int i = 0; i < 5; ++i)
            runner.queue(quick(&order, i));
        QTRY_COMPARE(order.size(), std::size_t{5});
        QCOMPARE(order, (std::vector<int>{0, 1, 2, 3, 4}));
    }

    void lanes_run_beside_each_other() {
        JobRunner runner;
        std::atomic<int> cancelled{0};
        std::vector<int> order;
        runner.queue(endless(&cancelled));
        runner.queue(quick(&order, 7, Lane::file));
        QTRY_COMPARE(order.size(), std::size_t{1});
        QVERIFY(runner.isBusy(Lane::analysis));
    }

    void cancelling_is_told_at_once_and_drops_the_result() {
        JobRunner runner;
        std::atomic<int> cancelled{0};
        std::atomic<bool> go{false};
        bool delivered = false;
        Job stubborn; // no checkpoint: cannot be interrupted
        stubborn.lane = Lane::analysis;
        stubborn.work = [&](const Progress&) -> Job::Delivery {
            while (!go)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return [&] { delivered = true; };
        };
        stubborn.cancelled = [&] { ++cancelled; };
        const int id = runner.queue(std::move(stubborn));
        QTRY_VERIFY(runner.current(Lane::analysis).has_value());
        runner.cancel(id);
        QCOMPARE(cancelled.load(), 1);
        QVERIFY(!runner.isBusy());
        QVERIFY(!runner.current(Lane::analysis).has_value());
        std::vector<int> order;
        runner.queue(quick(&order, 1));
        go = true;
        QTRY_COMPARE(order.size(), std::size_t{1});
        QVERIFY(!delivered);
        QCOMPARE(cancelled.load(), 1);
    }

    void replacing_cancels_the_running_and_the_waiting_jobs() {
        JobRunner runner;
        std::atomic<int> cancelled{0};
        std::vector<int> order;
        runner.queue(endless(&cancelled));
        runner.queue(endless(&cancelled));
        runner.replace(quick(&order, 3));
        QCOMPARE(cancelled.load(), 2);
        QTRY_COMPARE(order, (std::vector<int>{3}));
    }

    void an_error_arrives_with_its_sentence() {
        JobRunner runner;
        QString text;
        Job job;
        job.work = [](const Progress&) -> Job::Delivery {
            throw Error(ErrorCode::refused, "the file is empty", "export it again").add_context("plan.dxf");
        };
        job.failed = [&](const Error& error) { text = sentence(error); };
        runner.queue(std::move(job));
        QTRY_COMPARE(text, QString("plan.dxf: The file is empty. Export it again."));
    }

    void a_foreign_exception_becomes_an_error() {
        JobRunner runner;
        std::optional<ErrorCode> code;
        Job job;
        job.work = [](const Progress&) -> Job::Delivery { throw std::bad_alloc(); };
        job.failed = [&](const Error& error) { code = error.code(); };
        runner.queue(std::move(job));
        QTRY_VERIFY(code.has_value());
        QCOMPARE(*code, ErrorCode::refused);
    }

    void an_error_while_delivering_is_a_failure_of_the_job() {
        JobRunner runner;
        QString text;
        Job job;
        job.work = [](const Progress&) -> Job::Delivery {
            return [] { throw Error(ErrorCode::refused, "no place for it"); };
        };
        job.failed = [&](const Error& error) { text = sentence(error); };
        runner.queue(std::move(job));
        QTRY_COMPARE(text, QString("No place for it."));
    }

    void progress_tells_stage_and_share() {
        JobRunner runner;
        std::atomic<bool> go{false};
        Job job;
        job.title = "Measuring";
        job.work = [&](const Progress& progress) -> Job::Delivery {
            progress.part(0, 0.5, "reading").report(0.5);
            while (!go)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return {};
        };
        QString stage;
        double done = 0;
        connect(&runner, &JobRunner::progressed, this, [&](const JobState& state) {
            stage = state.stage;
            done = state.done;
        });
        runner.queue(std::move(job));
        QTRY_COMPARE(stage, QString("reading"));
        QCOMPARE(done, 0.25);
        go = true;
        QTRY_VERIFY(!runner.isBusy());
    }

    void the_runner_can_die_while_a_job_runs() {
        std::atomic<bool> go{false};
        std::atomic<bool> finished{false};
        bool delivered = false;
        {
            JobRunner runner;
            Job job;
            job.work = [&](const Progress&) -> Job::Delivery {
                while (!go)
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                finished = true;
                return [&] { delivered = true; };
            };
            runner.queue(std::move(job));
            QVERIFY(!runner.waitForWorkers(20));
        }
        go = true;
        QTRY_VERIFY(finished);
        QTest::qWait(20);
        QVERIFY(!delivered);
    }

    void a_stopped_worker_is_gone_soon() {
        JobRunner runner;
        std::atomic<int> cancelled{0};
        runner.queue(endless(&cancelled));
        runner.cancelAll();
        QVERIFY(runner.waitForWorkers(5000));
        QCOMPARE(cancelled.load(), 1);
    }
};

PROSPECT_TEST(JobRunnerTest);
#include "job_runner_test.moc"
