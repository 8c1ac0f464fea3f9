#include "geometry/base/store.h"
#include "tests/support/registry.h"

#include <QTest>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

using namespace prospect;

namespace {

using Numbers = Store<std::string, int>;

std::size_t cost_of(const int& value) {
    return static_cast<std::size_t>(value);
}

std::shared_ptr<const int> number(int value) {
    return std::make_shared<const int>(value);
}

} // namespace

class StoreTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void a_value_is_made_once() {
        Numbers store(100, cost_of);
        int made = 0;
        const auto make = [&] {
            ++made;
            return number(7);
        };
        const auto first = store.get("a", {}, make);
        QVERIFY(store.get("a", {}, make) == first);
        QCOMPARE(made, 1);
        QCOMPARE(store.cost(), 7U);
    }

    void the_least_recently_used_goes_first() {
        Numbers store(10, cost_of);
        int made = 0;
        const auto make = [&] {
            ++made;
            return number(4);
        };
        (void)store.get("a", {}, make);
        (void)store.get("b", {}, make);
        (void)store.get("a", {}, make); // b is now the older one
        (void)store.get("c", {}, make);
        QCOMPARE(store.cost(), 8U);
        QCOMPARE(made, 3);
        (void)store.get("a", {}, make);
        QCOMPARE(made, 3);
        (void)store.get("b", {}, make);
        QCOMPARE(made, 4);
    }

    void what_is_dearer_than_the_store_is_not_kept() {
        Numbers store(10, cost_of);
        QCOMPARE(*store.get("a", {}, [] { return number(11); }), 11);
        QCOMPARE(store.cost(), 0U);
    }

    void put_replaces() {
        Numbers store(10, cost_of);
        store.put("a", number(3));
        store.put("a", number(5));
        QCOMPARE(store.cost(), 5U);
        QCOMPARE(*store.get("a", {}, [] { return number(1); }), 5);
    }

    void many_threads_share_one_making() {
        Numbers store(100, cost_of);
        std::atomic<int> made{0};
        std::atomic<int> right{0};
        {
            std::vector<std::jthread> threads;
            for (int i = 0; i < 8; ++i)
                threads.emplace_back([&] {
                    const auto value = store.get("a", {}, [&] {
                        ++made;
                        std::this_thread::sleep_for(std::chrono::milliseconds(20));
                        return number(9);
                    });
                    right += *value == 9 ? 1 : 0;
                });
        }
        QCOMPARE(made.load(), 1);
        QCOMPARE(right.load(), 8);
    }

    void a_failure_reaches_its_caller_and_leaves_nothing() {
        Numbers store(100, cost_of);
        const auto fail = []() -> std::shared_ptr<const int> { throw Error(ErrorCode::refused, "no"); };
        QVERIFY_EXCEPTION_THROWN((void)store.get("a", {}, fail), Error);
        QCOMPARE(*store.get("a", {}, [] { return number(2); }), 2);
    }

    void those_who_wait_for_a_failure_make_it_themselves() {
        Numbers store(100, cost_of);
        std::atomic<bool> started{false};
        std::atomic<bool> go{false};
        std::jthread first([&] {
            try {
                (void)store.get("a", {}, [&]() -> std::shared_ptr<const int> {
                    started = true;
                    while (!go)
                        std::this_thread::yield();
                    throw Cancelled();
                });
            } catch (const Cancelled&) {
            }
        });
        while (!started)
            std::this_thread::yield();
        int second = 0;
        std::jthread waiting([&] { second = *store.get("a", {}, [] { return number(3); }); });
        go = true;
        waiting.join();
        QCOMPARE(second, 3);
    }

    void waiting_can_be_stopped() {
        Numbers store(100, cost_of);
        std::atomic<bool> started{false};
        std::atomic<bool> go{false};
        std::jthread first([&] {
            (void)store.get("a", {}, [&] {
                started = true;
                while (!go)
                    std::this_thread::yield();
                return number(1);
            });
        });
        while (!started)
            std::this_thread::yield();
        std::stop_source stop;
        std::atomic<bool> cancelled{false};
        std::jthread waiting([&] {
            try {
                (void)store.get("a", stop.get_token(), [] { return number(1); });
            } catch (const Cancelled&) {
                cancelled = true;
            }
        });
        stop.request_stop();
        waiting.join();
        QVERIFY(cancelled);
        go = true;
    }
};

PROSPECT_TEST(StoreTest);

#include "store_test.moc"
