#include "app/models/lamp_words.h"

#include "analysis/lighting/lit_paths.h"
#include "app/models/words.h"
#include "geometry/site/defaults.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>
#include <map>
#include <numbers>

namespace prospect::app {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(LampWords)
};

constexpr std::size_t two_lx = 1; // of lighting::covered_from_lx
// Light that goes as much one way as the other leans to no side: share of the flux.
constexpr double least_lean = 0.05;
constexpr double worth_saying_m = 0.02;

QString percent(double share) {
    return Words::tr("%1 %").arg(QLocale().toString(100 * share, 'f', share > 0 && share < 0.01 ? 1 : 0));
}

QString title_of(const Feature& feature, const QString& otherwise) {
    return feature.name.empty() ? otherwise : QString::fromStdString(feature.name);
}

} // namespace

QStringList names_of(const Photometries& photometries) {
    QStringList names;
    for (const auto& [name, photometry] : photometries)
        names += QString::fromStdString(name);
    return names;
}

QString lux_text(double lux) {
    if (lux <= 0) return Words::tr("0 lx");
    if (lux < 0.005) return Words::tr("under 0.01 lx");
    return Words::tr("%1 lx").arg(QLocale().toString(lux, 'f', lux < 0.995 ? 2 : lux < 9.95 ? 1 : 0));
}

LightNumbers light_numbers(const lighting::LightView& view) {
    const lighting::Coverage& ground = view.public_ground;
    const QString dash = QStringLiteral("–");
    if (ground.places() == 0) return {dash, dash, dash, dash};
    return {lux_text(ground.mean()), lux_text(ground.least()),
            QLocale().toString(ground.uniformity(), 'f', 2), percent(ground.share(two_lx))};
}

QStringList light_label(const lighting::LightView& view, const lighting::LitGround& ground) {
    if (view.off) return {Words::tr("Off at this time")};
    if (!view.lamp) return {Words::tr("Gives no light here")};
    QStringList words;
    if (!view.paths.empty()) {
        const auto& lit = view.paths.front().lit;
        const Feature& path = *ground.paths()[view.paths.front().path].path;
        words += Words::tr("%1: mean %2, least %3")
                     .arg(title_of(path, Words::tr("Path")), lux_text(lit.mean()), lux_text(lit.least()));
    }
    if (!view.windows.empty())
        words += Words::tr("Window: %1, %2 of it from here")
                     .arg(lux_text(view.windows.front().ev_lx), lux_text(view.windows.front().own_lx));
    if (words.isEmpty()) words += Words::tr("Brightest ground: %1").arg(lux_text(view.brightest_lx));
    return words;
}

std::vector<LightRow> lit_path_rows(const lighting::LightView& view, const lighting::LitGround& ground) {
    std::vector<LightRow> rows;
    for (const auto& one : view.paths) {
        const Feature& path = *ground.paths()[one.path].path;
        QString detail = Words::tr("least %1 · %2 its own")
                             .arg(lux_text(one.lit.least()),
                                  percent(one.lit.mean() > 0 ? one.own_lx / one.lit.mean() : 0));
        if (const auto least = lighting::class_minimum_lx(path); least && one.lit.least() < *least) {
            const Attribute* asked = path.find("lit_class");
            detail = Words::tr("least %1, below the %2 of %3")
                         .arg(lux_text(one.lit.least()), lux_text(*least),
                              asked ? QString::fromStdString(as_text(asked->value)) : QString());
        }
        rows.push_back({path.id, title_of(path, Words::tr("Path without a name")), detail,
                        Words::tr("mean %1").arg(lux_text(one.lit.mean()))});
    }
    return rows;
}

std::vector<LightRow> lit_window_rows(const lighting::LightView& view, const lighting::LitGround& ground) {
    std::vector<LightRow> rows;
    std::map<Uuid, QString> names; // of buildings
    for (const auto& [layer, building] : ground.scene().site().features(Role::building))
        if (!building->name.empty()) names.emplace(building->id, QString::fromStdString(building->name));
    for (const auto& one : view.windows) {
        const lighting::LitWindow& window = ground.windows()[one.window];
        QString title = title_of(*window.feature, Words::tr("Window"));
        if (const auto named = names.find(window.building); named != names.end())
            title = Words::tr("%1 of %2").arg(title, named->second);
        rows.push_back(
            {window.feature->id, title,
             Words::tr("%1 its own · %2 high").arg(lux_text(one.own_lx), seen_text(window.height_m, "m")),
             lux_text(one.ev_lx)});
    }
    return rows;
}

