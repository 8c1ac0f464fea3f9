#include "analysis/assessment/criteria_file.h"

#include "analysis/assessment/metric.h"
#include "analysis/engine/near_name.h"
#include "geometry/base/resources.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace prospect::assessment {

namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

// Files beside the criteria that hold other data.
constexpr std::array<std::string_view, 8> other_data{
    "capacity_duties.json", "defaults.json",     "frameworks.json", "lighting_classes.json",
    "obtrusive_light.json", "risk_factors.json", "settings.json",   "vehicle_ratings.json"};

const std::vector<std::string>& members_of_rule() {
    static const std::vector<std::string> all{
        "code",   "title",  "strategy", "metric", "comparison", "threshold", "unit",
        "source", "status", "missed",   "weight", "settings",   "question",  "not_measured"};
    return all;
}

const std::vector<std::string>& members_of_change() {
    static const std::vector<std::string> all{"threshold", "unit",   "source",  "status",
                                              "missed",    "weight", "settings"};
    return all;
}

std::string perhaps(const std::string& name, const std::vector<std::string>& known) {
    const auto near = engine::near_name(name, known);
    return near ? "; write \"" + *near + "\" if that was meant" : "; known are " + engine::joined(known);
}

// Reads members of one entry and keeps the first thing that is wrong.
class Members {
public:
    explicit Members(const Json& entry) : entry_(entry) {}

    bool has(const char* name) const { return entry_.contains(name); }

    void only(const std::vector<std::string>& known) {
        for (const auto& [name, value] : entry_.items())
            if (std::find(known.begin(), known.end(), name) == known.end())
                wrong("there is nothing called \"" + name + "\"" + perhaps(name, known));
    }

    void text(const char* name, std::string& into) {
        if (!entry_.contains(name)) return wrong(std::string(name) + " is missing; add it");
        const Json& value = entry_.at(name);
        if (!value.is_string() || value.get_ref<const std::string&>().empty())
            return wrong(std::string(name) + " is no text; write it in quotation marks");
        into = value.get<std::string>();
    }

    void number(const char* name, double& into) {
        if (!entry_.contains(name)) return wrong(std::string(name) + " is missing; add it");
        const Json& value = entry_.at(name);
        if (!value.is_number() || !std::isfinite(value.get<double>()))
            return wrong(std::string(name) + " is no number; write it without unit or quotation marks");
        into = value.get<double>();
    }

    template <class Enum, class Names>
    void choice(const char* name, const Names& names, Enum& into) {
        std::string word;
        text(name, word);
        if (!fault_.empty()) return;
        const auto found = std::find(names.begin(), names.end(), word);
        if (found != names.end()) {
            into = static_cast<Enum>(found - names.begin());
            return;
        }
        std::vector<std::string> known(names.begin(), names.end());
        std::erase(known, std::string());
        wrong(std::string(name) + " is \"" + word + "\"; it may be " + engine::joined(known));
    }

    // known: null where any name will do.
    void settings(std::map<std::string, double>& into, const std::map<std::string, double>* known) {
        if (!entry_.contains("settings")) return;
        const Json& all = entry_.at("settings");
        if (!all.is_object()) return wrong("settings is no list of names and numbers");
        for (const auto& [name, value] : all.items()) {
            if (!value.is_number()) return wrong("the setting " + name + " is no number");
            if (known != nullptr && !known->contains(name)) {
                std::vector<std::string> names;
                for (const auto& [one, number] : *known)
                    names.push_back(one);
                return wrong("there is no setting \"" + name + "\"" + perhaps(name, names));
            }
            into[name] = value.get<double>();
        }
    }

    void wrong(std::string what) {
        if (fault_.empty()) fault_ = std::move(what);
    }
    const std::string& fault() const { return fault_; }

private:
    const Json& entry_;
    std::string fault_;
};

constexpr std::array<std::string_view, 4> missed_names{"fail", "look", "", "info"}; // as Level
constexpr std::array<std::string_view, 2> comparison_names{"at_most", "at_least"};
constexpr std::array<std::string_view, 4> status_letters{"N", "g", "R", "P"};

