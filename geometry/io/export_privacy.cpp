#include "geometry/io/export_privacy.h"

#include "geometry/io/project_styles.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <fstream>
#include <unordered_map>

namespace prospect::io {

namespace {

// Shorter texts turn up by chance.
constexpr std::size_t least_secret = 8;
constexpr std::size_t key_size = 4;

void add_text(std::vector<std::string>& texts, const Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) texts.push_back(*text);
}

std::vector<std::string> texts_of(const Feature& feature) {
    std::vector<std::string> texts{feature.name, feature.source.file, feature.source.layer,
                                   feature.source.id};
    for (const Attribute& one : feature.attributes)
        add_text(texts, one.value);
    for (const auto& [name, value] : feature.extra)
        add_text(texts, value);
    return texts;
}

void add_all(std::vector<std::string>& into, std::vector<std::string> texts) {
    into.insert(into.end(), std::make_move_iterator(texts.begin()), std::make_move_iterator(texts.end()));
}

// The feature without what only the police may have; null when nothing had to go.
FeaturePtr stripped(const Feature& feature, Role role) {
    const bool names_persons =
        role == Role::annotation && (feature.find("author") || feature.find("assigned"));
    // What a former kind of the thing had is as free as what the source had besides.
    const auto is_foreign = [&](const Attribute& one) {
        const auto& known = info(role).attributes;
        return std::none_of(known.begin(), known.end(),
                            [&](const AttributeInfo& attribute) { return attribute.name == one.name; });
    };
    const bool has_foreign = std::any_of(feature.attributes.begin(), feature.attributes.end(), is_foreign);
    if (feature.extra.empty() && feature.source == Source{} && !names_persons && !has_foreign) return nullptr;
    auto plain = std::make_shared<Feature>(feature);
    plain->extra.clear();
    plain->source = {};
    std::erase_if(plain->attributes, is_foreign);
    if (names_persons) {
        plain->unset("assigned");
        const Attribute* author = feature.find("author");
        const Attribute* author_role = feature.find("role");
        if (author && author_role)
            plain->set("author", author_role->value, author->basis);
        else
            plain->unset("author");
    }
    return plain;
}

// Finds many texts in one pass: candidates by their first four bytes.
class Finder {
public:
    explicit Finder(const std::vector<std::string>& texts) {
        for (const std::string& text : texts)
            by_key_[key(text.data())].push_back(&text);
    }

    // Calls hit(text) for every occurrence; stops when it returns false.
    template <class Hit>
    void search(const std::string& haystack, Hit hit) const {
        for (std::size_t at = 0; at + key_size <= haystack.size(); ++at) {
            const auto found = by_key_.find(key(haystack.data() + at));
            if (found == by_key_.end()) continue;
            for (const std::string* text : found->second)
                if (haystack.compare(at, text->size(), *text) == 0 && !hit(*text)) return;
        }
    }

private:
    static std::uint32_t key(const char* at) {
        std::uint32_t value = 0;
        std::memcpy(&value, at, key_size);
        return value;
    }
    std::unordered_map<std::uint32_t, std::vector<const std::string*>> by_key_;
};

bool is_telling(const std::string& text) {
    return text.size() >= least_secret && std::any_of(text.begin(), text.end(), [](unsigned char c) {
               return std::isalpha(c) != 0 || c >= 0x80;
           });
}

// Everything the file may say, in one text.
std::string allowed_text(const Shareable& shared, const std::string& also_allowed) {
    std::string all = also_allowed;
    for (const RoleInfo& info : roles()) {
        all.append(info.table).append("\n").append(info.plural).append("\n");
        all.append(qml_style(info.role)).append(sld_style(info.role));
        for (const AttributeInfo& attribute : info.attributes) {
            all.append(attribute.name).append("\n");
            for (const std::string_view choice : attribute.choices)
                all.append(choice).append("\n");
        }
    }
    for (const LayerPtr& layer : shared.site.layers) {
        all.append("\n").append(layer->name);
        for (const FeaturePtr& feature : layer->features)
            for (const std::string& text : texts_of(*feature))
                all.append("\n").append(text);
    }
    return all;
}

} // namespace

Shareable shareable(const Site& site, Audience audience) {
    Shareable shared{site, 0, 0, {}};
    if (audience == Audience::police) return shared;
    for (LayerPtr& layer : shared.site.layers) {
        auto kept = std::make_shared<Layer>(*layer);
        kept->features.clear();
        for (const FeaturePtr& feature : layer->features) {
            if (feature->sensitivity != Sensitivity::ordinary) {
                ++shared.withheld;
                shared.secrets.push_back(feature->id.text());
                add_all(shared.secrets, texts_of(*feature));
            } else if (FeaturePtr plain = stripped(*feature, layer->role)) {
                ++shared.stripped;
                add_all(shared.secrets, texts_of(*feature));
                kept->features.push_back(std::move(plain));
            } else {
                kept->features.push_back(feature);
            }
        }
        layer = std::move(kept);
    }
    shared.site.scenarios.clear();
    shared.site.meta.clear();
    shared.site.answers.clear();
    shared.site.log.clear();
    return shared;
}

std::string find_secret(const std::filesystem::path& file, const Shareable& shared,
                        const std::string& also_allowed) {
    std::vector<std::string> secrets;
    std::copy_if(shared.secrets.begin(), shared.secrets.end(), std::back_inserter(secrets), is_telling);
    std::sort(secrets.begin(), secrets.end());
    secrets.erase(std::unique(secrets.begin(), secrets.end()), secrets.end());
    std::vector<std::string> public_ones;
    Finder(secrets).search(allowed_text(shared, also_allowed), [&](const std::string& text) {
        public_ones.push_back(text);
        return true;
    });
    std::sort(public_ones.begin(), public_ones.end());
    std::erase_if(secrets, [&](const std::string& text) {
        return std::binary_search(public_ones.begin(), public_ones.end(), text);
    });
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(stream), {});
    std::string leaked;
    Finder(secrets).search(bytes, [&](const std::string& text) {
        leaked = text;
        return false;
    });
    return leaked;
}

} // namespace prospect::io
