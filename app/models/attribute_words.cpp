#include "app/models/attribute_words.h"

#include "analysis/assessment/facts.h"
#include "analysis/lighting/photometries.h"
#include "app/models/lamp_words.h"
#include "app/models/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace prospect::app {

namespace {

struct BasisWords {
    Q_DECLARE_TR_FUNCTIONS(Basis)
};

constexpr std::string_view light_data = "photometry"; // of lamps: the name of a file

QString range_text(const AttributeInfo& attribute) {
    const bool below = attribute.min > -1e299;
    const bool above = attribute.max < 1e299;
    if (below && above)
        return BasisWords::tr("between %1 and %2")
            .arg(number_text(attribute.min), quantity_text(attribute.max, attribute.unit));
    if (below) return BasisWords::tr("at least %1").arg(quantity_text(attribute.min, attribute.unit));
    if (above) return BasisWords::tr("at most %1").arg(quantity_text(attribute.max, attribute.unit));
    return BasisWords::tr("a number");
}

// Of one whole: shown per cent.
bool is_share(const AttributeInfo& attribute) {
    return attribute.type == AttributeType::number && attribute.unit.empty() && attribute.min == 0 &&
           attribute.max == 1;
}

ParsedValue parse_number(const AttributeInfo& attribute, QString text) {
    bool ok = false;
    double number = text.toDouble(&ok);
    if (!ok) number = text.replace(u',', u'.').toDouble(&ok);
    const bool whole = attribute.type == AttributeType::number || number == std::floor(number);
    if (!ok || !std::isfinite(number) || !whole || number < attribute.min || number > attribute.max)
        return {{}, BasisWords::tr("%1 must be %2.").arg(label_of(attribute), range_text(attribute))};
    if (attribute.type == AttributeType::integer) return {static_cast<std::int64_t>(number), {}};
    return {number, {}};
}

} // namespace

QString label_of(const AttributeInfo& attribute) {
    return QCoreApplication::translate("Attributes", std::string(attribute.label).c_str());
}

QString edit_text(const Value& value) {
    return QString::fromStdString(as_text(value));
}

QString shown_text(const AttributeInfo& attribute, const Value& value) {
    switch (attribute.type) {
    case AttributeType::boolean:
        return as_number(value).value_or(0) != 0 ? BasisWords::tr("Yes") : BasisWords::tr("No");
    case AttributeType::choice:
        return in_words(as_text(value));
    case AttributeType::integer:
    case AttributeType::number:
        if (const auto number = as_number(value))
            return is_share(attribute) ? quantity_text(100 * *number, "%") : number_text(*number);
        return edit_text(value);
    case AttributeType::text:
        return edit_text(value);
    }
    return {};
}

QStringList value_choices(const AttributeInfo& attribute, const Site& site) {
    if (attribute.type == AttributeType::boolean) return {QStringLiteral("1"), QStringLiteral("0")};
    if (attribute.name == light_data)
        return names_of(site.photometries) + names_of(lighting::bundled_photometries());
    QStringList choices;
    for (const auto choice : attribute.choices)
        choices += QString::fromUtf8(choice.data(), static_cast<qsizetype>(choice.size()));
    return choices;
}

bool are_open(const AttributeInfo& attribute) {
    return attribute.open_choices || attribute.name == light_data;
}

ParsedValue parse_value(const AttributeInfo& attribute, const QString& text) {
    switch (attribute.type) {
    case AttributeType::boolean:
        return {text == QLatin1String("1") || text == BasisWords::tr("Yes"), {}};
    case AttributeType::integer:
    case AttributeType::number:
        return parse_number(attribute, text);
    case AttributeType::choice: {
        const auto word = text.toStdString();
        const bool known =
            std::find(attribute.choices.begin(), attribute.choices.end(), word) != attribute.choices.end();
        if (known || attribute.open_choices) return {word, {}};
        QStringList allowed;
        for (const auto choice : attribute.choices)
            allowed += in_words(choice);
        return {{},
                BasisWords::tr("%1 can be %2.").arg(label_of(attribute), allowed.join(QStringLiteral(", ")))};
    }
    case AttributeType::text:
        return {text.toStdString(), {}};
    }
    return {};
}

QString basis_text(Basis basis) {
    switch (basis) {
    case Basis::surveyed:
        return BasisWords::tr("measured");
    case Basis::drawn:
        return BasisWords::tr("drawn");
    case Basis::tagged:
        return BasisWords::tr("from the file");
    case Basis::assumed:
        return BasisWords::tr("assumed");
    case Basis::unknown:
        return BasisWords::tr("not known");
    }
    return {};
}

QString value_basis_text(Basis basis) {
    return basis == Basis::drawn ? BasisWords::tr("given") : basis_text(basis);
}

QString kind_title(Role role, const Feature& feature) {
    const Attribute* kind = feature.find("kind");
    if (!kind || as_text(kind->value).empty()) return kind_label(role);
    return QString::fromStdString(assessment::sentence(assessment::noun_of(role, feature)));
}

} // namespace prospect::app
