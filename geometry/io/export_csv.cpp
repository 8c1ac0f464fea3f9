#include "geometry/base/error.h"
#include "geometry/base/text.h"
#include "geometry/io/export.h"
#include "geometry/io/file_write.h"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <algorithm>
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

[[noreturn]] void refuse(const std::string& name, const std::string& what, const std::string& advice) {
    throw Error(ErrorCode::refused, name + " " + what, advice);
}

std::string read_text(const fs::path& file, const std::string& name) {
    std::ifstream stream(file, std::ios::binary);
    std::error_code error;
    if (!stream || fs::is_directory(file, error))
        refuse(name, "cannot be read", "check the name and the rights");
    std::string text(std::istreambuf_iterator<char>(stream), {});
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        refuse(name, "is in UTF-16", "save it as CSV in UTF-8");
    if (text.find('\0') != std::string::npos) refuse(name, "is no text", "give a CSV file");
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    if (CPLIsUTF8(text.data(), static_cast<int>(text.size())) == 0) {
        // What spreadsheets of Western Europe write.
        char* recoded = CPLRecode(text.c_str(), "CP1252", CPL_ENC_UTF8);
        text = recoded;
        CPLFree(recoded);
    }
    return text;
}

// The separator that is most frequent in the header, outside quotes.
char separator_of(const std::string& text) {
    std::size_t commas = 0, semicolons = 0, tabs = 0;
    bool inside = false;
    for (const char c : text) {
        if (c == '"') inside = !inside;
        if (!inside && (c == '\n' || c == '\r')) break;
        commas += !inside && c == ',' ? 1 : 0;
        semicolons += !inside && c == ';' ? 1 : 0;
        tabs += !inside && c == '\t' ? 1 : 0;
    }
    if (tabs > commas && tabs > semicolons) return '\t';
    return semicolons > commas ? ';' : ',';
}

// RFC 4180, and line ends of any kind.
class CsvReader {
public:
    CsvReader(const std::string& text, std::string name)
        : text_(text), name_(std::move(name)), separator_(separator_of(text)) {}

    bool at_end() const { return at_ >= text_.size(); }
    std::size_t line() const { return line_; }

    std::vector<std::string> next_row() {
        std::vector<std::string> row;
        while (true) {
            row.push_back(next_cell());
            if (at_end()) return row;
            const char c = text_[at_++];
            if (c == separator_) continue;
            if (c == '\r' && !at_end() && text_[at_] == '\n') ++at_;
            ++line_;
            return row;
        }
    }

private:
    std::string next_cell() {
        if (!at_end() && text_[at_] == '"') return quoted_cell();
        const std::size_t begin = at_;
        while (!at_end() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r')
            ++at_;
        return text_.substr(begin, at_ - begin);
    }

    std::string quoted_cell() {
        const std::size_t first_line = line_;
        std::string cell;
        for (++at_; !at_end(); ++at_) {
            if (text_[at_] == '\n') ++line_;
            if (text_[at_] != '"') {
                cell += text_[at_];
            } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
                cell += text_[at_++];
            } else {
                ++at_;
                // Text after the closing quote belongs to the cell, as spreadsheets read it.
                while (!at_end() && text_[at_] != separator_ && text_[at_] != '\n' && text_[at_] != '\r')
                    cell += text_[at_++];
                return cell;
            }
        }
        refuse(name_, "line " + std::to_string(first_line) + ": a quotation mark is opened and never closed",
               "close it, or double it where it is meant as a character");
    }

    const std::string& text_;
    std::string name_;
    char separator_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
};

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

Table read_csv(const fs::path& file) {
    const std::string name = file.filename().string();
    const std::string text = read_text(file, name);
    CsvReader reader(text, name);
    Table table;
    table.name = file.stem().string();
    if (text.find_first_not_of("\r\n \t") == std::string::npos)
        refuse(name, "is empty", "give a CSV file with a header line");
    for (std::string column : reader.next_row()) {
        const std::size_t begin = column.find_first_not_of(" \t");
        const std::size_t end = column.find_last_not_of(" \t");
        table.columns.push_back(begin == std::string::npos ? std::string()
                                                           : column.substr(begin, end - begin + 1));
    }
    while (!reader.at_end()) {
        const std::size_t line = reader.line();
        const std::size_t before = table.columns.size();
        std::vector<std::string> cells = reader.next_row();
        if (cells.size() == 1 && cells.front().empty() && before > 1) continue;
        while (cells.size() > before && cells.back().empty())
            cells.pop_back();
        if (cells.size() > before)
            refuse(name,
                   "line " + std::to_string(line) + " has " + std::to_string(cells.size()) +
                       " cells, the header " + std::to_string(before),
                   "put cells that hold the separator in quotation marks");
        std::vector<std::optional<Value>> row(before);
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (!cells[i].empty()) row[i] = std::move(cells[i]);
        table.rows.push_back(std::move(row));
    }
    return table;
}

} // namespace prospect::io
