// The one parallel loop.
#pragma once

#include "geometry/base/progress.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace prospect::engine {

// How many threads work, whom they tell how far they are, and who may stop them. A cheap value.
class Workers {
public:
    // threads: 0 = all of the machine.
    explicit Workers(int threads = 0, Progress progress = {})
        : threads_(threads), progress_(std::move(progress)) {}

    // Calls body(begin, end) for blocks of [0, count) on all threads, reports progress by blocks, stops when
    // asked before the next block. Results must go to their own index: the output then never depends on the
    // number of threads. An exception of the body stops the loop and is rethrown; of several, any.
    void for_blocks(std::int64_t count, std::int64_t block,
                    const std::function<void(std::int64_t begin, std::int64_t end)>& body) const;

    // The same workers on the part of the work from `begin` to `end` (0 to 1).
    Workers part(double begin, double end, std::string stage = {}) const {
        return Workers(threads_, progress_.part(begin, end, std::move(stage)));
    }
    const Progress& progress() const { return progress_; }

private:
    int threads_;
    Progress progress_;
};

// Values that blocks borrow one after another, so that each thread makes about one: large memory, mostly.
// Safe from several threads.
template <class Value>
class Pool {
public:
    template <class Use>
    void with(const Use& use) {
        std::unique_ptr<Value> value;
        {
            const std::lock_guard lock(mutex_);
            if (!free_.empty()) {
                value = std::move(free_.back());
                free_.pop_back();
            }
        }
        if (!value) value = std::make_unique<Value>();
        use(*value);
        const std::lock_guard lock(mutex_);
        free_.push_back(std::move(value));
    }

    // After the loop: every value that was made.
    template <class Use>
    void for_each(const Use& use) {
        const std::lock_guard lock(mutex_);
        for (const auto& value : free_)
            use(*value);
    }

private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<Value>> free_;
};

} // namespace prospect::engine
