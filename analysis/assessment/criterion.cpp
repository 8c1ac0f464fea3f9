#include "analysis/assessment/criterion.h"

#include "geometry/base/error.h"
#include "geometry/base/resources.h"
#include "geometry/site/value.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace prospect::assessment {

namespace {

// Files beside the criteria that hold other data.
constexpr std::array<std::string_view, 5> other_data{"capacity_duties.json", "defaults.json",
                                                     "lighting_classes.json", "obtrusive_light.json",
                                                     "vehicle_ratings.json"};

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr std::array<std::string_view, 5> level_names{"fail", "look", "pass", "info", "not_run"};
constexpr std::array<std::string_view, 2> comparison_names{"at_most", "at_least"};
constexpr std::array<std::string_view, 4> status_letters{"N", "g", "R", "P"};
constexpr std::array<std::string_view, 4> status_words{"Required once adopted", "Official guidance",
                                                       "Research", "Our starting value"};

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::internal, "the criteria cannot be used: " + what,
                "mend the file in resources/criteria, or install Prospect again");
}

// The enumerator whose name the member has.
template <class Enum, std::size_t n>
Enum choice(const Json& entry, const char* member, const std::array<std::string_view, n>& names,
            const std::string& code) {
    const std::string text = entry.at(member).get<std::string>();
    const auto found = std::find(names.begin(), names.end(), text);
    if (found == names.end()) refuse(code + " has a " + member + " of \"" + text + "\"");
    return static_cast<Enum>(found - names.begin());
}

void read_settings(const Json& entry, Criterion& criterion) {
    if (!entry.contains("settings")) return;
    for (const auto& [name, value] : entry.at("settings").items())
        criterion.settings[name] = value.get<double>();
}

Criterion read_criterion(const Json& entry, const std::string& strategy) {
    Criterion criterion{.code = entry.at("code").get<std::string>(), .strategy = strategy};
    criterion.title = entry.at("title").get<std::string>();
    criterion.metric = entry.at("metric").get<std::string>();
    criterion.comparison = choice<Comparison>(entry, "comparison", comparison_names, criterion.code);
    criterion.threshold = entry.at("threshold").get<double>();
    criterion.unit = entry.at("unit").get<std::string>();
    criterion.source = entry.at("source").get<std::string>();
    criterion.status = choice<Status>(entry, "status", status_letters, criterion.code);
    criterion.missed = choice<Level>(entry, "missed", level_names, criterion.code);
    criterion.weight = entry.value("weight", 1.0);
    read_settings(entry, criterion);
    return criterion;
}

// What a profile says of one criterion.
void change(Criterion& criterion, const Json& entry) {
    criterion.threshold = entry.value("threshold", criterion.threshold);
    criterion.source = entry.value("source", criterion.source);
    if (entry.contains("status"))
        criterion.status = choice<Status>(entry, "status", status_letters, criterion.code);
    if (entry.contains("missed"))
        criterion.missed = choice<Level>(entry, "missed", level_names, criterion.code);
    read_settings(entry, criterion);
}

std::vector<fs::path> json_files(const char* folder) {
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(resource_path(folder)))
        if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in) refuse(file.string() + " cannot be read");
    return text;
}

std::vector<Criterion> read_all() {
    std::vector<Criterion> all;
    for (const fs::path& file : json_files("criteria")) {
        // Defaults of attributes (geometry/site), classes of lighting (analysis/lighting), of vehicles and
        // crowds (analysis/threat).
        if (std::find(other_data.begin(), other_data.end(), file.filename().string()) != other_data.end())
            continue;
        try {
            for (Criterion& criterion : parse_criteria(text_of(file)))
                all.push_back(std::move(criterion));
        } catch (Error& error) {
            throw error.add_context(file.filename().string());
        }
    }
    return all;
}

std::vector<Profile> read_profiles() {
    std::vector<Profile> all;
    for (const fs::path& file : json_files("criteria/profiles"))
        try {
            all.push_back(parse_profile(text_of(file), criteria()));
        } catch (Error& error) {
            throw error.add_context(file.filename().string());
        }
    std::stable_partition(all.begin(), all.end(), [](const Profile& one) { return one.name == "default"; });
    if (all.empty() || all.front().name != "default") refuse("there is no profile \"default\"");
    return all;
}

} // namespace