std::optional<double> lean_azimuth(const lighting::Luminaire& lamp) {
    const Point3 flux = lighting::turned(lamp.rotation, flux_vector(*lamp.photometry));
    if (std::hypot(flux.x, flux.y) < least_lean * lamp.photometry->flux_lm) return std::nullopt;
    const double azimuth = std::atan2(flux.x, flux.y) * 180 / std::numbers::pi;
    return azimuth < 0 ? azimuth + 360 : azimuth;
}

QStringList photometry_facts(const lighting::Luminaire& lamp, double upward_share) {
    const Photometry& light = *lamp.photometry;
    QStringList facts;
    QString flux = Words::tr("%1 in all").arg(quantity_text(std::round(light.flux_lm), "lm"));
    if (light.watts) flux += Words::tr(", %1 W").arg(number_text(*light.watts));
    if (lamp.share() < 1)
        flux += Words::tr("; %1 of it counts, dimmed and in use").arg(percent(lamp.share()));
    facts += flux + u'.';
    if (const Attribute* own = lamp.feature->find("watts"))
        if (const auto watts = as_number(own->value);
            watts && light.watts && std::abs(*watts - *light.watts) > 0.05 * *light.watts)
            facts += Words::tr("The plan says %1 W: light data and lamp do not belong together.")
                         .arg(number_text(*watts));
    const auto lean = lean_azimuth(lamp);
    facts += lean ? Words::tr("Most of it goes towards %1, the 0° side of its data points to %2.")
                        .arg(quantity_text(std::round(*lean), "deg"), quantity_text(lamp.azimuth_deg, "deg"))
                  : Words::tr("It goes all round; the 0° side of its data points to %1.")
                        .arg(quantity_text(lamp.azimuth_deg, "deg"));
    if (lamp.tilt_deg != 0 || lamp.roll_deg != 0)
        facts += Words::tr("It is tilted: the diagrams are along its own axis.");
    facts += upward_share > 0.0005 ? Words::tr("%1 of it goes above the horizon.").arg(percent(upward_share))
                                   : Words::tr("None of it goes above the horizon.");
    if (light.header_flux_lm && *light.header_flux_lm > 0) {
        const double lamps = *light.header_flux_lm * light.output_ratio.value_or(1);
        const double off = std::abs(light.flux_lm - lamps) / lamps;
        if (off > 0.05)
            facts += Words::tr("Its file says %1, the sum of its table differs by %2: check the data.")
                         .arg(quantity_text(std::round(lamps), "lm"), percent(off));
    }
    return facts;
}

QString lamp_warning(const lighting::LightView& view) {
    if (view.off) return Words::tr("It is off at this time by its hours: the map shows the other lamps.");
    if (!view.left_out.empty()) {
        const QString why = QString::fromStdString(view.left_out);
        return Words::tr("It gives no light: %1.").arg(why.section(QStringLiteral("; it gives"), 0, 0));
    }
    if (view.lamp && view.moved_m > worth_saying_m)
        return Words::tr("It is drawn within a wall and counts as hanging %1 before it.")
            .arg(quantity_text(std::round(view.moved_m * 100) / 100, "m"));
    return {};
}

QStringList assumed_of_lamp(const Feature& lamp, const lighting::LightView& view,
                            const lighting::LitGround* ground) {
    const auto assumed = [&](const char* attribute) {
        const auto value = Defaults::bundled().resolve(Role::luminaire, lamp, attribute);
        return value && value->assumed();
    };
    QStringList sentences;
    if (view.lamp && view.lamp->bundled)
        sentences += Words::tr("Typical light of no maker is taken (%1): the real lamp may differ much.")
                         .arg(QString::fromStdString(view.lamp->photometry_name));
    if (assumed("height_m"))
        sentences +=
            Words::tr("Height assumed: %1 above the ground.")
                .arg(quantity_text(Defaults::bundled().number(Role::luminaire, lamp, "height_m"), "m"));
    if (assumed("maintenance"))
        sentences += Words::tr("Light in use assumed: %1 of new.")
                         .arg(percent(Defaults::bundled().number(Role::luminaire, lamp, "maintenance")));
    if (ground) {
        sentences += Words::tr("Worked out at spots %1 apart on the ground, every metre along paths, %2.")
                         .arg(quantity_text(ground->cell_m(), "m"),
                              ground->scene().time().season == Season::summer ? Words::tr("with leaves on")
                                                                              : Words::tr("with bare trees"));
        sentences += Words::tr("Paths are looked at along their middle: for the lighting class as the "
                               "standard measures it run Lighting classes.");
    }
    sentences += Words::tr("Direct light only: what walls, ground and sky send back is not in it.");
    return sentences;
}

} // namespace prospect::app
