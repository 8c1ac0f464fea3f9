#include "geometry/io/source_format.h"

#include "geometry/base/error.h"
#include "geometry/io/photometry.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>
#include <unistd.h>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& advice) {
    throw Error(ErrorCode::refused, what, advice);
}

std::string lower(std::string text) {
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text;
}

// The first kilobytes, without a byte order mark.
std::string start_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes(4096, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    if (bytes.starts_with("\xef\xbb\xbf")) bytes.erase(0, 3);
    return bytes;
}

void check_access(const fs::path& file) {
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (!fs::exists(status)) refuse("the file does not exist", "check the name and the folder");
    if (fs::is_directory(status)) refuse("this is a folder", "name the files in it one by one");
    if (!fs::is_regular_file(status)) refuse("this is no ordinary file", "copy it to a file first");
    if (::access(file.c_str(), R_OK) != 0)
        refuse("the file may not be read", "ask its owner for the right to read it");
    if (fs::file_size(file, error) == 0) refuse("the file is empty", "export or download it again");
}

struct Signature {
    std::string_view bytes;
    std::optional<SourceFormat> format;
    std::string_view refusal;
    std::string_view advice;
};

using namespace std::string_view_literals;

constexpr std::array<Signature, 25> signatures{{
    {"SQLite format 3\0"sv, SourceFormat::sqlite, "", ""},
    {"\0\0\x27\x0a"sv, SourceFormat::shapefile, "", ""},
    {"PK\x03\x04"sv, SourceFormat::archive, "", ""},
    {"II*\0"sv, SourceFormat::raster, "", ""},
    {"MM\0*"sv, SourceFormat::raster, "", ""},
    {"II+\0"sv, SourceFormat::raster, "", ""},
    {"MM\0+"sv, SourceFormat::raster, "", ""},
    {"\x89HDF"sv, SourceFormat::raster, "", ""},
    {"EHFA_HEADER_TAG"sv, SourceFormat::raster, "", ""},
    {"fgb"sv, SourceFormat::flatgeobuf, "", ""},
    {"AutoCAD Binary DXF"sv,
     {},
     "this is a binary DXF, which is not read",
     "save it as ASCII DXF (R2000 to R2018)"},
    {"AC10"sv,
     {},
     "this is a DWG drawing, which is not read",
     "save a copy as ASCII DXF: in AutoCAD SAVEAS, type AutoCAD 2018 DXF; other programs export DXF"},
    {"ISO-10303-21"sv,
     {},
     "this is an IFC or STEP model, which is not read",
     "export a floor plan as DXF, or the footprints as GeoPackage"},
    {"LASF"sv,
     {},
     "this is a point cloud, which is not read",
     "make a terrain or surface raster (GeoTIFF) from it"},
    {"%PDF"sv, SourceFormat::pdf, "", ""},
    {"\x89PNG"sv, SourceFormat::image, "", ""},
    {"\xff\xd8\xff"sv, SourceFormat::image, "", ""},
    {"GIF8"sv, {}, "this is a GIF picture, which is not read", "save it as PNG"},
    {"RIFF"sv, {}, "this is a WebP picture or a sound, which is not read", "save a picture as PNG or JPEG"},
    {"BM"sv, {}, "this is a BMP picture, which is not read", "save it as PNG"},
    {"<!DOCTYPE html"sv,
     {},
     "this is a web page, not the data",
     "download the file again; the server sent an error page"},
    {"<html"sv,
     {},
     "this is a web page, not the data",
     "download the file again; the server sent an error page"},
    {"\xd0\xcf\x11\xe0"sv,
     {},
     "this is an old office document, which is not read",
     "save the table as .xlsx, .ods or CSV"},
    {"Rar!"sv, {}, "this is a packed archive", "unpack it first"},
    {"7z\xbc\xaf"sv, {}, "this is a packed archive", "unpack it first"},
}};

SourceFormat xml_format(std::string_view start) {
    const auto has = [&](std::string_view word) { return start.find(word) != std::string_view::npos; };
    if (has("<osm")) return SourceFormat::osm;
    if (has("<kml")) return SourceFormat::kml;
    if (has("<gpx")) return SourceFormat::gpx;
    if (has("CityModel"))
        refuse("this is a CityGML model, which is not read",
               "export the footprints as GeoPackage or GeoJSON");
    if (has("LandXML")) refuse("this is a LandXML file, which is not read", "export it as DXF or GeoTIFF");
    if (has("<svg"))
        refuse("this is an SVG picture, which has no place on the ground", "use the drawing as DXF");
    if (has("gml")) return SourceFormat::gml;
    refuse("this XML file is of no kind that is read",
           "use GeoPackage, GeoJSON, Shapefile, OpenStreetMap, KML or GML");
}

