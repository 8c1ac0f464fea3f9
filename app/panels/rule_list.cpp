#include "app/panels/rule_list.h"

#include "analysis/assessment/knowledge.h"
#include "analysis/assessment/places.h"

#include <QCoreApplication>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <map>

namespace prospect::app {

namespace {

using assessment::Assessment;
using assessment::Finding;
using assessment::Level;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Rules)
};

QString text_of(const std::string& words) {
    return QString::fromStdString(words);
}

bool is_open_problem(const Finding& finding) {
    return (finding.level == Level::fail || finding.level == Level::look) && !finding.acceptance;
}

bool rests_on_assumption(const Finding& finding) {
    return finding.basis == Basis::assumed || finding.basis == Basis::unknown ||
           !assessment::doubtful(finding.assumptions).empty();
}

QString problems_text(int count) {
    return count == 1 ? Words::tr("1 problem") : Words::tr("%1 problems").arg(count);
}

QString lower_first(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toLower();
    return text;
}

RuleLine line_of(const Assessment& outcome, const assessment::Outcome& rule) {
    RuleLine line;
    line.title = text_of(rule.criterion.code) + QStringLiteral("  ") + text_of(rule.criterion.title);
    int problems = 0;
    bool serious = false;
    bool assumed = false;
    QString unknown;
    for (const Finding& finding : outcome.findings) {
        if (finding.code != rule.criterion.code) continue;
        problems += is_open_problem(finding) ? 1 : 0;
        serious = serious || (finding.level == Level::fail && !finding.acceptance);
        assumed = assumed || (finding.level == Level::pass && rests_on_assumption(finding));
        if (finding.level != Level::not_run) continue;
        unknown = text_of(finding.message);
        line.lacks.insert(line.lacks.end(), finding.lacks.begin(), finding.lacks.end());
    }
    QStringList says;
    if (problems > 0) {
        line.status = serious ? Status::serious : Status::look;
        says += problems_text(problems);
    } else if (rule.ran() && rule.missed == 0) {
        line.status = assumed || !unknown.isEmpty() ? Status::cannot_tell : Status::fine;
        says += assumed ? Words::tr("No problem found, on assumed facts")
                        : Words::tr("Checked, no problem found");
    } else if (rule.ran()) {
        line.status = Status::info;
        says += Words::tr("Accepted or for information");
    }
    if (!unknown.isEmpty()) says += says.isEmpty() ? unknown : lower_first(unknown);
    line.says = says.join(QStringLiteral("; "));
    return line;
}

bool any_assumed(const Assessment& outcome, const std::string& strategy) {
    return std::any_of(outcome.findings.begin(), outcome.findings.end(), [&](const Finding& one) {
        return one.level == Level::pass && (strategy.empty() || one.strategy == strategy) &&
               rests_on_assumption(one);
    });
}

// What most rules that could not be checked wait for.
std::vector<std::string> first_of(const Assessment& outcome) {
    constexpr std::size_t most = 3;
    std::vector<std::pair<std::string, int>> order;
    for (const Finding& finding : outcome.findings)
        for (const std::string& subject : finding.lacks) {
            const auto found = std::find_if(order.begin(), order.end(),
                                            [&](const auto& one) { return one.first == subject; });
            if (found == order.end())
                order.emplace_back(subject, 1);
            else
                ++found->second;
        }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> first;
    for (const auto& [subject, rules] : order)
        if (first.size() < most && !subject_title(subject).isEmpty()) first.push_back(subject);
    return first;
}

} // namespace

std::vector<RuleLine> rule_lines(const Assessment& outcome, const std::string& strategy) {
    std::vector<RuleLine> lines;
    for (const auto& rule : outcome.outcomes)
        if (rule.criterion.strategy == strategy) lines.push_back(line_of(outcome, rule));
    return lines;
}

// Of what people answer: how many did, and how.
TileWords answered_words(const Assessment& outcome, const assessment::Coverage& coverage) {
    TileWords words;
    if (coverage.checked == 0)
        words.detail = Words::tr("your judgement · open");
    else if (coverage.problems > 0)
        words.detail = Words::tr("your judgement · no");
    else
        words.detail = Words::tr("your judgement · answered");
    if (coverage.criteria > 1)
        words.detail = Words::tr("%1 of %2 answered").arg(coverage.checked).arg(coverage.criteria);
    const bool passed =
        std::any_of(outcome.findings.begin(), outcome.findings.end(), [&](const Finding& one) {
            return one.strategy == coverage.strategy && one.level == Level::pass;
        });
    words.status = coverage.problems > 0                             ? Status::look
                   : passed && coverage.checked == coverage.criteria ? Status::fine
                                                                     : Status::cannot_tell;
    return words;
}

