#include "geometry/io/light_grid.h"

#include "geometry/base/error.h"
#include "geometry/base/text.h"
#include "geometry/base/tolerances.h"
#include "geometry/io/crs.h"
#include "geometry/io/csv_text.h"
#include "geometry/io/ogr_fields.h"
#include "geometry/io/raster_io.h"
#include "geometry/io/regular_grid.h"
#include "geometry/site/value.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <functional>

namespace prospect::io {

namespace {

constexpr double most_height_m = 500;
// Ten times the sun's.
constexpr double most_lx = 1e6;

[[noreturn]] void refuse(const std::string& name, const std::string& what, const std::string& advice) {
    throw Error(ErrorCode::refused, name + what, advice);
}

std::string lower(std::string_view text) {
    std::string low(text);
    for (char& c : low)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return low;
}

// On one line of a note, and not a page of it.
std::string plain(std::string_view text) {
    constexpr std::size_t longest = 120;
    std::string made = utf8(text);
    for (char& c : made)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    made.erase(0, std::min(made.find_first_not_of(' '), made.size()));
    made.erase(made.find_last_not_of(' ') + 1);
    if (made.size() <= longest) return made;
    std::size_t end = longest;
    while ((static_cast<unsigned char>(made[end]) & 0xC0) == 0x80) // not within a letter
        --end;
    return made.substr(0, end) + "…";
}

// What the file says under a name, "" when nothing.
using Says = std::function<std::string(const char* name)>;

void check_unit(const std::string& unit, const std::string& name) {
    const std::string low = lower(plain(unit));
    if (low.empty() || low == "lx" || low == "lux") return;
    refuse(name, " is in " + plain(unit) + ", not in lux",
           "give illuminance in lux (a foot-candle is 10.764 lx)");
}

std::optional<double> number_said(const Says& says, const char* fact, double most, const char* meaning,
                                  const std::string& name) {
    const std::string text = plain(says(fact));
    if (text.empty()) return std::nullopt;
    const auto number = number_from(text);
    if (!number || *number < 0 || *number > most)
        refuse(name, std::string(": ") + fact + " \"" + text + "\" is no " + meaning,
               std::string("give a number from 0 to ") + as_text(Value(most)) + " with a decimal point");
    return number;
}

// All but the system.
LightFacts facts_of(const Says& says, const std::string& name) {
    check_unit(says("unit"), name);
    return {.quantity = plain(says("quantity")),
            .height_m = number_said(says, "height_m", most_height_m, "height in metres", name),
            .maintenance = number_said(says, "maintenance", 1, "maintenance factor", name),
            .date = plain(says("date")),
            .program = plain(says("program")),
            .crs = {}};
}

// By code alone: what else GDAL understands may be the name of another file.
std::string crs_said(const std::string& text, const std::string& name) {
    if (text.empty() || text == "local") return text;
    const std::string code = lower(text).starts_with("epsg:") ? "EPSG:" + text.substr(5) : std::string();
    try {
        if (whole_number_from<int>(std::string_view(code).substr(std::min<std::size_t>(5, code.size()))))
            return describe_crs(code).text;
    } catch (const Error&) { // no such code
    }
    refuse(name, ": crs \"" + text + "\" is no map grid", "name it by its code, such as EPSG:27700");
}

void require_light(const LightGrid& light) {
    if (statistics(light.field).value_cells == 0)
        refuse(light.file, " has no value at all", "give the light in lux at the centres of its cells");
}

// The rows of a table with columns x, y and value.
class PointRows {
public:
    PointRows(const CsvText& csv, const std::string& name) : csv_(csv), name_(name) {
        const std::array<int, 3> columns{csv.column("x"), csv.column("y"), csv.column("value")};
        if (*std::min_element(columns.begin(), columns.end()) < 0) {
            std::string there;
            for (const std::string& column : csv.table.columns)
                there += (there.empty() ? "" : ", ") + column;
            refuse(name, " has no columns x, y and value (there are: " + plain(there) + ")",
                   "begin the table with a line x,y,value; remarks before it begin with #");
        }
        for (std::size_t row = 0; row < csv.table.rows.size(); ++row)
            read(row, columns);
        if (points_.empty()) refuse(name, " has no rows", "give one row a point: x,y,value");
    }

