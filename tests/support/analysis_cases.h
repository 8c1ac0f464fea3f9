// Cases of analyses in folders: a plan as GeoJSON, one file a role, and expected.json, which says what is
// asked (analysis, settings, season, growth_year, phase, weekday, time) and what should come of it.
#pragma once

#include "analysis/catalogue.h"
#include "analysis/engine/engine.h"
#include "geometry/io/import.h"
#include "tests/analysis/sightlines/results.h"

#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>

namespace prospect::test {

// The plan of a case: every GeoJSON file in it, each named as its role.
inline SitePtr site_of(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".geojson") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<io::SourceDraft> drafts;
    for (const std::filesystem::path& file : files)
        drafts.push_back(io::read_source(file, {}, {}));
    Site framed;
    io::ImportOutcome outcome = io::place_on_site(framed, std::move(drafts), {}, {});
    if (!outcome.refused.empty()) throw outcome.refused.front();
    framed.frame = outcome.frame;
    return apply(framed, outcome.edit);
}

inline TimeContext time_of(const nlohmann::json& expected) {
    TimeContext time;
    if (expected.value("season", "summer") == "winter") time.season = Season::winter;
    time.growth_year = expected.value("growth_year", 0);
    if (expected.contains("phase")) time.phase = phase_of(expected["phase"].get<std::string>()).value();
    if (expected.contains("weekday")) time.set_weekday(expected["weekday"].get<std::string>());
    if (expected.contains("time")) time.set_time(expected["time"].get<std::string>());
    return time;
}

// Empty where the case does not say it. A copy: what it is made of must outlive a loop over it.
inline nlohmann::json part_of(const nlohmann::json& expected, const char* name) {
    return expected.contains(name) ? expected[name] : nlohmann::json();
}

// A number or text as expected: {"is": 3.2, "within": 0.1}, {"above": 2, "below": 5}, or the value itself;
// null: there is none. Empty when it is.
inline QString difference(const std::optional<Value>& found, const nlohmann::json& expected) {
    const QString shown = found ? QString::fromStdString(as_text(*found)) : QStringLiteral("nothing");
    const auto wrong = [&] { return shown + " is not " + QString::fromStdString(expected.dump()); };
    if (expected.is_null()) return found ? wrong() : QString();
    if (!found) return wrong();
    if (expected.is_string()) return as_text(*found) == expected.get<std::string>() ? QString() : wrong();
    const auto number = as_number(*found);
    if (!number) return wrong();
    if (expected.is_number()) return std::abs(*number - expected.get<double>()) <= 1e-9 ? QString() : wrong();
    const bool near = !expected.contains("is") ||
                      std::abs(*number - expected["is"].get<double>()) <= expected.value("within", 1e-9);
    const bool between =
        *number > expected.value("above", -1e300) && *number < expected.value("below", 1e300);
    return near && between ? QString() : wrong();
}

inline std::optional<Value> metric_of(const engine::RunPtr& run, const std::string& name) {
    for (const auto& [key, number] : run->result.metrics)
        if (key == name) return Value(number);
    return std::nullopt;
}

inline QStringList differences(const engine::RunPtr& run, const nlohmann::json& expected, Point origin) {
    QStringList found;
    const auto add = [&](const std::string& what, const QString& difference) {
        if (!difference.isEmpty()) found.append(QString::fromStdString(what) + ": " + difference);
    };
    const nlohmann::json metrics = part_of(expected, "metrics");
    for (const auto& [name, number] : metrics.items())
        add(name, difference(metric_of(run, name), number));
    const nlohmann::json fields = part_of(expected, "fields");
    for (const nlohmann::json& spot : fields) {
        const std::string name = spot["field"];
        const Point at = Point{spot["x"].get<double>(), spot["y"].get<double>()} - origin;
        const auto value = field(run, name).value_at(at);
        add(name + " at " + spot["x"].dump() + "," + spot["y"].dump(),
            difference(value ? std::optional(Value(static_cast<double>(*value))) : std::nullopt,
                       spot["value"]));
    }
    const nlohmann::json tables = part_of(expected, "tables");
    for (const auto& [name, rows] : tables.items()) {
        const engine::Table& made = table(run, name);
        if (rows.size() != made.rows.size()) {
            add(name, QString("%1 rows, not %2").arg(made.rows.size()).arg(rows.size()));
            continue;
        }
        for (std::size_t row = 0; row < rows.size(); ++row)
            for (const auto& [column, value] : rows[row].items())
                add(name + " row " + std::to_string(row + 1) + " " + column,
                    difference(cell(made, row, column), value));
    }
    const nlohmann::json notes = part_of(expected, "notes");
    for (const nlohmann::json& code : notes)
        if (note(run, code) == nullptr) add("note " + code.get<std::string>(), "it is not there");
    return found;
}

// The folders of tests/cases/<subject>, as rows of a column "folder".
inline void add_cases(const char* subject) {
    QTest::addColumn<QString>("folder");
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path(PROSPECT_SOURCE_DIR "/tests/cases") / subject))
        if (entry.is_directory())
            QTest::newRow(entry.path().filename().c_str()) << QString::fromStdString(entry.path().string());
}

// Runs the case of that folder; what differs from what it expects, a line each.
inline QString run_case(const QString& folder) {
    const std::filesystem::path path = folder.toStdString();
    std::ifstream file(path / "expected.json");
    const nlohmann::json expected = nlohmann::json::parse(file);
    if (expected["about"].get<std::string>().empty())
        return QStringLiteral("it does not say what it is about");
    const SitePtr site = site_of(path);
    engine::Settings settings;
    const nlohmann::json given = part_of(expected, "settings");
    for (const auto& [name, value] : given.items())
        settings[name] = value.is_string() ? value.get<std::string>() : value.dump();
    engine::Engine engine(catalogue());
    const engine::RunPtr run =
        engine.run(expected["analysis"], settings, {.site = site, .time = time_of(expected), .threads = 2});
    return differences(run, expected, site->frame.origin).join("\n");
}

} // namespace prospect::test