TileWords tile_words(const Assessment& outcome, const assessment::Coverage& coverage) {
    if (const auto* known = assessment::strategy(coverage.strategy); known && asks_people(*known))
        return answered_words(outcome, coverage);
    TileWords words;
    const bool half = 2 * coverage.checked >= coverage.criteria && coverage.checked > 0;
    const bool assumed = any_assumed(outcome, coverage.strategy);
    words.detail = Words::tr("%1 of %2 checked").arg(coverage.checked).arg(coverage.criteria);
    if (coverage.problems > 0) {
        words.status = coverage.serious > 0 ? Status::serious : Status::look;
        words.detail += QStringLiteral(" · ") + problems_text(static_cast<int>(coverage.problems));
        if (coverage.serious > 0) words.detail += Words::tr(", %1 serious").arg(coverage.serious);
    } else if (half && assumed) {
        words.detail += Words::tr(" · no problem found, on assumed facts");
    } else if (half) {
        words.status = Status::fine;
        words.detail += Words::tr(" · no problem found");
    } else if (coverage.checked > 0) {
        words.detail += Words::tr(" · too little to say");
    }
    return words;
}

bool asks_people(const assessment::Strategy& strategy) {
    return strategy.generation != assessment::Strategy::Generation::physical;
}

Verdict verdict_of(const Assessment& outcome) {
    Verdict verdict;
    // What people answer says nothing of what the plan knows.
    std::size_t all = 0;
    std::size_t ran = 0;
    for (const auto& one : outcome.outcomes) {
        if (one.criterion.kind == assessment::Kind::recorded) continue;
        ++all;
        ran += one.ran() ? 1 : 0;
    }
    verdict.too_little = 2 * ran < all;
    if (verdict.too_little) {
        verdict.first = first_of(outcome);
        verdict.why = ran == 1 ? Words::tr("Only 1 of %1 rules could be checked.").arg(all)
                               : Words::tr("Only %1 of %2 rules could be checked.").arg(ran).arg(all);
    }
    const std::size_t places = outcome.places.size();
    if (places == 1)
        verdict.title = Words::tr("The worst place");
    else if (places > 1)
        verdict.title = Words::tr("%1 worst places").arg(std::min<std::size_t>(3, places));
    else if (const std::size_t of_the_site = assessment::of_no_place(outcome).size(); of_the_site > 0)
        verdict.title = Words::tr("No bad place, but %1 of the whole site")
                            .arg(problems_text(static_cast<int>(of_the_site)));
    else if (verdict.too_little)
        verdict.title = Words::tr("Too little is known to say");
    else if (any_assumed(outcome, {})) {
        verdict.title = Words::tr("No problem found, on assumed facts");
        verdict.why = Words::tr("What was checked holds as long as what is assumed is so.");
    } else {
        verdict.title = Words::tr("No bad place found");
        verdict.why = Words::tr("None of the rules that could be checked is missed.");
    }
    return verdict;
}

QString subject_title(const std::string& subject) {
    const auto* known = assessment::subject(subject);
    return known ? text_of(known->plural) : QString();
}

void add_describe_links(QVBoxLayout& column, const std::vector<std::string>& subjects,
                        const std::function<void(const std::string&)>& go, LinkText text) {
    for (const std::string& subject : subjects) {
        const QString title = subject_title(subject);
        if (title.isEmpty()) continue;
        const bool full = text == LinkText::full;
        auto* link = push_button(full ? Words::tr("Describe: %1").arg(title) : QStringLiteral("→ ") + title,
                                 Emphasis::quiet, full ? QStringLiteral("chevron-right") : QString());
        link->setObjectName(QStringLiteral("goto.") + text_of(subject));
        link->setToolTip(Words::tr("Says what the plan knows of it, and adds or assumes what is missing"));
        column.addWidget(link, 0, Qt::AlignLeft);
        QObject::connect(
            link, &QPushButton::clicked, link, [go, subject] { go(subject); }, Qt::QueuedConnection);
    }
}

} // namespace prospect::app
