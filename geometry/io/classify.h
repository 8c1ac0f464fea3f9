// What a feature of a GIS table or CSV file is: the user's word, the rules for columns, the words of the
// layer's name.
#pragma once

#include "geometry/io/import.h"
#include "geometry/io/mapping.h"
#include "geometry/io/ogr_fields.h"
#include "geometry/io/tag_rules.h"

#include <optional>
#include <string>

namespace prospect::io {

// The role the user gave a source layer or, failing that, the whole file (by its name without extension).
std::optional<Role> chosen_role(const ImportOptions& options, const std::string& source_layer,
                                const std::filesystem::path& file);

class Classifier {
public:
    Classifier(const ImportOptions& options, const std::filesystem::path& file);

    void begin_layer(const std::string& source_layer);

    struct Found {
        std::optional<Role> role; // absent: drawing only
        std::vector<std::string> doubts;
        std::string reason; // why it is drawing only, when a rule says so
    };
    // Sets attributes and sensitivity of the feature from its columns; what is left of them is its `extra`.
    Found classify(Feature& feature, const Columns& columns) const;

private:
    const ImportOptions& options_;
    const std::filesystem::path& file_;
    TagRules rules_;
    LayerMapping words_;
    std::string layer_;
    std::optional<Role> chosen_;
    std::optional<LayerMatch> by_name_;
};

} // namespace prospect::io
