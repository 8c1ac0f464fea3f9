#include "geometry/io/csv_text.h"

#include "geometry/base/error.h"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <algorithm>
#include <fstream>

namespace prospect::io {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void refuse(const std::string& name, const std::string& what, const std::string& advice) {
    throw Error(ErrorCode::refused, name + " " + what, advice);
}

std::string bytes_of(const fs::path& file, const std::string& name) {
    std::ifstream stream(file, std::ios::binary);
    std::error_code error;
    if (!stream || fs::is_directory(file, error))
        refuse(name, "cannot be read", "check the name and the rights");
    return std::string(std::istreambuf_iterator<char>(stream), {});
}

std::string as_utf8(std::string text, const std::string& name) {
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
    // line: of the first character.
    CsvReader(const std::string& text, std::string name, std::size_t line)
        : text_(text), name_(std::move(name)), separator_(separator_of(text)), line_(line) {}

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
    std::size_t line_;
};

std::string trimmed(std::string_view text, std::string_view what = " \t") {
    const std::size_t begin = text.find_first_not_of(what);
    if (begin == std::string_view::npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(what) - begin + 1));
}

std::string lower(std::string text) {
    for (char& c : text)
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text;
}

// A remark as a spreadsheet leaves it: in quotation marks, and with the separators of the empty cells after
// it.
std::string remark_of(std::string_view line) {
    std::string text = trimmed(line, " \t,;");
    if (text.size() > 1 && text.front() == '"' && text.back() == '"') text = text.substr(1, text.size() - 2);
    return trimmed(text);
}

// Takes the remarks and the empty lines before the header from the text. Returns how many lines that were.
std::size_t take_remarks(std::string& text, std::vector<std::pair<std::string, std::string>>& facts) {
    std::size_t lines = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find_first_of("\r\n", at), text.size());
        const std::string remark = remark_of(std::string_view(text).substr(at, end - at));
        if (!remark.empty() && remark.front() != '#') break;
        const std::string fact = trimmed(remark, " \t#");
        if (const std::size_t colon = fact.find(':'); colon != std::string::npos)
            facts.emplace_back(lower(trimmed(fact.substr(0, colon))), trimmed(fact.substr(colon + 1)));
        at = std::min(end + (text.compare(end, 2, "\r\n") == 0 ? 2 : 1), text.size());
        ++lines;
    }
    text.erase(0, at);
    return lines;
}

void add_row(std::vector<std::string> cells, std::size_t line, const std::string& name, CsvText& read) {
    const std::size_t width = read.table.columns.size();
    if (cells.size() == 1 && cells.front().empty() && width > 1) return;
    while (cells.size() > width && cells.back().empty())
        cells.pop_back();
    if (cells.size() > width)
        refuse(name,
               "line " + std::to_string(line) + " has " + std::to_string(cells.size()) +
                   " cells, the header " + std::to_string(width),
               "put cells that hold the separator in quotation marks");
    std::vector<std::optional<Value>> row(width);
    for (std::size_t i = 0; i < cells.size(); ++i)
        if (!cells[i].empty()) row[i] = std::move(cells[i]);
    read.table.rows.push_back(std::move(row));
    read.lines.push_back(line);
}

void read_rows(const std::string& text, const std::string& name, std::size_t first_line, CsvText& read) {
    if (text.find_first_not_of("\r\n \t") == std::string::npos)
        refuse(name, "is empty", "give a CSV file with a header line");
    CsvReader reader(text, name, first_line);
    for (const std::string& column : reader.next_row())
        read.table.columns.push_back(trimmed(column));
    while (!reader.at_end()) {
        const std::size_t line = reader.line();
        add_row(reader.next_row(), line, name, read);
    }
}

} // namespace

bool is_csv(const fs::path& file) {
    const std::string extension = lower(file.extension().string());
    return extension == ".csv" || extension == ".tsv" || extension == ".txt";
}

std::string CsvText::fact(std::string_view name) const {
    const auto found =
        std::find_if(facts.begin(), facts.end(), [&](const auto& one) { return one.first == name; });
    return found == facts.end() ? std::string() : found->second;
}

int CsvText::column(std::string_view name) const {
    const auto found = std::find_if(table.columns.begin(), table.columns.end(),
                                    [&](const std::string& one) { return lower(one) == name; });
    return found == table.columns.end() ? -1 : static_cast<int>(found - table.columns.begin());
}

CsvText csv_of(std::string text, const std::string& name) {
    CsvText read;
    read.table.name = fs::path(name).stem().string();
    text = as_utf8(std::move(text), name);
    const std::size_t remarks = take_remarks(text, read.facts);
    read_rows(text, name, remarks + 1, read);
    return read;
}

CsvText read_csv_text(const fs::path& file) {
    const std::string name = file.filename().string();
    return csv_of(bytes_of(file, name), name);
}

Table read_csv(const fs::path& file) {
    const std::string name = file.filename().string();
    CsvText read;
    read.table.name = file.stem().string();
    read_rows(as_utf8(bytes_of(file, name), name), name, 1, read);
    return std::move(read.table);
}

} // namespace prospect::io
