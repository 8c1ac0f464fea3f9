// Runs analyses and keeps their results by content.
#pragma once

#include "analysis/engine/analysis.h"

#include <memory>
#include <mutex>

namespace prospect::engine {

// Safe to use from several threads. The store is bounded in bytes; the least recently used run goes first.
class Engine {
public:
    explicit Engine(std::span<const Analysis> catalogue, std::size_t store_bytes = std::size_t{1} << 30);
    ~Engine();

    const Analysis* find(std::string_view id) const;
    std::span<const Analysis> catalogue() const;

    // Throws Error(usage): unknown analysis (near ones are named) or setting; Error(refused); Cancelled.
    RunPtr run(const std::string& analysis, const Settings& settings, const Request& request,
               const Progress& progress = {});
    // Content address: over analysis, method version, settings, grid request, hashes of the roles read, the parts of
    // the time context it uses, seed.
    std::string key(const Analysis& analysis, const Settings& settings, const Request& request) const;

private:
    friend class Context;
    struct Store;
    std::span<const Analysis> catalogue_;
    std::unique_ptr<Store> store_;
};

} // namespace prospect::engine
