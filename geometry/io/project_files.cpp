#include "geometry/io/project_files.h"

#include "geometry/base/error.h"
#include "geometry/base/text.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/project_photometry.h"
#include "geometry/io/project_tables.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

constexpr const char* table_name = "prospect_file";

int column(OGRFeatureH row, const char* name) {
    return OGR_F_GetFieldIndex(row, name);
}

std::string text_in(OGRFeatureH row, const char* name) {
    const int at = column(row, name);
    return at < 0 ? std::string() : std::string(OGR_F_GetFieldAsString(row, at));
}

std::string bytes_in(OGRFeatureH row) {
    int size = 0;
    const int at = column(row, "bytes");
    const GByte* bytes = at < 0 ? nullptr : OGR_F_GetFieldAsBinary(row, at, &size);
    return bytes == nullptr
               ? std::string()
               : std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

// Calls act with each row of a SELECT, one held at a time.
template <class Act>
void for_each_row(GDALDatasetH dataset, const std::string& sql, Act&& act) {
    const MessageCollector messages;
    OGRLayerH rows = GDALDatasetExecuteSQL(dataset, sql.c_str(), nullptr, nullptr);
    if (rows != nullptr) {
        while (const OgrFeature row{OGR_L_GetNextFeature(rows)})
            act(row.get());
        GDALDatasetReleaseResultSet(dataset, rows);
    }
    if (!messages.first_error().empty())
        throw Error(ErrorCode::internal, "the database refused a query: " + messages.first_error());
}

// A row filled by hand may have its sum in capitals or none.
constexpr const char* sum_column = "lower(coalesce(sha256, '')) AS sum";

std::string bytes_of_row(GDALDatasetH dataset, const std::string& condition) {
    std::string bytes;
    for_each_row(dataset, std::string("SELECT bytes FROM ") + table_name + " WHERE " + condition + " LIMIT 1",
                 [&](OGRFeatureH row) { bytes = bytes_in(row); });
    return bytes;
}

void add_missing_sums(GDALDatasetH dataset) {
    for (const SqlRow& row : query(dataset, std::string("SELECT fid + 0 AS row_number FROM ") + table_name +
                                                " WHERE coalesce(sha256, '') = ''")) {
        const std::string this_row = "fid = " + row.at(0).value_or("0");
        execute(dataset, std::string("UPDATE ") + table_name + " SET sha256 = " +
                             sql_text(sum_of_bytes(bytes_of_row(dataset, this_row))) + " WHERE " + this_row);
    }
}

void add_row(OGRLayerH table, const StoredFile& file, const std::string& bytes) {
    const OgrFeature row(OGR_F_Create(OGR_L_GetLayerDefn(table)));
    OGR_F_SetFieldString(row.get(), column(row.get(), "name"), file.name.c_str());
    OGR_F_SetFieldString(row.get(), column(row.get(), "media_type"), file.media_type.c_str());
    OGR_F_SetFieldString(row.get(), column(row.get(), "sha256"), file.sha256.c_str());
    OGR_F_SetFieldBinary(row.get(), column(row.get(), "bytes"), static_cast<int>(bytes.size()), bytes.data());
    if (OGR_L_CreateFeature(table, row.get()) != OGRERR_NONE)
        throw Error(ErrorCode::internal, "the file " + file.name + " could not be written");
}

// The file's row, as key_of tells it from others.
std::string row_of(const StoredFile& file) {
    const std::string of_sum = "lower(sha256) = " + sql_text(file.sha256);
    return names_photometry(file.name) ? of_sum + " AND name = " + sql_text(file.name) : of_sum;
}

// Whether the table's row has other bytes than its sum says.
bool is_damaged(GDALDatasetH dataset, const StoredFile& file) {
    return sum_of_bytes(bytes_of_row(dataset, row_of(file))) != file.sha256;
}

// The table's rows without their bytes.
std::vector<StoredFile> rows_of(GDALDatasetH dataset) {
    std::vector<StoredFile> rows;
    for (const SqlRow& row :
         query(dataset, std::string("SELECT name, ") + sum_column + " FROM " + table_name))
        rows.push_back({row.at(0).value_or(""), {}, row.at(1).value_or(""), nullptr});
    return rows;
}

std::set<std::string> keys_of(const std::vector<StoredFile>& files) {
    std::set<std::string> keys;
    for (const StoredFile& one : files)
        keys.insert(key_of(one));
    return keys;
}

// Photometry of the table that was replaced, while another file has its bytes.
std::vector<StoredFile> unwanted(const std::vector<StoredFile>& rows, const std::vector<StoredFile>& files) {
    const auto wanted = keys_of(files);
    std::vector<StoredFile> rest;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(rest), [&](const StoredFile& row) {
        return names_photometry(row.name) && !row.sha256.empty() && !wanted.contains(key_of(row));
    });
    return rest;
}

} // namespace

