#include "app/models/describe_rows.h"

#include "app/models/attribute_words.h"
#include "app/models/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace prospect::app {

namespace {

using assessment::AttributeKnowledge;
using assessment::Knowledge;
using assessment::SubjectKnowledge;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Describe)
};

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

QString number(std::size_t count) {
    return number_text(static_cast<double>(count));
}

QString plural(const SubjectKnowledge& known) {
    return text(known.subject->plural);
}

QString label(const SubjectKnowledge& known, const std::string& attribute) {
    const AttributeInfo* info_of = info(known.subject->role).attribute(attribute);
    return QString::fromUtf8(info_of->label.data(), static_cast<qsizetype>(info_of->label.size()));
}

QString value_text(const SubjectKnowledge& known, const AttributeKnowledge& attribute) {
    const AttributeInfo* info_of = info(known.subject->role).attribute(attribute.name);
    if (const auto number = as_number(*attribute.usual))
        return info_of->type == AttributeType::boolean ? (*number != 0 ? Words::tr("yes") : Words::tr("no"))
                                                       : quantity_text(*number, info_of->unit);
    return in_words(as_text(*attribute.usual)).toLower();
}

// "4 drawn, 2 usual (5 m)".
QString known_text(const SubjectKnowledge& known, const AttributeKnowledge& attribute) {
    QStringList parts;
    for (const Basis basis : {Basis::surveyed, Basis::drawn, Basis::tagged, Basis::assumed, Basis::unknown})
        if (const std::size_t count = attribute.given[basis]; count > 0)
            parts += basis == Basis::unknown
                         ? Words::tr("%1 from an unknown source").arg(number(count))
                         : QStringLiteral("%1 %2").arg(number(count), value_basis_text(basis));
    if (attribute.by_default > 0)
        parts +=
            Words::tr("%1 usual (%2)").arg(number(attribute.by_default)).arg(value_text(known, attribute));
    if (attribute.missing > 0) parts += Words::tr("%1 not known").arg(number(attribute.missing));
    return parts.join(QStringLiteral(", "));
}

const AttributeKnowledge& main_fact(const SubjectKnowledge& known) {
    return *known.attribute(known.subject->tells.front());
}

bool rests_on_assumption(const SubjectKnowledge& known) {
    return known.shapes[Basis::assumed] > 0 || main_fact(known).given[Basis::assumed] > 0;
}

DescribeRow::State state_of(const SubjectKnowledge& known) {
    using State = DescribeRow::State;
    const auto& fact = main_fact(known);
    if (known.count == 0) return State::lacking;
    if (rests_on_assumption(known)) return State::assumed;
    // Whose the ground is and what things are has no usual value; lacking it, the checks cannot tell.
    const bool essential = known.subject->id == "zone" || known.subject->id == "activity";
    if (essential && fact.missing == known.count) return State::lacking;
    return fact.by_default > 0 ? State::usual : State::known;
}

QString owners_text(const SubjectKnowledge& known) {
    const auto& fact = main_fact(known);
    if (known.count == 0 || fact.missing == known.count) return Words::tr("unknown");
    const std::size_t owned = known.count - fact.missing;
    QString says = owned == 1 ? Words::tr("1 area") : Words::tr("%1 areas").arg(number(owned));
    if (fact.missing > 0) says += Words::tr(", %1 without an owner").arg(fact.missing);
    if (fact.given[Basis::assumed] > 0) says += Words::tr(", %1 assumed").arg(fact.given[Basis::assumed]);
    return says;
}

QString says_of(const SubjectKnowledge& known) {
    const auto& id = known.subject->id;
    if (id == "zone") return owners_text(known);
    if (known.count == 0) return Words::tr("none drawn");
    if (id == "study_area") return Words::tr("drawn");
    QString says = number(known.count);
    if (known.shapes[Basis::assumed] == known.count) return Words::tr("%1, all assumed").arg(says);
    if (const std::size_t assumed = known.shapes[Basis::assumed]; assumed > 0)
        says += Words::tr(", %1 assumed").arg(number(assumed));
    const auto& fact = main_fact(known);
    if (!assessment::subject(id) || fact.name.rfind("height_m") == std::string::npos) return says;
    const std::size_t guessed = fact.by_default + fact.given[Basis::assumed];
    if (guessed == 0) return says;
    if (guessed == known.count && fact.usual)
        return says + Words::tr(", height assumed %1").arg(value_text(known, fact));
    if (guessed == known.count) return says + Words::tr(", height assumed");
    return says + Words::tr(", height of %1 assumed").arg(number(guessed));
}

QString checks_of(const SubjectKnowledge& known, DescribeRow::State state) {
    const int count = static_cast<int>(known.criteria.size());
    if (count == 0) return {};
    switch (state) {
    case DescribeRow::State::lacking:
        return count == 1 ? Words::tr("1 check waits for it") : Words::tr("%1 checks wait for it").arg(count);
    case DescribeRow::State::known:
        return count == 1 ? Words::tr("1 check uses it") : Words::tr("%1 checks use it").arg(count);
    case DescribeRow::State::usual:
    case DescribeRow::State::assumed:
        break;
    }
    return count == 1 ? Words::tr("1 check is only as sure as that")
                      : Words::tr("%1 checks are only as sure as that").arg(count);
}

