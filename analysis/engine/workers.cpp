#include "analysis/engine/workers.h"

#include <tbb/blocked_range.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>

namespace prospect::engine {

namespace {

// Forwards the progress of blocks that end in any order, never backwards and at most a thousand times.
class BlockProgress {
public:
    BlockProgress(const Progress& progress, std::int64_t blocks) : progress_(progress), blocks_(blocks) {}

    void block_done() {
        const std::int64_t done = ++done_;
        if (done * 1000 / blocks_ == (done - 1) * 1000 / blocks_) return;
        const std::lock_guard lock(mutex_);
        if (done <= reported_) return;
        reported_ = done;
        progress_.report(static_cast<double>(done) / static_cast<double>(blocks_));
    }

private:
    const Progress& progress_;
    const std::int64_t blocks_;
    std::atomic<std::int64_t> done_{0};
    std::mutex mutex_;
    std::int64_t reported_ = 0;
};

} // namespace

void Workers::for_blocks(std::int64_t count, std::int64_t block,
                         const std::function<void(std::int64_t begin, std::int64_t end)>& body) const {
    if (count <= 0) return;
    block = std::max<std::int64_t>(block, 1);
    const std::int64_t blocks = (count + block - 1) / block;
    BlockProgress done(progress_, blocks);
    // An arena of its own: a thread that waits in a nested loop must not pick up blocks of the outer one.
    tbb::task_arena arena(threads_ > 0 ? threads_ : tbb::info::default_concurrency());
    arena.execute([&] {
        tbb::parallel_for(
            tbb::blocked_range<std::int64_t>(0, blocks, 1),
            [&](const tbb::blocked_range<std::int64_t>& range) {
                for (std::int64_t b = range.begin(); b != range.end(); ++b) {
                    progress_.checkpoint();
                    body(b * block, std::min(count, (b + 1) * block));
                    done.block_done();
                }
            },
            tbb::simple_partitioner());
    });
    progress_.checkpoint(); // a stop during the last blocks counts too
}

} // namespace prospect::engine
