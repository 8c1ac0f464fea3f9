#include "analysis/assessment/write_comparison.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect::assessment {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array fates{Fate::cleared, Fate::fresh, Fate::cannot_tell, Fate::unchanged};

const Finding* before_of(const ComparedFinding& one, const Assessment& first) {
    return one.before ? &first.findings[*one.before] : nullptr;
}
const Finding* after_of(const ComparedFinding& one, const Assessment& second) {
    return one.after ? &second.findings[*one.after] : nullptr;
}

Json level_json(const Finding* finding) {
    return finding != nullptr ? Json(name_of(finding->level)) : Json(nullptr);
}

std::optional<Point> place_of(const Finding& finding, const Frame& frame) {
    return finding.at ? std::optional(frame.to_full(*finding.at)) : std::nullopt;
}

std::vector<PlanChange> changes_between(const CheckedVersion& first, const CheckedVersion& second,
                                        io::Audience audience) {
    std::vector<PlanChange> changes = plan_changes(*first.site, *second.site);
    if (audience != io::Audience::police)
        std::erase_if(changes, [](const PlanChange& change) {
            return change.feature().sensitivity != Sensitivity::ordinary;
        });
    return changes;
}

std::size_t count(const std::vector<PlanChange>& changes, PlanChange::Kind kind) {
    return static_cast<std::size_t>(std::count_if(changes.begin(), changes.end(), [&](const PlanChange& one) {
        return one.kind == kind && one.role != Role::underlay;
    }));
}

std::vector<std::string> what_changed(const PlanChange& change) {
    std::vector<std::string> what;
    if (change.reshaped) what.emplace_back("geometry");
    if (change.renamed) what.emplace_back("name");
    what.insert(what.end(), change.attributes.begin(), change.attributes.end());
    return what;
}

Json plan_json(const std::vector<PlanChange>& changes, const Frame& frame) {
    Json list = Json::array();
    for (const PlanChange& change : changes) {
        const Point at = frame.to_full(label_point(change.feature().geometry));
        list.push_back({{"kind", name_of(change.kind)},
                        {"role", name_of(change.role)},
                        {"feature", change.feature().id.text()},
                        {"name", change.feature().name},
                        {"x", at.x},
                        {"y", at.y},
                        {"what", what_changed(change)}});
    }
    return {{"counts",
             {{"removed", count(changes, PlanChange::Kind::removed)},
              {"changed", count(changes, PlanChange::Kind::changed)},
              {"added", count(changes, PlanChange::Kind::added)},
              {"drawing_only", static_cast<std::size_t>(std::count_if(
                                   changes.begin(), changes.end(),
                                   [](const PlanChange& one) { return one.role == Role::underlay; }))}}},
            {"changes", list}};
}

Json version_json(const CheckedVersion& version) {
    Json counts;
    for (const Level level : {Level::fail, Level::look, Level::pass, Level::info, Level::not_run})
        counts[std::string(name_of(level))] = version.assessment.count(level);
    counts["accepted"] = version.assessment.accepted();
    Json numbers = Json::array();
    for (const Headline& one : headlines(version.assessment))
        numbers.push_back({{"id", one.id},
                           {"title", one.title},
                           {"unit", one.unit},
                           {"value", one.value ? Json(*one.value) : Json(nullptr)}});
    Json unapplied = Json::array();
    for (const Unapplied& one : version.unapplied)
        unapplied.push_back({{"edit", one.edit}, {"reason", one.reason}});
    return {{"name", version.name}, {"counts", counts}, {"headlines", numbers}, {"unapplied", unapplied}};
}

Json comparison_of(const CheckedVersion& first, const CheckedVersion& second, io::Audience audience) {
    const VersionComparison made = compare(first.assessment, second.assessment);
    Json counts;
    for (const Fate fate : fates)
        counts[std::string(name_of(fate))] = made.count(fate);
    Json findings = Json::array();
    for (const ComparedFinding& one : made.findings) {
        const Finding* before = before_of(one, first.assessment);
        const Finding* after = after_of(one, second.assessment);
        const Finding& shown = after != nullptr ? *after : *before;
        const auto at = place_of(shown, first.site->frame);
        findings.push_back({{"fate", name_of(one.fate)},
                            {"key", shown.key},
                            {"code", shown.code},
                            {"level_before", level_json(before)},
                            {"level_after", level_json(after)},
                            {"x", at ? Json(at->x) : Json(nullptr)},
                            {"y", at ? Json(at->y) : Json(nullptr)},
                            {"message", shown.message}});
    }
    return {{"name", second.name},
            {"counts", counts},
            {"findings", findings},
            {"plan", plan_json(changes_between(first, second, audience), first.site->frame)}};
}

