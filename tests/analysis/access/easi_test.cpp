#include "analysis/access/easi.h"
#include "analysis/access/interruption.h"
#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "tests/analysis/sightlines/results.h"
#include "tests/support/registry.h"
#include "tests/support/site_builder.h"

#include <QTest>

#include <cmath>
#include <random>

using namespace prospect;
using namespace prospect::access;
using namespace prospect::engine;
using namespace prospect::test;

namespace {

RunPtr run(const Settings& settings) {
    Engine engine(catalogue());
    return engine.run("access.easi", settings, {.site = SiteBuilder().site(), .threads = 1});
}

QString refusal(const Settings& settings) {
    try {
        (void)run(settings);
    } catch (const Error& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

double interruption(const std::vector<Task>& tasks, const Defence& defence) {
    return access::interruption(tasks, defence);
}

} // namespace

class EasiTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    // domain.md §6.
    void the_worked_number() {
        const RunPtr seen = run({{"tasks", "0.5,60;0.7,90;0.9,120"},
                                 {"response_s", "180"},
                                 {"spread", "0.3"},
                                 {"communication", "1"}});
        QVERIFY(std::abs(metric(seen, "p_interruption") - 0.6596) < 5e-5);
        const Table& tasks = table(seen, "tasks");
        QCOMPARE(number(tasks, 0, "remaining_s"), 270.0);
        QCOMPARE(number(tasks, 1, "remaining_s"), 210.0);
        QCOMPARE(number(tasks, 2, "remaining_s"), 120.0);
        QCOMPARE(number(tasks, 1, "p_first_sensed"), 0.5 * 0.7);
        QVERIFY(std::abs(number(tasks, 2, "p_first_sensed") - 0.5 * 0.3 * 0.9) < 1e-15);
        QVERIFY(note(seen, "example_tasks"));
    }

    void one_task_by_hand() {
        // What remains is as long as the response takes: as likely in time as not.
        QVERIFY(std::abs(interruption({{0.8, 100}}, {100, 0.3, 0.5}) - 0.8 * 0.5 * 0.5) < 1e-15);
        // One standard deviation of both together more: 100 - t = sqrt((0.3 * 100)^2 + (0.3 t)^2) at t
        // = 60.6…
        const double t = (200 - std::sqrt(200.0 * 200 - 4 * 0.91 * 9100)) / (2 * 0.91);
        QVERIFY(std::abs(interruption({{1, 100}}, {t, 0.3, 1}) - 0.8413447460685429) < 1e-12);
    }

    void without_spread_it_is_a_matter_of_order() {
        QCOMPARE(interruption({{0.5, 60}, {0.7, 90}, {0.9, 120}}, {180, 0, 1}), 0.5 + 0.5 * 0.7);
        QCOMPARE(interruption({{0.5, 60}, {0.7, 90}}, {151, 0, 1}), 0.0);
        QCOMPARE(interruption({{0.5, 60}, {0.7, 90}}, {150, 0, 1}), 0.5);
        QCOMPARE(interruption({{1, 0}}, {0, 0.3, 1}), 1.0);
    }

    // Against dice: who is sensed where, and times drawn from their bells.
    void it_agrees_with_a_game_of_dice() {
        const std::vector<Task> tasks{{0.3, 40}, {0.5, 80}, {0.6, 100}};
        const Defence defence{120, 0.2, 0.9};
        std::mt19937_64 random(3);
        std::uniform_real_distribution<double> dice(0, 1);
        std::normal_distribution<double> bell(0, 1);
        const int games = 400000;
        int caught = 0;
        for (int game = 0; game < games; ++game)
            for (std::size_t i = 0; i < tasks.size(); ++i) {
                if (dice(random) >= tasks[i].p_detect * defence.communication) continue;
                double remaining = 0;
                for (std::size_t k = i; k < tasks.size(); ++k)
                    remaining += tasks[k].delay_s;
                caught += remaining * (1 + 0.2 * bell(random)) > 120 * (1 + 0.2 * bell(random)) ? 1 : 0;
                break;
            }
        QVERIFY(std::abs(interruption(tasks, defence) - static_cast<double>(caught) / games) < 0.003);
    }

    void more_delay_and_more_sensing_never_harm() {
        std::mt19937 random(5);
        std::uniform_real_distribution<double> dice(0, 1);
        for (int i = 0; i < 200; ++i) {
            std::vector<Task> tasks;
            for (int k = 0; k < 4; ++k)
                tasks.push_back({dice(random), 200 * dice(random)});
            const double before = interruption(tasks, {150, 0.3, 1});
            QVERIFY(before >= 0 && before <= 1 + 1e-12);
            // The last delay adds to what remains at every task.
            tasks.back().delay_s += 50;
            QVERIFY(interruption(tasks, {150, 0.3, 1}) >= before - 1e-12);
            // The first sensor comes when most is left.
            tasks.front().p_detect += (1 - tasks.front().p_detect) / 2;
            QVERIFY(interruption(tasks, {150, 0.3, 1}) >= before - 1e-12);
        }
    }

    void what_is_wrong_is_said() {
        QVERIFY(refusal({{"tasks", "0.5,60;2,90"}}).contains("\"2,90\", number 2"));
        QVERIFY(refusal({{"tasks", "0.5"}}).contains("number 1"));
        QVERIFY(refusal({{"tasks", "0.5,-1"}}).contains("number 1"));
        QVERIFY(refusal({{"tasks", "nan,60"}}).contains("number 1"));
        QVERIFY(refusal({{"tasks", "none"}}).contains("there is none"));
        QVERIFY(refusal({{"spread", "-1"}}).contains("spread"));
        QVERIFY(!note(run({{"tasks", "0.5,60"}}), "example_tasks"));
    }

    void it_is_for_those_who_protect() { QCOMPARE(easi_analysis().info().sensitivity, Sensitivity::protect); }
};

PROSPECT_TEST(EasiTest);

#include "easi_test.moc"
