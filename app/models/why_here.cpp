#include "app/models/why_here.h"

#include "analysis/assessment/weakness.h"
#include "analysis/risk/factors.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace prospect::app {

namespace {

constexpr double least_shown = 0.005; // less reads 0.00

using assessment::Assessment;
using assessment::Finding;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(WhyHere)
};

QString text_of(std::string_view words) {
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

QString number_text(double value) {
    return QLocale().toString(value, 'f', 2);
}

QString away_text(double away_m) {
    return away_m < 0.5 ? Words::tr("here")
                        : Words::tr("%1 m from here").arg(QLocale().toString(away_m, 'f', 0));
}

WhyPart part_of(const Assessment& outcome, const assessment::Contribution& one) {
    const Finding& finding = outcome.findings[one.finding];
    QStringList detail{text_of(finding.code), text_of(assessment::word_of(finding.level)),
                       away_text(one.away_m), Words::tr("makes %1").arg(number_text(one.strength))};
    return {text_of(finding.message), detail.join(QStringLiteral(" · ")), one.strength, finding.key};
}

std::optional<double> metric_of(const Result& result, const std::string& name) {
    for (const auto& [metric, value] : result.metrics)
        if (metric == name) return value;
    return std::nullopt;
}

const Field* field_of(const Result& result, std::string_view name) {
    for (const auto& field : result.fields)
        if (field->name == name) return field.get();
    return nullptr;
}

QString factor_title(const std::string& name) {
    const auto* known = risk::risk_factors().factor(name);
    return known ? text_of(known->title) : text_of(name);
}

} // namespace

Why why_weak_here(const Assessment& outcome, Point at) {
    Why why;
    const auto value = outcome.weakness ? outcome.weakness->value_at(at) : std::nullopt;
    why.says =
        value
            ? Words::tr("The problems found weigh %1 of 1 here").arg(number_text(static_cast<double>(*value)))
            : Words::tr("No value here: in a building, or outside the red line.");
    const auto parts = assessment::why_weak(outcome, at);
    if (!parts.empty())
        why.how = Words::tr(
            "Of each rule that is missed near here the problem that counts most. The numbers do not "
            "add up: each takes its share of what the others leave of 1, so none hides another.");
    else
        why.nothing = Words::tr("No problem that was found reaches this spot (20 m).");
    for (const auto& one : parts)
        if (one.strength >= least_shown) why.parts.push_back(part_of(outcome, one));
    return why;
}

std::optional<Why> why_risk_here(const Result& result, Point at, const Assessment* outcome) {
    constexpr std::string_view prefix = "factor_";
    const Field* risk = field_of(result, "risk");
    const auto value = risk != nullptr ? risk->value_at(at) : std::nullopt;
    if (!value) return std::nullopt;
    Why why;
    why.says = Words::tr("%1: %2 of 1").arg(result.title, number_text(static_cast<double>(*value)));
    // What is known shares the weight of what is not.
    double known = 0;
    const auto is_factor = [&](const Field& field) {
        return std::string_view(field.name).starts_with(prefix) && !field.name.ends_with("_difference");
    };
    for (const auto& field : result.fields)
        if (is_factor(*field) && field->value_at(at))
            known += metric_of(result, "weight_" + field->name.substr(prefix.size())).value_or(0);
    for (const auto& field : result.fields) {
        if (!is_factor(*field)) continue;
        const std::string name = field->name.substr(prefix.size());
        const auto here = field->value_at(at);
        const double weight = known > 0 ? metric_of(result, "weight_" + name).value_or(0) / known : 0;
        if (!here) {
            why.parts.push_back({factor_title(name), Words::tr("can't be told here"), 0, {}});
            continue;
        }
        const double share = static_cast<double>(*here) * weight;
        why.parts.push_back({factor_title(name),
                             Words::tr("%1 of 1, weight %2 %: %3")
                                 .arg(number_text(static_cast<double>(*here)),
                                      QLocale().toString(100 * weight, 'f', 0), number_text(share)),
                             share,
                             {}});
    }
    std::stable_sort(why.parts.begin(), why.parts.end(),
                     [](const WhyPart& a, const WhyPart& b) { return a.share > b.share; });
    const auto how = result.settings.find("combine");
    why.how = how == result.settings.end() || how->second == "sum"
                  ? Words::tr("The value is the sum of each factor's value times its weight.")
                  : Words::tr("The factors are put together by “%1”; their sum by weight is another number.")
                        .arg(text_of(how->second));
    if (outcome != nullptr)
        for (const auto& one : assessment::why_weak(*outcome, at))
            if (one.strength >= least_shown) why.near_here.push_back(part_of(*outcome, one));
    return why;
}

} // namespace prospect::app
