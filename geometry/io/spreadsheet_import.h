// Workbooks of Excel and LibreOffice: each sheet with coordinates is a source layer, read as a CSV file is.
#pragma once

#include "geometry/io/import.h"

namespace prospect::io {

enum class Workbook { xlsx, ods };

// The header is the row, among the first 40 that hold anything, with the names of a position's columns
// (table_rows.h); what stands above it are titles, and a cell it leaves blank is named by the one above. The
// sheet's name is the source layer's; of a workbook with one sheet it is the file's. Empty rows between
// others are skipped and counted. Sheets without coordinates, and hidden ones, are left out and named in the
// notes. Formulas count by the value they were saved with. Throws Error(refused) when no sheet has
// coordinates, when it cannot be told which of two rows is the header, and for a file that is damaged or
// protected.
SourceDraft read_spreadsheet(const std::filesystem::path& file, Workbook kind, const ImportOptions& options,
                             const Progress& progress);

} // namespace prospect::io
