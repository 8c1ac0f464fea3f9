#include "geometry/site/role.h"
#include "geometry/site/role_attributes.h"

#include <algorithm>

namespace prospect {

namespace {

using enum GeometryKind;

std::vector<RoleInfo> make_roles() {
    using namespace role_attributes;
    std::vector<RoleInfo> all{
        {.role = Role::study_area,
         .table = "study_area",
         .label = "Site boundary",
         .plural = "Site boundaries",
         .kinds = {polygon},
         .attributes = study_area()},
        {.role = Role::building,
         .table = "building",
         .label = "Building",
         .plural = "Buildings",
         .kinds = {polygon},
         .attributes = building()},
        {.role = Role::barrier,
         .table = "barrier",
         .label = "Wall, fence or hedge",
         .plural = "Walls, fences and hedges",
         .kinds = {point, line, polygon},
         .attributes = barrier()},
        {.role = Role::opening,
         .table = "opening",
         .label = "Door, gate or window",
         .plural = "Doors, gates and windows",
         .kinds = {point, line},
         .attributes = opening()},
        {.role = Role::zone,
         .table = "zone",
         .label = "Area with an owner",
         .plural = "Areas with an owner",
         .kinds = {polygon},
         .attributes = zone()},
        {.role = Role::path,
         .table = "path",
         .label = "Path or road",
         .plural = "Paths and roads",
         .kinds = {line},
         .attributes = path()},
        {.role = Role::tree,
         .table = "tree",
         .label = "Tree",
         .plural = "Trees",
         .kinds = {point},
         .attributes = tree()},
        {.role = Role::planting,
         .table = "planting",
         .label = "Shrubs or planting",
         .plural = "Planting",
         .kinds = {polygon},
         .attributes = planting()},
        {.role = Role::luminaire,
         .table = "luminaire",
         .label = "Lamp",
         .plural = "Lamps",
         .kinds = {point},
         .attributes = luminaire()},
        {.role = Role::camera,
         .table = "camera",
         .label = "Camera",
         .plural = "Cameras",
         .kinds = {point},
         .attributes = camera()},
        {.role = Role::observer,
         .table = "observer",
         .label = "Viewpoint",
         .plural = "Viewpoints",
         .kinds = {point},
         .attributes = observer()},
        {.role = Role::target,
         .table = "target",
         .label = "Thing to see or protect",
         .plural = "Things to see or protect",
         .kinds = {point},
         .attributes = target()},
        {.role = Role::activity,
         .table = "activity",
         .label = "Place where people stay",
         .plural = "Places where people stay",
         .kinds = {point, polygon},
         .attributes = activity()},
        {.role = Role::incident,
         .table = "incident",
         .label = "Recorded crime or incident",
         .plural = "Recorded crimes and incidents",
         .kinds = {point},
         .attributes = incident()},
        {.role = Role::annotation,
         .table = "annotation",
         .label = "Note",
         .plural = "Notes",
         .analysed = false,
         .attributes = annotation()},
        {.role = Role::underlay,
         .table = "underlay",
         .label = "Drawing only",
         .plural = "Drawing only",
         .analysed = false},
        {.role = Role::terrain,
         .table = "terrain",
         .label = "Ground height",
         .plural = "Ground heights",
         .raster = true},
        {.role = Role::surface,
         .table = "surface",
         .label = "Height of ground and objects",
         .plural = "Heights of ground and objects",
         .raster = true},
    };
    return all;
}

} // namespace

const AttributeInfo* RoleInfo::attribute(std::string_view name) const {
    const auto found =
        std::find_if(attributes.begin(), attributes.end(), [&](const auto& one) { return one.name == name; });
    return found == attributes.end() ? nullptr : &*found;
}

std::span<const RoleInfo> roles() {
    static const std::vector<RoleInfo> all = make_roles();
    return all;
}

const RoleInfo& info(Role role) {
    return roles()[static_cast<std::size_t>(role)];
}

std::string_view name_of(Role role) {
    return info(role).table;
}

std::optional<Role> role_of(std::string_view name) {
    for (const RoleInfo& one : roles())
        if (one.table == name) return one.role;
    return std::nullopt;
}

} // namespace prospect