Json ranks_json(const std::vector<CheckedVersion>& versions, const risk::OptionRanks& ranks) {
    Json weights = Json::object();
    for (const auto& factor : ranks.factors)
        weights[factor.name] = factor.weight;
    Json left_out = Json::array();
    for (const auto& one : ranks.left_out)
        left_out.push_back({{"factor", one.title}, {"option", versions[one.option].name}, {"why", one.why}});
    Json options = Json::array();
    for (std::size_t i = 0; i < ranks.shares.size(); ++i)
        options.push_back({{"name", versions[i].name},
                           {"best_share", ranks.shares[i].front()},
                           {"shares", ranks.shares[i]}});
    return {{"missing", ranks.told() ? Json(nullptr) : Json(ranks.missing)},
            {"balance", ranks.balance},
            {"draws", ranks.draws},
            {"seed", ranks.seed},
            {"cell_m", ranks.cell_m},
            {"cells", ranks.cells},
            {"weights", weights},
            {"left_out", left_out},
            {"options", options}};
}

std::string ordinal(std::size_t number) {
    const std::size_t last = number % 10;
    const bool teen = number / 10 % 10 == 1;
    return std::to_string(number) + (!teen && last == 1   ? "st"
                                     : !teen && last == 2 ? "nd"
                                     : !teen && last == 3 ? "rd"
                                                          : "th");
}

// 0 % and 100 % are said only where it is so in every draw.
std::string percent_text(double share) {
    constexpr double rounding = 1e-9;
    if (share > rounding && share < 0.01) return "<1 %";
    if (share > 0.99 && share < 1 - rounding) return ">99 %";
    return as_text(Value(std::round(100 * share))) + " %";
}

// To the right of a column as wide as that.
std::string padded(const std::string& text, std::size_t width) {
    return std::string(text.size() < width ? width - text.size() : 0, ' ') + text;
}

std::string ranks_text(const std::vector<CheckedVersion>& versions, const risk::OptionRanks& ranks) {
    if (!ranks.told()) return "\nwhich is best most often cannot be told: " + ranks.missing + "\n";
    std::size_t width = 0;
    for (const CheckedVersion& version : versions)
        width = std::max(width, version.name.size());
    constexpr std::size_t column = 7;
    std::string text = "\nhow often which is best, by design weakness: " + std::to_string(ranks.draws) +
                       " draws of weights and thresholds around \"" + ranks.balance + "\"\n  " +
                       std::string(width, ' ');
    for (std::size_t rank = 1; rank <= versions.size(); ++rank)
        text += padded(ordinal(rank), column);
    text += "\n";
    for (std::size_t i = 0; i < versions.size(); ++i) {
        text += "  " + versions[i].name + std::string(width - versions[i].name.size(), ' ');
        for (const double share : ranks.shares[i])
            text += padded(percent_text(share), column);
        text += "\n";
    }
    text +=
        "  at another time of day (--time) the order may be another; the number of problems need not agree "
        "with it: that counts rules which are missed, this weighs the ground\n";
    for (const auto& one : ranks.left_out)
        text += "  without \"" + one.title + "\", which cannot be told in " + versions[one.option].name +
                ": " + one.why + "\n";
    return text;
}

std::optional<Value> text_cell(std::string text) {
    return text.empty() ? std::nullopt : std::optional<Value>(std::move(text));
}

std::optional<Value> level_cell(const Finding* finding) {
    return finding != nullptr ? text_cell(std::string(name_of(finding->level))) : std::nullopt;
}

} // namespace

