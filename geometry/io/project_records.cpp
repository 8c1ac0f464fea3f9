#include "geometry/io/project_records.h"

#include "geometry/io/gpkg.h"
#include "geometry/io/project_tables.h"

#include <array>

namespace prospect::io {

namespace {

constexpr const char* answer_columns = "criterion, answer, comment, evidence, \"who\", \"when\"";
constexpr const char* log_columns = "kind, text, \"who\", agency, \"when\"";

std::vector<SqlRow> rows_of(GDALDatasetH file, const char* table, const char* columns) {
    if (!has_table(file, table)) return {};
    return query(file, std::string("SELECT ") + columns + " FROM " + table + " ORDER BY fid");
}

template <std::size_t n>
void insert(GDALDatasetH file, const char* table, const char* columns,
            const std::array<const std::string*, n>& texts) {
    std::string values;
    for (const std::string* text : texts)
        values += (values.empty() ? "" : ", ") + (text->empty() ? std::string("NULL") : sql_text(*text));
    execute(file, std::string("INSERT INTO ") + table + " (" + columns + ") VALUES (" + values + ")");
}

} // namespace

std::vector<RecordedAnswer> read_answers(GDALDatasetH file) {
    std::vector<RecordedAnswer> answers;
    for (const SqlRow& row : rows_of(file, "prospect_answer", answer_columns)) {
        const auto text = [&](std::size_t column) { return row.at(column).value_or(""); };
        answers.push_back({text(0), text(1), text(2), text(3), text(4), text(5)});
    }
    return answers;
}

std::vector<LogEntry> read_log(GDALDatasetH file) {
    std::vector<LogEntry> log;
    for (const SqlRow& row : rows_of(file, "prospect_log", log_columns)) {
        const auto text = [&](std::size_t column) { return row.at(column).value_or(""); };
        log.push_back({text(0), text(1), text(2), text(3), text(4)});
    }
    return log;
}

void write_records(GDALDatasetH file, const Site& site) {
    create_table(file, *project_table("prospect_answer"));
    for (const RecordedAnswer& one : site.answers)
        insert(file, "prospect_answer", answer_columns,
               std::array{&one.criterion, &one.answer, &one.comment, &one.evidence, &one.who, &one.when});
    create_table(file, *project_table("prospect_log"));
    for (const LogEntry& one : site.log)
        insert(file, "prospect_log", log_columns,
               std::array{&one.kind, &one.text, &one.who, &one.agency, &one.when});
}

} // namespace prospect::io