void read_measured(Members& members, Criterion& criterion) {
    members.text("metric", criterion.metric);
    members.choice("comparison", comparison_names, criterion.comparison);
    members.number("threshold", criterion.threshold);
    if (members.has("unit")) criterion.unit.clear();
    if (!members.has("unit")) members.wrong("unit is missing; add it (\"\" for counts)");
    if (!members.fault().empty()) return;
    const Metric* measure = metric(criterion.metric);
    if (measure != nullptr) return;
    std::vector<std::string> known;
    for (const Metric& one : metrics())
        known.push_back(one.id);
    const auto near = engine::near_name(criterion.metric, known);
    members.wrong("there is no metric \"" + criterion.metric + "\"; " +
                  (near ? "write \"" + *near + "\" if that was meant"
                        : "prospect-cli list criteria --json names those there are"));
}

void check_unit(Members& members, const Json& entry, Criterion& criterion) {
    if (!entry.contains("unit") || !members.fault().empty()) return;
    if (!entry.at("unit").is_string()) return members.wrong("unit is no text");
    const std::string unit = entry.at("unit").get<std::string>();
    const Metric* measure = metric(criterion.metric);
    if (measure == nullptr || measure->unit == unit) {
        criterion.unit = unit;
        return;
    }
    const std::string asked = measure->unit.empty() ? "a number without unit" : "in " + measure->unit;
    members.wrong("the value is given in \"" + unit + "\", and " + measure->id + " is measured " +
                  (measure->unit.empty() ? "as " : "") + asked + "; write the value " + asked);
}

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

ParsedCriteria read_all() {
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(resource_path("criteria"))) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file() && entry.path().extension() == ".json" &&
            std::find(other_data.begin(), other_data.end(), name) == other_data.end())
            files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    ParsedCriteria all;
    for (const fs::path& file : files) {
        ParsedCriteria one = parse_criteria(text_of(file), file.filename().string());
        for (Criterion& criterion : one.criteria)
            all.criteria.push_back(std::move(criterion));
        for (RuleFault& fault : one.faults)
            all.faults.push_back({fault.code, file.filename().string() + ", " + fault.message});
    }
    return all;
}

// Of what a broken file is about, by its name; else the first there is.
std::string strategy_of_file(const std::string& file) {
    const std::string stem = fs::path(file).stem().string();
    return strategy(stem) != nullptr ? stem : strategies().front().id;
}

void add_broken_file(const std::string& file, const std::string& message, ParsedCriteria& into) {
    Criterion criterion{.code = file, .strategy = strategy_of_file(file)};
    criterion.title = "The rules of " + file;
    criterion.source = "its file";
    make_unmeasured(criterion, message);
    into.criteria.push_back(std::move(criterion));
    into.faults.push_back({{}, message});
}

void add_entry(const Json& entry, const std::string& usual_strategy, std::string_view text, std::size_t at,
               ParsedCriteria& into) {
    Criterion criterion;
    criterion.strategy = usual_strategy;
    std::string fault = entry.is_object() ? read_entry(entry, criterion) : "this is no rule";
    if (criterion.code.empty()) criterion.code = "rule " + std::to_string(at + 1);
    const bool twice = std::any_of(into.criteria.begin(), into.criteria.end(),
                                   [&](const Criterion& one) { return one.code == criterion.code; });
    if (fault.empty() && twice) fault = "there is a rule of that code already; give it another";
    if (strategy(criterion.strategy) == nullptr) {
        if (fault.empty()) fault = "there is no strategy \"" + criterion.strategy + "\"";
        criterion.strategy = strategies().front().id;
    }
    if (!fault.empty()) {
        const std::size_t line = line_of(text, "\"" + criterion.code + "\"");
        const std::string message = (line > 0 ? "line " + std::to_string(line) + ": " : std::string()) +
                                    criterion.code + ": " + fault;
        into.faults.push_back({criterion.code, message});
        make_unmeasured(criterion, message);
    }
    if (!twice) into.criteria.push_back(std::move(criterion));
}

} // namespace