    Field field() const {
        const auto found = regular_grid(points_);
        if (const auto* none = std::get_if<NoGrid>(&found)) {
            const std::string advice = "give the centres of a grid whose rows and columns run along the "
                                       "plan's map grid, or a GeoTIFF";
            if (!none->point) refuse(name_, ": " + none->why, advice);
            const Point p = points_[*none->point];
            refuse_row(*none->point,
                       "the point " + as_text(Value(p.x)) + "," + as_text(Value(p.y)) + ": " + none->why,
                       advice);
        }
        const auto& grid = std::get<RegularGrid>(found);
        Field field("", "lx", grid.grid);
        std::vector<std::size_t> first(field.values.size(), points_.size());
        for (std::size_t i = 0; i < points_.size(); ++i) {
            float& value = field.values[grid.cells[i]];
            std::size_t& before = first[grid.cells[i]];
            if (value != nodata && values_[i] != nodata && value != values_[i])
                refuse_row(i,
                           "the point of line " + std::to_string(csv_.lines[before]) +
                               " again, with another value",
                           "keep one of the two");
            if (values_[i] == nodata) continue;
            value = values_[i];
            before = i;
        }
        return field;
    }

private:
    void read(std::size_t row, const std::array<int, 3>& columns) {
        points_.push_back({coordinate(row, columns[0]), coordinate(row, columns[1])});
        const std::string text = cell(row, columns[2]);
        if (text.empty()) {
            values_.push_back(nodata);
            return;
        }
        const auto lux = number_from(text);
        if (!lux) refuse_row(row, "the value \"" + plain(text) + "\" is no number", decimal_point);
        if (*lux < 0 || *lux > most_lx)
            refuse_row(row, "the value " + plain(text) + (*lux < 0 ? " is below 0" : " is no light in lux"),
                       "light is 0 lx or more; leave the value empty where none is known");
        values_.push_back(static_cast<float>(*lux));
    }

    double coordinate(std::size_t row, int column) const {
        const std::string text = cell(row, column);
        const auto place = number_from(text);
        if (!place || std::abs(*place) > tolerance::coordinate_limit_m)
            refuse_row(row,
                       csv_.table.columns[static_cast<std::size_t>(column)] + " \"" + plain(text) +
                           "\" is no coordinate",
                       decimal_point);
        return *place;
    }

    std::string cell(std::size_t row, int column) const {
        const auto& value = csv_.table.rows[row][static_cast<std::size_t>(column)];
        std::string text = value ? as_text(*value) : std::string();
        text.erase(0, std::min(text.find_first_not_of(" \t"), text.size()));
        text.erase(text.find_last_not_of(" \t") + 1);
        return text;
    }

    [[noreturn]] void refuse_row(std::size_t row, const std::string& what, const std::string& advice) const {
        refuse(name_, ", line " + std::to_string(csv_.lines[row]) + ": " + what, advice);
    }

