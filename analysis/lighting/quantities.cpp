#include "analysis/lighting/quantities.h"

#include "geometry/base/error.h"
#include "geometry/base/text.h"

#include <algorithm>
#include <limits>

namespace prospect::lighting {

namespace {

template <std::size_t side>
double facing_of(const Light& light) {
    return static_cast<double>(light.facing[side]);
}

template <std::size_t side>
double face_of(const Light& light) {
    return light.esc(four_directions[side]);
}

std::vector<Quantity> all_quantities() {
    std::vector<Quantity> all{
        {"eh", "Light on the ground", "Lux on level ground (horizontal illuminance)", "level ground", true,
         [](const Light& light) { return light.eh(); }},
        {"ehs", "Light on a half ball on the ground",
         "Lux on a half ball that lies on the ground (hemispherical illuminance)",
         "a half ball on the ground", true, [](const Light& light) { return light.ehs(); }},
        {"ecyl", "Light on people, all round",
         "Mean lux on an upright cylinder at the height of a face (cylindrical illuminance)",
         "an upright cylinder", false, [](const Light& light) { return light.ecyl(); }}};
    const std::array<std::string, 4> names{"n", "e", "s", "w"};
    const std::array<std::string, 4> words{"north", "east", "south", "west"};
    const std::array<double (*)(const Light&), 4> upright{facing_of<0>, facing_of<1>, facing_of<2>,
                                                          facing_of<3>};
    const std::array<double (*)(const Light&), 4> faces{face_of<0>, face_of<1>, face_of<2>, face_of<3>};
    for (std::size_t i = 0; i < names.size(); ++i)
        all.push_back({"ev_" + names[i], "Light on walls that face " + words[i],
                       "Lux on an upright plane that faces " + words[i] + " (vertical illuminance)",
                       "an upright plane that faces " + words[i], false, upright[i]});
    for (std::size_t i = 0; i < names.size(); ++i)
        all.push_back({"esc_" + names[i], "Light on faces that look " + words[i],
                       "Lux on the face of somebody who looks " + words[i] + " (semicylindrical illuminance)",
                       "a face that looks " + words[i], false, faces[i]});
    all.push_back({"esc_min", "Light on faces, the darkest way",
                   "The least of the lux on the faces of people who look north, east, south and west "
                   "(semicylindrical illuminance)",
                   "a face, in the darkest of four directions", false,
                   [](const Light& light) { return light.esc_min(); }});
    return all;
}

} // namespace

std::span<const Quantity> quantities() {
    static const std::vector<Quantity> all = all_quantities();
    return all;
}

const Quantity& quantity_named(const std::string& name) {
    for (const Quantity& quantity : quantities())
        if (quantity.name == name) return quantity;
    throw Error(ErrorCode::internal, "there is no quantity of light called " + name);
}

engine::LightConvention light_convention(const std::string& field, const engine::Settings& settings,
                                         const engine::AnalysisResult& result) {
    const Quantity& quantity = quantity_named(field);
    double least = std::numeric_limits<double>::infinity();
    double most = 0;
    for (const engine::Table& table : result.tables) {
        const auto column = std::find(table.columns.begin(), table.columns.end(), "maintenance");
        if (table.name != "luminaires" || column == table.columns.end()) continue;
        for (const auto& row : table.rows) {
            const double factor =
                as_number(*row[static_cast<std::size_t>(column - table.columns.begin())]).value_or(1);
            least = std::min(least, factor);
            most = std::max(most, factor);
        }
    }
    const auto text = [](double number) { return as_text(Value(number)); };
    const auto height = number_from(settings.at(quantity.on_ground ? "height_m" : "face_height_m"));
    return {.plane = quantity.plane,
            .height_m = height.value_or(0),
            .light = "direct light only",
            .maintenance = least == most ? text(most) : text(least) + " to " + text(most)};
}

std::vector<engine::FieldInfo> quantity_fields() {
    std::vector<engine::FieldInfo> fields;
    for (const Quantity& quantity : quantities())
        fields.push_back({quantity.name, "lx", quantity.label, quantity.meaning, "cividis"});
    return fields;
}

} // namespace prospect::lighting
