#include "geometry/io/project_scenarios.h"

#include "geometry/base/error.h"
#include "geometry/io/gpkg.h"
#include "geometry/io/project_tables.h"

#include <nlohmann/json.hpp>

namespace prospect::io {

namespace {

using Json = nlohmann::json;

void read_edits(Scenario& scenario, const std::string& text, bool& whole, std::vector<std::string>& notes) {
    const Json edits = Json::parse(text, nullptr, false);
    std::size_t unreadable = edits.is_array() ? 0 : 1;
    for (const Json& edit : edits.is_array() ? edits : Json::array()) {
        try {
            scenario.edits.push_back(edit_from_json(edit.dump()));
        } catch (const Error&) {
            ++unreadable;
        }
    }
    if (unreadable == 0) return;
    whole = false;
    notes.push_back(
        (edits.is_array()
             ? std::to_string(unreadable) + " of " + std::to_string(edits.size()) + " edits of the option "
             : "the edits of the option ") +
        scenario.name +
        " cannot be read and are left out: opened read-only so that saving does not lose them; the .bak "
        "file beside it or a backup may hold them whole");
}

} // namespace

std::vector<std::shared_ptr<const Scenario>> read_scenarios(GDALDatasetH file, bool& whole,
                                                            std::vector<std::string>& notes) {
    std::vector<std::shared_ptr<const Scenario>> scenarios;
    for (const SqlRow& row : query(file, "SELECT id, name, edits FROM prospect_scenario ORDER BY fid")) {
        Scenario scenario;
        scenario.id = Uuid::parse(row.at(0).value_or(""))
                          .value_or(Uuid::from_name("scenario:" + row.at(1).value_or("")));
        scenario.name = row.at(1).value_or("");
        read_edits(scenario, row.at(2).value_or("[]"), whole, notes);
        scenarios.push_back(std::make_shared<const Scenario>(std::move(scenario)));
    }
    return scenarios;
}

void write_scenarios(GDALDatasetH file, const Site& site) {
    create_table(file, *project_table("prospect_scenario"));
    for (const auto& scenario : site.scenarios) {
        std::string edits;
        for (const SiteEdit& edit : scenario->edits)
            edits += (edits.empty() ? "" : ",\n") + to_json(edit);
        execute(file, "INSERT INTO prospect_scenario (id, name, edits) VALUES (" +
                          sql_text(scenario->id.text()) + ", " + sql_text(scenario->name) + ", " +
                          sql_text("[" + edits + "]") + ")");
    }
}

} // namespace prospect::io
