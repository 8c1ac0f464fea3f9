// A result remembered beside the immutable value it was computed from.
#pragma once

#include <atomic>
#include <cstdint>
#include <type_traits>

namespace prospect {

// Filled once by whoever asks first, from any thread, without a lock; threads that ask at the same moment may
// compute it twice. Belongs to one object: a copy starts empty, because copies are made to be changed. Always
// equal, so that it takes no part in comparing its owner. Its owner must not change once it has been asked.
template <class T>
class Memo {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    Memo() = default;
    Memo(const Memo& other) noexcept { (void)other; }
    Memo& operator=(const Memo& other) noexcept {
        if (this != &other) state_.store(State::empty, std::memory_order_relaxed);
        return *this;
    }
    ~Memo() = default;
    bool operator==(const Memo& other) const {
        (void)other;
        return true;
    }

    // The remembered result; `compute` makes it when there is none.
    template <class Compute>
    T get(Compute&& compute) const {
        if (state_.load(std::memory_order_acquire) == State::ready) return value_;
        const T made = compute();
        State expected = State::empty;
        if (state_.compare_exchange_strong(expected, State::writing, std::memory_order_relaxed)) {
            value_ = made;
            state_.store(State::ready, std::memory_order_release);
        }
        return made;
    }

private:
    enum class State : std::uint8_t { empty, writing, ready };
    mutable std::atomic<State> state_{State::empty};
    mutable T value_{};
};

} // namespace prospect
