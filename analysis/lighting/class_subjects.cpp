#include "analysis/lighting/class_subjects.h"

#include "analysis/scene/attribute_reader.h"
#include "analysis/scene/study_area.h"

#include <algorithm>

namespace prospect::lighting {

namespace {

using scene::Note;

constexpr std::size_t block = 1024; // points lit together
constexpr std::array<std::string_view, 3> parking_uses{"parking", "car_park", "car park"};

// Finds what is to be compared, and its points that count.
class Subjects {
public:
    Subjects(const scene::Scene& scene, const LitPlan& plan, const ClassProfile& profile,
             const std::string& path_class, const std::string& area_class)
        : scene_(scene), plan_(plan), profile_(profile), path_class_(path_class), area_class_(area_class),
          study_(scene.site()) {
        for (const Luminaire& lamp : plan.lights->luminaires())
            lamps_.push_back({{lamp.at.x, lamp.at.y}, lamp.height_m});
    }

    void find() {
        for (const FeaturePtr& path : present_ones(Role::path))
            add_path(path);
        for (const FeaturePtr& zone : present_ones(Role::zone))
            if (const std::string use = reader_.own_text(*zone, "use");
                std::find(parking_uses.begin(), parking_uses.end(), use) != parking_uses.end())
                add_area(zone);
        for (const FeaturePtr& activity : present_ones(Role::activity))
            if (reader_.own_text(*activity, "kind") == "parking") add_area(activity);
    }

    ClassSubjects result() {
        const Frame& frame = scene_.site().frame;
        made_.notes = reader_.notes();
        scene::add_merged(made_.notes, unknown_,
                          "paths have a class that is not known and are not judged: known are " +
                              LightingClasses::bundled().known(),
                          frame);
        scene::add_merged(made_.notes, luminance_,
                          "paths have a class about luminance and are not judged: it needs the reflection "
                          "table of the road, which no plan has, and is not approximated",
                          frame);
        scene::add_merged(made_.notes, indoors_, "paths and areas lie within buildings and are left out",
                          frame);
        if (left_out_ > 0)
            made_.notes.push_back(
                {Note::Level::info, "points_left_out",
                 std::to_string(left_out_) + " points in buildings or without terrain are in no average"});
        return std::move(made_);
    }

private:
    std::vector<FeaturePtr> present_ones(Role role) const {
        std::vector<FeaturePtr> all;
        for (const auto& [layer, feature] : scene_.site().features(role))
            if (present(*feature, scene_.time().phase) && !feature->geometry.empty()) all.push_back(feature);
        return all;
    }

    void add_path(const FeaturePtr& path) {
        if (length(path->geometry) <= 0 || path->geometry.kind != GeometryKind::line) return;
        ClassSubject subject{.feature = path, .path = true};
        subject.class_text = reader_.own_text(*path, "lit_class");
        if (subject.class_text.empty()) subject.class_text = path_class_;
        choose(subject, profile_.path_family);
        PathField field = path_field(path->geometry, reader_.number(Role::path, *path, "width_m"), lamps_);
        subject.lamps = field.lamps;
        keep(std::move(subject), field.points);
    }

    void add_area(const FeaturePtr& area) {
        if (area->geometry.kind != GeometryKind::polygon) return;
        ClassSubject subject{.feature = area, .class_text = area_class_};
        choose(subject, profile_.area_family);
        keep(std::move(subject), area_field(area->geometry));
    }

    void choose(ClassSubject& subject, const std::string& usual_family) {
        const LightingClasses& all = LightingClasses::bundled();
        subject.family = &all.family(usual_family);
        if (subject.class_text.empty()) return;
        subject.asked = all.find(subject.class_text);
        if (!subject.asked.one) return;
        subject.family = subject.asked.family;
        subject.class_text = subject.asked.one->name;
    }

    // With those of its points that count; not at all when there are none.
    void keep(ClassSubject subject, const std::vector<CalculationPoint>& points) {
        bool scored = false;
        for (const CalculationPoint& point : points) {
            if (!study_.contains(point.place)) continue;
            scored = true;
            const auto ground = plan_.space->ground().height_at(point.place);
            if (!ground || scene_.in_building(point.place, 0)) {
                ++left_out_;
                continue;
            }
            subject.points.push_back(point);
            subject.ground_m.push_back(*ground);
        }
        if (!scored) return; // context
        if (subject.points.empty()) {
            made_.no_ground.push_back(subject.feature);
            indoors_.push_back(note_of(subject, "indoors", " lies within buildings and is left out"));
            return;
        }
        if (!subject.class_text.empty() && !subject.asked.one) {
            const bool luminance = LightingClasses::bundled().refusal(subject.class_text).has_value();
            const std::string why = " is not judged: " + class_fault(subject.class_text);
            if (luminance)
                luminance_.push_back(note_of(subject, "class_needs_luminance", why));
            else
                unknown_.push_back(note_of(subject, "class_unknown",
                                           why + "; known are " + LightingClasses::bundled().known()));
        }
        made_.found.push_back(std::move(subject));
    }

