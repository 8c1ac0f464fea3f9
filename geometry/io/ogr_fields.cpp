#include "geometry/io/ogr_fields.h"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <cmath>

namespace prospect::io {

std::string utf8(std::string_view text) {
    std::string given(text);
    if (CPLIsUTF8(given.c_str(), static_cast<int>(given.size())) != 0) return given;
    const MessageCollector silent;
    char* converted = CPLRecode(given.c_str(), "CP1252", CPL_ENC_UTF8);
    std::string result = converted != nullptr ? converted : "";
    CPLFree(converted);
    return result;
}

std::optional<Value> field_value(OGRFeatureH feature, int field) {
    if (OGR_F_IsFieldSetAndNotNull(feature, field) == 0) return std::nullopt;
    OGRFieldDefnH definition = OGR_F_GetFieldDefnRef(feature, field);
    switch (OGR_Fld_GetType(definition)) {
    case OFTInteger:
        if (OGR_Fld_GetSubType(definition) == OFSTBoolean)
            return OGR_F_GetFieldAsInteger(feature, field) != 0;
        return static_cast<std::int64_t>(OGR_F_GetFieldAsInteger(feature, field));
    case OFTInteger64:
        return static_cast<std::int64_t>(OGR_F_GetFieldAsInteger64(feature, field));
    case OFTReal: {
        const double number = OGR_F_GetFieldAsDouble(feature, field);
        if (!std::isfinite(number)) return std::nullopt;
        return number;
    }
    case OFTBinary:
        return std::nullopt;
    default:
        return utf8(OGR_F_GetFieldAsString(feature, field));
    }
}

Columns columns_of(OGRFeatureH feature) {
    Columns columns;
    const int count = OGR_F_GetFieldCount(feature);
    columns.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        if (auto value = field_value(feature, i))
            columns.emplace_back(utf8(OGR_Fld_GetNameRef(OGR_F_GetFieldDefnRef(feature, i))),
                                 std::move(*value));
    return columns;
}

} // namespace prospect::io
