// Grids of light that another program worked out or somebody measured.
#pragma once

#include "geometry/raster/field.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace prospect::io {

struct CsvText;

// What a file says of its light; "" or absent: it does not say.
struct LightFacts {
    std::string quantity;              // in its own words: "esc"
    std::optional<double> height_m;    // above the ground
    std::optional<double> maintenance; // factor the light was worked out with
    std::string date;
    std::string program;
    std::string crs; // as describe_crs() has it

    bool operator==(const LightFacts&) const = default;
};

struct LightGrid {
    std::string file; // its name, without folder
    Field field;      // lux, in full coordinates; named by light_quantity()
    LightFacts facts;
    std::size_t columns_not_used = 0; // of a table
};

// A file whose name ends in .csv, .tsv or .txt is a table with columns x, y, value, one row a point, at the
// centres of cells in full coordinates; an empty value is a hole, and what is said of the light stands before
// the header as "# quantity: esc", likewise height_m, maintenance, date, program, unit and crs. Any other is
// a raster with one band; the same is said by its metadata items (QUANTITY, HEIGHT_M, MAINTENANCE, DATE,
// PROGRAM; of the file or the band, whatever the case), unit and description.
// Throws Error(refused), with line or place: no grid (points off the rows and columns, two values of one
// point, a coordinate or value that is no number), light below 0, none at all, another unit than lux, facts
// that make no sense, and whatever read_csv() and read_raster() refuse.
LightGrid read_light_grid(const std::filesystem::path& file);
// Of such a table as text; name: of the file.
LightGrid light_grid_of(std::string csv, const std::string& name);

// What the remarks of a table say; name: of the file. Throws Error(refused) for what makes no sense.
LightFacts light_facts(const CsvText& csv, const std::string& name);
// "esc at 1.5 m, maintenance 0.80, 2026-05-01, DIALux evo 13"; what is not said is said to be so.
std::string words_of(const LightFacts& facts);

// The quantity as analyses of light call it (eh, ehs, ecyl, ev_n to ev_w, esc_n to esc_w, esc_min), by its
// name there or in words, whatever the case: "Semi-cylindrical illuminance" and "esc" are esc_min. "" when it
// is none of these.
std::string light_quantity(std::string_view said);

} // namespace prospect::io
