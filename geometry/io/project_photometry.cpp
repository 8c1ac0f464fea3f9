#include "geometry/io/project_photometry.h"

#include "geometry/base/error.h"
#include "geometry/io/photometry.h"

#include <set>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

void add_name(const Feature& feature, std::set<std::string>& names) {
    if (const Attribute* name = feature.find("photometry"))
        if (const std::string text = as_text(name->value); !text.empty()) names.insert(text);
}

void add_names(const SiteChangeStep& step, std::set<std::string>& names) {
    if (const auto* layer = std::get_if<AddLayer>(&step))
        for (const FeaturePtr& feature : layer->layer->features)
            add_name(*feature, names);
    if (const auto* added = std::get_if<AddFeatures>(&step))
        for (const FeaturePtr& feature : added->features)
            add_name(*feature, names);
    if (const auto* change = std::get_if<ChangeAttribute>(&step);
        change && change->attribute == "photometry" && change->value)
        names.insert(as_text(*change->value));
}

// What luminaires of the place and of its options name.
std::set<std::string> names_in(const Site& site) {
    std::set<std::string> names;
    for (const auto& [layer, feature] : site.features(Role::luminaire))
        add_name(*feature, names);
    for (const auto& scenario : site.scenarios)
        for (const SiteEdit& edit : scenario->edits)
            for (const SiteChangeStep& step : edit.steps)
                add_names(step, names);
    return names;
}

// The file of that name in the folder: letter for letter, else however letters are written. Names are no
// paths.
std::optional<fs::path> beside(const fs::path& folder, const std::string& name) {
    const fs::path place = folder.empty() ? fs::path(".") : folder;
    std::error_code ignored;
    if (fs::path(name).filename() != fs::path(name)) return std::nullopt;
    if (fs::is_regular_file(place / name, ignored)) return place / name;
    for (const auto& entry : fs::directory_iterator(place, ignored))
        if (same_photometry_name(entry.path().filename().string(), name) && entry.is_regular_file(ignored))
            return entry.path();
    return std::nullopt;
}

} // namespace

bool names_photometry(std::string_view name) {
    const std::string end = fs::path(name).extension().string();
    return same_photometry_name(end, ".ies") || same_photometry_name(end, ".ldt");
}

Photometries read_photometries(const Site& site, const std::vector<StoredFile>& files, const fs::path& folder,
                               std::vector<std::string>& notes) {
    Photometries found;
    const auto keep = [&](const std::string& name, const auto& read) {
        try {
            found.insert_or_assign(name, std::make_shared<const Photometry>(read()));
        } catch (const Error& fault) {
            notes.push_back("photometry " + name + " cannot be used: " + fault.message());
        }
    };
    for (const StoredFile& file : files)
        if (names_photometry(file.name)) keep(file.name, [&] { return read_photometry(*bytes_of(file)); });
    for (const std::string& name : names_in(site))
        if (!photometry_named(found, name))
            if (const auto file = beside(folder, name))
                keep(name, [&] { return read_photometry_file(*file); });
    return found;
}

} // namespace prospect::io
