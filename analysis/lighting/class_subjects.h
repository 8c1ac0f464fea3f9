// What of a plan is compared with a lighting class, and the points at which.
#pragma once

#include "analysis/lighting/calculation_field.h"
#include "analysis/lighting/class_measure.h"
#include "analysis/lighting/lit_plan.h"

#include <string>
#include <vector>

namespace prospect::lighting {

// A path, or a car park: a zone used for parking, an activity of kind parking that is an area.
struct ClassSubject {
    FeaturePtr feature;
    bool path = false;
    std::string class_text;              // as the plan or a setting has it; "": none
    NamedClass asked;                    // null: nothing to judge by
    const ClassFamily* family = nullptr; // of its class, else of the profile; never null
    std::size_t lamps = 0;               // along a path
    bool faces = true;                   // the light on faces is asked for, too
    std::vector<CalculationPoint> points;
    std::vector<double> ground_m; // by point: above the datum
    std::vector<PointLux> lux;    // by point, once lit
    ClassMeasure measure;         // once lit

    ClassQuantity quantity() const { return family->quantity; }
};

struct ClassSubjects {
    std::vector<ClassSubject> found;   // paths, zones, activities, each in layer order; with points
    std::vector<FeaturePtr> no_ground; // all their points lie within buildings or on no terrain
    std::vector<scene::Note> notes;
};

// "there is no lighting class X9", or why that class is not worked with.
std::string class_fault(const std::string& name);

// Those there in the phase. Points outside the study area, within buildings and where the terrain has no
// height are left out, and what has no others. path_class: of paths without one; area_class: of car parks.
ClassSubjects class_subjects(const scene::Scene& scene, const LitPlan& plan, const ClassProfile& profile,
                             const std::string& path_class, const std::string& area_class);

// Lights the points of one from `begin` to `end`: eh and ehs on the ground; at face_height_m esc and ev, the
// lesser of both ways along a path, the least of four directions on an area, 0 where faces are not asked for.
// lux has its size already.
void light_points(ClassSubject& subject, std::size_t begin, std::size_t end, const Lights& lights,
                  double face_height_m);

// Lights all points of all and measures each. Cost: that of Lights::at for each point, twice.
void light_subjects(const engine::Context& context, std::vector<ClassSubject>& subjects, const Lights& lights,
                    double face_height_m);

} // namespace prospect::lighting
