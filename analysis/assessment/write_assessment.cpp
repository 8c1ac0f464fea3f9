#include "analysis/assessment/write_assessment.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/flips.h"
#include "analysis/assessment/frameworks.h"
#include "analysis/assessment/measure_first.h"
#include "analysis/assessment/metric.h"
#include "analysis/assessment/places.h"
#include "analysis/assessment/recorded.h"
#include "analysis/assessment/remedy_words.h"
#include "geometry/base/error.h"
#include "geometry/io/file_write.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

using Json = nlohmann::ordered_json;

Json optional_number(const std::optional<double>& value) {
    return value ? Json(*value) : Json(nullptr);
}

Json point_json(const Frame& frame, Point local) {
    const Point full = frame.to_full(local);
    return Json::array({full.x, full.y});
}

// [[x,y],…] for each line or ring.
Json shape_json(const Frame& frame, const Geometry& shape) {
    if (shape.empty()) return nullptr;
    Json rings = Json::array();
    for (std::size_t r = 0; r < shape.ring_count(); ++r) {
        Json ring = Json::array();
        for (const Point p : shape.ring(r))
            ring.push_back(point_json(frame, p));
        rings.push_back(std::move(ring));
    }
    return {{"kind", name_of(shape.kind)}, {"points", rings}};
}

Json evidence_json(const Frame& frame, const std::vector<Evidence>& evidence) {
    Json list = Json::array();
    for (const Evidence& one : evidence)
        list.push_back({{"text", one.text},
                        {"feature", one.feature.is_nil() ? Json(nullptr) : Json(one.feature.text())},
                        {"shape", shape_json(frame, one.shape)}});
    return list;
}

Json assumptions_json(const std::vector<Assumed>& assumptions) {
    static constexpr std::string_view by[] = {"agreed", "usual", "nature", "method", "unsaid"};
    Json list = Json::array();
    for (const Assumed& one : assumptions)
        list.push_back({{"feature", one.feature.is_nil() ? Json(nullptr) : Json(one.feature.text())},
                        {"attribute", one.of_a_thing() ? one.attribute : std::string()},
                        {"text", one.of_a_thing() ? std::string() : one.attribute},
                        {"value", one.value},
                        {"by", by[static_cast<std::size_t>(one.by)]}});
    return list;
}

Json remedies_json(const std::vector<Remedy>& remedies) {
    Json list = Json::array();
    for (const Remedy& one : remedies)
        list.push_back({{"text", one.text},
                        {"clears", one.clears},
                        {"harms", one.harms},
                        {"worsens", one.worsens},
                        {"worse", one.worse},
                        {"warnings", one.warnings},
                        {"edit", Json::parse(to_json(one.edit))}});
    return list;
}

Json flips_json(const std::vector<Flip>& flips) {
    Json list = Json::array();
    for (const Flip& one : flips) {
        Json things = Json::array();
        for (const Assumed& thing : one.things)
            things.push_back(thing.feature.text());
        list.push_back({{"text", flip_text(one)},
                        {"attribute", one.things.front().attribute},
                        {"features", things},
                        {"value", one.value},
                        {"holds_at", optional_number(one.holds_at)},
                        {"tried", {one.lowest, one.highest}}});
    }
    return list;
}

Json finding_json(const Assessment& assessment, const Finding& finding, const Frame& frame) {
    const Criterion& criterion = assessment.criterion(finding);
    const bool measured = criterion.kind == Kind::measured;
    Json json{{"id", finding.id.text()},
              {"key", finding.key},
              {"code", finding.code},
              {"strategy", finding.strategy},
              {"title", criterion.title},
              {"clauses", clauses_of(finding.code)},
              {"kind", name_of(criterion.kind)},
              {"level", name_of(finding.level)},
              {"place", finding.place ? Json(assessment.places[*finding.place].name) : Json(nullptr)},
              {"at", finding.at ? point_json(frame, *finding.at) : Json(nullptr)},
              {"value", optional_number(finding.value)},
              {"unit", criterion.unit},
              {"comparison", measured ? Json(name_of(criterion.comparison)) : Json(nullptr)},
              {"threshold", measured ? Json(criterion.threshold) : Json(nullptr)},
              {"source", criterion.source},
              {"status", letter_of(criterion.status)},
              {"basis", name_of(finding.basis)},
              {"message", finding.message},
              {"assumptions", assumptions_json(finding.assumptions)},
              {"lacks", finding.lacks},
              {"evidence", evidence_json(frame, finding.evidence)},
              {"remedies", remedies_json(finding.remedies)}};
    if (finding.acceptance)
        json["accepted"] = {{"author", finding.acceptance->author},
                            {"reason", finding.acceptance->reason},
                            {"when", finding.acceptance->when}};
    if (finding.flips) json["flips"] = flips_json(*finding.flips);
    if (finding.answer)
        json["answer"] = {{"answer", finding.answer->answer},
                          {"comment", finding.answer->comment},
                          {"evidence", finding.answer->evidence},
                          {"who", finding.answer->who},
                          {"when", finding.answer->when}};
    return json;
}

