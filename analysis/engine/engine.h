// Runs analyses and keeps their results by content.
#pragma once

#include "analysis/engine/analysis.h"
#include "analysis/engine/part_store.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace prospect::engine {

// Safe to use from several threads: the same run asked for twice at once is computed once. The store is
// bounded in bytes; the least recently used run goes first. A kept run asked for again under another
// scenario, time or snapshot that changes nothing it reads comes back as a copy labelled so.
class Engine {
public:
    // A quarter of the bytes is for parts.
    explicit Engine(std::span<const Analysis> catalogue, std::size_t store_bytes = std::size_t{1} << 30);
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    const Analysis* find(std::string_view id) const;
    // Throws Error(usage): near and known ones are named.
    const Analysis& get(std::string_view id) const;
    std::span<const Analysis> catalogue() const { return catalogue_; }

    // Throws Error(usage): unknown analysis, setting or scenario; Error(refused); Error(internal): analyses
    // that need each other; Cancelled.
    RunPtr run(const std::string& analysis, const Settings& settings, const Request& request,
               const Progress& progress = {});
    // What its analyses keep of their own.
    PartStore& parts();
    // Content address: over analysis, settings and files they name, extent, seed, and for it and all it needs
    // the method versions, the hashes of the roles read and the parts of the time context used; the defaults;
    // and the boxes that bound sight and the default grid.
    std::string key(const Analysis& analysis, const Settings& settings, const Request& request) const;

private:
    struct Kept;
    std::span<const Analysis> catalogue_;
    std::unique_ptr<Kept> kept_;
};

} // namespace prospect::engine
