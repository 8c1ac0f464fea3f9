#include "analysis/assessment/profile.h"

#include "geometry/base/error.h"
#include "geometry/base/resources.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace prospect::assessment {

namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr std::string_view own_prefix = "profile.";

std::string text_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Error(ErrorCode::refused, file.string() + " cannot be read", "look whether it is there");
    return {std::istreambuf_iterator<char>(in), {}};
}

[[noreturn]] void refuse(const std::string& what) {
    throw Error(ErrorCode::refused, "the rule profile cannot be used: " + what, "mend it there");
}

Json parsed(std::string_view text) {
    try {
        return Json::parse(text);
    } catch (const Json::parse_error& fault) {
        refuse(syntax_fault(text, fault.byte, "this cannot be read"));
    }
}

std::string own_text(const Json& document, const char* name) {
    if (!document.is_object() || !document.contains(name) || !document.at(name).is_string())
        refuse("line 1: it has no text \"" + std::string(name) + "\"");
    return document.at(name).get<std::string>();
}

// Collects what is wrong with the line it stands in.
class Faults {
public:
    Faults(std::string_view text, Profile& profile) : text_(text), profile_(profile) {}

    std::string add(const std::string& code, const std::string& what) {
        // Where something is said of it, rather than where it is only listed.
        std::size_t line = 0;
        for (const std::string& place :
             {"\"" + code + "\":", "\"code\": \"" + code + "\"", "\"" + code + "\""})
            if (line == 0) line = line_of(text_, place);
        std::string message =
            (line > 0 ? "line " + std::to_string(line) + ": " : std::string()) + code + ": " + what;
        profile_.faults.push_back({code, message});
        return message;
    }

private:
    std::string_view text_;
    Profile& profile_;
};

Criterion* find(std::vector<Criterion>& criteria, const std::string& code) {
    const auto found = std::find_if(criteria.begin(), criteria.end(),
                                    [&](const Criterion& one) { return one.code == code; });
    return found == criteria.end() ? nullptr : &*found;
}

void choose(const Json& document, Faults& faults, Profile& made) {
    if (!document.contains("only")) return;
    std::set<std::string> codes;
    for (const Json& entry : document.at("only")) {
        if (!entry.is_string()) continue;
        const std::string code = entry.get<std::string>();
        codes.insert(code);
        if (find(made.criteria, code) == nullptr)
            (void)faults.add(code, "the profile chooses it, and there is no rule of that code");
    }
    std::erase_if(made.criteria, [&](const Criterion& one) { return !codes.contains(one.code); });
}

void leave_out(const Json& document, Faults& faults, Profile& made) {
    if (!document.contains("without")) return;
    for (const Json& entry : document.at("without")) {
        if (!entry.is_string()) continue;
        const std::string code = entry.get<std::string>();
        const auto found = std::find_if(made.criteria.begin(), made.criteria.end(),
                                        [&](const Criterion& one) { return one.code == code; });
        if (found == made.criteria.end()) {
            (void)faults.add(code, "the profile leaves it out, and there is no rule of that code");
            continue;
        }
        made.left_out.push_back(std::move(*found));
        made.criteria.erase(found);
    }
}

void change(const Json& document, Faults& faults, Profile& made) {
    if (!document.contains("change")) return;
    for (const auto& [code, entry] : document.at("change").items()) {
        Criterion* criterion = find(made.criteria, code);
        if (criterion == nullptr) {
            (void)faults.add(code, "the profile changes it, and there is no rule of that code in it");
            made.unusable_changes.emplace_back(code, entry.dump());
            continue;
        }
        const std::string fault = change_entry(entry, *criterion);
        if (fault.empty()) continue;
        make_unmeasured(*criterion, faults.add(code, fault));
        made.unusable_changes.emplace_back(code, entry.dump());
    }
}

// Settings that a rule of the profile's own does not give are those of the catalogue's rule with its metric.
void usual_settings(const std::vector<Criterion>& all, Criterion& criterion) {
    for (const Criterion& one : all)
        if (one.kind == Kind::measured && one.metric == criterion.metric) {
            criterion.settings.insert(one.settings.begin(), one.settings.end());
            return;
        }
}

void add(const Json& document, const std::vector<Criterion>& all, Faults& faults, Profile& made) {
    if (!document.contains("add")) return;
    for (const Json& entry : document.at("add")) {
        Criterion criterion{.strategy = "process"};
        std::string fault = entry.is_object() ? read_entry(entry, criterion) : "this is no rule";
        if (criterion.code.empty()) {
            (void)faults.add("add", "a rule without a code; give it one");
            continue;
        }
        if (find(made.criteria, criterion.code) != nullptr) {
            (void)faults.add(criterion.code, "there is a rule of that code already; give it another");
            continue;
        }
        if (fault.empty() && strategy(criterion.strategy) == nullptr)
            fault = "there is no strategy \"" + criterion.strategy + "\"";
        if (strategy(criterion.strategy) == nullptr) criterion.strategy = "process";
        if (!fault.empty()) {
            make_unmeasured(criterion, faults.add(criterion.code, fault));
            made.unusable_rules.emplace_back(criterion.code, entry.dump());
        }
        usual_settings(all, criterion);
        made.criteria.push_back(std::move(criterion));
    }
}

