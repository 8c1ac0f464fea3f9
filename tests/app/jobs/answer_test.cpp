#include "app/jobs/answer.h"
#include "tests/support/patience.h"
#include "tests/support/registry.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

using namespace prospect;
using namespace prospect::app;

class AnswerTest : public QObject {
    Q_OBJECT

    // Tells its number when delivered.
    static Answer::Work number(std::vector<int>& told, int number) {
        return [&told, number](const Progress&) -> Job::Delivery {
            return [&told, number] { told.push_back(number); };
        };
    }
    // Works until told to stop.
    static Answer::Work endless() {
        return [](const Progress& progress) -> Job::Delivery {
            for (;;) {
                progress.checkpoint();
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            }
        };
    }

private Q_SLOTS:
    void only_the_last_question_is_answered() {
        JobRunner runner;
        Answer answer(runner, "Looking", nullptr);
        std::vector<int> told;
        answer.ask(endless());
        answer.ask(number(told, 1));
        answer.ask(number(told, 2));
        QVERIFY(answer.isPending());
        QTRY_COMPARE(told, std::vector<int>{2});
        QVERIFY(!answer.isPending());
        QTest::qWait(30);
        QCOMPARE(told, std::vector<int>{2});
    }

    // Ten places of a hand while the first is looked at: the first and the last are answered.
    void what_follows_a_hand_answers_what_it_has_begun_and_then_the_last() {
        JobRunner runner;
        Answer answer(runner, "Looking", nullptr);
        std::vector<int> told;
        std::atomic<bool> go = false;
        answer.follow([&](const Progress&) -> Job::Delivery {
            while (!go)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            return [&told] { told.push_back(0); };
        });
        for (int place = 1; place < 10; ++place)
            answer.follow(number(told, place));
        go = true;
        QTRY_COMPARE(told, (std::vector<int>{0, 9}));
        QVERIFY(!answer.isPending());
        answer.follow(number(told, 10));
        QTRY_COMPARE(told, (std::vector<int>{0, 9, 10}));
    }

    void what_follows_a_hand_goes_on_after_a_failure_and_ends_when_withdrawn() {
        JobRunner runner;
        Answer answer(runner, "Looking", nullptr);
        std::vector<int> told;
        QSignalSpy failed(&answer, &Answer::failed);
        answer.follow([](const Progress&) -> Job::Delivery { throw Error(ErrorCode::refused, "no"); });
        answer.follow(number(told, 1));
        QTRY_COMPARE(told, std::vector<int>{1});
        QCOMPARE(failed.size(), 1);
        answer.follow(endless());
        answer.follow(number(told, 2));
        answer.withdraw();
        QVERIFY(!answer.isPending());
        QTest::qWait(30);
        QCOMPARE(told, std::vector<int>{1});
    }

    void typing_waits_until_it_rests() {
        JobRunner runner;
        Answer answer(runner, "Looking", nullptr);
        std::vector<int> told;
        QSignalSpy started(&runner, &JobRunner::started);
        for (int letter = 0; letter < 5; ++letter)
            answer.ask(number(told, letter), 30);
        QVERIFY(answer.isPending());
        QVERIFY(!runner.isBusy());
        QTRY_COMPARE(told, std::vector<int>{4});
        QCOMPARE(started.size(), 1);
    }

    void questions_of_others_are_answered_as_well() {
        JobRunner runner;
        Answer one(runner, "One", nullptr);
        Answer other(runner, "Other", nullptr);
        std::vector<int> told;
        one.ask(number(told, 1));
        other.ask(number(told, 2));
        QTRY_COMPARE(told, (std::vector<int>{1, 2}));
    }

    void whatever_goes_wrong_is_one_sentence() {
        JobRunner runner;
        Answer answer(runner, "Looking", nullptr);
        QSignalSpy failed(&answer, &Answer::failed);
        answer.ask([](const Progress&) -> Job::Delivery { throw Error(ErrorCode::usage, "too far"); });
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.at(0).at(0).toString(), QString("Too far."));
        answer.ask([](const Progress&) -> Job::Delivery { throw std::runtime_error("odd"); });
        QTRY_COMPARE(failed.size(), 2);
        answer.ask([](const Progress&) -> Job::Delivery { return [] { throw std::runtime_error("late"); }; });
        QTRY_COMPARE(failed.size(), 3);
        QVERIFY(failed.at(2).at(0).toString().startsWith("Late."));
        QVERIFY(!answer.isPending());
    }

    void what_is_withdrawn_or_gone_says_nothing() {
        JobRunner runner;
        std::vector<int> told;
        Answer answer(runner, "Looking", nullptr);
        answer.ask(number(told, 1));
        answer.withdraw();
        auto gone = std::make_unique<Answer>(runner, "Gone", nullptr);
        gone->ask(number(told, 2));
        gone.reset();
        QVERIFY(runner.waitForWorkers(5000));
        QTest::qWait(30);
        QVERIFY(told.empty());
    }

    void the_runner_may_go_first() {
        auto runner = std::make_unique<JobRunner>();
        Answer answer(*runner, "Looking", nullptr);
        answer.ask(endless());
        runner.reset();
        std::vector<int> told;
        answer.ask(number(told, 1));
        answer.withdraw();
        QVERIFY(told.empty());
    }

    void stopping_everything_ends_the_question() {
        JobRunner runner;
        Answer answer(runner, "Looking", nullptr);
        answer.ask(endless());
        runner.cancelAll();
        QVERIFY(!answer.isPending());
    }
};

PROSPECT_TEST(AnswerTest);

#include "answer_test.moc"