Json counts_json(const Assessment& assessment) {
    Json counts;
    for (const Level level : {Level::fail, Level::look, Level::pass, Level::info, Level::not_run})
        counts[std::string(name_of(level))] = assessment.count(level);
    counts["accepted"] = assessment.accepted();
    return counts;
}

// Per strategy, the mean share of subjects for which its criteria hold, per cent; null while fewer than half
// of its criteria ran: a score of a few would say too much.
Json scores_json(const Assessment& assessment) {
    Json scores = Json::object();
    for (const Coverage& coverage : assessment.coverage) {
        double sum = 0;
        for (const Outcome& outcome : assessment.outcomes)
            if (outcome.criterion.strategy == coverage.strategy && outcome.ran())
                sum += static_cast<double>(outcome.met) / static_cast<double>(outcome.checked);
        const bool enough = 2 * coverage.checked >= coverage.criteria && coverage.checked > 0;
        scores[coverage.strategy] =
            enough ? Json(100 * sum / static_cast<double>(coverage.checked)) : Json(nullptr);
    }
    return scores;
}

Json coverage_json(const Assessment& assessment) {
    Json list = Json::array();
    for (const Coverage& one : assessment.coverage)
        list.push_back({{"strategy", one.strategy},
                        {"checked", one.checked},
                        {"criteria", one.criteria},
                        {"problems", one.problems},
                        {"serious", one.serious}});
    return list;
}

Json places_json(const Assessment& assessment, const Frame& frame) {
    Json list = Json::array();
    for (const Place& place : assessment.places) {
        Json findings = Json::array();
        for (const std::size_t i : place.findings)
            findings.push_back(assessment.findings[i].id.text());
        list.push_back({{"name", place.name},
                        {"at", point_json(frame, place.at)},
                        {"score", place.score},
                        {"findings", findings}});
    }
    return list;
}

Json outcomes_json(const Assessment& assessment) {
    Json list = Json::array();
    for (const Outcome& one : assessment.outcomes)
        list.push_back({{"code", one.criterion.code},
                        {"title", one.criterion.title},
                        {"kind", name_of(one.criterion.kind)},
                        {"clauses", clauses_of(one.criterion.code)},
                        {"tags", tags_of(one.criterion.code)},
                        {"checked", one.checked},
                        {"met", one.met},
                        {"missed", one.missed},
                        {"unknown", one.unknown}});
    return list;
}

Json notes_json(const Assessment& assessment, const Frame& frame) {
    static constexpr std::string_view levels[] = {"info", "warning", "error"};
    Json list = Json::array();
    for (const scene::Note& note : assessment.notes)
        list.push_back({{"level", levels[static_cast<std::size_t>(note.level)]},
                        {"code", note.code},
                        {"message", note.message},
                        {"place", note.place ? point_json(frame, *note.place) : Json(nullptr)},
                        {"feature", note.feature.is_nil() ? Json(nullptr) : Json(note.feature.text())}});
    return list;
}

Json measure_first_json(const Assessment& assessment) {
    Json list = Json::array();
    for (const MeasureFirst& one : measure_first(assessment)) {
        Json things = Json::array();
        for (const Assumed& thing : one.things)
            things.push_back(thing.feature.text());
        list.push_back({{"text", measure_first_text(one)},
                        {"role", name_of(one.things.front().role)},
                        {"attribute", one.things.front().attribute},
                        {"features", things},
                        {"problems", one.problems},
                        {"weight", one.weight}});
    }
    return list;
}

std::optional<Value> text_cell(std::string text) {
    return text.empty() ? std::nullopt : std::optional<Value>(std::move(text));
}

std::optional<Value> number_cell(const std::optional<double>& number) {
    std::optional<Value> cell;
    if (number) cell.emplace(*number);
    return cell;
}

} // namespace

std::string assessment_json(const Assessment& assessment, const Frame& frame, const Timing& timing) {
    Json findings = Json::array();
    for (const Finding& finding : assessment.findings)
        findings.push_back(finding_json(assessment, finding, frame));
    const Json document{
        {"profile", assessment.profile},
        {"scenario", assessment.scenario},
        {"counts", counts_json(assessment)},
        {"scores", scores_json(assessment)},
        {"coverage", coverage_json(assessment)},
        {"places", places_json(assessment, frame)},
        {"findings", findings},
        {"criteria", outcomes_json(assessment)},
        {"measure_first", measure_first_json(assessment)},
        {"seconds", {{"load", timing.load_s}, {"check", timing.check_s}, {"total", timing.total_s}}},
        {"notes", notes_json(assessment, frame)},
        {"provenance",
         {{"program", "Prospect " PROSPECT_VERSION},
          {"snapshot_sha256", hex(assessment.snapshot)},
          {"crs", frame.crs}}}};
    return document.dump(1, ' ', false, Json::error_handler_t::replace);
}

std::string remedies_text(const std::vector<Remedy>& remedies) {
    std::string text;
    for (const Remedy& one : remedies)
        text += (text.empty() ? "" : "; ") + one.text + " (" + effect_text(one) + ")";
    return text;
}

