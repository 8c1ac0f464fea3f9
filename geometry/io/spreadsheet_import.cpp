#include "geometry/io/spreadsheet_import.h"

#include "geometry/base/error.h"
#include "geometry/base/text.h"
#include "geometry/io/table_rows.h"
#include "geometry/io/workbook_parts.h"

#include <cpl_conv.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace prospect::io {

namespace {

// GDAL holds whole sheets in memory, and several times what is written in them.
constexpr std::uint64_t most_unpacked_bytes = std::uint64_t{512} << 20;
constexpr std::size_t rows_searched_for_header = 40;
// Excel's two calendars: 1 January 1904 is its day 1462 of the usual one.
constexpr int days_to_1904 = 1462;

using Cells = std::vector<std::string>;

// Every row as it stands, every cell as text: settings of this thread while the workbook is open.
class PlainCells {
public:
    PlainCells() {
        for (const auto& [name, value] : settings)
            CPLSetThreadLocalConfigOption(name, value);
    }
    ~PlainCells() {
        for (const auto& [name, value] : settings)
            CPLSetThreadLocalConfigOption(name, nullptr);
    }
    PlainCells(const PlainCells&) = delete;
    PlainCells& operator=(const PlainCells&) = delete;

private:
    static constexpr std::array<std::pair<const char*, const char*>, 4> settings{
        {{"OGR_XLSX_HEADERS", "DISABLE"},
         {"OGR_XLSX_FIELD_TYPES", "STRING"},
         {"OGR_ODS_HEADERS", "DISABLE"},
         {"OGR_ODS_FIELD_TYPES", "STRING"}}};
};

bool is_empty(const Cells& cells) {
    return std::all_of(cells.begin(), cells.end(), [](const std::string& cell) {
        return cell.find_first_not_of(" \t\r\n") == std::string::npos;
    });
}

std::string trimmed(const std::string& text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// A date as GDAL spells one of an Excel sheet ("2024/01/31", with a time behind it or not) in the form of ISO
// 8601, moved by whole days; other texts as they are.
std::string plain_date(std::string cell, int days) {
    if (cell.size() < 10 || cell[4] != '/' || cell[7] != '/' || (cell.size() > 10 && cell[10] != ' '))
        return cell;
    const std::string_view text = cell;
    const auto year = whole_number_from<int>(text.substr(0, 4));
    const auto month = whole_number_from<unsigned>(text.substr(5, 2));
    const auto day = whole_number_from<unsigned>(text.substr(8, 2));
    if (!year || !month || !day) return cell;
    const std::chrono::year_month_day given{std::chrono::year(*year), std::chrono::month(*month),
                                            std::chrono::day(*day)};
    if (!given.ok()) return cell;
    const std::chrono::year_month_day moved{std::chrono::sys_days(given) + std::chrono::days(days)};
    std::array<char, 32> iso{};
    std::snprintf(iso.data(), iso.size(), "%04d-%02u-%02u", static_cast<int>(moved.year()),
                  static_cast<unsigned>(moved.month()), static_cast<unsigned>(moved.day()));
    return iso.data() + cell.substr(10);
}

// The rows of a sheet one by one, as a spreadsheet counts them.
class SheetRows {
public:
    SheetRows(OGRLayerH layer, int date_shift_days) : layer_(layer), shift_(date_shift_days) {
        OGR_L_ResetReading(layer_);
    }
    std::optional<Cells> next() {
        const OgrFeature row{OGR_L_GetNextFeature(layer_)};
        if (!row) return std::nullopt;
        ++number_;
        Cells cells;
        const int count = OGR_F_GetFieldCount(row.get());
        for (int i = 0; i < count; ++i)
            cells.push_back(plain_date(utf8(OGR_F_GetFieldAsString(row.get(), i)), shift_));
        return cells;
    }
    std::size_t number() const { return number_; }

private:
    OGRLayerH layer_;
    int shift_;
    std::size_t number_ = 0;
};

struct FoundHeader {
    TableHeader header;
    std::size_t row = 0; // from 1
    Cells cells;         // as it stands
};

// A column without a name of its own has that of the cell above, where a heading spans both rows.
TableHeader named(Cells cells, const Cells& above) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        cells[i] = trimmed(cells[i]);
        if (cells[i].empty() && i < above.size()) cells[i] = trimmed(above[i]);
        if (cells[i].empty()) cells[i] = "column " + std::to_string(i + 1);
    }
    return table_header(std::move(cells));
}

class SpreadsheetReader {
public:
    SpreadsheetReader(const std::filesystem::path& file, Workbook kind, const ImportOptions& options)
        : file_(file), kind_(kind), workbook_(file, kind == Workbook::xlsx ? ".xlsx" : ".ods"),
          builder_(file), classifier_(options, file) {}

    SourceDraft read(const Progress& progress);

private:
    Dataset open();
    void read_sheet(OGRLayerH layer, const std::string& name, const Progress& progress);
    std::optional<FoundHeader> find_header(OGRLayerH layer, const std::string& name);
    void read_rows(OGRLayerH layer, const std::string& name, const FoundHeader& found,
                   const Progress& progress);
    [[noreturn]] void refuse_without_positions() const;

    std::filesystem::path file_;
    Workbook kind_;
    ZipSource workbook_; // under a name that ends as its kind does: GDAL goes by that
    WorkbookFacts facts_;
    DraftBuilder builder_;
    Classifier classifier_;
    std::size_t sheets_read_ = 0;
    std::size_t rows_read_ = 0;
    std::string without_; // the columns of the first sheet that holds no position
};

