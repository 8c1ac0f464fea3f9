#include "geometry/base/progress.h"

#include <algorithm>
#include <utility>

namespace prospect {

Progress::Progress(std::stop_token stop, Sink sink)
    : stop_(std::move(stop)), sink_(sink ? std::make_shared<const Sink>(std::move(sink)) : nullptr) {}

Progress Progress::part(double begin, double end, std::string stage) const {
    Progress inner = *this;
    inner.begin_ = begin_ + (end_ - begin_) * begin;
    inner.end_ = begin_ + (end_ - begin_) * end;
    if (!stage.empty())
        inner.stage_ = std::move(stage);
    return inner;
}

void Progress::report(double done) const {
    checkpoint();
    if (sink_)
        (*sink_)(begin_ + (end_ - begin_) * std::clamp(done, 0.0, 1.0), stage_);
}

void Progress::checkpoint() const {
    if (stop_.stop_requested())
        throw Cancelled();
}

} // namespace prospect