io::Table findings_table(const Assessment& assessment, const Frame& frame) {
    io::Table table{.name = "findings",
                    .columns = {"id", "code", "strategy", "level", "place", "x", "y", "value", "unit",
                                "threshold", "status", "basis", "message", "remedy"},
                    .rows = {},
                    .geometries = {}};
    for (const Finding& one : assessment.findings) {
        const Criterion& criterion = assessment.criterion(one);
        std::optional<double> threshold;
        if (criterion.kind == Kind::measured) threshold = criterion.threshold;
        std::optional<double> x;
        std::optional<double> y;
        if (one.at) {
            x = frame.to_full(*one.at).x;
            y = frame.to_full(*one.at).y;
        }
        table.rows.push_back(
            {text_cell(one.id.text()), text_cell(one.code), text_cell(one.strategy),
             text_cell(std::string(name_of(one.level))),
             text_cell(one.place ? assessment.places[*one.place].name : std::string{}), number_cell(x),
             number_cell(y), number_cell(one.value), text_cell(criterion.unit), number_cell(threshold),
             text_cell(std::string(letter_of(criterion.status))), text_cell(std::string(name_of(one.basis))),
             text_cell(one.message), text_cell(remedies_text(one.remedies))});
    }
    return table;
}

io::Table places_table(const Assessment& assessment, const Frame& frame) {
    io::Table table{.name = "places",
                    .columns = {"rank", "name", "x", "y", "score", "fail", "look", "codes"},
                    .rows = {},
                    .geometries = {}};
    for (std::size_t p = 0; p < assessment.places.size(); ++p) {
        const Place& place = assessment.places[p];
        const Point full = frame.to_full(place.at);
        std::int64_t fail = 0;
        std::int64_t look = 0;
        std::set<std::string> codes;
        for (const std::size_t i : place.findings) {
            ++(assessment.findings[i].level == Level::fail ? fail : look);
            codes.insert(assessment.findings[i].code);
        }
        std::string code_list;
        for (const std::string& code : codes)
            code_list += (code_list.empty() ? "" : " ") + code;
        table.rows.push_back({Value(static_cast<std::int64_t>(p + 1)), text_cell(place.name), Value(full.x),
                              Value(full.y), Value(place.score), Value(fail), Value(look),
                              text_cell(code_list)});
    }
    return table;
}

void write_assessment(const Assessment& assessment, const Frame& frame, const Timing& timing,
                      const std::filesystem::path& folder) {
    io::write_csv(findings_table(assessment, frame), folder / "findings.csv");
    io::write_csv(places_table(assessment, frame), folder / "places.csv");
    // Maps of an earlier run for others must not stay beside these tables.
    for (const char* map : {"weakness.tif", "worst_cause.tif"})
        std::filesystem::remove(folder / map);
    for (const auto& map : {assessment.weakness, assessment.worst_cause})
        if (map) io::write_geotiff(*map, frame, folder / (map->name + ".tif"));
    const std::string text = assessment_json(assessment, frame, timing);
    io::write_atomically(folder / "assessment.json", io::Previous::discard,
                         [&](const std::filesystem::path& file) {
                             std::ofstream out(file, std::ios::binary);
                             out << text << "\n";
                             out.close();
                             if (!out)
                                 throw Error(ErrorCode::internal, "assessment.json cannot be written",
                                             "free some space and try again");
                         });
}

std::string criteria_json(const std::vector<Criterion>& criteria) {
    Json list = Json::array();
    for (const Criterion& one : criteria) {
        const Metric* measure = metric(one.metric);
        const bool measured = one.kind == Kind::measured;
        list.push_back({{"code", one.code},
                        {"strategy", one.strategy},
                        {"title", one.title},
                        {"kind", name_of(one.kind)},
                        {"clauses", clauses_of(one.code)},
                        {"tags", tags_of(one.code)},
                        {"metric", one.metric},
                        {"meaning", measure != nullptr ? measure->meaning : ""},
                        {"question", one.question},
                        {"not_measured", one.why_not},
                        {"comparison", measured ? Json(name_of(one.comparison)) : Json(nullptr)},
                        {"threshold", measured ? Json(one.threshold) : Json(nullptr)},
                        {"unit", one.unit},
                        {"source", one.source},
                        {"status", letter_of(one.status)},
                        {"missed", name_of(one.missed)},
                        {"weight", one.weight},
                        {"settings", one.settings},
                        {"help", measure != nullptr ? measure->help : ""}});
    }
    return list.dump(1);
}

std::string profiles_json(const std::vector<Profile>& profiles) {
    Json list = Json::array();
    for (const Profile& one : profiles) {
        Json codes = Json::array();
        for (const Criterion& criterion : one.criteria)
            codes.push_back(criterion.code);
        Json faults = Json::array();
        for (const RuleFault& fault : one.faults)
            faults.push_back(fault.message);
        list.push_back({{"name", one.name},
                        {"title", one.title},
                        {"about", one.about},
                        {"based_on", one.based_on},
                        {"own", one.own},
                        {"criteria", codes},
                        {"faults", faults}});
    }
    return list.dump(1);
}

} // namespace prospect::assessment