Dataset SpreadsheetReader::open() {
    const MessageCollector messages;
    const std::array<const char*, 2> drivers{kind_ == Workbook::xlsx ? "XLSX" : "ODS", nullptr};
    Dataset dataset(GDALOpenEx(workbook_.path().c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers.data(),
                               nullptr, nullptr));
    if (!dataset)
        throw Error(ErrorCode::refused, "the workbook cannot be opened: it is damaged or cut off",
                    "save or download it again, or save the table as CSV");
    return dataset;
}

std::optional<FoundHeader> SpreadsheetReader::find_header(OGRLayerH layer, const std::string& name) {
    SheetRows rows(layer, 0);
    std::optional<FoundHeader> found;
    Cells above;
    std::size_t filled = 0;
    while (filled < rows_searched_for_header) {
        const auto cells = rows.next();
        if (!cells) break;
        if (is_empty(*cells)) {
            above.clear();
            continue;
        }
        ++filled;
        if (without_.empty()) without_ = "'" + name + "': " + column_list(*cells);
        TableHeader header = named(*cells, above);
        above = *cells;
        if (!header.has_position()) continue;
        if (found && found->cells != *cells)
            throw Error(ErrorCode::refused,
                        "in the sheet '" + name + "' it cannot be told whether row " +
                            std::to_string(found->row) + " or row " + std::to_string(rows.number()) +
                            " is the header",
                        "delete one of them, or save the table as CSV with one header row");
        if (!found) found = FoundHeader{std::move(header), rows.number(), *cells};
    }
    return found;
}

void SpreadsheetReader::read_rows(OGRLayerH layer, const std::string& name, const FoundHeader& found,
                                  const Progress& progress) {
    builder_.begin_layer(name);
    classifier_.begin_layer(name);
    TableRows table(builder_, classifier_, name, found.header);
    SheetRows rows(layer, facts_.from_1904 ? days_to_1904 : 0);
    std::vector<std::size_t> empty; // those since the last that holds something
    while (const auto cells = rows.next()) {
        if (rows.number() % 256 == 0) progress.report(0.5);
        if (rows.number() <= found.row) continue;
        if (is_empty(*cells)) {
            empty.push_back(rows.number());
            continue;
        }
        for (const std::size_t row : empty)
            builder_.skip("the row is empty", "row " + std::to_string(row));
        rows_read_ += empty.size() + 1;
        empty.clear();
        const std::string id = "row " + std::to_string(rows.number());
        if (*cells == found.cells)
            builder_.skip("the row repeats the header", id);
        else
            table.add(*cells, id);
    }
    table.finish();
    if (found.row > 1)
        builder_.note("sheet '" + name + "': row " + std::to_string(found.row) +
                      " is taken for the header; what stands above it are titles");
}

void SpreadsheetReader::read_sheet(OGRLayerH layer, const std::string& name, const Progress& progress) {
    if (facts_.hidden.contains(OGR_L_GetName(layer))) {
        builder_.note("the sheet '" + name + "' is hidden in the workbook and was left out");
        return;
    }
    if (OGR_L_GetFeatureCount(layer, TRUE) == 0) return;
    const auto found = find_header(layer, name);
    if (!found) {
        builder_.note("the sheet '" + name + "' has no columns with a position and was left out");
        return;
    }
    if (sheets_read_ > 0 && found->header.crs != builder_.draft().crs) {
        builder_.note("the sheet '" + name +
                      "' was left out: its coordinates are of another kind than those of the sheets before "
                      "it; save it as a file of its own");
        return;
    }
    builder_.draft().crs = found->header.crs;
    ++sheets_read_;
    read_rows(layer, name, *found, progress);
}

void SpreadsheetReader::refuse_without_positions() const {
    if (without_.empty())
        throw Error(ErrorCode::refused, "this workbook is empty", "save it again with its table");
    throw Error(ErrorCode::refused, "no sheet of this workbook holds positions (" + without_ + ")",
                "name the columns longitude and latitude, easting and northing, x and y, grid reference, or wkt");
}

SourceDraft SpreadsheetReader::read(const Progress& progress) {
    if (workbook_.exceeds(most_unpacked_bytes, {".xml", ".rels"}))
        throw Error(ErrorCode::refused,
                    "this workbook unpacks to more than " + std::to_string(most_unpacked_bytes >> 20) + " MB",
                    "save the sheet that holds the table as CSV");
    facts_ = kind_ == Workbook::xlsx ? xlsx_facts(workbook_) : ods_facts(workbook_);
    if (facts_.encrypted)
        throw Error(ErrorCode::refused, "this workbook is protected by a password",
                    "open it in the program that made it and save a copy without the password");
    const PlainCells plain;
    const Dataset dataset = open();
    const MessageCollector messages;
    const int count = GDALDatasetGetLayerCount(dataset.get());
    for (int i = 0; i < count; ++i) {
        OGRLayerH layer = GDALDatasetGetLayer(dataset.get(), i);
        read_sheet(layer, count == 1 ? file_.stem().string() : utf8(OGR_L_GetName(layer)),
                   progress.part(static_cast<double>(i) / count, (i + 1.0) / count));
    }
    if (sheets_read_ == 0) refuse_without_positions();
    if (rows_read_ == 0)
        throw Error(ErrorCode::refused, "this table has a header and no rows", "save it again with its rows");
    if (facts_.from_1904)
        builder_.note("this workbook counts its days from 1904, as old Macintosh programs do; its dates were "
                      "read so");
    return builder_.finish();
}

} // namespace

SourceDraft read_spreadsheet(const std::filesystem::path& file, Workbook kind, const ImportOptions& options,
                             const Progress& progress) {
    start_gdal();
    return SpreadsheetReader(file, kind, options).read(progress);
}

} // namespace prospect::io
