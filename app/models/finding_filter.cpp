#include "app/models/finding_filter.h"

#include "analysis/assessment/facts.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace prospect::app {

namespace {

using assessment::Assessment;
using assessment::Finding;
using assessment::Level;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FindingFilter)
};

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

std::unordered_map<Uuid, std::string> nouns_of(const Assessment& outcome, const Site& site) {
    std::unordered_map<Uuid, std::string> nouns;
    for (const Finding& finding : outcome.findings)
        for (const Uuid& cause : finding.causes)
            nouns.try_emplace(cause);
    if (nouns.empty()) return nouns;
    for (const LayerPtr& layer : site.layers)
        for (const FeaturePtr& feature : layer->features)
            if (const auto found = nouns.find(feature->id); found != nouns.end())
                found->second = assessment::noun_of(layer->role, *feature);
    return nouns;
}

// The parts of a filter, one bit each.
enum Part : unsigned { by_strategy = 1, by_sign = 2, by_place = 4, by_cause = 8, by_words = 16 };

QStringList words_of(const FindingFilter& filter) {
    return filter.words.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
}

// Those that leave the finding out.
unsigned left_out_by(const FindingFilter& filter, const QStringList& words, const ListedFinding& finding) {
    unsigned parts = 0;
    if (!filter.strategy.empty() && filter.strategy != finding.strategy) parts |= by_strategy;
    if (!filter.signs.contains(finding.sign)) parts |= by_sign;
    if (filter.place && filter.place != finding.place) parts |= by_place;
    if (!filter.cause.empty() && !finding.causes.contains(filter.cause)) parts |= by_cause;
    if (!std::all_of(words.begin(), words.end(),
                     [&](const QString& word) { return finding.words.contains(word); }))
        parts |= by_words;
    return parts;
}

} // namespace

Sign sign_of(const Finding& finding) {
    if (finding.acceptance) return Sign::accepted;
    switch (finding.level) {
    case Level::fail:
        return Sign::serious;
    case Level::look:
        return Sign::look;
    case Level::not_run:
        return Sign::cannot_tell;
    case Level::info:
        return Sign::info;
    case Level::pass:
        break;
    }
    return Sign::fine;
}

QString word_of(Sign sign) {
    constexpr std::array<Level, 5> levels{Level::fail, Level::look, Level::not_run, Level::info, Level::pass};
    if (sign == Sign::accepted) return Words::tr("Accepted");
    return text_of(std::string(assessment::word_of(levels[static_cast<std::size_t>(sign)])));
}

std::vector<ListedFinding> listed_findings(const Assessment& outcome, const Site* site) {
    const auto nouns = site ? nouns_of(outcome, *site) : std::unordered_map<Uuid, std::string>();
    std::unordered_map<std::string, const assessment::Criterion*> rules;
    for (const assessment::Outcome& one : outcome.outcomes)
        rules.try_emplace(one.criterion.code, &one.criterion);
    std::vector<ListedFinding> listed;
    listed.reserve(outcome.findings.size());
    for (std::size_t i = 0; i < outcome.findings.size(); ++i) {
        const Finding& finding = outcome.findings[i];
        ListedFinding one{.finding = i,
                          .sign = sign_of(finding),
                          .strategy = finding.strategy,
                          .place = finding.place,
                          .causes = {},
                          .words = text_of(finding.message + ' ' + finding.code)};
        for (const Uuid& cause : finding.causes)
            if (const auto noun = nouns.find(cause); noun != nouns.end() && !noun->second.empty())
                one.causes.insert(noun->second);
        if (const auto rule = rules.find(finding.code); rule != rules.end()) {
            one.weight = rule->second->weight;
            one.words += u' ' + text_of(rule->second->title);
        }
        one.words = one.words.toCaseFolded();
        listed.push_back(std::move(one));
    }
    std::stable_sort(listed.begin(), listed.end(), [](const ListedFinding& a, const ListedFinding& b) {
        return std::tuple(a.sign, -a.weight) < std::tuple(b.sign, -b.weight);
    });
    return listed;
}

FindingFilter FindingFilter::everything() {
    FindingFilter all;
    for (std::size_t i = 0; i < render::sign_count; ++i)
        all.signs.insert(static_cast<Sign>(i));
    return all;
}

bool matches(const FindingFilter& filter, const ListedFinding& finding) {
    return left_out_by(filter, words_of(filter), finding) == 0;
}

FilterCounts counts_of(const FindingFilter& filter, const std::vector<ListedFinding>& findings) {
    FilterCounts counts;
    const QStringList words = words_of(filter);
    for (const ListedFinding& one : findings) {
        const unsigned out = left_out_by(filter, words, one);
        const auto by_all_but = [&](Part part) { return std::size_t{(out & ~part) == 0 ? 1U : 0U}; };
        counts.strategies[one.strategy] += by_all_but(by_strategy);
        counts.signs[static_cast<std::size_t>(one.sign)] += by_all_but(by_sign);
        if (one.place) counts.places[*one.place] += by_all_but(by_place);
        for (const std::string& cause : one.causes)
            counts.causes[cause] += by_all_but(by_cause);
        (is_problem(one.sign) ? counts.problems : counts.others) += 1;
        if (out == 0) (is_problem(one.sign) ? counts.shown_problems : counts.shown_others) += 1;
    }
    return counts;
}

QString counts_text(const FilterCounts& counts) {
    const auto of = [](std::size_t shown, std::size_t all) {
        return Words::tr("%1 of %2")
            .arg(text_of(assessment::count_text(shown)), text_of(assessment::count_text(all)));
    };
    if (counts.shown_others == 0) {
        const QString some = of(counts.shown_problems, counts.problems);
        return counts.problems == 1 ? Words::tr("%1 problem shown").arg(some)
                                    : Words::tr("%1 problems shown").arg(some);
    }
    return Words::tr("%1 problems, %2 others")
        .arg(of(counts.shown_problems, counts.problems), of(counts.shown_others, counts.others));
}

} // namespace prospect::app
