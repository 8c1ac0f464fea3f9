#include "analysis/assessment/remedy_words.h"

#include "analysis/assessment/naming.h"
#include "analysis/assessment/places.h"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

namespace prospect::assessment {

namespace {

// The message up to what explains it: "Bench is overlooked by no window".
std::string what_is_wrong(const std::string& message) {
    std::size_t end = message.size();
    for (const char* begins_more : {"; ", ": ", ". ", " (", ", and ", ", because "})
        for (std::size_t at = message.find(begins_more); at < end; at = message.find(begins_more, at + 1)) {
            const std::size_t next = at + std::string(begins_more).size();
            // "Things to climb on beside the fence: 2".
            const bool number = message[at] == ':' && next < message.size() &&
                                std::isdigit(static_cast<unsigned char>(message[next])) != 0;
            if (!number) end = at;
        }
    return message.substr(0, end);
}

// What a finding is about: its first evidence that is a thing.
FeaturePtr subject_of(const Facts& facts, const Finding& finding) {
    for (const Evidence& one : finding.evidence)
        if (const FeaturePtr thing = one.feature.is_nil() ? nullptr : facts.find(one.feature)) return thing;
    return nullptr;
}

// What is protected or personal is counted, but never told of: who is shown a change may not know of it.
bool may_be_told(const Facts& facts, const Finding& finding) {
    const auto ordinary = [&](const Uuid& id) {
        const FeaturePtr thing = id.is_nil() ? nullptr : facts.find(id);
        return !thing || thing->sensitivity == Sensitivity::ordinary;
    };
    return std::all_of(finding.evidence.begin(), finding.evidence.end(),
                       [&](const Evidence& one) { return ordinary(one.feature); }) &&
           std::all_of(finding.causes.begin(), finding.causes.end(), ordinary);
}

std::string problem_text(const Facts& facts, const Finding& finding) {
    std::string wrong = what_is_wrong(finding.message);
    const FeaturePtr subject = subject_of(facts, finding);
    const std::string own = subject ? facts.name_of(*subject) : std::string();
    if (!finding.at || (!own.empty() && wrong.find(own) != std::string::npos)) return wrong;
    const std::string place = place_name(facts, *finding.at, subject.get());
    return wrong.find(place) != std::string::npos ? wrong : place + ": " + wrong;
}

std::string joined(const std::vector<std::string>& texts) {
    std::string text;
    for (const std::string& one : texts)
        text += (text.empty() ? "" : "; ") + one;
    return text;
}

// Where a change is made; the thing it changes is null where it adds one.
struct Changed {
    FeaturePtr thing;
    std::optional<Point> at;
};

Changed changed_by(const Facts& facts, const SiteEdit& edit) {
    for (const SiteChangeStep& step : edit.steps) {
        FeaturePtr thing;
        if (const auto* change = std::get_if<ChangeAttribute>(&step)) thing = facts.find(change->feature);
        if (const auto* moved = std::get_if<ChangeGeometry>(&step)) thing = facts.find(moved->feature);
        if (const auto* removed = std::get_if<RemoveFeatures>(&step); removed && !removed->features.empty())
            thing = facts.find(removed->features.front());
        if (thing) return {thing, label_point(thing->geometry)};
        if (const auto* added = std::get_if<AddFeatures>(&step); added && !added->features.empty())
            return {nullptr, label_point(added->features.front()->geometry)};
    }
    return {};
}

// "Hedge by Block D", "Hedge at Back Path by Block D"; of what is new there "by Block D".
std::string where_text(const Facts& facts, const Changed& changed) {
    const std::string ground = "Ground ";
    const std::string name = place_name(facts, *changed.at, changed.thing.get());
    if (!changed.thing) return name.starts_with(ground) ? name.substr(ground.size()) : name;
    const std::string own = facts.name_of(*changed.thing);
    const std::string noun =
        sentence(noun_of(facts.site().layer_of(changed.thing->id)->role, *changed.thing));
    return name.starts_with(noun) || (!own.empty() && name.starts_with(own)) ? name : noun + " at " + name;
}

} // namespace

std::string change_key(const SiteEdit& edit) {
    std::vector<std::string> steps;
    for (const SiteChangeStep& step : edit.steps)
        steps.push_back(to_json(SiteEdit{{}, {step}}));
    std::sort(steps.begin(), steps.end());
    std::string key;
    for (const std::string& step : steps)
        key += step + "\n";
    return key;
}

ToldProblem told(const Facts& facts, const Finding& finding) {
    return {.text = may_be_told(facts, finding) ? problem_text(facts, finding) : std::string(),
            .level = finding.level};
}

std::vector<std::string> problems_text(std::vector<ToldProblem> problems) {
    constexpr std::size_t named = 3;
    std::stable_sort(problems.begin(), problems.end(), [](const ToldProblem& a, const ToldProblem& b) {
        return a.level != b.level ? a.level < b.level : a.weight > b.weight;
    });
    std::vector<std::string> texts;
    for (const ToldProblem& one : problems) {
        if (texts.size() == named) break;
        if (!one.text.empty() && std::find(texts.begin(), texts.end(), one.text) == texts.end())
            texts.push_back(one.text);
    }
    if (const std::size_t more = problems.size() - texts.size(); more > 0)
        texts.push_back(texts.empty() ? counted(more, "problem") + " not told of here"
                                      : "and " + count_text(more) + " more");
    return texts;
}

void tell_remedies_apart(const Facts& facts, std::vector<Finding>& findings) {
    std::map<std::string, std::map<std::string, Changed>> by_text; // then by change
    for (Finding& finding : findings) {
        std::set<std::string> listed;
        std::erase_if(finding.remedies,
                      [&](const Remedy& one) { return !listed.insert(change_key(one.edit)).second; });
        for (const Remedy& one : finding.remedies)
            by_text[one.text].try_emplace(change_key(one.edit), changed_by(facts, one.edit));
    }
    std::map<std::string, std::map<std::string, std::string>> told;
    for (const auto& [text, changes] : by_text) {
        if (changes.size() < 2) continue;
        std::vector<Place> places;
        std::vector<std::string> keys;
        for (const auto& [key, changed] : changes) {
            if (!changed.at) continue;
            places.push_back({.name = where_text(facts, changed), .at = *changed.at, .findings = {}});
            keys.push_back(key);
        }
        tell_apart(facts, places);
        for (std::size_t i = 0; i < places.size(); ++i)
            told[text][keys[i]] = text + ": " + places[i].name;
    }
    for (Finding& finding : findings)
        for (Remedy& one : finding.remedies)
            if (const auto text = told.find(one.text); text != told.end())
                if (const auto place = text->second.find(change_key(one.edit)); place != text->second.end())
                    one.text = place->second;
}

void tell_without_protected(const Facts& facts, Assessment& assessment) {
    const std::set<std::string> codes = protect_codes(assessment);
    const auto theirs = [&](const std::string& key) { return codes.contains(key.substr(0, key.find(':'))); };
    std::vector<Finding> left;
    for (const Finding& finding : assessment.findings) {
        if (codes.contains(finding.code)) continue;
        left.push_back({.key = finding.key, .remedies = finding.remedies});
        std::erase_if(left.back().remedies, [&](const Remedy& remedy) {
            return std::any_of(remedy.harms.begin(), remedy.harms.end(), theirs) ||
                   std::any_of(remedy.worsens.begin(), remedy.worsens.end(), theirs);
        });
    }
    tell_remedies_apart(facts, left);
    std::map<std::pair<std::string, std::string>, std::string> texts; // by finding and change
    for (const Finding& finding : left)
        for (const Remedy& remedy : finding.remedies)
            texts.emplace(std::pair(finding.key, change_key(remedy.edit)), remedy.text);
    for (Finding& finding : assessment.findings)
        for (Remedy& remedy : finding.remedies)
            if (const auto text = texts.find({finding.key, change_key(remedy.edit)}); text != texts.end())
                remedy.ordinary_text = text->second;
}

void rank_remedies(std::vector<Remedy>& remedies) {
    std::sort(remedies.begin(), remedies.end(), [](const Remedy& a, const Remedy& b) {
        const auto ill = [](const Remedy& one) { return one.harms.size() + one.worsens.size(); };
        if (ill(a) != ill(b)) return ill(a) < ill(b);
        return a.clears.size() != b.clears.size() ? a.clears.size() > b.clears.size()
                                                  : a.proposed < b.proposed;
    });
}

std::vector<const Remedy*> remedies_at(const Assessment& assessment, const Place& place) {
    std::vector<const Remedy*> remedies;
    std::set<std::string> listed;
    for (const std::size_t i : place.findings)
        for (const Remedy& one : assessment.findings[i].remedies)
            if (listed.insert(change_key(one.edit)).second) remedies.push_back(&one);
    return remedies;
}

std::string effect_text(const Remedy& remedy) {
    return "clears " + counted(remedy.clears.size(), "problem") + harm_text(remedy);
}

std::string harm_text(const Remedy& remedy) {
    if (remedy.harms.empty() && remedy.worsens.empty()) return ", harms nothing that was checked";
    std::string text;
    if (!remedy.worsens.empty()) {
        text += ", makes " + counted(remedy.worsens.size(), "problem") + " worse";
        if (!remedy.worse.empty()) text += " (" + joined(remedy.worse) + ")";
    }
    if (!remedy.harms.empty()) {
        text += ", makes " + counted(remedy.harms.size(), "problem") + " new";
        if (!remedy.warnings.empty()) text += ": " + joined(remedy.warnings);
    }
    return text;
}

} // namespace prospect::assessment
