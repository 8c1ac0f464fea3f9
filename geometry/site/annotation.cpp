#include "geometry/site/annotation.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iterator>

namespace prospect {

namespace {

using Json = nlohmann::json;

constexpr std::string_view replies_key = "comments";
constexpr std::string_view history_key = "status_log";
constexpr std::string_view files_key = "files";
constexpr std::string_view links_key = "links";

constexpr std::array<std::string_view, 4> statuses{"open", "agreed", "mended", "declined"};
constexpr std::array<std::string_view, 3> severities{"serious", "moderate", "minor"};
constexpr std::array<std::string_view, 6> strategies{"natural_surveillance",      "access_control",
                                                     "territorial_reinforcement", "activity_support",
                                                     "image_management",          "target_hardening"};

// The texts that a person changes, by attribute.
struct Text {
    const char* attribute;
    std::string Annotation::*member;
};
constexpr std::array<Text, 7> editable{{{"title", &Annotation::title},
                                        {"text", &Annotation::text},
                                        {"strategy", &Annotation::strategy},
                                        {"severity", &Annotation::severity},
                                        {"status", &Annotation::status},
                                        {"assigned", &Annotation::assigned},
                                        {"due", &Annotation::due}}};
constexpr std::array<Text, 5> signed_once{{{"kind", &Annotation::kind},
                                           {"author", &Annotation::author},
                                           {"agency", &Annotation::agency},
                                           {"created", &Annotation::created},
                                           {"changed", &Annotation::changed}}};

std::string text_in(const Json& entry, const char* key) {
    const auto found = entry.find(key);
    return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// The entries of a list kept as JSON; anything else is none.
Json list_of(const Feature& feature, std::string_view key) {
    for (const auto& [name, value] : feature.extra)
        if (name == key) {
            Json list = Json::parse(as_text(value), nullptr, false);
            if (list.is_array()) return list;
        }
    return Json::array();
}

Signature signature_in(const Json& entry) {
    return {text_in(entry, "author"), text_in(entry, "agency"), text_in(entry, "when")};
}

Json entry_of(const char* key, const std::string& text, const Signature& by) {
    return {{key, text}, {"author", by.author}, {"agency", by.agency}, {"when", by.when}};
}

Json json_of(const AttachedFile& file) {
    return {{"name", file.name}, {"media_type", file.media_type}, {"sha256", file.sha256}};
}

Json json_of(const Link& link) {
    return {{"to", link.to == Link::To::finding ? "finding" : "feature"},
            {"key", link.key},
            {"words", link.words}};
}

std::vector<AttachedFile> files_of(const Feature& feature) {
    std::vector<AttachedFile> files;
    for (const Json& entry : list_of(feature, files_key))
        if (entry.is_object() && !text_in(entry, "sha256").empty())
            files.push_back({text_in(entry, "name"), text_in(entry, "media_type"), text_in(entry, "sha256")});
    return files;
}

std::vector<Link> links_of(const Feature& feature) {
    std::vector<Link> links;
    for (const Json& entry : list_of(feature, links_key)) {
        if (!entry.is_object() || text_in(entry, "key").empty()) continue;
        const auto to = text_in(entry, "to") == "finding" ? Link::To::finding : Link::To::feature;
        links.push_back({to, text_in(entry, "key"), text_in(entry, "words")});
    }
    return links;
}

// The list as JSON; absent when it is empty.
template <class One>
std::optional<Value> list_text(const std::vector<One>& entries) {
    if (entries.empty()) return std::nullopt;
    Json list = Json::array();
    for (const One& one : entries)
        list.push_back(json_of(one));
    return Value(list.dump(-1, ' ', false, Json::error_handler_t::replace));
}

std::string with_entry(const Feature& feature, std::string_view key, Json entry) {
    Json list = list_of(feature, key);
    // What another program wrote there instead of a list is not lost.
    for (const auto& [name, value] : feature.extra)
        if (name == key && list.empty() && as_text(value) != "[]") list.push_back(as_text(value));
    list.push_back(std::move(entry));
    return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

FeaturePtr note_feature(const Site& site, const Uuid& id) {
    for (const auto& [layer, feature] : site.features(Role::annotation))
        if (feature->id == id) return feature;
    return nullptr;
}

std::string title_of(const char* act, const Feature& note) {
    const std::int64_t number = annotation_of(note).number;
    return std::string(act) + " note" + (number > 0 ? " " + std::to_string(number) : "");
}

ChangeAttribute text_change(const Uuid& note, const char* attribute, const std::string& text) {
    return {note, attribute, text.empty() ? std::nullopt : std::optional<Value>(text), Basis::drawn};
}

} // namespace

std::span<const std::string_view> annotation_statuses() {
    return statuses;
}

std::span<const std::string_view> annotation_severities() {
    return severities;
}

std::span<const std::string_view> annotation_strategies() {
    return strategies;
}

std::string Annotation::headline() const {
    return title.empty() ? text.substr(0, text.find('\n')) : title;
}

Annotation annotation_of(const Feature& feature) {
    Annotation note;
    note.id = feature.id;
    note.geometry = feature.geometry;
    const auto take = [&](const Text& text) {
        if (const Attribute* given = feature.find(text.attribute)) note.*text.member = as_text(given->value);
    };
    std::for_each(editable.begin(), editable.end(), take);
    std::for_each(signed_once.begin(), signed_once.end(), take);
    if (const Attribute* number = feature.find("number"))
        note.number = static_cast<std::int64_t>(as_number(number->value).value_or(0));
    if (note.title.empty()) note.title = feature.name;
    for (const Json& entry : list_of(feature, replies_key))
        if (entry.is_object() && !text_in(entry, "text").empty())
            note.replies.push_back({text_in(entry, "text"), signature_in(entry)});
    for (const Json& entry : list_of(feature, history_key))
        if (entry.is_object() && !text_in(entry, "status").empty())
            note.history.push_back({text_in(entry, "status"), signature_in(entry)});
    note.files = files_of(feature);
    note.links = links_of(feature);
    return note;
}

std::vector<Annotation> annotations(const Site& site) {
    std::vector<Annotation> notes;
    for (const auto& [layer, feature] : site.features(Role::annotation))
        notes.push_back(annotation_of(*feature));
    std::stable_sort(notes.begin(), notes.end(), [](const Annotation& a, const Annotation& b) {
        if ((a.number > 0) != (b.number > 0)) return a.number > 0;
        return a.number < b.number;
    });
    return notes;
}

std::vector<AttachedFile> attached_files(const Site& base) {
    std::vector<AttachedFile> files;
    const auto add = [&](const Site& site) {
        for (Annotation& note : annotations(site))
            std::move(note.files.begin(), note.files.end(), std::back_inserter(files));
    };
    add(base);
    for (const auto& scenario : base.scenarios)
        add(*with_scenario(base, scenario->name));
    return files;
}

bool is_photo(const AttachedFile& file) {
    return file.media_type.starts_with("image/");
}

std::vector<AttachedFile> photos_of(const Annotation& note) {
    std::vector<AttachedFile> photos;
    std::copy_if(note.files.begin(), note.files.end(), std::back_inserter(photos), is_photo);
    return photos;
}

std::int64_t next_annotation_number(const Site& site) {
    std::int64_t greatest = 0;
    for (const auto& [layer, feature] : site.features(Role::annotation))
        greatest = std::max(greatest, annotation_of(*feature).number);
    return greatest + 1;
}

SiteEdit add_annotation(const Site& site, Annotation note, const Signature& by) {
    note.number = next_annotation_number(site);
    note.author = by.author;
    note.agency = by.agency;
    note.created = by.when;
    note.changed = by.when;
    if (note.status.empty()) note.status = statuses.front();
    Feature feature;
    feature.id = note.id;
    feature.geometry = note.geometry;
    feature.basis = Basis::drawn;
    const auto put = [&](const Text& text) {
        if (!(note.*text.member).empty()) feature.set(text.attribute, note.*text.member, Basis::drawn);
    };
    std::for_each(editable.begin(), editable.end(), put);
    std::for_each(signed_once.begin(), signed_once.end(), put);
    feature.set("number", note.number, Basis::drawn);
    feature.extra.emplace_back(history_key,
                               with_entry(feature, history_key, entry_of("status", note.status, by)));
    if (auto files = list_text(note.files)) feature.extra.emplace_back(files_key, std::move(*files));
    if (auto links = list_text(note.links)) feature.extra.emplace_back(links_key, std::move(*links));
    std::sort(feature.extra.begin(), feature.extra.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    SiteEdit edit{"Add note " + std::to_string(note.number), {}};
    const auto added = std::make_shared<const Feature>(std::move(feature));
    for (const LayerPtr& layer : site.layers)
        if (layer->role == Role::annotation && !layer->raster) {
            edit.steps.emplace_back(AddFeatures{layer->id, {added}});
            return edit;
        }
    auto layer = std::make_shared<Layer>();
    layer->id = Uuid::from_name("layer:annotation:" + note.id.text());
    layer->name = "Notes";
    layer->role = Role::annotation;
    layer->features = {added};
    edit.steps.emplace_back(AddLayer{std::move(layer)});
    return edit;
}

SiteEdit change_annotation(const Site& site, const Annotation& wanted, const Signature& by) {
    SiteEdit edit;
    const FeaturePtr feature = note_feature(site, wanted.id);
    if (!feature) return edit;
    edit.title = title_of("Change", *feature);
    const Annotation now = annotation_of(*feature);
    for (const Text& text : editable)
        if (wanted.*text.member != now.*text.member)
            edit.steps.emplace_back(text_change(now.id, text.attribute, wanted.*text.member));
    if (wanted.geometry != now.geometry) edit.steps.emplace_back(ChangeGeometry{now.id, wanted.geometry});
    if (wanted.status != now.status)
        edit.steps.emplace_back(
            ChangeExtra{now.id, std::string(history_key),
                        with_entry(*feature, history_key, entry_of("status", wanted.status, by))});
    if (now.author.empty() && now.agency.empty())
        for (const auto& [attribute, word] : {std::pair("author", &by.author), {"agency", &by.agency}})
            if (!word->empty()) edit.steps.emplace_back(text_change(now.id, attribute, *word));
    if (!edit.steps.empty()) edit.steps.emplace_back(text_change(now.id, "changed", by.when));
    return edit;
}

SiteEdit complete_signatures(const Site& site, const std::set<Uuid>& notes, const Signature& by) {
    SiteEdit edit{"Sign notes", {}};
    for (const auto& [layer, feature] : site.features(Role::annotation)) {
        const Annotation now = annotation_of(*feature);
        const bool same = now.author.empty() ? now.agency.empty() || now.agency == by.agency
                                             : now.author == by.author && now.agency.empty();
        if (!same || !notes.contains(now.id)) continue;
        const std::size_t before = edit.steps.size();
        if (now.author.empty() && !by.author.empty())
            edit.steps.emplace_back(text_change(now.id, "author", by.author));
        if (now.agency.empty() && !by.agency.empty())
            edit.steps.emplace_back(text_change(now.id, "agency", by.agency));
        if (edit.steps.size() > before) edit.steps.emplace_back(text_change(now.id, "changed", by.when));
    }
    return edit;
}

SiteEdit reply_to_annotation(const Site& site, const Uuid& note, const std::string& text,
                             const Signature& by) {
    SiteEdit edit;
    const FeaturePtr feature = note_feature(site, note);
    if (!feature || text.empty()) return edit;
    edit.title = title_of("Answer", *feature);
    edit.steps.emplace_back(ChangeExtra{note, std::string(replies_key),
                                        with_entry(*feature, replies_key, entry_of("text", text, by))});
    edit.steps.emplace_back(text_change(note, "changed", by.when));
    return edit;
}

SiteEdit set_files(const Site& site, const Uuid& note, const std::vector<AttachedFile>& files,
                   const Signature& by) {
    SiteEdit edit;
    const FeaturePtr feature = note_feature(site, note);
    if (!feature) return edit;
    const auto now = files_of(*feature);
    if (now == files) return edit;
    edit.title = title_of(files.size() > now.size() ? "Add a file to" : "Remove a file from", *feature);
    edit.steps.emplace_back(ChangeExtra{note, std::string(files_key), list_text(files)});
    edit.steps.emplace_back(text_change(note, "changed", by.when));
    return edit;
}

SiteEdit set_links(const Site& site, const Uuid& note, const std::vector<Link>& links, const Signature& by) {
    SiteEdit edit;
    const FeaturePtr feature = note_feature(site, note);
    if (!feature) return edit;
    const auto now = links_of(*feature);
    if (now == links) return edit;
    edit.title = title_of(links.size() > now.size() ? "Link" : "Unlink", *feature);
    edit.steps.emplace_back(ChangeExtra{note, std::string(links_key), list_text(links)});
    edit.steps.emplace_back(text_change(note, "changed", by.when));
    return edit;
}

} // namespace prospect
