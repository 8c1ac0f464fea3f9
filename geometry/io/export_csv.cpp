#include "geometry/base/error.h"
#include "geometry/base/text.h"
#include "geometry/io/export.h"
#include "geometry/io/file_write.h"

#include <cmath>
#include <fstream>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

// A spreadsheet would run a cell that begins so; a number is only a number.
std::string harmless(const std::string& text) {
    const bool formula =
        !text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos;
    return formula && !number_from(text) ? "'" + text : text;
}

std::string quoted(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string cell = "\"";
    for (const char c : text)
        cell += c == '"' ? std::string("\"\"") : std::string(1, c);
    return cell + "\"";
}

std::string cell_text(const std::optional<Value>& value) {
    if (!value) return {};
    if (const auto* number = std::get_if<double>(&*value); number && !std::isfinite(*number)) return {};
    const auto* text = std::get_if<std::string>(&*value);
    return quoted(text ? harmless(*text) : as_text(*value));
}

} // namespace

void write_csv(const Table& table, const fs::path& file) {
    write_atomically(file, Previous::discard, [&](const fs::path& temporary) {
        std::ofstream stream(temporary, std::ios::binary);
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            stream << (i == 0 ? "" : ",") << quoted(table.columns[i]);
        stream << '\n';
        for (const auto& row : table.rows) {
            for (std::size_t i = 0; i < row.size(); ++i)
                stream << (i == 0 ? "" : ",") << cell_text(row[i]);
            // A line of one empty cell would read as no row.
            stream << (row.size() == 1 && cell_text(row[0]).empty() ? "\"\"\n" : "\n");
        }
        stream.close();
        if (!stream) {
            if (disk_is_full(temporary)) throw_disk_full(file);
            throw Error(ErrorCode::internal, file.filename().string() + " could not be written",
                        "check the disk");
        }
    });
}

} // namespace prospect::io
