#include "app/models/plan_change_words.h"

#include "app/models/words.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace prospect::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PlanChanges)
};

QString value_text(const Feature& feature, const AttributeInfo* info, const std::string& name) {
    const Attribute* attribute = feature.find(name);
    if (!attribute) return Words::tr("not given");
    if (info && info->type == AttributeType::number)
        if (const auto number = as_number(attribute->value)) return number_text(*number);
    if (info && info->type == AttributeType::boolean)
        return as_number(attribute->value).value_or(0) != 0 ? Words::tr("yes") : Words::tr("no");
    const QString text = QString::fromStdString(as_text(attribute->value));
    return info && info->type == AttributeType::choice ? in_words(as_text(attribute->value)).toLower() : text;
}

QString attribute_change(const PlanChange& change, const std::string& name) {
    if (name == "phase_from" || name == "phase_to") return Words::tr("present in another phase");
    const AttributeInfo* about = info(change.role).attribute(name);
    const QString label =
        about ? QString::fromUtf8(about->label.data(), static_cast<qsizetype>(about->label.size())).toLower()
              : in_words(name).toLower();
    const QString unit = about ? unit_text(about->unit) : QString();
    return QStringLiteral("%1 %2 → %3%4")
        .arg(label, value_text(*change.before, about, name), value_text(*change.after, about, name),
             unit.isEmpty() ? QString() : QStringLiteral("\u00a0") + unit);
}

} // namespace

PlanChangeWords words_of(const PlanChange& change) {
    const Feature& feature = change.feature();
    PlanChangeWords words;
    words.icon = kind_icon(change.role);
    words.title = kind_label(change.role);
    if (const Attribute* kind = feature.find("kind"))
        if (const QString text = in_words(as_text(kind->value)); !text.isEmpty()) words.title = text;
    if (!feature.name.empty()) words.title = QString::fromStdString(feature.name);
    if (change.kind == PlanChange::Kind::removed) {
        words.detail = Words::tr("Removed");
    } else if (change.kind == PlanChange::Kind::added) {
        words.detail = Words::tr("New");
    } else {
        QStringList parts;
        if (change.reshaped) parts += Words::tr("moved or reshaped");
        if (change.renamed) parts += Words::tr("named otherwise");
        for (const std::string& attribute : change.attributes)
            parts += attribute_change(change, attribute);
        parts.removeDuplicates();
        words.detail = parts.join(QStringLiteral(", "));
        if (!words.detail.isEmpty()) words.detail[0] = words.detail[0].toUpper();
    }
    return words;
}

QString summary_of(const std::vector<PlanChange>& changes) {
    const auto count = [&](PlanChange::Kind kind) {
        return std::count_if(changes.begin(), changes.end(), [&](const PlanChange& one) {
            return one.kind == kind && one.role != Role::underlay;
        });
    };
    const auto drawing_only = std::count_if(changes.begin(), changes.end(),
                                            [](const PlanChange& one) { return one.role == Role::underlay; });
    QStringList parts;
    if (const auto n = count(PlanChange::Kind::removed); n > 0) parts += Words::tr("%1 removed").arg(n);
    if (const auto n = count(PlanChange::Kind::changed); n > 0) parts += Words::tr("%1 changed").arg(n);
    if (const auto n = count(PlanChange::Kind::added); n > 0) parts += Words::tr("%1 new").arg(n);
    if (drawing_only > 0) parts += Words::tr("%1 lines of the drawing only").arg(drawing_only);
    return parts.isEmpty() ? Words::tr("Nothing differs on the plan.") : parts.join(QStringLiteral(", "));
}

} // namespace prospect::app
