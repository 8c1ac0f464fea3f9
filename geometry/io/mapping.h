// Which role a layer or block of a drawing or GIS file has, by the words of its name
// (resources/mappings/layers.json).
#pragma once

#include "geometry/site/feature.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::io {

// What a name says: the role, and attributes every feature of the layer gets (basis tagged).
struct LayerMatch {
    Role role = Role::underlay;
    std::vector<Attribute> attributes;
    std::string word; // the word of the name that decided
};

class LayerMapping {
public:
    // The bundled table; with a file, its rules come first and its ignore words count as well. Throws
    // Error(usage) when the file cannot be read or is not of this form, naming the place.
    static LayerMapping load(const std::filesystem::path& mapping_file = {});
    static LayerMapping parse(std::string_view json);

    // The block name goes before the layer name. Absent when nothing matches or an ignore word occurs.
    // Prefixes of external references ("xref-plan$0$", "plan|") do not count. Cost: words × rules, a few
    // microseconds.
    std::optional<LayerMatch> match(std::string_view layer_name, std::string_view block_name = {}) const;

private:
    struct Pattern {
        std::string word; // lower case
        bool prefix = false;
        bool fits(std::string_view candidate) const;
    };
    struct Rule {
        Role role = Role::underlay;
        std::vector<Attribute> attributes;
        std::vector<Pattern> patterns;
    };
    static Pattern pattern_of(std::string_view word);
    void append(std::string_view json);
    std::optional<LayerMatch> match_name(std::string_view name, bool& ignored) const;
    std::optional<LayerMatch> match_level(std::string_view level) const;

    std::vector<Pattern> ignore_;
    std::vector<Rule> rules_;
};

// The name without prefixes of external references.
std::string_view without_xref_prefix(std::string_view name);
// Lower-case words of a name, split at everything that is no letter and at changes from lower to upper case.
std::vector<std::string> words_of(std::string_view name);

// Hands the text of the user's mapping file to `parse`; an empty path is no file. Throws Error(usage) naming
// the file when it cannot be read, and passes on what `parse` throws with that name.
void read_mapping_file(const std::filesystem::path& file,
                       const std::function<void(const std::string&)>& parse);

} // namespace prospect::io
