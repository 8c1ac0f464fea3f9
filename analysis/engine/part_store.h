// What analyses make on the way and may want again, kept by content beside the results of whole runs.
#pragma once

#include "geometry/base/store.h"

#include <memory>
#include <string>

namespace prospect::engine {

// Safe to use from several threads. Nobody waits for what another one makes: a task that makes a part may be
// interrupted by one that asks for the same. The least recently used goes first when the bytes exceed the
// limit.
class PartStore {
public:
    explicit PartStore(std::size_t limit_bytes)
        : parts_(limit_bytes, [](const Part& part) { return part.bytes; }) {}

    // Null when it is not kept. key: of put(), with the same T.
    template <class T>
    std::shared_ptr<const T> find(const std::string& key) {
        const auto part = parts_.find(key);
        return part ? std::static_pointer_cast<const T>(part->value) : nullptr;
    }

    // key: says what kind of value it is and, by a digest (content.h), all that it depends on.
    template <class T>
    void put(const std::string& key, std::shared_ptr<const T> value, std::size_t bytes) {
        parts_.put(key, std::make_shared<const Part>(Part{std::move(value), bytes}));
    }

private:
    struct Part {
        std::shared_ptr<const void> value;
        std::size_t bytes = 0;
    };
    Store<std::string, Part> parts_;
};

} // namespace prospect::engine
