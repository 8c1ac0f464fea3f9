#include "geometry/base/error.h"
#include "geometry/base/text.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/project_file.h"
#include "geometry/io/project_files.h"
#include "geometry/io/project_findings_write.h"
#include "geometry/io/project_migrate.h"
#include "geometry/io/project_photometry.h"
#include "geometry/io/project_pictures.h"
#include "geometry/io/project_rasters.h"
#include "geometry/io/project_records.h"
#include "geometry/io/project_runs.h"
#include "geometry/io/project_scenarios.h"
#include "geometry/io/project_tables.h"
#include "geometry/io/role_systems.h"
#include "geometry/io/role_tables.h"

#include <algorithm>
#include <array>
#include <unistd.h>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

// Keys of prospect_meta that are the file's, not the user's.
constexpr std::array<std::string_view, 9> file_keys{
    "schema_version", "min_reader_version", "crs", "crs_name", "frame_origin_x", "frame_origin_y", "program",
    "saved",          "snapshot_sha256"};

[[noreturn]] void refuse(const std::string& what, const std::string& advice) {
    throw Error(ErrorCode::refused, what, advice);
}

SiteMeta read_meta(GDALDatasetH file) {
    SiteMeta meta;
    for (const SqlRow& row : query(file, "SELECT key, value FROM prospect_meta"))
        meta[row.at(0).value_or("")] = row.at(1).value_or("");
    return meta;
}

int version_in(const SiteMeta& meta, const std::string& key) {
    const auto found = meta.find(key);
    const auto version = found == meta.end() ? std::nullopt : whole_number_from<int>(found->second);
    if (!version) refuse("prospect_meta holds no " + key, "restore the .bak file beside it or a backup");
    return *version;
}

double number_in(const SiteMeta& meta, const std::string& key) {
    const auto found = meta.find(key);
    const auto number = found == meta.end() ? std::nullopt : number_from(found->second);
    if (!number)
        refuse("prospect_meta holds no number " + key, "restore the .bak file beside it or a backup");
    return *number;
}

// 0 to 1; what is not there or no number is opaque.
double opacity_of(const std::optional<std::string>& text) {
    return std::clamp(number_from(text.value_or("1")).value_or(1), 0.0, 1.0);
}

class Opening {
public:
    Opening(const fs::path& file, const Progress& progress)
        : file_(file), name_(file.filename().string()), progress_(progress),
          readable_(std::make_shared<ReadableGpkg>(readable_gpkg(file))) {
        dataset_ = open_gpkg(*readable_, name_);
        const auto writable_file = ::access(file.c_str(), W_OK) == 0;
        const fs::path folder = file.parent_path().empty() ? fs::path(".") : file.parent_path();
        opened_.read_only = !writable_file || ::access(folder.c_str(), W_OK) != 0;
        if (opened_.read_only)
            opened_.notes.push_back(
                "the file or its folder is read-only: save under another name to keep changes");
        if (readable_->live)
            opened_.notes.push_back(
                "another program has the file open, or had when it crashed: what was saved there "
                "by now has been read");
    }

    Opened open() {
        opened_.foreign = !has_table(dataset_.get(), "prospect_meta");
        if (opened_.foreign)
            open_foreign();
        else
            open_own();
        read_kept();
        add_report();
        opened_.site = std::make_shared<const Site>(std::move(site_));
        progress_.report(1);
        return std::move(opened_);
    }

private:
    void open_own() {
        SiteMeta meta = read_meta(dataset_.get());
        check_version(meta);
        site_.frame = {meta["crs"],
                       meta["crs_name"],
                       {number_in(meta, "frame_origin_x"), number_in(meta, "frame_origin_y")}};
        for (const std::string_view key : file_keys)
            meta.erase(std::string(key));
        site_.meta = std::move(meta);
        const std::vector<RoleTable> tables = role_tables(dataset_.get(), opened_.notes);
        check_systems(tables, site_.frame);
        read_features(tables, ReadShapes::as_is);
        read_layers();
        bool whole = true;
        site_.scenarios = read_scenarios(dataset_.get(), whole, opened_.notes);
        if (!whole) opened_.read_only = true; // what was left out would be lost by saving over it
        site_.answers = read_answers(dataset_.get());
        site_.log = read_log(dataset_.get());
        opened_.runs = read_runs(dataset_.get(), readable_->path, site_.frame.origin, opened_.notes);
    }

