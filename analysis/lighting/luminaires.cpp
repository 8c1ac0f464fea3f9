#include "analysis/lighting/luminaires.h"

#include "analysis/lighting/photometries.h"
#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/facades.h"
#include "geometry/base/error.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace prospect::lighting {

namespace {

using scene::Note;

constexpr double degree = std::numbers::pi / 180;
constexpr double most_moved_m = 0.6;
constexpr double moved_step_m = 0.05;
// Light that goes as much one way as the other leans to no side: share of the flux.
constexpr double least_lean = 0.02;
constexpr double upright_deg = 0.5; // tilted less than that counts as not tilted

Rotation product(const Rotation& a, const Rotation& b) {
    Rotation made{};
    for (std::size_t r = 0; r < 3; ++r)
        for (std::size_t c = 0; c < 3; ++c)
            for (std::size_t i = 0; i < 3; ++i)
                made[r][c] += a[r][i] * b[i][c];
    return made;
}

// What is left of the light of a lamp whose file says that it depends on the tilt.
double tilt_factor_of(const Photometry& photometry, const Rotation& rotation) {
    if (photometry.tilt_deg.empty()) return 1;
    const double tilt = std::acos(std::clamp(rotation[2][2], -1.0, 1.0)) / degree;
    const auto& at = photometry.tilt_deg;
    const auto& factor = photometry.tilt_factors;
    const auto above = std::upper_bound(at.begin(), at.end(), tilt);
    if (above == at.begin()) return factor.front();
    if (above == at.end()) return factor.back();
    const auto i = static_cast<std::size_t>(above - at.begin());
    const double share = (tilt - at[i - 1]) / (at[i] - at[i - 1]);
    return factor[i - 1] + share * (factor[i] - factor[i - 1]);
}

// To which sides a lamp within a wall is taken out of it.
std::vector<Point> ways_out(const Luminaire& lamp, const scene::Scene& scene) {
    std::vector<Point> ways;
    const Point3 flux = turned(lamp.rotation, flux_vector(*lamp.photometry));
    const Point lean{flux.x, flux.y};
    if (length(lean) > least_lean * lamp.photometry->flux_lm) ways.push_back(lean * (1 / length(lean)));
    if (const auto facade = scene.facades().at({lamp.at.x, lamp.at.y})) ways.push_back(facade->outward);
    return ways;
}

class Hanging {
public:
    Hanging(const scene::Scene& scene, const scene::Space& space, const Site& site,
            std::optional<double> maintenance, const TimeContext& time)
        : scene_(scene), space_(space), site_(site), maintenance_(maintenance), time_(time) {}

    Luminaires all(const std::vector<FeaturePtr>& lamps) {
        for (const FeaturePtr& feature : lamps)
            if (present(*feature, scene_.time().phase) && !feature->geometry.empty()) add(feature);
        for (Note& note : reader_.notes())
            found_.notes.push_back(std::move(note));
        const Frame& frame = scene_.site().frame;
        scene::add_merged(found_.notes, moved_, "lamps are drawn within a wall and are taken before it",
                          frame);
        scene::add_merged(found_.notes, strange_hours_,
                          "lamps have hours that are not understood and count as lit from dusk to dawn",
                          frame);
        scene::add_merged(found_.notes, tilted_,
                          "lamps give less light because they are tilted, as their files say", frame);
        return std::move(found_);
    }

private:
    void add(const FeaturePtr& feature) {
        if (!shines(feature)) {
            ++found_.off;
            return;
        }
        Luminaire lamp = read(feature);
        if (!lamp.photometry) {
            leave_out(lamp,
                      "names the photometry " + lamp.photometry_name +
                          ", which is neither kept in the site nor beside it nor among the typical ones");
            return;
        }
        lamp.rotation = rotation_of(lamp.azimuth_deg, lamp.tilt_deg, lamp.roll_deg);
        lamp.tilt_factor = tilt_factor_of(*lamp.photometry, lamp.rotation);
        if (lamp.tilt_factor < 1)
            tilted_.push_back(note(lamp, Note::Level::info, "lamp_tilted",
                                   "gives only " + std::to_string(std::lround(lamp.tilt_factor * 100)) +
                                       " % of its light because it is tilted, as its file says"));
        if (const auto fault = hang(lamp))
            leave_out(lamp, *fault);
        else
            found_.lit.push_back(std::move(lamp));
    }

