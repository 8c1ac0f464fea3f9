// What GDAL does not tell of a workbook: which sheets are hidden, how it counts days, whether it is locked.
#pragma once

#include "geometry/io/zip_source.h"

#include <set>
#include <string>
#include <string_view>

namespace prospect::io {

struct WorkbookFacts {
    std::set<std::string> hidden; // names of sheets
    bool from_1904 = false;       // dates are counted from 1904, as on old Macintosh computers
    bool encrypted = false;       // protected by a password
};

WorkbookFacts xlsx_facts(const ZipSource& workbook);
WorkbookFacts ods_facts(const ZipSource& workbook);

// The same from the XML of the parts; texts that are no XML give nothing.
WorkbookFacts facts_of_workbook_xml(std::string_view workbook);
WorkbookFacts facts_of_ods_xml(std::string_view manifest, std::string_view content);

} // namespace prospect::io
