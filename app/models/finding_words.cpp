#include "app/models/finding_words.h"

#include "analysis/assessment/facts.h"
#include "analysis/assessment/frameworks.h"
#include "analysis/assessment/metric.h"
#include "app/models/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

using assessment::Comparison;
using assessment::Criterion;
using assessment::Finding;
using assessment::Kind;
using assessment::Level;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(FindingWords)
};

QString text_of(std::string_view words) {
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

bool is_measured(const Finding& finding, const Criterion& rule) {
    return finding.value.has_value() && rule.kind == Kind::measured && finding.level != Level::not_run;
}

// What too much and too little of a length are called, by a part of the metric's name.
struct LengthWords {
    std::string_view metric;
    const char* more;
    const char* less;
};
constexpr LengthWords length_words[] = {
    {"height", QT_TRANSLATE_NOOP("FindingWords", "%1 too high"),
     QT_TRANSLATE_NOOP("FindingWords", "%1 too low")},
    {"bollard.gap", QT_TRANSLATE_NOOP("FindingWords", "%1 too wide"),
     QT_TRANSLATE_NOOP("FindingWords", "%1 too narrow")},
    {"dark_gap", QT_TRANSLATE_NOOP("FindingWords", "%1 too long"),
     QT_TRANSLATE_NOOP("FindingWords", "%1 too short")},
    {"stretch", QT_TRANSLATE_NOOP("FindingWords", "%1 too long"),
     QT_TRANSLATE_NOOP("FindingWords", "%1 too short")},
    {"blank_wall", QT_TRANSLATE_NOOP("FindingWords", "%1 too long"),
     QT_TRANSLATE_NOOP("FindingWords", "%1 too short")},
    {"sight_ahead", QT_TRANSLATE_NOOP("FindingWords", "%1 too long"),
     QT_TRANSLATE_NOOP("FindingWords", "%1 too short")},
    {"tree_distance", QT_TRANSLATE_NOOP("FindingWords", "%1 too far"),
     QT_TRANSLATE_NOOP("FindingWords", "%1 too near")},
    {"stand_off", QT_TRANSLATE_NOOP("FindingWords", "%1 too far"),
     QT_TRANSLATE_NOOP("FindingWords", "%1 too near")},
};

QString too_words(const Criterion& rule, double margin) {
    const bool more = rule.comparison == Comparison::at_most;
    if (rule.unit == "%") // twenty of a hundred, not a fifth of what is asked
        return (more ? Words::tr("%1 percentage points over") : Words::tr("%1 percentage points short"))
            .arg(number_text(margin));
    const QString amount = quantity_text(margin, rule.unit);
    if (rule.unit == "m")
        for (const LengthWords& words : length_words)
            if (rule.metric.find(words.metric) != std::string::npos)
                return QCoreApplication::translate("FindingWords", more ? words.more : words.less)
                    .arg(amount);
    if (rule.unit.empty())
        return (more ? Words::tr("%1 more than asked") : Words::tr("%1 less than asked")).arg(amount);
    return (more ? Words::tr("%1 too much") : Words::tr("%1 too little")).arg(amount);
}

} // namespace

QString strategy_title(const std::string& strategy) {
    const auto* known = assessment::strategy(strategy);
    return text_of(known ? known->title : strategy);
}

QString place_title(const assessment::Assessment& outcome, std::size_t place) {
    return QStringLiteral("%1 %2").arg(place + 1).arg(text_of(outcome.places[place].name));
}

QString measured_words(const Finding& finding, const Criterion& rule) {
    if (!is_measured(finding, rule)) return {};
    const QString asked = text_of(assessment::threshold_text(rule));
    const QString value = quantity_text(*finding.value, rule.unit);
    // What is only told asks for nothing.
    return rule.missed == Level::info ? Words::tr("%1; the mark: %2").arg(value, asked)
                                      : Words::tr("%1; asked: %2").arg(value, asked);
}

QString margin_words(const Finding& finding, const Criterion& rule) {
    if (!is_measured(finding, rule)) return {};
    const double margin = std::abs(*finding.value - rule.threshold);
    constexpr double nothing = 1e-9; // as a rule holds by it
    if (margin <= nothing) return Words::tr("just what is asked");
    if (!rule.holds(*finding.value)) return too_words(rule, margin);
    return rule.unit == "%" ? Words::tr("%1 percentage points to spare").arg(number_text(margin))
                            : Words::tr("%1 to spare").arg(quantity_text(margin, rule.unit));
}

QString why_not_serious(const Finding& finding, const Criterion& rule) {
    if (finding.level != Level::look || rule.missed != Level::fail) return {};
    const bool known = assessment::firm(finding.basis);
    const bool defaulted =
        std::any_of(finding.assumptions.begin(), finding.assumptions.end(),
                    [](const auto& one) { return one.by == assessment::Assumed::By::usual; });
    if (known && !defaulted) return Words::tr("Not serious: the rule takes this case as one to look at.");
    return Words::tr("Not serious: it rests on something assumed or not known, and what nobody has given is "
                     "never called serious.");
}

QString clause_words(const std::string& code) {
    for (const auto& framework : assessment::frameworks()) {
        if (framework.id != "iso_22341") continue;
        QStringList clauses;
        for (const std::string& clause : assessment::clauses_of(code)) {
            const auto known = std::find_if(framework.principles.begin(), framework.principles.end(),
                                            [&](const auto& one) { return one.id == clause; });
            // "5.2.1 natural surveillance" says it already, "5.2.2 d" and "6" do not.
            const auto space = clause.find(' ');
            const bool numbered = space == std::string::npos || clause.size() - space <= 2;
            clauses +=
                numbered && known != framework.principles.end()
                    ? QStringLiteral("%1 (%2)").arg(text_of(clause), text_of(known->title).remove(u'*'))
                    : text_of(clause);
        }
        if (clauses.isEmpty()) return {};
        const QString all = clauses.join(QStringLiteral(", "));
        return clauses.size() == 1
                   ? Words::tr("Gives evidence for clause %1 of %2.").arg(all, text_of(framework.title))
                   : Words::tr("Gives evidence for clauses %1 of %2.").arg(all, text_of(framework.title));
    }
    return {};
}

QString help_page_of(const Criterion& rule) {
    if (rule.kind == Kind::recorded) return QStringLiteral("assess.recorded");
    const auto* metric = assessment::metric(rule.metric);
    return metric ? text_of(metric->help) : QString();
}

} // namespace prospect::app
