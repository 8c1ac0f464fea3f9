// Collects what is read from one source into layer drafts, and counts: read = imported + skipped, always.
#pragma once

#include "geometry/io/import.h"

#include <map>
#include <optional>
#include <string>
#include <unordered_set>

namespace prospect::io {

// Drafts are kept for each pair of source layer and role, in the order in which they first occur.
class DraftBuilder {
public:
    explicit DraftBuilder(const std::filesystem::path& file);

    // Layer that add() and skip() count for from now on.
    void begin_layer(const std::string& source_layer);

    struct Entry {
        std::optional<Role> role; // absent: drawing only
        Feature feature;          // id nil: made from file, layer and source id; its source is filled in
        std::string layer_name;   // name of the layer it belongs to; empty: the source layer's
        bool repaired = false;
    };
    // A shape the role cannot have is kept as drawing only, with a reason.
    void add(Entry entry);
    // A feature that was read and is not imported.
    void skip(const std::string& reason, const std::string& id, std::optional<Point> place = std::nullopt);
    // As many features of the layer that could not even be read.
    void skip_rest(const std::string& reason, std::size_t count);
    // Something worth telling about a feature that is imported.
    void remark(const std::string& reason, const std::string& id, std::optional<Point> place);
    void note(const std::string& sentence);

    SourceDraft& draft() { return draft_; }
    // Names the layers, fills the counts; the builder is spent.
    SourceDraft finish();

private:
    struct Key {
        std::string source_layer;
        std::string name;
        std::optional<Role> role;
        auto operator<=>(const Key&) const = default;
    };
    std::size_t layer_for(const Key& key);
    void fit(Entry& entry);
    void identify(Feature& feature);
    void name_layers();

    SourceDraft draft_;
    std::string file_name_;
    std::string layer_;
    std::map<Key, std::size_t> places_;
    std::vector<SourceCount> counts_;            // one for each draft
    std::map<std::string, std::size_t> skipped_; // by source layer
    std::vector<std::string> layers_;            // source layers in order
    std::unordered_set<Uuid> ids_;
};

} // namespace prospect::io