std::string comparison_json(const std::vector<CheckedVersion>& versions, const Ranks& ranks,
                            io::Audience audience) {
    Json list = Json::array();
    Json comparisons = Json::array();
    for (const CheckedVersion& version : versions)
        list.push_back(version_json(version));
    for (std::size_t i = 1; i < versions.size(); ++i)
        comparisons.push_back(comparison_of(versions.front(), versions[i], audience));
    Json document{{"profile", versions.front().assessment.profile},
                  {"reference", versions.front().name},
                  {"versions", list},
                  {"comparisons", comparisons}};
    if (ranks) document["ranks"] = ranks_json(versions, *ranks);
    return document.dump(1, ' ', false, Json::error_handler_t::replace);
}

io::Table comparison_table(const std::vector<CheckedVersion>& versions) {
    io::Table table{.name = "compare",
                    .columns = {"option", "fate", "code", "level_before", "level_after", "x", "y", "message"},
                    .rows = {},
                    .geometries = {}};
    const CheckedVersion& first = versions.front();
    for (std::size_t i = 1; i < versions.size(); ++i) {
        const VersionComparison made = compare(first.assessment, versions[i].assessment);
        for (const ComparedFinding& one : made.findings) {
            const Finding* before = before_of(one, first.assessment);
            const Finding* after = after_of(one, versions[i].assessment);
            const Finding& shown = after != nullptr ? *after : *before;
            const auto at = place_of(shown, first.site->frame);
            std::optional<Value> x;
            std::optional<Value> y;
            if (at) {
                x.emplace(at->x);
                y.emplace(at->y);
            }
            table.rows.push_back({text_cell(versions[i].name), text_cell(std::string(name_of(one.fate))),
                                  text_cell(shown.code), level_cell(before), level_cell(after), x, y,
                                  text_cell(shown.message)});
        }
    }
    return table;
}

io::Table ranks_table(const std::vector<CheckedVersion>& versions, const risk::OptionRanks& ranks) {
    io::Table table{.name = "ranks", .columns = {"option", "rank", "share"}, .rows = {}, .geometries = {}};
    for (std::size_t i = 0; i < ranks.shares.size(); ++i)
        for (std::size_t rank = 0; rank < ranks.shares[i].size(); ++rank)
            table.rows.push_back({text_cell(versions[i].name), Value(static_cast<std::int64_t>(rank + 1)),
                                  Value(ranks.shares[i][rank])});
    return table;
}

std::string comparison_text(const std::vector<CheckedVersion>& versions, const Ranks& ranks,
                            io::Audience audience) {
    std::string text;
    for (const CheckedVersion& version : versions) {
        text += version.name + "\n";
        for (const Headline& one : headlines(version.assessment))
            text += "  " + one.title + ": " +
                    (one.value ? as_text(Value(std::round(*one.value))) : std::string("can't tell yet")) +
                    (one.value && !one.unit.empty() ? " " + one.unit : "") + "\n";
    }
    if (ranks) text += ranks_text(versions, *ranks);
    const CheckedVersion& first = versions.front();
    for (std::size_t i = 1; i < versions.size(); ++i) {
        const CheckedVersion& second = versions[i];
        const VersionComparison made = compare(first.assessment, second.assessment);
        text += "\nfrom " + first.name + " to " + second.name + "\n";
        for (const Fate fate : fates) {
            if (made.count(fate) == 0) continue;
            text += "  " + std::string(fate == Fate::cannot_tell ? "can't tell any more" : name_of(fate)) +
                    " " + std::to_string(made.count(fate)) + "\n";
            if (fate == Fate::unchanged) continue;
            for (const ComparedFinding& one : made.findings)
                if (one.fate == fate) {
                    const Finding* after = after_of(one, second.assessment);
                    text += "    " + (after != nullptr ? *after : *before_of(one, first.assessment)).message +
                            "\n";
                }
        }
        const auto changes = changes_between(first, second, audience);
        text += "  on the plan: " + std::to_string(count(changes, PlanChange::Kind::removed)) + " removed, " +
                std::to_string(count(changes, PlanChange::Kind::changed)) + " changed, " +
                std::to_string(count(changes, PlanChange::Kind::added)) + " new\n";
        for (const Unapplied& one : second.unapplied)
            text += "  no longer fits: " + one.edit + ": " + one.reason + "\n";
    }
    return text;
}

} // namespace prospect::assessment
