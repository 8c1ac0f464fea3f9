#include "analysis/sightlines/night_light.h"

#include "geometry/base/error.h"

namespace prospect::sightlines {

std::optional<double> NightLight::recognised_m(Point p) const {
    if (!run_) return std::nullopt;
    const auto metres = run_->result.fields.front().value_at(p);
    if (!metres) return std::nullopt;
    return static_cast<double>(*metres);
}

std::vector<engine::Note> NightLight::notes() const {
    if (!run_)
        return {{engine::Note::Level::warning, "night_unknown",
                 "who watches by night is not known and has no value: " + why_not_}};
    return run_->result.notes;
}

NightLight night_light(const engine::Context& context, double cell_m, double face_height_m,
                       const std::filesystem::path& esc_file) {
    const auto text = [](double value) { return as_text(Value(value)); };
    try {
        return NightLight(context.require("lighting.recognition",
                                          {{"cell_m", text(cell_m)},
                                           {"face_height_m", text(face_height_m)},
                                           {"esc_file", esc_file.empty() ? "none" : esc_file.string()}}));
    } catch (const Error& error) {
        if (error.code() != ErrorCode::refused || !esc_file.empty()) throw;
        return NightLight(error.message());
    }
}

} // namespace prospect::sightlines