// A packed file by the names of its first parts: office documents are archives, too.
SourceFormat archive_format(std::string_view start, const std::string& name) {
    const auto has = [&](std::string_view word) { return start.find(word) != std::string_view::npos; };
    if (has("opendocument.spreadsheet") || name.ends_with(".ods")) return SourceFormat::ods;
    if (name.ends_with(".xlsx") || name.ends_with(".xlsm")) return SourceFormat::xlsx;
    if (name.ends_with(".docx") || name.ends_with(".odt") || has("opendocument.text") || has("word/"))
        refuse("this is a text document, not a plan or a table", "save its table as CSV or Excel");
    if (has("xl/workbook.xml") || has("xl/worksheets")) return SourceFormat::xlsx;
    return SourceFormat::archive;
}

// A CityJSON file may name its type at the very end.
bool is_cityjson(const fs::path& file, std::string_view start) {
    if (lower(file.filename().string()).ends_with(".city.json") ||
        start.find("CityJSON") != std::string_view::npos)
        return true;
    std::ifstream in(file, std::ios::binary);
    in.seekg(-std::min<std::streamoff>(4096, static_cast<std::streamoff>(fs::file_size(file))),
             std::ios::end);
    std::string tail(4096, '\0');
    in.read(tail.data(), static_cast<std::streamsize>(tail.size()));
    return tail.find("\"CityJSON\"") != std::string::npos;
}

SourceFormat json_format(const fs::path& file, std::string_view start) {
    if (is_cityjson(file, start))
        refuse("this is a CityJSON model, which is not read yet",
               "export the footprints as GeoPackage or GeoJSON");
    return SourceFormat::geojson;
}

bool is_dxf_text(std::string_view start) {
    const std::size_t first = start.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return false;
    start.remove_prefix(first);
    const bool group_0_or_999 =
        start.starts_with("0\r") || start.starts_with("0\n") || start.starts_with("999");
    return group_0_or_999 && start.find("SECTION") != std::string_view::npos;
}

bool is_table_text(std::string_view start) {
    const std::string_view line = start.substr(0, start.find('\n'));
    return start.find('\0') == std::string_view::npos && line.find_first_of(",;\t") != std::string_view::npos;
}

SourceFormat text_format(const fs::path& file, std::string_view start) {
    const std::string ending = lower(file.extension().string());
    const std::size_t first = start.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        refuse("the file holds nothing but blanks", "export or download it again");
    if (start[first] == '{' || start[first] == '[') return json_format(file, start);
    if (start[first] == '<') return xml_format(start);
    if (ending == ".dxf" || is_dxf_text(start)) return SourceFormat::dxf;
    if (ending == ".asc" || lower(std::string(start.substr(first, 5))) == "ncols")
        return SourceFormat::raster;
    if (ending == ".csv" || ending == ".txt" || ending == ".tsv" || is_table_text(start))
        return SourceFormat::csv;
    refuse("the file is of no kind that is read", "`prospect-cli list formats` shows what is");
}

// By its name, whatever other programs write under it (pages, plain text), but for a newer workbook.
bool is_old_workbook(std::string_view start, const std::string& name) {
    return (name.ends_with(".xls") || name.ends_with(".xlt")) && !start.starts_with("PK\x03\x04");
}

} // namespace

SourceFormat recognise(const fs::path& file) {
    check_access(file);
    const std::string start = start_of(file);
    const std::string name = lower(file.filename().string());
    if (start.starts_with("\xd0\xcf\x11\xe0") && (name.ends_with(".xlsx") || name.ends_with(".xlsm")))
        refuse("this workbook is protected by a password",
               "open it in the program that made it and save a copy without the password");
    if (is_old_workbook(start, name))
        refuse("this is an old Excel workbook (.xls), which is not read", "save it as .xlsx or CSV");
    // Before the signatures: a EULUMDAT file begins with its maker's name, which may be any letters.
    if (is_photometry(start, lower(file.extension().string()))) return SourceFormat::photometry;
    for (const Signature& signature : signatures) {
        if (!start.starts_with(signature.bytes)) continue;
        if (!signature.format) refuse(std::string(signature.refusal), std::string(signature.advice));
        const bool gpkg = *signature.format == SourceFormat::sqlite &&
                          (name.ends_with(".gpkg") || (start.size() > 72 && start.substr(68, 4) == "GPKG"));
        if (*signature.format == SourceFormat::archive) return archive_format(start, name);
        return gpkg ? SourceFormat::geopackage : *signature.format;
    }
    if (start.find("OSMHeader") < 64 || name.ends_with(".osm.gz")) return SourceFormat::osm;
    if (start.starts_with("\x1f\x8b")) refuse("the file is packed with gzip", "unpack it first");
    for (const char* part : {".dbf", ".shx", ".prj", ".cpg"})
        if (name.ends_with(part))
            refuse("this is a companion of a Shapefile, not the shapes", "name the .shp file beside it");
    if (name.ends_with(".gpkg"))
        refuse("this is no GeoPackage: the file is damaged or of another kind",
               "export or download it again");
    for (const char* part : {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".shp", ".pbf", ".zip",
                             ".sqlite", ".fgb", ".xlsx", ".xlsm", ".ods"})
        if (name.ends_with(part))
            refuse("the file is damaged, or not what its name says", "export or download it again");
    return text_format(file, start);
}

} // namespace prospect::io
