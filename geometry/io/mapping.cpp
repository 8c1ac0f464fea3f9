#include "geometry/io/mapping.h"

#include "geometry/base/error.h"
#include "geometry/base/resources.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>

namespace prospect::io {

namespace {

using Json = nlohmann::json;

// UTF-8 code points; a broken byte stands for itself, so that no name is lost.
std::vector<char32_t> code_points(std::string_view text) {
    std::vector<char32_t> points;
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
        if (size == 1 || i + size > text.size()) {
            points.push_back(lead);
            ++i;
            continue;
        }
        char32_t point = lead & (0x7fU >> size);
        for (std::size_t k = 1; k < size; ++k)
            point = (point << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3fU);
        points.push_back(point);
        i += size;
    }
    return points;
}

// Latin letters with their accents: what names of layers are written in.
bool is_upper(char32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7);
}
bool is_lower(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 0xdf && c <= 0xff && c != 0xf7) || c > 0xff;
}
char32_t lower(char32_t c) {
    return is_upper(c) ? c + 32 : c;
}

void append_utf8(std::string& text, char32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xc0 | (c >> 6));
        text += static_cast<char>(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xe0 | (c >> 12));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
        text += static_cast<char>(0x80 | (c & 0x3f));
    } else {
        text += static_cast<char>(0xf0 | (c >> 18));
        text += static_cast<char>(0x80 | ((c >> 12) & 0x3f));
        text += static_cast<char>(0x80 | ((c >> 6) & 0x3f));
        text += static_cast<char>(0x80 | (c & 0x3f));
    }
}

std::string lower_text(std::string_view text) {
    std::string result;
    for (const char32_t c : code_points(text))
        append_utf8(result, lower(c));
    return result;
}

std::vector<std::string_view> levels_of(std::string_view name) {
    constexpr std::array<std::string_view, 3> separators{" ... ", " - ", "/"};
    std::vector<std::string_view> levels;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < name.size();) {
        const auto* const hit = std::find_if(separators.begin(), separators.end(), [&](std::string_view s) {
            return name.substr(i).starts_with(s);
        });
        if (hit == separators.end()) {
            ++i;
            continue;
        }
        levels.push_back(name.substr(begin, i - begin));
        i += hit->size();
        begin = i;
    }
    levels.push_back(name.substr(begin));
    return levels;
}

Value value_of(const Json& json) {
    if (json.is_boolean()) return json.get<bool>();
    if (json.is_number_integer()) return json.get<std::int64_t>();
    if (json.is_number()) return json.get<double>();
    return json.get<std::string>();
}

} // namespace

std::string_view without_xref_prefix(std::string_view name) {
    const std::size_t bound = name.rfind("$0$");
    if (bound != std::string_view::npos) name.remove_prefix(bound + 3);
    const std::size_t bar = name.rfind('|');
    if (bar != std::string_view::npos) name.remove_prefix(bar + 1);
    return name;
}

std::vector<std::string> words_of(std::string_view name) {
    std::vector<std::string> words;
    std::string word;
    char32_t previous = 0;
    for (const char32_t c : code_points(name)) {
        const bool letter = is_upper(c) || is_lower(c);
        if ((!letter || (is_upper(c) && is_lower(previous))) && !word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
        if (letter) append_utf8(word, lower(c));
        previous = c;
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

bool LayerMapping::Pattern::fits(std::string_view candidate) const {
    return prefix ? candidate.starts_with(word) : candidate == word;
}

LayerMapping::Pattern LayerMapping::pattern_of(std::string_view word) {
    Pattern pattern;
    pattern.prefix = word.ends_with('*');
    if (pattern.prefix) word.remove_suffix(1);
    pattern.word = lower_text(word);
    return pattern;
}

void LayerMapping::append(std::string_view text) {
    const Json json = Json::parse(text);
    for (const Json& word : json.value("ignore", Json::array()))
        ignore_.push_back(pattern_of(word.get<std::string>()));
    for (const Json& entry : json.value("rules", Json::array())) {
        const auto name = entry.at("role").get<std::string>();
        const std::optional<Role> role = role_of(name);
        if (!role)
            throw Error(ErrorCode::usage, "the mapping names an unknown role \"" + name + "\"",
                        "`prospect-cli list roles` shows the roles");
        Rule rule{*role, {}, {}};
        const Json attributes = entry.value("attributes", Json::object());
        for (const auto& [key, value] : attributes.items())
            rule.attributes.push_back({key, value_of(value), Basis::tagged});
        for (const Json& word : entry.at("words"))
            rule.patterns.push_back(pattern_of(word.get<std::string>()));
        rules_.push_back(std::move(rule));
    }
}

void read_mapping_file(const std::filesystem::path& file,
                       const std::function<void(const std::string&)>& parse) {
    if (file.empty()) return;
    std::ifstream in(file, std::ios::binary);
    try {
        if (!in)
            throw Error(ErrorCode::usage, "the mapping file cannot be read",
                        "check the path after --mapping");
        parse(std::string(std::istreambuf_iterator<char>(in), {}));
    } catch (Error& fault) {
        throw fault.add_context(file.filename().string());
    }
}

LayerMapping LayerMapping::parse(std::string_view json) {
    LayerMapping mapping;
    try {
        mapping.append(json);
    } catch (const Json::exception& fault) {
        throw Error(ErrorCode::usage, std::string("the layer mapping cannot be read (") + fault.what() + ")",
                    "take resources/mappings/layers.json as a model");
    }
    return mapping;
}

LayerMapping LayerMapping::load(const std::filesystem::path& mapping_file) {
    LayerMapping mapping;
    read_mapping_file(mapping_file, [&](const std::string& json) { mapping = parse(json); });
    mapping.append(read_resource("mappings/layers.json"));
    return mapping;
}

std::optional<LayerMatch> LayerMapping::match_level(std::string_view level) const {
    const std::vector<std::string> words = words_of(level);
    for (const Rule& rule : rules_)
        for (const std::string& word : words)
            for (const Pattern& pattern : rule.patterns)
                if (pattern.fits(word)) return LayerMatch{rule.role, rule.attributes, word};
    return std::nullopt;
}

std::optional<LayerMatch> LayerMapping::match_name(std::string_view name, bool& ignored) const {
    name = without_xref_prefix(name);
    for (const std::string& word : words_of(name))
        if (std::any_of(ignore_.begin(), ignore_.end(), [&](const Pattern& p) { return p.fits(word); })) {
            ignored = true;
            return std::nullopt;
        }
    const auto levels = levels_of(name);
    for (auto level = levels.rbegin(); level != levels.rend(); ++level)
        if (auto match = match_level(*level)) return match;
    return std::nullopt;
}

std::optional<LayerMatch> LayerMapping::match(std::string_view layer_name,
                                              std::string_view block_name) const {
    bool ignored = false;
    if (!block_name.empty())
        if (auto match = match_name(block_name, ignored)) return match;
    if (ignored) return std::nullopt;
    return match_name(layer_name, ignored);
}

} // namespace prospect::io