std::size_t line_of(std::string_view text, std::string_view needle) {
    const std::size_t at = text.find(needle);
    if (at == std::string_view::npos) return 0;
    return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

std::string syntax_fault(std::string_view text, std::size_t byte, const std::string& what) {
    // The reader stops at the first letter that does not fit: a comma left out shows a line later.
    std::size_t at = std::min(byte > 0 ? byte - 1 : 0, text.size());
    while (at > 0 && (at == text.size() || std::isspace(static_cast<unsigned char>(text[at])) != 0))
        --at;
    const auto line =
        1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
    const std::size_t begin = text.rfind('\n', at);
    const std::size_t from = std::max(begin == std::string_view::npos ? 0 : begin + 1, at > 20 ? at - 20 : 0);
    const std::string near(text.substr(from, at - from + 1));
    return "line " + std::to_string(line) + ": " + what + " at \"" + near +
           "\"; look for a comma, a quotation mark or a bracket that is missing or too many there or just "
           "before";
}

std::string read_entry(const Json& entry, Criterion& criterion) {
    Members members(entry);
    members.text("code", criterion.code);
    members.only(members_of_rule());
    members.text("title", criterion.title);
    if (members.has("strategy")) members.text("strategy", criterion.strategy);
    members.text("source", criterion.source);
    members.choice("status", status_letters, criterion.status);
    const int kinds = (members.has("metric") ? 1 : 0) + (members.has("question") ? 1 : 0) +
                      (members.has("not_measured") ? 1 : 0);
    if (kinds != 1)
        members.wrong("it says " + std::string(kinds == 0 ? "none" : "more than one") +
                      " of metric, question and not_measured; it needs one");
    criterion.missed = Level::look;
    if (members.has("missed") || members.has("metric"))
        members.choice("missed", missed_names, criterion.missed);
    if (members.has("weight")) members.number("weight", criterion.weight);
    if (criterion.weight <= 0) members.wrong("the weight is not above 0");
    members.settings(criterion.settings, nullptr);
    if (members.has("metric")) {
        criterion.kind = Kind::measured;
        read_measured(members, criterion);
        check_unit(members, entry, criterion);
    } else if (members.has("question")) {
        criterion.kind = Kind::recorded;
        members.text("question", criterion.question);
    } else {
        criterion.kind = Kind::unmeasured;
        members.text("not_measured", criterion.why_not);
    }
    return members.fault();
}

std::string change_entry(const Json& entry, Criterion& criterion) {
    if (!entry.is_object()) return "what it says is no list of changes";
    Criterion changed = criterion;
    Members members(entry);
    members.only(members_of_change());
    if (members.has("threshold")) members.number("threshold", changed.threshold);
    check_unit(members, entry, changed);
    if (members.has("source")) members.text("source", changed.source);
    if (members.has("status")) members.choice("status", status_letters, changed.status);
    if (members.has("missed")) members.choice("missed", missed_names, changed.missed);
    if (members.has("weight")) members.number("weight", changed.weight);
    if (changed.weight <= 0) members.wrong("the weight is not above 0");
    members.settings(changed.settings, &criterion.settings);
    if (members.fault().empty()) criterion = std::move(changed);
    return members.fault();
}

void make_unmeasured(Criterion& criterion, const std::string& why) {
    criterion.kind = Kind::unmeasured;
    criterion.why_not = why;
    if (criterion.title.empty()) criterion.title = criterion.code;
}

ParsedCriteria parse_criteria(std::string_view json, const std::string& file) {
    ParsedCriteria made;
    Json document;
    try {
        document = Json::parse(json);
    } catch (const Json::parse_error& fault) {
        add_broken_file(file, syntax_fault(json, fault.byte, "this cannot be read"), made);
        return made;
    }
    if (!document.is_object() || !document.contains("criteria") || !document.at("criteria").is_array()) {
        add_broken_file(file, "line 1: it holds no list of criteria; begin it with {\"criteria\": [", made);
        return made;
    }
    const Json& usual = document.contains("strategy") ? document.at("strategy") : Json();
    const Json& entries = document.at("criteria");
    for (std::size_t i = 0; i < entries.size(); ++i)
        add_entry(entries[i], usual.is_string() ? usual.get<std::string>() : std::string(), json, i, made);
    return made;
}

const ParsedCriteria& catalogue_of_criteria() {
    static const ParsedCriteria all = read_all();
    return all;
}

const std::vector<Criterion>& criteria() {
    return catalogue_of_criteria().criteria;
}

} // namespace prospect::assessment
