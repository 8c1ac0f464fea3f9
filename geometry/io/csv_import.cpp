#include "geometry/io/csv_import.h"

#include "geometry/base/error.h"
#include "geometry/io/table_rows.h"

#include <array>

namespace prospect::io {

namespace {

SourceDraft read_rows(const std::filesystem::path& file, const ImportOptions& options, OGRLayerH layer,
                      const Progress& progress) {
    std::vector<std::string> columns;
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(layer);
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); ++i)
        columns.push_back(utf8(OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i))));
    TableHeader header = table_header(std::move(columns));
    if (!header.has_position())
        throw Error(ErrorCode::refused,
                    "no columns of this table hold a position (there are: " + column_list(header.columns) +
                        ")",
                    "name them longitude and latitude, easting and northing, x and y, grid reference, or wkt");
    const MessageCollector messages;
    const std::string name = file.stem().string();
    DraftBuilder builder(file);
    Classifier classifier(options, file);
    builder.begin_layer(name);
    classifier.begin_layer(name);
    builder.draft().crs = header.crs;
    std::vector<std::string> cells(header.columns.size());
    TableRows rows(builder, classifier, name, std::move(header));
    // The first row below the header is row 2, as a spreadsheet counts.
    std::size_t row = 1;
    while (const OgrFeature feature{OGR_L_GetNextFeature(layer)}) {
        for (std::size_t i = 0; i < cells.size(); ++i)
            cells[i] = utf8(OGR_F_GetFieldAsString(feature.get(), static_cast<int>(i)));
        rows.add(cells, "row " + std::to_string(++row));
        if (row % 256 == 0) progress.report(0.5);
    }
    if (row == 1)
        throw Error(ErrorCode::refused, "this table has a header and no rows",
                    "export it again with its rows");
    rows.finish();
    return builder.finish();
}

} // namespace

SourceDraft read_csv_source(const std::filesystem::path& file, const ImportOptions& options,
                            const Progress& progress) {
    start_gdal();
    const std::array<const char*, 3> settings{"AUTODETECT_TYPE=NO", "HEADERS=YES", nullptr};
    const std::array<const char*, 2> drivers{"CSV", nullptr};
    const MessageCollector messages;
    const Dataset dataset(GDALOpenEx(file.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(),
                                     settings.data(), nullptr));
    OGRLayerH layer = dataset ? GDALDatasetGetLayer(dataset.get(), 0) : nullptr;
    if (layer == nullptr)
        throw Error(ErrorCode::refused,
                    "this table cannot be read" +
                        (messages.first_error().empty() ? "" : " (" + messages.first_error() + ")"),
                    "save it as CSV: comma, header in the first row, UTF-8");
    return read_rows(file, options, layer, progress);
}

} // namespace prospect::io
