#include "random_site.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace prospect::test {

namespace {

double between(double low, double high, std::mt19937& random) {
    return std::uniform_real_distribution<double>(low, high)(random);
}

int pick(int count, std::mt19937& random) {
    return std::uniform_int_distribution<int>(0, count - 1)(random);
}

Uuid random_id(std::mt19937& random) {
    Uuid id;
    for (auto& byte : id.bytes)
        byte = static_cast<std::uint8_t>(random());
    return id;
}

// A star around a centre: never crosses itself.
std::vector<Point> ring(Point center, double radius, int corners, std::mt19937& random) {
    std::vector<Point> points;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * 3.14159265358979 * i / corners;
        const double r = between(0.5, 1, random) * radius;
        points.push_back({center.x + r * std::cos(angle), center.y + r * std::sin(angle)});
    }
    return points;
}

std::string odd_text(std::mt19937& random) {
    constexpr std::array texts{"Straße 7", "O'Brien \"quoted\"", "a,b;c", "<b>&amp;</b>", "=1+1", " ", "日本",
                               "x"};
    return texts[static_cast<std::size_t>(pick(texts.size(), random))];
}

std::shared_ptr<Layer> layer(const std::string& name, Role role, std::mt19937& random) {
    auto made = std::make_shared<Layer>();
    made->id = random_id(random);
    made->name = name;
    made->role = role;
    made->visible = pick(2, random) == 0;
    made->opacity = between(0, 1, random);
    return made;
}

} // namespace

Geometry random_geometry(GeometryKind kind, std::mt19937& random) {
    Geometry geometry{.kind = kind};
    const int parts = pick(4, random) == 0 ? 2 : 1;
    for (int p = 0; p < parts; ++p) {
        const Point center{between(20, random_site_width_m, random),
                           between(20, random_site_width_m, random)};
        geometry.begin_part();
        if (kind == GeometryKind::point) {
            geometry.add_ring(std::array{center});
        } else {
            geometry.add_ring(ring(center, 15, 3 + pick(6, random), random));
            if (kind == GeometryKind::polygon && pick(3, random) == 0)
                geometry.add_ring(ring(center, 5, 4, random));
        }
    }
    if (pick(4, random) == 0)
        for (std::size_t i = 0; i < geometry.points.size(); ++i)
            geometry.z.push_back(between(-5, 100, random));
    put_on_grid(geometry);
    normalise(geometry);
    return geometry;
}

Value random_value(const AttributeInfo& attribute, std::mt19937& random) {
    switch (attribute.type) {
    case AttributeType::boolean:
        return pick(2, random) == 0;
    case AttributeType::integer:
        return static_cast<std::int64_t>(std::max(attribute.min, 0.0)) + pick(9, random);
    case AttributeType::number:
        return between(std::max(attribute.min, -1e6), std::min(attribute.max, 1e6), random);
    case AttributeType::choice:
        return std::string(
            attribute
                .choices[static_cast<std::size_t>(pick(static_cast<int>(attribute.choices.size()), random))]);
    case AttributeType::text:
        break;
    }
    return odd_text(random);
}

Feature random_feature(const RoleInfo& role, std::mt19937& random) {
    constexpr std::array all_kinds{GeometryKind::point, GeometryKind::line, GeometryKind::polygon};
    const auto kinds = role.kinds.empty() ? std::vector(all_kinds.begin(), all_kinds.end()) : role.kinds;
    Feature feature;
    feature.id = random_id(random);
    feature.geometry = random_geometry(
        kinds[static_cast<std::size_t>(pick(static_cast<int>(kinds.size()), random))], random);
    feature.name = odd_text(random);
    for (const AttributeInfo& attribute : role.attributes)
        feature.set(attribute.name, random_value(attribute, random), static_cast<Basis>(pick(5, random)));
    feature.extra = {{"flag", true},
                     {"number", between(-1e9, 1e9, random)},
                     {"text", odd_text(random)},
                     {"whole", std::int64_t{7}}};
    feature.source = {"plan.dxf", "A-WALL", std::to_string(random())};
    if (pick(2, random) == 0) feature.phase_from = static_cast<Phase>(pick(4, random));
    if (pick(2, random) == 0) feature.phase_to = static_cast<Phase>(pick(4, random));
    feature.sensitivity = static_cast<Sensitivity>(pick(3, random));
    feature.basis = static_cast<Basis>(pick(5, random));
    return feature;
}

Field random_field(const std::string& name, std::mt19937& random) {
    const Grid grid{
        between(0, 100, random), between(500, 900, random), 0.1 + between(0, 2, random), 0.7, 31, 300};
    Field field(name, "m", grid);
    for (float& cell : field.values)
        cell = pick(5, random) == 0 ? nodata : static_cast<float>(between(-50, 400, random));
    return field;
}

Site random_site(unsigned seed, std::size_t features) {
    std::mt19937 random(seed);
    Site site;
    site.frame = {"EPSG:27700", "OSGB36 / British National Grid", {532000, 181000}};
    site.meta = {{"title", odd_text(random)}, {"reference", "24/01234/FUL"}};
    for (const RoleInfo& role : roles())
        for (int copy = 0; copy < 2 && !role.raster; ++copy) {
            const auto made = layer(std::string(role.label) + (copy == 0 ? "" : " Ä2"), role.role, random);
            for (std::size_t i = 0; i < features; ++i)
                made->features.push_back(std::make_shared<const Feature>(random_feature(role, random)));
            site.layers.push_back(made);
        }
    for (const auto& [name, role] : {std::pair("ground", Role::terrain),
                                     {"roofs", Role::surface},
                                     {"roofs 2", Role::surface},
                                     {"scan", Role::underlay}}) {
        const auto made = layer(name, role, random);
        made->raster = std::make_shared<const Field>(random_field(name, random));
        site.layers.push_back(made);
    }
    std::shuffle(site.layers.begin(), site.layers.end(), random);
    auto scenario = std::make_shared<Scenario>();
    scenario->id = random_id(random);
    scenario->name = "Taller hedge";
    const Uuid target = random_id(random);
    scenario->edits = {
        {"Raise",
         {ChangeAttribute{target, "height_m", Value(2.5), Basis::drawn}, ChangeName{target, "O'x"}}}};
    site.scenarios = {scenario};
    return site;
}

} // namespace prospect::test
