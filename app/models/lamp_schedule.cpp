#include "app/models/lamp_schedule.h"

#include "analysis/lighting/photometries.h"
#include "app/models/words.h"
#include "geometry/site/defaults.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <map>

namespace prospect::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LampSchedule)
};

std::string own_text(const Feature& lamp, std::string_view attribute) {
    const Attribute* found = lamp.find(attribute);
    return found ? as_text(found->value) : std::string();
}

std::optional<double> watts_of(const Feature& lamp, const Photometry* light) {
    if (const Attribute* own = lamp.find("watts"))
        if (const auto watts = as_number(own->value); watts && *watts > 0) return watts;
    return light && light->watts && *light->watts > 0 ? light->watts : std::nullopt;
}

template <class T>
void agree(std::optional<T>& all, const T& one, bool first) {
    if (first)
        all = one;
    else if (all && *all != one)
        all.reset();
}

} // namespace

LampSchedule lamp_schedule(const Site& site) {
    const Defaults& usual = Defaults::bundled();
    LampSchedule schedule;
    std::map<std::tuple<std::string, bool, double, double>, LampSchedule::Type> types;
    std::map<std::pair<bool, std::string>, LampSchedule::Circuit> circuits; // those of none last
    for (const auto& [layer, lamp] : site.features(Role::luminaire)) {
        const std::string name = usual.text(Role::luminaire, *lamp, "photometry");
        const auto light = lighting::photometry_of(site, name);
        const auto watts = watts_of(*lamp, light.get());
        const double height_m = usual.number(Role::luminaire, *lamp, "height_m");
        const bool assumed = own_text(*lamp, "photometry").empty();
        LampSchedule::Type& type = types[{name, assumed, height_m, watts.value_or(-1)}];
        type.photometry = name;
        type.assumed = assumed;
        type.height_m = height_m;
        type.watts = watts;
        if (light) type.flux_lm = light->flux_lm;
        type.lamps.push_back(lamp->id);
        ++schedule.lamps;
        schedule.watts += watts.value_or(0);
        schedule.dimmed_watts += watts.value_or(0) * usual.number(Role::luminaire, *lamp, "dimming");
        schedule.without_watts += watts ? 0 : 1;
        const std::string circuit = own_text(*lamp, "circuit");
        LampSchedule::Circuit& own = circuits[{circuit.empty(), circuit}];
        own.name = circuit;
        agree(own.dimming, usual.number(Role::luminaire, *lamp, "dimming"), own.lamps.empty());
        agree(own.hours, own_text(*lamp, "hours"), own.lamps.empty());
        own.lamps.push_back(lamp->id);
    }
    for (auto& [key, type] : types)
        schedule.types.push_back(std::move(type));
    std::stable_sort(schedule.types.begin(), schedule.types.end(),
                     [](const auto& a, const auto& b) { return a.lamps.size() > b.lamps.size(); });
    for (auto& [key, circuit] : circuits)
        schedule.circuits.push_back(std::move(circuit));
    return schedule;
}

SiteEdit circuit_edit(const LampSchedule::Circuit& circuit, const CircuitChange& change) {
    SiteEdit edit;
    const QString name =
        circuit.name.empty() ? Words::tr("lamps of no circuit") : QString::fromStdString(circuit.name);
    edit.title = (change.dimming ? Words::tr("Dim %1") : Words::tr("Switch %1")).arg(name).toStdString();
    for (const Uuid& lamp : circuit.lamps) {
        if (change.dimming)
            edit.steps.emplace_back(ChangeAttribute{lamp, "dimming", Value(*change.dimming), Basis::drawn});
        if (!change.hours) continue;
        std::optional<Value> hours;
        if (!change.hours->empty()) hours = Value(*change.hours);
        edit.steps.emplace_back(ChangeAttribute{lamp, "hours", std::move(hours), Basis::drawn});
    }
    return edit;
}

QString schedule_text(const LampSchedule& schedule) {
    const auto number = [](std::optional<double> value, int decimals) {
        return value ? QLocale().toString(*value, 'f', decimals) : QString();
    };
    QStringList lines;
    lines += QStringList{Words::tr("Light data"), Words::tr("Height m"),  Words::tr("Lamps"),
                         Words::tr("Lumen each"), Words::tr("Watt each"), Words::tr("Watt in all")}
                 .join(u'\t');
    for (const auto& type : schedule.types) {
        const auto count = static_cast<double>(type.lamps.size());
        lines += QStringList{QString::fromStdString(type.photometry),
                             number(type.height_m, 1),
                             QString::number(type.lamps.size()),
                             number(type.flux_lm, 0),
                             type.watts ? number_text(*type.watts) : QString(),
                             type.watts ? number_text(*type.watts * count) : QString()}
                     .join(u'\t');
    }
    lines += QString();
    lines += QStringList{Words::tr("Circuit"), Words::tr("Lamps"), Words::tr("Dimmed to %"), Words::tr("Lit")}
                 .join(u'\t');
    for (const auto& circuit : schedule.circuits)
        lines += QStringList{circuit.name.empty() ? Words::tr("none") : QString::fromStdString(circuit.name),
                             QString::number(circuit.lamps.size()),
                             circuit.dimming ? number(*circuit.dimming * 100, 0) : Words::tr("differs"),
                             !circuit.hours           ? Words::tr("differs")
                             : circuit.hours->empty() ? QStringLiteral("dusk-dawn")
                                                      : QString::fromStdString(*circuit.hours)}
                     .join(u'\t');
    return lines.join(u'\n') + u'\n';
}

} // namespace prospect::app