const Profile* find(const std::vector<Profile>& profiles, std::string_view name) {
    const auto found =
        std::find_if(profiles.begin(), profiles.end(), [&](const Profile& one) { return one.name == name; });
    return found == profiles.end() ? nullptr : &*found;
}

std::vector<Profile> read_profiles() {
    std::vector<fs::path> files;
    for (const fs::directory_entry& entry : fs::directory_iterator(resource_path("criteria/profiles")))
        if (entry.is_regular_file() && entry.path().extension() == ".json") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::vector<Profile> all;
    std::vector<RuleFault> broken;
    for (const fs::path& file : files)
        try {
            all.push_back(parse_profile(text_of(file), criteria()));
        } catch (const Error& error) {
            broken.push_back({{}, file.filename().string() + ": " + error.message()});
        }
    std::stable_partition(all.begin(), all.end(), [](const Profile& one) { return one.name == "default"; });
    if (all.empty() || all.front().name != "default")
        all.insert(all.begin(), {.name = "default",
                                 .title = "All rules as they are",
                                 .about = "Its file cannot be read",
                                 .criteria = criteria()});
    broken.insert(broken.end(), catalogue_of_criteria().faults.begin(), catalogue_of_criteria().faults.end());
    for (Profile& one : all)
        one.faults.insert(one.faults.end(), broken.begin(), broken.end());
    return all;
}

Json differences(const Criterion& from, const Criterion& to) {
    Json changes = Json::object();
    if (from.threshold != to.threshold) changes["threshold"] = to.threshold;
    if (from.source != to.source) changes["source"] = to.source;
    if (from.status != to.status) changes["status"] = letter_of(to.status);
    if (from.missed != to.missed) changes["missed"] = name_of(to.missed);
    if (from.weight != to.weight) changes["weight"] = to.weight;
    for (const auto& [name, value] : to.settings) {
        const auto was = from.settings.find(name);
        if (was == from.settings.end() || was->second != value) changes["settings"][name] = value;
    }
    return changes;
}

Json whole_rule(const Criterion& one) {
    Json rule{{"code", one.code},
              {"strategy", one.strategy},
              {"title", one.title},
              {"source", one.source},
              {"status", letter_of(one.status)},
              {"weight", one.weight},
              {"missed", name_of(one.missed)}};
    if (one.kind == Kind::recorded) rule["question"] = one.question;
    if (one.kind == Kind::unmeasured) rule["not_measured"] = one.why_not;
    if (one.kind != Kind::measured) return rule;
    rule["metric"] = one.metric;
    rule["comparison"] = name_of(one.comparison);
    rule["threshold"] = one.threshold;
    rule["unit"] = one.unit;
    if (!one.settings.empty()) rule["settings"] = one.settings;
    return rule;
}

Profile broken_profile(std::string name, const Error& error) {
    Profile made{.name = name, .title = std::move(name), .about = error.message(), .criteria = {}};
    made.faults.push_back({{}, error.message()});
    made.own = true;
    return made;
}

} // namespace

const std::vector<Profile>& profiles() {
    static const std::vector<Profile> all = read_profiles();
    return all;
}

const Profile& profile(std::string_view name) {
    if (const Profile* found = find(profiles(), name)) return *found;
    std::string known;
    for (const Profile& one : profiles())
        known += (known.empty() ? "" : ", ") + one.name;
    throw Error(ErrorCode::usage, "there is no profile \"" + std::string(name) + "\"",
                "the profiles are " + known);
}

const Criterion* only_with(const Profile& profile, std::string_view metric) {
    const Criterion* found = nullptr;
    for (const Criterion& one : profile.criteria) {
        if (one.metric != metric) continue;
        if (found != nullptr) return nullptr;
        found = &one;
    }
    return found;
}

Profile parse_profile(std::string_view json, const std::vector<Criterion>& all,
                      const std::vector<Profile>& known) {
    const Json document = parsed(json);
    Profile made{.name = own_text(document, "name"),
                 .title = own_text(document, "title"),
                 .about = own_text(document, "about"),
                 .criteria = all};
    Faults faults(json, made);
    if (document.contains("based_on")) {
        made.based_on = own_text(document, "based_on");
        if (const Profile* base = find(known, made.based_on))
            made.criteria = base->criteria;
        else
            (void)faults.add("based_on", "there is no profile \"" + made.based_on +
                                             "\" to begin with; the catalogue is taken");
    }
    static const std::set<std::string> members{"name", "title",  "about",   "based_on",
                                               "only", "change", "without", "add"};
    for (const auto& [name, value] : document.items())
        if (!members.contains(name))
            (void)faults.add(name, "there is nothing of that name in a profile; it is not read");
    choose(document, faults, made);
    change(document, faults, made);
    add(document, all, faults, made);
    leave_out(document, faults, made);
    return made;
}