    bool shines(const FeaturePtr& feature) {
        const std::string hours = scene::AttributeReader::own_text(*feature, "hours");
        const std::string usual = hours.empty() ? "dusk-dawn" : hours;
        if (const auto open = open_at(usual, time_)) return *open;
        Luminaire lamp;
        lamp.feature = feature;
        lamp.name = scene::title_of(*feature);
        strange_hours_.push_back(note(
            lamp, Note::Level::warning, "hours_not_understood",
            "has the hours \"" + hours + "\", which are not understood: it counts as lit from dusk to dawn"));
        return open_at("dusk-dawn", time_).value_or(false);
    }

    Luminaire read(const FeaturePtr& feature) {
        const auto number = [&](const char* attribute) {
            return reader_.number(Role::luminaire, *feature, attribute);
        };
        Luminaire lamp;
        lamp.feature = feature;
        lamp.name = scene::title_of(*feature);
        lamp.photometry_name = reader_.text(Role::luminaire, *feature, "photometry");
        lamp.photometry = photometry_of(site_, lamp.photometry_name);
        lamp.bundled = !photometry_named(site_.photometries, lamp.photometry_name);
        lamp.height_m = number("height_m");
        lamp.azimuth_deg = number("azimuth_deg");
        lamp.tilt_deg = number("tilt_deg");
        lamp.roll_deg = number("roll_deg");
        lamp.maintenance = maintenance_ ? *maintenance_ : number("maintenance");
        lamp.dimming = number("dimming");
        return lamp;
    }

    // Where it shines from, or why it cannot.
    std::optional<std::string> hang(Luminaire& lamp) {
        const Point drawn = label_point(lamp.feature->geometry);
        if (lamp.height_m <= 0)
            return "has a height of " + scene::metres_text(lamp.height_m) +
                   " m, on or below the ground: give it the height of the lamp (height_m)";
        const auto ground = space_.ground().height_at(drawn);
        if (!ground) return "hangs where the terrain has no height";
        lamp.at = {drawn.x, drawn.y, *ground + lamp.height_m};
        const auto around = space_.around(lamp.at, ground);
        if (!around.inside) {
            lamp.at = {around.clear.x, around.clear.y, lamp.at.z};
            return std::nullopt;
        }
        for (const Point way : ways_out(lamp, scene_))
            for (double away = moved_step_m; away < most_moved_m + moved_step_m / 2; away += moved_step_m)
                if (step_out(lamp, drawn + way * away, *ground, drawn)) return std::nullopt;
        return "is inside " + space_.words_for(*around.inside);
    }

    bool step_out(Luminaire& lamp, Point at, double ground_m, Point drawn) {
        const auto ground = space_.ground().height_at(at);
        const Point3 eye{at.x, at.y, ground_m + lamp.height_m};
        const auto around = space_.around(eye, ground);
        if (around.inside) return false;
        lamp.at = {around.clear.x, around.clear.y, eye.z};
        moved_.push_back(note(lamp, Note::Level::info, "lamp_moved",
                              "is drawn within a wall and is taken " +
                                  scene::metres_text(distance(drawn, at)) + " m before it"));
        return true;
    }

    static Note note(const Luminaire& lamp, Note::Level level, const char* code, const std::string& what) {
        const std::string who = lamp.feature->name.empty() ? "a lamp" : "lamp " + lamp.name;
        return {level, code, who + " " + what, label_point(lamp.feature->geometry), lamp.feature->id};
    }
    void leave_out(const Luminaire& lamp, const std::string& why) {
        found_.left_out.push_back(
            note(lamp, Note::Level::warning, "lamp_left_out", why + "; it gives no light"));
    }