    static Note note_of(const ClassSubject& subject, const char* code, const std::string& what) {
        const Feature& feature = *subject.feature;
        return {Note::Level::warning, code, scene::title_of(feature) + what, label_point(feature.geometry),
                feature.id};
    }

    const scene::Scene& scene_;
    const LitPlan& plan_;
    const ClassProfile& profile_;
    const std::string& path_class_;
    const std::string& area_class_;
    scene::StudyArea study_;
    std::vector<RowLamp> lamps_;
    scene::AttributeReader reader_;
    std::vector<Note> unknown_;
    std::vector<Note> luminance_;
    std::vector<Note> indoors_;
    std::size_t left_out_ = 0;
    ClassSubjects made_;
};

} // namespace

std::string class_fault(const std::string& name) {
    const LightingClasses& all = LightingClasses::bundled();
    if (const auto reason = all.refusal(name)) return name + " is not worked out: " + *reason;
    return "there is no lighting class " + name;
}

ClassSubjects class_subjects(const scene::Scene& scene, const LitPlan& plan, const ClassProfile& profile,
                             const std::string& path_class, const std::string& area_class) {
    Subjects subjects(scene, plan, profile, path_class, area_class);
    subjects.find();
    return subjects.result();
}

void light_points(ClassSubject& subject, std::size_t begin, std::size_t end, const Lights& lights,
                  double face_height_m) {
    const std::size_t count = end - begin;
    std::vector<Point3> ground;
    std::vector<Point3> faces;
    std::vector<Point3> forward;
    for (std::size_t i = begin; i < end; ++i) {
        const CalculationPoint& point = subject.points[i];
        ground.push_back({point.place.x, point.place.y, subject.ground_m[i]});
        faces.push_back({point.place.x, point.place.y, subject.ground_m[i] + face_height_m});
        forward.push_back({point.along.x, point.along.y, 0});
    }
    std::vector<Light> below(count);
    std::vector<Light> above(count);
    std::vector<double> ahead(count);
    std::vector<double> behind(count);
    lights.at(ground, below);
    if (!subject.faces) {
        for (std::size_t i = 0; i < count; ++i)
            subject.lux[begin + i] = {below[i].eh(), below[i].ehs(), 0, 0};
        return;
    }
    if (subject.path)
        lights.at_and_on_planes(faces, forward, above, ahead, behind);
    else
        lights.at(faces, above);
    for (std::size_t i = 0; i < count; ++i) {
        const Point along = subject.points[begin + i].along;
        const Light& face = above[i];
        const double esc = subject.path ? std::min(face.esc(along), face.esc(along * -1)) : face.esc_min();
        const double ev =
            subject.path ? std::min(ahead[i], behind[i])
                         : static_cast<double>(*std::min_element(face.facing.begin(), face.facing.end()));
        subject.lux[begin + i] = {below[i].eh(), below[i].ehs(), esc, ev};
    }
}

void light_subjects(const engine::Context& context, std::vector<ClassSubject>& subjects, const Lights& lights,
                    double face_height_m) {
    struct Part {
        std::size_t subject = 0;
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    std::vector<Part> parts;
    for (std::size_t s = 0; s < subjects.size(); ++s) {
        const std::size_t count = subjects[s].points.size();
        subjects[s].lux.resize(count);
        for (std::size_t begin = 0; begin < count; begin += block)
            parts.push_back({s, begin, std::min(begin + block, count)});
    }
    context.for_blocks(static_cast<std::int64_t>(parts.size()), 1, [&](std::int64_t begin, std::int64_t end) {
        for (auto i = static_cast<std::size_t>(begin); i < static_cast<std::size_t>(end); ++i)
            light_points(subjects[parts[i].subject], parts[i].begin, parts[i].end, lights, face_height_m);
    });
    for (ClassSubject& subject : subjects)
        for (std::size_t i = 0; i < subject.points.size(); ++i)
            subject.measure.add(subject.lux[i], subject.points[i].ground_m2);
}

} // namespace prospect::lighting