DescribeRow::Offer offer_of(const SubjectKnowledge& known) {
    using Offer = DescribeRow::Offer;
    const auto& id = known.subject->id;
    if (id == "window") return Offer::windows;
    if (id == "zone") return Offer::ownership;
    const auto* height = known.attribute("height_m");
    const bool offered =
        id == "building" || id == "barrier" || id == "tree" || id == "planting" || id == "lamp";
    return offered && height && known.count > 0 && height->by_default > 0 ? Offer::heights : Offer::none;
}

QString take_back_of(const SubjectKnowledge& known) {
    const auto& id = known.subject->id;
    if (id == "window") return known.shapes[Basis::assumed] > 0 ? QStringLiteral("windows") : QString();
    if (id == "zone") return rests_on_assumption(known) ? QStringLiteral("ownership") : QString();
    const auto* height = known.attribute("height_m");
    if (height && height->given[Basis::assumed] > 0)
        return QString::fromUtf8(name_of(known.subject->role).data(),
                                 static_cast<qsizetype>(name_of(known.subject->role).size()));
    return {};
}

DescribeRow row_of(const SubjectKnowledge& known, const assessment::Profile& profile) {
    DescribeRow row;
    row.subject = known.subject->id;
    row.icon = known.subject->id == "window" ? QStringLiteral("window") : kind_icon(known.subject->role);
    row.title = plural(known);
    row.state = state_of(known);
    row.says = says_of(known);
    row.checks = checks_of(known, row.state);
    for (const std::string_view name : known.subject->tells) {
        const auto& fact = *known.attribute(name);
        if (known.count > 0)
            row.facts += QStringLiteral("%1: %2").arg(label(known, fact.name), known_text(known, fact));
    }
    for (const std::string& code : known.criteria)
        for (const auto& criterion : profile.criteria)
            if (criterion.code == code)
                row.rules += QStringLiteral("%1  %2").arg(text(code), text(criterion.title));
    row.offer = offer_of(known);
    row.take_back = take_back_of(known);
    return row;
}

} // namespace

std::vector<DescribeRow> describe_rows(const Knowledge& knowledge, const assessment::Profile& profile) {
    std::vector<DescribeRow> rows;
    for (const SubjectKnowledge& known : knowledge.subjects)
        if (known.count > 0 || !known.criteria.empty()) rows.push_back(row_of(known, profile));
    return rows;
}

QString counts_text(const Knowledge& knowledge) {
    QStringList parts;
    for (const Basis basis : {Basis::surveyed, Basis::drawn, Basis::tagged, Basis::assumed})
        if (const std::size_t count = knowledge.values[basis]; count > 0)
            parts += QStringLiteral("%1 %2").arg(number(count), value_basis_text(basis));
    if (knowledge.defaults > 0) parts += Words::tr("%1 usual").arg(number(knowledge.defaults));
    const std::size_t unknown = knowledge.missing + knowledge.values[Basis::unknown];
    if (unknown > 0) parts += Words::tr("%1 not known").arg(number(unknown));
    return parts.join(QStringLiteral(" · "));
}

QString assumptions_text(std::size_t count, std::size_t usual) {
    QStringList parts;
    if (count > 0) parts += count == 1 ? Words::tr("1 assumption") : Words::tr("%1 assumptions").arg(count);
    if (usual > 0)
        parts += usual == 1 ? Words::tr("1 usual value")
                            : Words::tr("%1 usual values").arg(number_text(static_cast<double>(usual)));
    return parts.join(QStringLiteral(" · "));
}

QStringList usual_values_words(const Knowledge& knowledge) {
    QStringList words;
    for (const SubjectKnowledge& known : knowledge.subjects) {
        const AttributeKnowledge& fact = main_fact(known);
        if (fact.by_default == 0 || !fact.usual) continue;
        words += Words::tr("%1 of %2 %3: the usual %4")
                     .arg(label(known, fact.name), number_text(static_cast<double>(fact.by_default)),
                          plural(known).toLower(), value_text(known, fact));
    }
    return words;
}

QString assumption_words(const assessment::Assumption& assumption) {
    const auto* of = assessment::subject(assumption.subject);
    const int count = static_cast<int>(assumption.features.size());
    const QString things = of->id == "zone"
                               ? (count == 1 ? Words::tr("area of ground") : Words::tr("areas of ground"))
                               : text(of->plural).toLower();
    if (assumption.attribute.empty())
        return QStringLiteral("%1 %2").arg(number(assumption.features.size()), things);
    const AttributeInfo* attribute = info(of->role).attribute(assumption.attribute);
    const QString name =
        QString::fromUtf8(attribute->label.data(), static_cast<qsizetype>(attribute->label.size()));
    return Words::tr("%1 of %2 %3").arg(name, number(assumption.features.size()), things);
}

} // namespace prospect::app
