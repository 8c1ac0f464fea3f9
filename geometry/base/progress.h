// Progress and cancelling of long work, passed by value.
#pragma once

#include "geometry/base/error.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

namespace prospect {

// Thrown by Progress::report and checkpoint when the user has asked to stop.
class Cancelled : public Error {
public:
    Cancelled() : Error(ErrorCode::cancelled, "stopped as asked") {}
};

// A cheap value: who to tell, who may stop us, and which share of the whole this part of the work is. Copies share the
// sink. report() may be called from any thread; the sink must be safe for that. Default: silent and unstoppable.
class Progress {
public:
    // done: 0 to 1 of the whole; stage: what is being done, in plain words.
    using Sink = std::function<void(double done, std::string_view stage)>;

    Progress() = default;
    Progress(std::stop_token stop, Sink sink);

    // The part of this work from `begin` to `end` (0 to 1) as a progress of its own.
    Progress part(double begin, double end, std::string stage = {}) const;
    // Tells the sink how much of this part is done (0 to 1). Throws Cancelled.
    void report(double done) const;
    // Throws Cancelled when asked to stop. Costs one atomic load.
    void checkpoint() const;
    bool stop_requested() const { return stop_.stop_requested(); }
    std::stop_token stop_token() const { return stop_; }

private:
    std::stop_token stop_;
    std::shared_ptr<const Sink> sink_;
    double begin_ = 0;
    double end_ = 1;
    std::string stage_;
};

} // namespace prospect
