#include "app/report/page_check.h"

#include "analysis/assessment/places.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

#include <algorithm>

namespace prospect::report {

namespace {

using assessment::Assessment;
using assessment::Finding;
using assessment::Level;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ReviewPage)
};

constexpr qsizetype most_missing = 3;

QString text_of(std::string_view words) {
    return QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size()));
}

PagePlace page_place(const Assessment& assessment, const assessment::Place& place) {
    const Finding& first = assessment.findings[place.findings.front()];
    Level level = Level::look;
    for (const std::size_t i : place.findings)
        if (assessment.findings[i].level == Level::fail) level = Level::fail;
    PagePlace shown;
    shown.at = place.at;
    shown.name = text_of(place.name);
    shown.says = text_of(first.message);
    QStringList line{text_of(assessment::word_of(level))};
    if (const auto more = static_cast<int>(place.findings.size()) - 1; more > 0)
        line += Words::tr("and %n more", nullptr, more);
    line += text_of(assessment::words_of(assessment.criterion(first).status));
    shown.line = line.join(QStringLiteral(" · "));
    return shown;
}

QString accepted_line(const Finding& finding) {
    const auto& how = *finding.acceptance;
    QStringList by{text_of(how.author)};
    if (const auto day = QDate::fromString(text_of(how.when).left(10), Qt::ISODate); day.isValid())
        by += QLocale().toString(day, QLocale::ShortFormat);
    by.removeAll(QString());
    QString says = text_of(finding.message);
    if (says.endsWith(u'.')) says.chop(1);
    return QStringLiteral("%1: “%2” (%3)").arg(says, text_of(how.reason), by.join(QStringLiteral(", ")));
}

QString coverage_of(const Assessment& assessment) {
    QStringList missing;
    std::size_t ran = 0;
    for (const auto& outcome : assessment.outcomes) {
        if (outcome.ran())
            ++ran;
        else if (outcome.unknown > 0)
            missing += text_of(outcome.criterion.title);
    }
    QString text = Words::tr("%1 of %2 rules could be checked.").arg(ran).arg(assessment.outcomes.size());
    if (missing.isEmpty()) return text;
    const auto more = missing.size() - most_missing;
    if (more > 0) missing = missing.mid(0, most_missing);
    text += u' ' + Words::tr("Can't tell yet: %1").arg(missing.join(QStringLiteral("; ")));
    text += more > 0 ? Words::tr(" and %n more.", nullptr, static_cast<int>(more)) : QStringLiteral(".");
    return text;
}

} // namespace

void put_check(const Assessment& assessment, ReviewPage& page) {
    page.has_check = true;
    page.worst.clear();
    for (std::size_t p = 0; p < std::min(most_places, assessment.places.size()); ++p)
        page.worst.push_back(page_place(assessment, assessment.places[p]));
    page.of_the_site.clear();
    for (const Finding* finding : assessment::of_no_place(assessment))
        page.of_the_site += text_of(finding->message);
    page.accepted.clear();
    for (const Finding& finding : assessment.findings)
        if (finding.acceptance) page.accepted += accepted_line(finding);
    page.checked = coverage_of(assessment);
}

} // namespace prospect::report
