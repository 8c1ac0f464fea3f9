// The tables of a project file that are no feature tables of the site (contract §2, "Further tables").
// Included only by .cpp files of geometry/io.
#pragma once

#include "geometry/io/gdal.h"

#include <span>
#include <string_view>

namespace prospect::io {

// model: written from the site on every saving. kept: belongs to other parts of the program and is carried
// over.
enum class TableContent { model, kept };

struct ProjectTable {
    std::string_view name;
    std::string_view columns; // SQL, after the primary key fid
    std::string_view meaning; // for gpkg_contents
    TableContent content = TableContent::model;
};

std::span<const ProjectTable> project_tables();
const ProjectTable* project_table(std::string_view name);

// Creates the table, empty, and enters it in gpkg_contents as attributes.
void create_table(GDALDatasetH file, const ProjectTable& table);

bool has_table(GDALDatasetH file, std::string_view name);

} // namespace prospect::io
