#include "analysis/assessment/audience.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/places.h"
#include "analysis/assessment/recorded.h"
#include "analysis/assessment/remedy_words.h"

#include <algorithm>
#include <optional>
#include <set>

namespace prospect::assessment {

namespace {

bool about_any_of(const Finding& finding, const std::set<Uuid>& withheld) {
    if (std::any_of(finding.causes.begin(), finding.causes.end(),
                    [&](const Uuid& id) { return withheld.contains(id); }))
        return true;
    return std::any_of(finding.evidence.begin(), finding.evidence.end(),
                       [&](const Evidence& one) { return withheld.contains(one.feature); });
}

// Without a trace of these criteria in what is left: neither how far they could be checked, nor that a change
// clears a finding of theirs. A change that would make one of theirs worse is not proposed at all.
void leave_out(const std::set<std::string>& codes, std::size_t findings, Assessment& assessment,
               std::vector<Finding>& kept) {
    const auto theirs = [&](const std::string& key) { return codes.contains(key.substr(0, key.find(':'))); };
    for (Finding& finding : kept) {
        std::erase_if(finding.remedies, [&](const Remedy& remedy) {
            return std::any_of(remedy.harms.begin(), remedy.harms.end(), theirs) ||
                   std::any_of(remedy.worsens.begin(), remedy.worsens.end(), theirs);
        });
        for (Remedy& remedy : finding.remedies) {
            std::erase_if(remedy.clears, theirs);
            if (!remedy.ordinary_text.empty()) remedy.text = remedy.ordinary_text;
        }
        rank_remedies(finding.remedies);
    }
    for (const Finding& finding : assessment.findings) {
        if (!codes.contains(finding.code) || !is_problem(finding)) continue;
        for (Coverage& coverage : assessment.coverage)
            if (coverage.strategy == finding.strategy) {
                --coverage.problems;
                coverage.serious -= finding.level == Level::fail ? 1 : 0;
            }
    }
    for (const Outcome& outcome : assessment.outcomes) {
        if (!codes.contains(outcome.criterion.code)) continue;
        for (Coverage& coverage : assessment.coverage)
            if (coverage.strategy == outcome.criterion.strategy) {
                --coverage.criteria;
                coverage.checked -= outcome.ran() ? 1 : 0;
            }
    }
    std::erase_if(assessment.outcomes,
                  [&](const Outcome& outcome) { return codes.contains(outcome.criterion.code); });
    std::erase_if(assessment.coverage, [](const Coverage& coverage) { return coverage.criteria == 0; });
    assessment.notes.push_back({scene::Note::Level::info, "protect_class",
                                count_text(codes.size()) + (codes.size() == 1 ? " criterion" : " criteria") +
                                    " of the protect class and " + counted(findings, "finding") +
                                    " of theirs are left out for this audience"});
}

} // namespace

Assessment for_audience(Assessment assessment, const Site& site, io::Audience audience) {
    if (audience == io::Audience::police) return assessment;
    assessment.weakness.reset();
    assessment.worst_cause.reset();
    assessment.weak_ground.clear();
    const std::set<std::string> protect = protect_codes(assessment);
    std::set<Uuid> withheld;
    for (const RoleInfo& role : roles())
        for (const auto& [layer, feature] : site.features(role.role))
            if (feature->sensitivity != Sensitivity::ordinary) withheld.insert(feature->id);
    // Authors are persons: their names stay with the file.
    for (Finding& finding : assessment.findings) {
        if (finding.acceptance) finding.acceptance->author.clear();
        if (const Criterion& rule = assessment.criterion(finding); rule.kind == Kind::recorded)
            leave_bare(rule, finding);
        std::erase_if(finding.assumptions,
                      [&](const Assumed& one) { return withheld.contains(one.feature); });
        if (finding.flips)
            std::erase_if(*finding.flips, [&](const Flip& flip) {
                return std::any_of(flip.things.begin(), flip.things.end(),
                                   [&](const Assumed& one) { return withheld.contains(one.feature); });
            });
    }
    std::vector<std::optional<std::size_t>> kept(assessment.findings.size());
    std::vector<Finding> findings;
    std::size_t protected_findings = 0;
    for (std::size_t i = 0; i < assessment.findings.size(); ++i)
        if (protect.contains(assessment.findings[i].code))
            ++protected_findings;
        else if (!about_any_of(assessment.findings[i], withheld)) {
            kept[i] = findings.size();
            findings.push_back(std::move(assessment.findings[i]));
        }
    const std::size_t left_out = kept.size() - findings.size() - protected_findings;
    if (!protect.empty()) leave_out(protect, protected_findings, assessment, findings);
    assessment.findings = std::move(findings);
    std::vector<Place> places;
    for (Place& place : assessment.places) {
        std::vector<std::size_t> left;
        for (const std::size_t i : place.findings)
            if (kept[i]) left.push_back(*kept[i]);
        place.findings = std::move(left);
        if (!place.ordinary_name.empty()) place.name = place.ordinary_name;
        if (!place.findings.empty()) places.push_back(std::move(place));
    }
    assessment.places = std::move(places);
    if (!protect.empty()) rank_places(assessment);
    for (std::size_t p = 0; p < assessment.places.size(); ++p)
        for (const std::size_t i : assessment.places[p].findings)
            assessment.findings[i].place = p;
    std::erase_if(assessment.notes, [&](const scene::Note& note) {
        return note.sensitivity != Sensitivity::ordinary || withheld.contains(note.feature);
    });
    if (left_out > 0)
        assessment.notes.push_back({scene::Note::Level::info, "withheld",
                                    count_text(left_out) +
                                        " findings about protected or personal things are left out for this "
                                        "audience"});
    return assessment;
}

} // namespace prospect::assessment