std::string own_profile_key(const std::string& name) {
    return std::string(own_prefix) + name;
}

std::vector<Profile> own_profiles(const SiteMeta& meta) {
    std::vector<Profile> own;
    for (auto at = meta.lower_bound(std::string(own_prefix)); at != meta.end(); ++at) {
        if (!at->first.starts_with(own_prefix)) break;
        const std::string name = at->first.substr(own_prefix.size());
        try {
            own.push_back(parse_profile(at->second, criteria(), profiles()));
            own.back().name = name;
            own.back().own = true;
        } catch (const Error& error) {
            own.push_back(broken_profile(name, error));
        }
    }
    return own;
}

std::string profile_text(const Profile& profile) {
    const Profile* base = find(profiles(), profile.based_on);
    const std::vector<Criterion>& from = base != nullptr ? base->criteria : criteria();
    nlohmann::ordered_json text{{"name", profile.name}, {"title", profile.title}, {"about", profile.about}};
    if (base != nullptr) text["based_on"] = base->name;
    const auto in = [](const std::vector<Criterion>& rules, const std::string& code) {
        const auto found =
            std::find_if(rules.begin(), rules.end(), [&](const Criterion& one) { return one.code == code; });
        return found == rules.end() ? nullptr : &*found;
    };
    const auto raw_of = [](const auto& entries, const std::string& code) -> const std::string* {
        for (const auto& [of, text_of_it] : entries)
            if (of == code) return &text_of_it;
        return nullptr;
    };
    Json without = Json::array();
    Json changes = Json::object();
    Json added = Json::array();
    for (const Criterion& one : from) {
        const Criterion* kept = in(profile.criteria, one.code);
        if (kept == nullptr) without.push_back(one.code);
        if (kept == nullptr) kept = in(profile.left_out, one.code);
        if (kept == nullptr) continue;
        if (const Json changed = differences(one, *kept); !changed.empty()) changes[one.code] = changed;
    }
    for (const auto& [code, raw] : profile.unusable_changes)
        if (const Criterion* now = in(profile.criteria, code);
            now == nullptr || now->kind == Kind::unmeasured)
            changes[code] = Json::parse(raw);
    for (const auto* rules : {&profile.criteria, &profile.left_out})
        for (const Criterion& one : *rules) {
            if (in(from, one.code) != nullptr) continue;
            const std::string* raw = raw_of(profile.unusable_rules, one.code);
            added.push_back(raw != nullptr ? Json::parse(*raw) : whole_rule(one));
            if (rules == &profile.left_out) without.push_back(one.code);
        }
    if (!without.empty()) text["without"] = without;
    if (!changes.empty()) text["change"] = changes;
    if (!added.empty()) text["add"] = added;
    return text.dump(1, ' ', false, Json::error_handler_t::replace);
}

Profile copy_of(const Profile& profile, const std::string& name, const std::string& title) {
    Profile copy = profile;
    copy.name = name;
    copy.title = title;
    if (!profile.own) copy.based_on = profile.name;
    copy.own = true;
    return copy;
}

std::string free_name(const SiteMeta& meta, const std::string& title) {
    std::string name;
    for (const char c : title) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    while (!name.empty() && name.back() == '-')
        name.pop_back();
    if (name.empty()) name = "rules";
    const auto taken = [&](const std::string& one) {
        return find(profiles(), one) != nullptr || meta.contains(own_profile_key(one));
    };
    if (!taken(name)) return name;
    for (int number = 2;; ++number)
        if (const std::string next = name + "-" + std::to_string(number); !taken(next)) return next;
}

Profile profile_of(const SiteMeta& meta) {
    const auto chosen = meta.find("profile");
    if (chosen == meta.end()) return profiles().front();
    for (Profile& one : own_profiles(meta))
        if (one.name == chosen->second && !one.criteria.empty()) return std::move(one);
    if (const Profile* found = find(profiles(), chosen->second)) return *found;
    Profile usual = profiles().front();
    usual.faults.push_back({{},
                            "the rules \"" + chosen->second +
                                "\" that this plan chose cannot be used here; the usual ones count"});
    return usual;
}

Profile profile_from_file(const std::string& file) {
    return parse_profile(text_of(file), criteria(), profiles());
}

Profile profile_named(const SiteMeta& meta, const std::string& name) {
    if (name.ends_with(".json")) return profile_from_file(name);
    std::string known;
    for (Profile& one : own_profiles(meta)) {
        if (one.name == name) {
            if (one.criteria.empty()) refuse(one.faults.front().message);
            return std::move(one);
        }
        known += one.name + ", ";
    }
    if (const Profile* found = find(profiles(), name)) return *found;
    for (const Profile& one : profiles())
        known += one.name + ", ";
    throw Error(ErrorCode::usage, "there is no profile \"" + name + "\"",
                "the profiles are " + known.substr(0, known.size() - 2));
}

} // namespace prospect::assessment