    void check_version(SiteMeta& meta) {
        const int version = version_in(meta, "schema_version");
        if (version > schema_version) {
            if (version_in(meta, "min_reader_version") > schema_version)
                refuse(name_ + " was made by a newer Prospect (schema " + std::to_string(version) +
                           ") and cannot be read by this one",
                       "install the newer version");
            opened_.read_only = true;
            opened_.notes.push_back("made by a newer Prospect (schema " + std::to_string(version) +
                                    "): opened read-only, what is new in it is not shown");
        } else if (version < schema_version) {
            migrate_copy(version);
            meta = read_meta(dataset_.get());
        }
    }

    // The file itself stays as it is until the user saves.
    void migrate_copy(int version) {
        dataset_.reset();
        if (!readable_->scratch) {
            readable_->scratch.emplace();
            const fs::path copy = readable_->scratch->path() / name_;
            fs::copy_file(readable_->path, copy);
            fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write);
            readable_->path = copy;
        }
        {
            const Dataset copy(GDALOpenEx(readable_->path.c_str(), GDAL_OF_VECTOR | GDAL_OF_UPDATE, nullptr,
                                          nullptr, nullptr));
            for (const std::string& step : migrate(copy.get(), version, schema_version, migrations()))
                opened_.notes.push_back("brought up to date: " + step);
        }
        dataset_ = open_gpkg(*readable_, name_);
    }

    void open_foreign() {
        opened_.read_only = true;
        const std::vector<RoleTable> tables = role_tables(dataset_.get(), opened_.notes);
        const std::vector<CoverageTable> coverages = role_coverages(dataset_.get());
        if (tables.empty() && coverages.empty())
            refuse(name_ + " holds no table named as a role (building, path, luminaire, …)",
                   "import it into a site and say what its layers are");
        site_.frame = frame_of_tables(readable_->path, tables, coverages, opened_.notes);
        read_features(tables, ReadShapes::repair);
        for (const auto& [role, by_layer] : features_)
            for (const auto& [layer, features] : by_layer)
                add_layer(layer, role, features);
        for (const CoverageTable& coverage : coverages)
            add_raster(coverage.table, coverage.role,
                       read_raster_table(readable_->path, coverage.table, site_.frame.origin, ""));
        opened_.notes.push_back("a map file of another program with tables Prospect knows: it stays as it "
                                "is; save under another name to work on it");
    }

    void read_features(const std::vector<RoleTable>& tables, ReadShapes shapes) {
        std::unordered_map<Uuid, int> used_ids;
        for (std::size_t i = 0; i < tables.size(); ++i) {
            const double begin = static_cast<double>(i) / static_cast<double>(tables.size());
            ImportReport report;
            RoleFeatures read = read_role_table(
                dataset_.get(), tables[i].layer, tables[i].role, site_.frame.origin, shapes, used_ids, report,
                progress_.part(begin, begin + 1.0 / static_cast<double>(tables.size())));
            for (Reason& reason : report.reasons)
                reason.reason = std::string(name_of(read.role)) + ": " + reason.reason;
            report_.append(report);
            features_[read.role] = std::move(read.by_layer);
        }
    }

    void read_layers() {
        const std::size_t notes = opened_.notes.size();
        const auto pictures = read_pictures(dataset_.get(), opened_.notes);
        // A picture left out would be lost by saving over it.
        if (opened_.notes.size() > notes) opened_.read_only = true;
        for (const SqlRow& row :
             query(dataset_.get(), "SELECT id, name, role, raster, raster_info, visible, opacity "
                                   "FROM prospect_layer ORDER BY fid")) {
            Layer layer;
            const auto role = role_of(row.at(2).value_or(""));
            const auto id = Uuid::parse(row.at(0).value_or(""));
            layer.name = row.at(1).value_or("");
            if (!role || !id) {
                opened_.notes.push_back("layer " + layer.name + " is of a kind this version does not know");
                continue;
            }
            layer.id = *id;
            layer.role = *role;
            layer.visible = row.at(5) != "0";
            layer.opacity = opacity_of(row.at(6));
            if (const auto picture = pictures.find(layer.id.text()); picture != pictures.end())
                layer.picture = picture->second;
            if (row.at(3)) read_layer_raster(layer, *row.at(3), row.at(4).value_or(""));
            layer.features = take_features(layer.role, layer.name);
            site_.layers.push_back(std::make_shared<const Layer>(std::move(layer)));
        }
        add_new_rows();
    }

    void read_layer_raster(Layer& layer, const std::string& table, const std::string& raster_info) {
        if (has_table(dataset_.get(), table))
            layer.raster = std::make_shared<const Field>(
                read_raster_table(readable_->path, table, site_.frame.origin, raster_info));
        else
            opened_.notes.push_back("the grid of layer " + layer.name + " is no longer in the file");
    }

    std::vector<FeaturePtr> take_features(Role role, const std::string& layer) {
        auto& by_layer = features_[role];
        const auto found = std::find_if(by_layer.begin(), by_layer.end(),
                                        [&](const auto& one) { return one.first == layer; });
        return found == by_layer.end() ? std::vector<FeaturePtr>() : std::move(found->second);
    }

    // Rows drawn in another program: those without a layer join the first one of their role.
    void add_new_rows() {
        for (auto& [role, by_layer] : features_)
            for (auto& [name, features] : by_layer) {
                if (features.empty()) continue;
                const auto first =
                    std::find_if(site_.layers.begin(), site_.layers.end(),
                                 [role = role](const LayerPtr& one) { return one->role == role; });
                if (name.empty() && first != site_.layers.end()) {
                    auto joined = std::make_shared<Layer>(**first);
                    joined->features.insert(joined->features.end(), features.begin(), features.end());
                    *first = std::move(joined);
                } else {
                    add_layer(name, role, features);
                }
            }
    }

    void add_layer(const std::string& name, Role role, std::vector<FeaturePtr> features) {
        Layer layer;
        const std::string given = name.empty() ? std::string(name_of(role)) : name;
        layer.id = Uuid::from_name("layer:" + std::string(name_of(role)) + ":" + given);
        layer.name = unique_layer_name(site_, given);
        layer.role = role;
        layer.features = std::move(features);
        site_.layers.push_back(std::make_shared<const Layer>(std::move(layer)));
    }

    void add_raster(const std::string& table, Role role, Field field) {
        Layer layer;
        layer.id = Uuid::from_name("layer:" + std::string(name_of(role)) + ":" + table);
        layer.name = unique_layer_name(site_, table);
        layer.role = role;
        layer.raster = std::make_shared<const Field>(std::move(field));
        site_.layers.push_back(std::make_shared<const Layer>(std::move(layer)));
    }

    void read_kept() {
        opened_.findings = read_findings(dataset_.get());
        opened_.files = list_files(dataset_.get(), fs::absolute(readable_->path),
                                   readable_->scratch ? readable_ : nullptr);
        site_.photometries = read_photometries(site_, opened_.files, file_.parent_path(), opened_.notes);
    }

    void add_report() {
        for (const Reason& reason : report_.reasons)
            opened_.notes.push_back(reason.reason + " (" + std::to_string(reason.count) +
                                    (reason.count == 1 ? " time" : " times") + ", first " + reason.example +
                                    ")");
    }

    fs::path file_;
    std::string name_;
    const Progress& progress_;
    std::shared_ptr<ReadableGpkg> readable_;
    Dataset dataset_;
    Site site_;
    Opened opened_;
    ImportReport report_;
    std::map<Role, std::vector<std::pair<std::string, std::vector<FeaturePtr>>>> features_;
};

} // namespace

std::vector<StoredFile> files_of_project(const fs::path& file) {
    start_gdal();
    try {
        const auto readable = std::make_shared<ReadableGpkg>(readable_gpkg(file));
        const Dataset dataset = open_gpkg(*readable, file.filename().string());
        return list_files(dataset.get(), fs::absolute(readable->path),
                          readable->scratch ? readable : nullptr);
    } catch (const Error&) {
        return {};
    }
}

Opened open_project(const fs::path& file, const Progress& progress) {
    start_gdal();
    const FileMark mark = mark_of(file);
    Opening opening(file, progress);
    try {
        Opened opened = opening.open();
        opened.mark = mark;
        return opened;
    } catch (const Error& error) {
        // What the database refuses to read is the file's fault, not the program's.
        if (error.code() != ErrorCode::internal) throw;
        refuse(file.filename().string() + " is damaged: " + error.message(),
               "restore the .bak file beside it or a backup");
    }
}

} // namespace prospect::io
