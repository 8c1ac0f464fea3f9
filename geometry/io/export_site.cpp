#include "geometry/base/error.h"
#include "geometry/io/crs.h"
#include "geometry/io/export.h"
#include "geometry/io/export_formats.h"
#include "geometry/io/export_privacy.h"
#include "geometry/io/file_write.h"

#include <algorithm>
#include <array>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 5> audience_names{"public", "resident", "applicant", "consultee",
                                                         "police"};

std::string quoted_names(const Site& site) {
    std::string names;
    for (const LayerPtr& layer : site.layers)
        names += (names.empty() ? "" : ", ") + layer->name;
    return names;
}

// The layers asked for, by name or role, in drawing order.
Site chosen(const Site& site, const std::vector<std::string>& wanted) {
    if (wanted.empty()) return site;
    Site some = site;
    for (const std::string& name : wanted) {
        const auto role = role_of(name);
        const bool known = std::any_of(site.layers.begin(), site.layers.end(), [&](const LayerPtr& layer) {
            return layer->name == name || layer->role == role;
        });
        if (!known)
            throw Error(ErrorCode::usage, "the site has no layer or role called \"" + name + "\"",
                        "choose from: " + quoted_names(site));
    }
    std::erase_if(some.layers, [&](const LayerPtr& layer) {
        return std::none_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
            return layer->name == name || name_of(layer->role) == name;
        });
    });
    return some;
}

std::size_t feature_count(const Site& site) {
    std::size_t count = 0;
    for (const LayerPtr& layer : site.layers)
        count += layer->features.size();
    return count;
}

std::size_t raster_count(const Site& site) {
    return static_cast<std::size_t>(
        std::count_if(site.layers.begin(), site.layers.end(),
                      [](const LayerPtr& layer) { return layer->raster != nullptr; }));
}

std::size_t picture_count(const Site& site) {
    return static_cast<std::size_t>(
        std::count_if(site.layers.begin(), site.layers.end(),
                      [](const LayerPtr& layer) { return layer->picture != nullptr; }));
}

using Writer = void (*)(const Site&, Audience, const fs::path&, const Progress&);

struct Format {
    Writer write = nullptr;
    bool features = true;
    bool rasters = false;
};

Format format_of(const fs::path& file) {
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (extension == ".gpkg") return {write_site_gpkg, true, true};
    if (extension == ".geojson" || extension == ".json") return {write_site_geojson, true, false};
    if (extension == ".csv") return {write_site_csv, true, false};
    if (extension == ".tif" || extension == ".tiff") return {write_site_geotiff, false, true};
    throw Error(ErrorCode::usage,
                "a site cannot be exported as " + (extension.empty() ? "a file without ending" : extension),
                "use .gpkg, .geojson, .csv or .tif");
}

void require_content(const Site& asked, const Shareable& shared, const Format& format, Audience audience) {
    const std::size_t rest =
        (format.features ? feature_count(shared.site) : 0) + (format.rasters ? raster_count(shared.site) : 0);
    if (rest > 0) return;
    if (shared.withheld > 0)
        throw Error(ErrorCode::refused,
                    "nothing of this may be given to " + std::string(name_of(audience)) + ": " +
                        std::to_string(shared.withheld) + " personal or protected features stay here",
                    "choose another audience, for example police");
    throw Error(ErrorCode::refused,
                std::string("there is nothing to export: ") +
                    (!format.features || feature_count(asked) > 0 ? "no grid" : "no feature") +
                    " is in the layers asked for",
                "choose other layers or another format");
}

ExportReport report_of(const Site& asked, const Shareable& shared, const Format& format, Audience audience) {
    ExportReport report;
    report.withheld = shared.withheld;
    report.written =
        (format.features ? feature_count(shared.site) : 0) + (format.rasters ? raster_count(shared.site) : 0);
    if (shared.withheld > 0)
        report.notes.push_back(std::to_string(shared.withheld) +
                               " personal or protected features were left out for " +
                               std::string(name_of(audience)));
    if (shared.stripped > 0)
        report.notes.push_back("free attributes, sources and names of persons were left out of " +
                               std::to_string(shared.stripped) + " features");
    if (!format.rasters && raster_count(asked) > 0)
        report.notes.push_back(std::to_string(raster_count(asked)) +
                               " grids were left out: this format holds none");
    if (picture_count(asked) > 0)
        report.notes.push_back(std::to_string(picture_count(asked)) +
                               (picture_count(asked) == 1 ? " plan picture was" : " plan pictures were") +
                               " left out: exports hold what is drawn, not what lies under it");
    return report;
}

// Texts of the system that a file names besides the site's own words.
std::string crs_words(const Frame& frame) {
    return frame.crs + "\n" + frame.crs_name + "\n" + crs_definition(frame);
}

} // namespace

std::string_view name_of(Audience audience) {
    return audience_names[static_cast<std::size_t>(audience)];
}

std::optional<Audience> audience_of(std::string_view name) {
    const auto* found = std::find(audience_names.begin(), audience_names.end(), name);
    if (found == audience_names.end()) return std::nullopt;
    return static_cast<Audience>(found - audience_names.begin());
}

ExportReport export_site(const Site& site, const fs::path& file, const ExportOptions& options,
                         const Progress& progress) {
    const Format format = format_of(file);
    const Site asked = chosen(site, options.layers);
    const Shareable shared = shareable(asked, options.audience);
    require_content(asked, shared, format, options.audience);
    write_atomically(file, Previous::discard, [&](const fs::path& temporary) {
        try {
            format.write(shared.site, options.audience, temporary, progress.part(0, 0.8));
            // Not every driver tells that the disk is full.
            if (format.features && features_in(temporary) != feature_count(shared.site))
                throw Error(ErrorCode::internal, "the exported file does not read back whole",
                            "report this; no file was written");
        } catch (const Error& error) {
            if (error.code() == ErrorCode::internal && disk_is_full(temporary)) throw_disk_full(file);
            throw;
        }
        const std::string leaked = find_secret(temporary, shared, crs_words(site.frame));
        if (!leaked.empty())
            throw Error(ErrorCode::internal,
                        "the export was stopped: it still held something that may not leave (\"" +
                            leaked.substr(0, 12) + "…\")",
                        "report this; no file was written");
    });
    progress.report(1);
    return report_of(asked, shared, format, options.audience);
}

} // namespace prospect::io
