#include "geometry/io/project_files.h"

#include "geometry/base/error.h"
#include "geometry/base/sha256.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/project_file.h"

namespace prospect::io {

namespace {

constexpr const char* table_name = "prospect_file";

int column(OGRFeatureH row, const char* name) {
    return OGR_F_GetFieldIndex(row, name);
}

} // namespace

std::string sum_of_bytes(const std::string& bytes) {
    Sha256 sum;
    sum.add_bytes(bytes.data(), bytes.size());
    return hex(sum.finish());
}

namespace {

// A row filled by hand may have its sum in capitals or none.
StoredFile file_in(OGRFeatureH row) {
    const auto text = [&](const char* name) {
        const int at = column(row, name);
        return at < 0 ? std::string() : std::string(OGR_F_GetFieldAsString(row, at));
    };
    StoredFile one{text("name"), text("media_type"), text("sha256"), {}};
    for (char& digit : one.sha256)
        digit = digit >= 'A' && digit <= 'F' ? static_cast<char>(digit - 'A' + 'a') : digit;
    int size = 0;
    const int at = column(row, "bytes");
    const GByte* bytes = at < 0 ? nullptr : OGR_F_GetFieldAsBinary(row, at, &size);
    one.bytes = bytes == nullptr ? std::make_shared<const std::string>()
                                 : std::make_shared<const std::string>(reinterpret_cast<const char*>(bytes),
                                                                       static_cast<std::size_t>(size));
    if (one.sha256.empty()) one.sha256 = sum_of_bytes(*one.bytes);
    return one;
}

bool is_whole(const StoredFile& file) {
    return sum_of_bytes(*file.bytes) == file.sha256;
}

// What cannot be read whole stays: it is all there is left of it.
void remove_whole_files(OGRLayerH table) {
    std::vector<GIntBig> whole;
    OGR_L_ResetReading(table);
    while (const OgrFeature row{OGR_L_GetNextFeature(table)})
        if (is_whole(file_in(row.get()))) whole.push_back(OGR_F_GetFID(row.get()));
    for (const GIntBig id : whole)
        if (OGR_L_DeleteFeature(table, id) != OGRERR_NONE)
            throw Error(ErrorCode::internal, "the table of files could not be written");
}

} // namespace

std::vector<StoredFile> read_files(GDALDatasetH file, std::vector<std::string>& notes) {
    std::vector<StoredFile> files;
    OGRLayerH table = GDALDatasetGetLayerByName(file, table_name);
    if (table == nullptr) return files;
    OGR_L_ResetReading(table);
    while (const OgrFeature row{OGR_L_GetNextFeature(table)}) {
        StoredFile one = file_in(row.get());
        if (is_whole(one))
            files.push_back(std::move(one));
        else
            notes.push_back("the stored file " + one.name +
                            " is damaged: its bytes do not give their sum; the .bak file beside it or a "
                            "backup may hold it whole");
    }
    return files;
}

void write_files(GDALDatasetH file, const std::vector<StoredFile>& files) {
    OGRLayerH table = GDALDatasetGetLayerByName(file, table_name);
    if (table == nullptr && files.empty()) return;
    if (table == nullptr) throw Error(ErrorCode::internal, "the table of files is not in the file");
    remove_whole_files(table);
    for (const StoredFile& one : files) {
        const OgrFeature row(OGR_F_Create(OGR_L_GetLayerDefn(table)));
        OGR_F_SetFieldString(row.get(), column(row.get(), "name"), one.name.c_str());
        OGR_F_SetFieldString(row.get(), column(row.get(), "media_type"), one.media_type.c_str());
        OGR_F_SetFieldString(row.get(), column(row.get(), "sha256"), one.sha256.c_str());
        OGR_F_SetFieldBinary(row.get(), column(row.get(), "bytes"), static_cast<int>(one.bytes->size()),
                             one.bytes->data());
        if (OGR_L_CreateFeature(table, row.get()) != OGRERR_NONE)
            throw Error(ErrorCode::internal, "the file " + one.name + " could not be written");
    }
}

} // namespace prospect::io