    const scene::Scene& scene_;
    const scene::Space& space_;
    const Site& site_;
    std::optional<double> maintenance_;
    TimeContext time_;
    scene::AttributeReader reader_;
    Luminaires found_;
    std::vector<Note> moved_;
    std::vector<Note> strange_hours_;
    std::vector<Note> tilted_;
};

std::string count_text(std::size_t count, const std::string& one, const std::string& many) {
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

} // namespace

Rotation rotation_of(double azimuth_deg, double tilt_deg, double roll_deg) {
    const double turn = (90 - azimuth_deg) * degree;
    const double tilt = -tilt_deg * degree;
    const double roll = roll_deg * degree;
    const Rotation z{{{std::cos(turn), -std::sin(turn), 0}, {std::sin(turn), std::cos(turn), 0}, {0, 0, 1}}};
    const Rotation y{{{std::cos(tilt), 0, std::sin(tilt)}, {0, 1, 0}, {-std::sin(tilt), 0, std::cos(tilt)}}};
    const Rotation x{{{1, 0, 0}, {0, std::cos(roll), -std::sin(roll)}, {0, std::sin(roll), std::cos(roll)}}};
    return product(z, product(y, x));
}

Point3 turned(const Rotation& r, Point3 own) {
    return {r[0][0] * own.x + r[0][1] * own.y + r[0][2] * own.z,
            r[1][0] * own.x + r[1][1] * own.y + r[1][2] * own.z,
            r[2][0] * own.x + r[2][1] * own.y + r[2][2] * own.z};
}

Point3 turned_back(const Rotation& r, Point3 world) {
    return {r[0][0] * world.x + r[1][0] * world.y + r[2][0] * world.z,
            r[0][1] * world.x + r[1][1] * world.y + r[2][1] * world.z,
            r[0][2] * world.x + r[1][2] * world.y + r[2][2] * world.z};
}

Luminaires luminaires_in(const scene::Scene& scene, const scene::Space& space,
                         std::optional<double> maintenance, const TimeContext& time) {
    std::vector<FeaturePtr> lamps;
    for (const auto& [layer, feature] : scene.site().features(Role::luminaire))
        lamps.push_back(feature);
    return luminaires_among(scene, space, scene.site(), lamps, maintenance, time);
}

Luminaires luminaires_among(const scene::Scene& scene, const scene::Space& space, const Site& site,
                            const std::vector<FeaturePtr>& lamps, std::optional<double> maintenance,
                            const TimeContext& time) {
    return Hanging(scene, space, site, maintenance, time).all(lamps);
}

Luminaires lit_luminaires(const scene::Scene& scene, const scene::Space& space,
                          std::optional<double> maintenance, const TimeContext& time) {
    Luminaires found = luminaires_in(scene, space, maintenance, time);
    if (!found.lit.empty()) return found;
    if (found.all() == 0) {
        const auto counts = scene.site().counts();
        const auto buildings = counts.find(Role::building);
        throw Error(ErrorCode::refused,
                    (buildings == counts.end()
                         ? std::string("the plan has no lamps")
                         : count_text(buildings->second, "building", "buildings") + " and no lamps") +
                        ": this is missing data, not darkness",
                    "draw or import the lamps (role luminaire)");
    }
    if (found.left_out.empty())
        throw Error(ErrorCode::refused,
                    "no lamp is lit at this time (" + time.text() +
                        "): " + count_text(found.off, "lamp is", "lamps are") + " off",
                    "choose the night (--time night), or mend their hours");
    throw Error(ErrorCode::refused, "no lamp gives light: " + found.left_out.front().message,
                "mend what is said of the lamps");
}

} // namespace prospect::lighting