    static constexpr const char* decimal_point = "write numbers with a decimal point and nothing else";
    const CsvText& csv_;
    const std::string& name_;
    std::vector<Point> points_; // by row
    std::vector<float> values_;
};

LightGrid of_table(const CsvText& csv, const std::string& name) {
    LightGrid light{.file = name, .field = PointRows(csv, name).field(), .facts = {}};
    light.facts = light_facts(csv, name);
    light.field.name = light_quantity(light.facts.quantity);
    light.columns_not_used = csv.table.columns.size() - 3;
    require_light(light);
    return light;
}

// Of the file's metadata, else of the band's. Its unit is the band's own.
std::string item_of(GDALDatasetH raster, GDALRasterBandH band, const char* name) {
    for (GDALMajorObjectH owner :
         {static_cast<GDALMajorObjectH>(raster), static_cast<GDALMajorObjectH>(band)})
        if (const char* item = GDALGetMetadataItem(owner, name, nullptr); item && *item) return item;
    return {};
}

// A grid of ours names its field in FIELD; others may in the band's description.
std::string quantity_of(GDALDatasetH raster, GDALRasterBandH band) {
    for (const char* name : {"QUANTITY", "FIELD"})
        if (std::string said = item_of(raster, band, name); !said.empty()) return said;
    const std::string description = GDALGetDescription(band);
    return light_quantity(description).empty() ? std::string() : description;
}

void require_no_darkness_below_nought(const LightGrid& light) {
    const auto& values = light.field.values;
    const auto wrong = std::find_if(values.begin(), values.end(),
                                    [](float lux) { return lux != nodata && (lux < 0 || lux > most_lx); });
    if (wrong == values.end()) return;
    const auto cell = wrong - values.begin();
    const Point p = light.field.grid.center(cell % light.field.grid.columns, cell / light.field.grid.columns);
    refuse(light.file,
           " has " + as_text(Value(static_cast<double>(*wrong))) + " lx at " + as_text(Value(p.x)) + "," +
               as_text(Value(p.y)),
           "light is 0 lx or more; declare the number that stands for no value as nodata");
}

LightGrid of_raster(const std::filesystem::path& file) {
    const Dataset raster = open_raster(file);
    LightGrid light{.file = file.filename().string(), .field = {}, .facts = {}};
    light.field = read_field(raster.get(), light.file);
    GDALRasterBandH band = GDALGetRasterBand(raster.get(), 1);
    light.facts = facts_of(
        [&](const char* name) -> std::string {
            if (std::string_view(name) == "quantity") return quantity_of(raster.get(), band);
            if (std::string_view(name) == "unit") return GDALGetRasterUnitType(band);
            return item_of(raster.get(), band, name);
        },
        light.file);
    light.facts.crs = system_of(raster.get());
    light.field.name = light_quantity(light.facts.quantity);
    light.field.unit = "lx";
    require_no_darkness_below_nought(light);
    require_light(light);
    return light;
}

struct Wording {
    std::string_view said;
    std::string_view quantity;
};
constexpr std::array<Wording, 17> wordings{{{"e_h", "eh"},
                                            {"horizontal", "eh"},
                                            {"horizontal illuminance", "eh"},
                                            {"e_hs", "ehs"},
                                            {"hemispherical", "ehs"},
                                            {"hemispherical illuminance", "ehs"},
                                            {"ez", "ecyl"},
                                            {"e_z", "ecyl"},
                                            {"cylindrical", "ecyl"},
                                            {"cylindrical illuminance", "ecyl"},
                                            {"esc", "esc_min"},
                                            {"e_sc", "esc_min"},
                                            {"semicylindrical", "esc_min"},
                                            {"semi-cylindrical", "esc_min"},
                                            {"semicylindrical illuminance", "esc_min"},
                                            {"semi-cylindrical illuminance", "esc_min"},
                                            {"light on faces", "esc_min"}}};
constexpr std::array<std::string_view, 12> quantities{"eh",   "ehs",   "ecyl",  "ev_n",  "ev_e",  "ev_s",
                                                      "ev_w", "esc_n", "esc_e", "esc_s", "esc_w", "esc_min"};

} // namespace

std::string light_quantity(std::string_view said) {
    const std::string low = lower(said);
    if (std::find(quantities.begin(), quantities.end(), low) != quantities.end()) return low;
    const auto found =
        std::find_if(wordings.begin(), wordings.end(), [&](const Wording& one) { return one.said == low; });
    return found == wordings.end() ? std::string() : std::string(found->quantity);
}

LightFacts light_facts(const CsvText& csv, const std::string& name) {
    LightFacts facts = facts_of([&](const char* fact) { return csv.fact(fact); }, name);
    facts.crs = crs_said(plain(csv.fact("crs")), name);
    return facts;
}

std::string words_of(const LightFacts& facts) {
    std::string words = facts.quantity.empty() ? "quantity not said" : facts.quantity;
    words += facts.height_m ? " at " + as_text(Value(*facts.height_m)) + " m" : ", height not said";
    char factor[32] = "not said";
    if (facts.maintenance) std::snprintf(factor, sizeof factor, "%.2f", *facts.maintenance);
    words += std::string(", maintenance ") + factor;
    words += ", " + (facts.date.empty() ? "date not said" : facts.date);
    words += ", " + (facts.program.empty() ? "program not said" : facts.program);
    return words;
}

LightGrid light_grid_of(std::string csv, const std::string& name) {
    return of_table(csv_of(std::move(csv), name), name);
}

LightGrid read_light_grid(const std::filesystem::path& file) {
    return is_csv(file) ? of_table(read_csv_text(file), file.filename().string()) : of_raster(file);
}

} // namespace prospect::io