std::string_view name_of(Level level) {
    return level_names[static_cast<std::size_t>(level)];
}
std::string_view name_of(Comparison comparison) {
    return comparison_names[static_cast<std::size_t>(comparison)];
}
std::string_view letter_of(Status status) {
    return status_letters[static_cast<std::size_t>(status)];
}
std::string_view words_of(Status status) {
    return status_words[static_cast<std::size_t>(status)];
}

bool Criterion::holds(double value) const {
    // 1.8 m is 1.8 m, whatever the last bit of a computed value says.
    constexpr double rounding = 1e-9;
    return comparison == Comparison::at_most ? value <= threshold + rounding : value >= threshold - rounding;
}

double Criterion::setting(const std::string& name) const {
    const auto found = settings.find(name);
    if (found == settings.end()) refuse(code + " has no setting " + name);
    return found->second;
}

std::string threshold_text(const Criterion& criterion) {
    const std::string unit = criterion.unit.empty() ? std::string() : " " + criterion.unit;
    if (criterion.comparison == Comparison::at_most)
        return criterion.threshold == 0 ? "none" : "at most " + as_text(Value(criterion.threshold)) + unit;
    if (criterion.threshold < 0) return "a loss of at most " + as_text(Value(-criterion.threshold)) + unit;
    return "at least " + as_text(Value(criterion.threshold)) + unit;
}

const std::vector<Strategy>& strategies() {
    static const std::vector<Strategy> all{
        {"natural_surveillance", "Natural surveillance", "5.2.1"},
        {"access_control", "Natural access control", "5.2.1"},
        {"territorial_reinforcement", "Territorial reinforcement", "5.2.1"},
        {"activity_support", "Activity support", "5.2.1"},
        {"image_management", "Image and management", "5.2.1"},
        {"target_hardening", "Site and target hardening", "5.2.1"},
    };
    return all;
}

std::vector<Criterion> parse_criteria(std::string_view json) {
    try {
        const Json document = Json::parse(json);
        const std::string strategy = document.at("strategy").get<std::string>();
        if (std::none_of(strategies().begin(), strategies().end(),
                         [&](const Strategy& one) { return one.id == strategy; }))
            refuse("there is no strategy " + strategy);
        std::vector<Criterion> found;
        for (const Json& entry : document.at("criteria"))
            found.push_back(read_criterion(entry, strategy));
        return found;
    } catch (const Json::exception& fault) {
        refuse(fault.what());
    }
}

Profile parse_profile(std::string_view json, const std::vector<Criterion>& all) {
    try {
        const Json document = Json::parse(json);
        Profile made{.name = document.at("name").get<std::string>(),
                     .title = document.at("title").get<std::string>(),
                     .about = document.at("about").get<std::string>(),
                     .criteria = all};
        if (document.contains("only")) {
            const auto codes = document.at("only").get<std::vector<std::string>>();
            std::erase_if(made.criteria, [&](const Criterion& one) {
                return std::find(codes.begin(), codes.end(), one.code) == codes.end();
            });
            if (made.criteria.size() != codes.size()) refuse(made.name + " chooses an unknown criterion");
        }
        const Json changes = document.value("change", Json::object());
        for (const auto& [code, entry] : changes.items()) {
            const auto found =
                std::find_if(made.criteria.begin(), made.criteria.end(),
                             [&, name = code](const Criterion& one) { return one.code == name; });
            if (found == made.criteria.end()) refuse(made.name + " changes the unknown criterion " + code);
            change(*found, entry);
        }
        return made;
    } catch (const Json::exception& fault) {
        refuse(fault.what());
    }
}

const std::vector<Criterion>& criteria() {
    static const std::vector<Criterion> all = read_all();
    return all;
}

const std::vector<Profile>& profiles() {
    static const std::vector<Profile> all = read_profiles();
    return all;
}

const Profile& profile(std::string_view name) {
    std::string known;
    for (const Profile& one : profiles()) {
        if (one.name == name) return one;
        known += (known.empty() ? "" : ", ") + one.name;
    }
    throw Error(ErrorCode::usage, "there is no profile \"" + std::string(name) + "\"",
                "the profiles are " + known);
}

} // namespace prospect::assessment
