#include "geometry/base/error.h"

#include <utility>

namespace prospect {

Error::Error(ErrorCode code, std::string message, std::string advice)
    : code_(code), message_(std::move(message)), advice_(std::move(advice)) {
    compose();
}

Error& Error::add_context(std::string where) {
    context_.push_back(std::move(where));
    compose();
    return *this;
}

void Error::compose() {
    text_.clear();
    for (auto it = context_.rbegin(); it != context_.rend(); ++it)
        text_ += *it + ": ";
    text_ += message_;
    if (!advice_.empty())
        text_ += " — " + advice_;
}

} // namespace prospect
