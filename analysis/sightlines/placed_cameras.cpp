#include "analysis/sightlines/placed_cameras.h"

#include "analysis/scene/attribute_reader.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <numbers>
#include <string_view>

namespace prospect::sightlines {

namespace {

using scene::Note;

constexpr double degree = std::numbers::pi / 180;
constexpr double moved_step_m = 0.05;
// A picture's edge is in it.
constexpr double edge_slack = 1e-9;

Point direction_of(double azimuth_deg) {
    return {std::sin(azimuth_deg * degree), std::cos(azimuth_deg * degree)};
}

// Many are called a camera by their name. One without a name is told by the place of its note.
std::string title_of(const PlacedCamera& camera) {
    constexpr std::string_view kind = "camera";
    if (camera.feature->name.empty()) return "a camera";
    const bool says_so = camera.name.size() >= kind.size() &&
                         std::equal(kind.begin(), kind.end(), camera.name.begin(), [](char a, char b) {
                             return a == std::tolower(static_cast<unsigned char>(b));
                         });
    return says_so ? camera.name : std::string(kind) + " " + camera.name;
}

struct Found {
    std::vector<Note> moved;
    std::vector<Note> all_round;
    std::vector<Note> unknown_level;
};

// Where the camera can hang, or why it cannot.
std::optional<std::string> hang(PlacedCamera& camera, const scene::Space& space, bool& moved) {
    const Point ahead = camera.azimuth_deg ? direction_of(*camera.azimuth_deg) : Point{0, 1};
    const Point drawn = camera.place;
    std::optional<rays::Thing> within;
    for (double away = 0; away < most_moved_m + moved_step_m / 2; away += moved_step_m) {
        const Point at = drawn + ahead * away;
        const auto ground = space.ground().height_at(at);
        if (!ground) return "hangs where the terrain has no height";
        const Point3 eye{at.x, at.y, *ground + camera.height_m};
        const auto around = space.around(eye, ground);
        if (!around.inside) {
            // Off the wall it hangs on: of a fence the side it looks to.
            const Point clear = around.at_wall
                                    ? space.clear_towards(eye, around.floor_m.value_or(*ground), at + ahead)
                                    : around.clear;
            camera.place = at;
            camera.eye = {clear.x, clear.y, eye.z};
            moved = away > 0;
            return std::nullopt;
        }
        if (!within) within = around.inside;
    }
    return "is inside " + space.words_for(*within);
}

PlacedCamera read(const FeaturePtr& feature, scene::AttributeReader& reader) {
    const auto number = [&](const char* attribute) {
        return reader.number(Role::camera, *feature, attribute);
    };
    PlacedCamera camera;
    camera.feature = feature;
    camera.name = feature->name.empty() ? feature->id.text() : feature->name;
    camera.place = label_point(feature->geometry);
    camera.height_m = number("height_m");
    camera.azimuth_deg = scene::AttributeReader::own_number(*feature, "azimuth_deg");
    camera.tilt_deg = camera.azimuth_deg ? number("tilt_deg") : 0;
    camera.lens = {number("hfov_deg"), number("h_pixels"), number("v_pixels")};
    camera.range_m = std::max(0.0, scene::AttributeReader::own_number(*feature, "range_m").value_or(0));
    if (const Attribute* level = feature->find("level")) camera.level = as_text(level->value);
    return camera;
}

bool is_level(const std::string& name) {
    return detail_level(Edition::y2014, name) || detail_level(Edition::y2025, name);
}

} // namespace

double PlacedCamera::slant_m(Point3 target) const {
    return std::hypot(target.x - eye.x, target.y - eye.y, target.z - eye.z);
}

bool PlacedCamera::has_in_frame(Point3 target) const {
    return PictureFrame(*this).holds(target);
}

PictureFrame::PictureFrame(const PlacedCamera& camera)
    : eye_(camera.eye), azimuth_deg_(camera.azimuth_deg), hfov_deg_(camera.lens.hfov_deg),
      range_m_(camera.range_m) {
    if (!azimuth_deg_) return;
    forward_ = direction_of(*azimuth_deg_);
    cosine_ = std::cos(camera.tilt_deg * degree);
    sine_ = std::sin(camera.tilt_deg * degree);
    half_width_ = std::tan(hfov_deg_ * degree / 2);
    half_height_ = half_width_ * camera.lens.v_pixels / camera.lens.h_pixels;
}

Point3 PictureFrame::from_eye(Point3 target) const {
    return {target.x - eye_.x, target.y - eye_.y, target.z - eye_.z};
}

PictureFrame::Seen PictureFrame::seen(Point3 to) const {
    const double along = to.x * forward_.x + to.y * forward_.y;
    return {to.x * forward_.y - to.y * forward_.x, along * cosine_ - to.z * sine_,
            along * sine_ + to.z * cosine_};
}

bool PictureFrame::in_range(Point3 to) const {
    if (range_m_ > 0 && std::hypot(to.x, to.y, to.z) > range_m_) return false;
    return to.x != 0 || to.y != 0 || to.z != 0;
}

bool PictureFrame::within_angle(Point3 to) const {
    if (to.x == 0 && to.y == 0) return true;
    const double azimuth = std::atan2(to.x, to.y) / degree;
    return std::abs(std::remainder(azimuth - *azimuth_deg_, 360)) <= hfov_deg_ / 2 + edge_slack;
}

bool PictureFrame::holds(Point3 target) const {
    const Point3 to = from_eye(target);
    if (!azimuth_deg_) return in_range(to);
    if (hfov_deg_ >= panorama_deg) return in_range(to) && within_angle(to);
    const auto [right, ahead, up] = seen(to);
    return ahead > 0 && std::abs(right) <= ahead * half_width_ * (1 + edge_slack) &&
           std::abs(up) <= ahead * half_height_ * (1 + edge_slack) && in_range(to);
}

bool PictureFrame::passes_over(Point3 target) const {
    if (!azimuth_deg_ || hfov_deg_ >= panorama_deg) return false;
    const Point3 to = from_eye(target);
    const Seen at = seen(to);
    return at.up < -std::abs(at.ahead) * half_height_ * (1 + edge_slack) && within_angle(to) && in_range(to);
}

HungCamera hung_camera(const FeaturePtr& feature, const scene::Space& space, scene::AttributeReader& reader) {
    HungCamera hung;
    PlacedCamera camera = read(feature, reader);
    const Point drawn = camera.place;
    const auto note = [&](const char* code, const std::string& what) {
        return Note{Note::Level::warning, code, title_of(camera) + " " + what, drawn, feature->id};
    };
    if (camera.lens.hfov_deg <= 0) {
        hung.left_out = note("camera_left_out", "has an angle of view of 0");
        return hung;
    }
    bool moved = false;
    if (const auto fault = hang(camera, space, moved)) {
        hung.left_out = note("camera_left_out", *fault);
        return hung;
    }
    if (moved)
        hung.moved =
            note("camera_moved", "is drawn within something solid and is taken " +
                                     scene::metres_text(distance(drawn, camera.place)) + " m before it");
    if (!camera.azimuth_deg)
        hung.all_round = note("camera_all_round",
                              "has no direction: it counts as looking all round, as a dome that is turned");
    if (!camera.level.empty() && !is_level(camera.level))
        hung.unknown_level = note("camera_level", "asks for the detail \"" + camera.level +
                                                      "\", which neither edition of EN 62676-4 knows");
    hung.camera = std::move(camera);
    return hung;
}

PlacedCameras cameras_in(const scene::Scene& scene, const scene::Space& space) {
    scene::AttributeReader reader;
    PlacedCameras made;
    Found found;
    for (const auto& [layer, feature] : scene.site().features(Role::camera)) {
        if (!present(*feature, scene.time().phase) || feature->geometry.empty()) continue;
        HungCamera hung = hung_camera(feature, space, reader);
        const auto keep = [](std::optional<Note>& note, std::vector<Note>& notes) {
            if (note) notes.push_back(std::move(*note));
        };
        keep(hung.left_out, made.left_out);
        keep(hung.moved, found.moved);
        keep(hung.all_round, found.all_round);
        keep(hung.unknown_level, found.unknown_level);
        if (hung.camera) made.cameras.push_back(std::move(*hung.camera));
    }
    made.notes = reader.notes();
    const Frame& frame = scene.site().frame;
    scene::add_merged(made.notes, found.moved,
                      "cameras are drawn within something solid and are taken before it", frame);
    scene::add_merged(made.notes, found.all_round, "cameras have no direction and count as looking all round",
                      frame);
    scene::add_merged(made.notes, found.unknown_level,
                      "cameras ask for a detail that neither edition of EN 62676-4 knows", frame);
    return made;
}

PlacedCameras placed_cameras(const scene::Scene& scene, const scene::Space& space) {
    PlacedCameras made = cameras_in(scene, space);
    if (made.cameras.empty() && made.left_out.empty())
        throw Error(ErrorCode::refused, "there is no camera on the plan",
                    "place one (role camera) with its height, direction and lens");
    if (made.cameras.empty())
        throw Error(ErrorCode::refused, "no camera can look: " + made.left_out.front().message,
                    "move it in front of the wall it hangs on, onto ground whose height is known");
    return made;
}

} // namespace prospect::sightlines