std::set<std::string> sums_of_files(GDALDatasetH dataset) {
    std::set<std::string> sums;
    for (const SqlRow& row : query(dataset, std::string("SELECT ") + sum_column + " FROM " + table_name))
        sums.insert(row.at(0).value_or(""));
    return sums;
}

std::vector<StoredFile> list_files(GDALDatasetH dataset, const fs::path& path,
                                   const std::shared_ptr<const void>& kept_alive) {
    std::vector<StoredFile> files;
    if (!has_table(dataset, table_name)) return files;
    for (const SqlRow& row : query(dataset, std::string("SELECT name, media_type, ") + sum_column +
                                                ", length(bytes) AS size, fid + 0 AS row_number FROM " +
                                                table_name + " ORDER BY fid")) {
        StoredFile one{row.at(0).value_or(""), row.at(1).value_or(""), row.at(2).value_or(""), nullptr};
        const auto size = whole_number_from<std::uint64_t>(row.at(3).value_or("")).value_or(0);
        if (one.sha256.empty())
            one = stored_file(one.name, one.media_type,
                              bytes_of_row(dataset, "fid = " + row.at(4).value_or("0")));
        else
            one.bytes = std::make_shared<StoredBytes>(one.sha256, path, size, kept_alive);
        files.push_back(std::move(one));
    }
    return files;
}

std::vector<std::string> damaged_files(GDALDatasetH dataset, std::size_t& count) {
    std::vector<std::string> damaged;
    count = 0;
    if (!has_table(dataset, table_name)) return damaged;
    for_each_row(dataset, std::string("SELECT name, ") + sum_column + ", bytes FROM " + table_name,
                 [&](OGRFeatureH row) {
                     ++count;
                     const std::string sum = text_in(row, "sum");
                     if (!sum.empty() && sum_of_bytes(bytes_in(row)) != sum)
                         damaged.push_back(text_in(row, "name"));
                 });
    return damaged;
}

std::shared_ptr<const std::string> read_stored_bytes(const fs::path& project, const std::string& sha256) {
    try {
        const Dataset dataset = open_gpkg({project, std::nullopt, false}, project.filename().string());
        if (!has_table(dataset.get(), table_name)) return nullptr;
        std::shared_ptr<const std::string> bytes;
        for_each_row(dataset.get(),
                     std::string("SELECT bytes FROM ") + table_name +
                         " WHERE lower(sha256) = " + sql_text(sha256) + " LIMIT 1",
                     [&](OGRFeatureH row) { bytes = std::make_shared<const std::string>(bytes_in(row)); });
        return bytes;
    } catch (const Error&) {
        return nullptr; // no longer there, or no longer a GeoPackage
    }
}

bool lacks_files(GDALDatasetH dataset, const std::vector<StoredFile>& files) {
    const auto rows = rows_of(dataset);
    const auto keys = keys_of(rows);
    return !unwanted(rows, files).empty() ||
           std::any_of(rows.begin(), rows.end(), [](const StoredFile& row) { return row.sha256.empty(); }) ||
           std::any_of(files.begin(), files.end(), [&](const StoredFile& one) {
               return !keys.contains(key_of(one)) || (one.bytes && one.bytes->in_memory());
           });
}

void write_files(GDALDatasetH dataset, const std::vector<StoredFile>& files) {
    add_missing_sums(dataset);
    OGRLayerH table = GDALDatasetGetLayerByName(dataset, table_name);
    if (table == nullptr) throw Error(ErrorCode::internal, "the table of files is not in the file");
    const auto rows = rows_of(dataset);
    const auto remove = [&](const StoredFile& one) {
        execute(dataset, std::string("DELETE FROM ") + table_name + " WHERE " + row_of(one));
    };
    for (const StoredFile& one : unwanted(rows, files))
        remove(one);
    auto keys = keys_of(rows);
    for (const StoredFile& one : files) {
        if (!keys.insert(key_of(one)).second) {
            if (!one.bytes || !one.bytes->in_memory() || !is_damaged(dataset, one)) continue;
            remove(one);
        }
        // Bytes that no longer give their sum go along as they are: they are all there is left of the file.
        if (const auto bytes = one.bytes ? one.bytes->read() : nullptr) add_row(table, one, *bytes);
    }
}

} // namespace prospect::io
