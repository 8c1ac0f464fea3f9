// Values made once per key and kept while they fit.
#pragma once

#include "geometry/base/progress.h"

#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>

namespace prospect {

// Safe from several threads: what many ask for at once is made by the first, the others wait. When the costs
// of what is kept exceed the limit the least recently used goes first; a value dearer than the limit is
// handed out but not kept.
template <class Key, class Value>
class Store {
public:
    using Pointer = std::shared_ptr<const Value>;
    using Cost = std::function<std::size_t(const Value&)>;

    Store(std::size_t limit, Cost cost) : limit_(limit), cost_(std::move(cost)) {}

    // The kept value, else make()'s. An exception of make() reaches its own caller; those who wait then make
    // it themselves. Throws Cancelled when stopped while waiting.
    template <class Make>
    Pointer get(const Key& key, const std::stop_token& stop, Make&& make) {
        std::unique_lock lock(mutex_);
        if (!changed_.wait(lock, stop, [&] { return !in_work_.contains(key); })) throw Cancelled();
        if (const auto found = kept_.find(key); found != kept_.end()) {
            order_.splice(order_.begin(), order_, found->second.place);
            return found->second.value;
        }
        in_work_.insert(key);
        lock.unlock();
        Pointer made;
        try {
            made = make();
        } catch (...) {
            lock.lock();
            in_work_.erase(key);
            changed_.notify_all();
            throw;
        }
        lock.lock();
        in_work_.erase(key);
        keep(key, made);
        changed_.notify_all();
        return made;
    }

    // The kept value; null when there is none. Does not wait for one in the making.
    Pointer find(const Key& key) {
        const std::lock_guard lock(mutex_);
        const auto found = kept_.find(key);
        if (found == kept_.end()) return nullptr;
        order_.splice(order_.begin(), order_, found->second.place);
        return found->second.value;
    }

    // Replaces what is kept under the key.
    void put(const Key& key, Pointer value) {
        const std::lock_guard lock(mutex_);
        keep(key, std::move(value));
    }

    std::size_t cost() const {
        const std::lock_guard lock(mutex_);
        return total_;
    }

private:
    struct Entry {
        Pointer value;
        std::size_t cost = 0;
        typename std::list<Key>::iterator place;
    };

    void drop(typename std::map<Key, Entry>::iterator entry) {
        total_ -= entry->second.cost;
        order_.erase(entry->second.place);
        kept_.erase(entry);
    }

    void keep(const Key& key, Pointer value) {
        if (const auto old = kept_.find(key); old != kept_.end()) drop(old);
        const std::size_t cost = cost_(*value);
        if (cost > limit_) return;
        while (total_ + cost > limit_)
            drop(kept_.find(order_.back()));
        order_.push_front(key);
        kept_[key] = Entry{std::move(value), cost, order_.begin()};
        total_ += cost;
    }

    const std::size_t limit_;
    const Cost cost_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::set<Key> in_work_;
    std::map<Key, Entry> kept_;
    std::list<Key> order_; // most recently used first
    std::size_t total_ = 0;
};

} // namespace prospect
