// A small made-up housing estate with a thing of every role, for pictures and for the map in the window.
#pragma once

#include "geometry/site/site.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace prospect::test {

class EstateBuilder {
public:
    using Attributes = std::vector<std::pair<const char*, Value>>;

    void add(const char* layer, Role role, Geometry geometry, const Attributes& attributes = {},
             const std::string& name = {}, std::vector<std::pair<std::string, Value>> extra = {}) {
        auto feature = std::make_shared<Feature>();
        feature->id = Uuid::from_name(std::string(layer) + std::to_string(count_++));
        normalise(geometry);
        feature->geometry = std::move(geometry);
        feature->name = name;
        feature->extra = std::move(extra);
        for (const auto& [attribute, value] : attributes)
            feature->set(attribute, value, Basis::drawn);
        layer_of(layer, role).features.push_back(std::move(feature));
    }

    SitePtr take() {
        auto site = std::make_shared<Site>();
        site->frame = {"EPSG:27700", "OSGB36 / British National Grid", {530000, 180000}};
        for (auto& layer : layers_)
            site->layers.push_back(std::move(layer));
        return site;
    }

    static Geometry rectangle(double x, double y, double width, double height) {
        const Point corners[] = {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
        return Geometry::make_polygon(corners);
    }
    static Geometry polygon(std::vector<Point> points) { return Geometry::make_polygon(points); }
    static Geometry line(std::vector<Point> points) { return Geometry::make_line(points); }
    static Geometry point(double x, double y) { return Geometry::make_point({x, y}); }

private:
    Layer& layer_of(const char* name, Role role) {
        for (const auto& layer : layers_)
            if (layer->name == name) return *layer;
        auto layer = std::make_shared<Layer>();
        layer->id = Uuid::from_name(name);
        layer->name = name;
        layer->role = role;
        layers_.push_back(layer);
        return *layers_.back();
    }

    std::vector<std::shared_ptr<Layer>> layers_;
    int count_ = 0;
};

// A terrace of `houses` houses 6 m wide from (x, y) eastwards, doors to the south, gardens with hedges to the
// north.
inline void add_terrace(EstateBuilder& b, double x, double y, int houses, const std::string& name) {
    using B = EstateBuilder;
    const double width = 6.0 * houses;
    b.add("A-BLDG", Role::building, B::rectangle(x, y, width, 9), {{"height_m", 8.0}}, name);
    for (int i = 0; i < houses; ++i) {
        const double left = x + 6.0 * i;
        b.add("A-DOOR", Role::opening, B::point(left + 1.5, y), {{"kind", std::string("door")}});
        b.add("A-WIND", Role::opening, B::point(left + 4, y),
              {{"kind", std::string("window")}, {"width_m", 1.8}});
        b.add("A-WIND", Role::opening, B::point(left + 3, y + 9),
              {{"kind", std::string("window")}, {"width_m", 1.6}});
        b.add("L-ZONE", Role::zone, B::rectangle(left, y + 9, 6, 10),
              {{"ownership", std::string("private")}, {"use", std::string("garden")}});
        if (i > 0)
            b.add("L-HEDGE", Role::barrier, B::line({{left, y + 9}, {left, y + 19}}),
                  {{"kind", std::string("hedge")}});
    }
    b.add("L-FENCE", Role::barrier,
          B::line({{x, y + 9}, {x, y + 19}, {x + width, y + 19}, {x + width, y + 9}}),
          {{"kind", std::string("fence")}});
    b.add("A-GATE", Role::opening, B::point(x + 3, y + 19),
          {{"kind", std::string("gate")}, {"width_m", 1.2}});
}

inline SitePtr estate() {
    using B = EstateBuilder;
    const auto text = [](const char* words) { return std::string(words); };
    B b;
    b.add("base", Role::underlay, B::polygon({{-60, -60}, {-20, -60}, {-35, 160}, {-60, 160}}), {},
          "Mill brook", {{"natural", text("water")}});
    b.add("base", Role::underlay, B::polygon({{-35, 118}, {180, 118}, {180, 160}, {-38, 160}}), {},
          "Riverside park", {{"leisure", text("park")}});
    b.add("lines", Role::underlay, B::line({{-20, -30}, {60, -32}, {180, -28}}));
    b.add("L-ZONE", Role::zone, B::rectangle(84, 42, 36, 30),
          {{"ownership", text("semi_public")}, {"use", text("play")}}, "Play area");
    b.add("L-ZONE", Role::zone, B::rectangle(4, 44, 40, 24), {{"use", text("parking")}}, "Parking");
    b.add("L-ZONE", Role::zone, B::rectangle(126, -6, 22, 114), {{"ownership", text("restricted")}},
          "Substation");
    b.add("roads", Role::path, B::line({{-60, -14}, {180, -14}}), {{"kind", text("road")}, {"width_m", 7.0}},
          "Riverside Road");
    b.add("roads", Role::path, B::line({{54, -14}, {54, 112}}), {{"kind", text("road")}, {"width_m", 5.5}},
          "Block Lane");
    b.add("paths", Role::path, B::line({{54, 36}, {0, 36}, {-14, 50}, {-16, 112}}),
          {{"kind", text("footway")}}, "Brook Walk");
    b.add("paths", Role::path, B::line({{54, 34}, {122, 34}, {122, 112}}),
          {{"kind", text("footway")}, {"width_m", 2.4}});
    b.add("planting", Role::planting, B::rectangle(62, 84, 40, 5), {{"height_m", 1.4}});
    add_terrace(b, 0, 2, 7, "Block A");
    add_terrace(b, 62, 2, 9, "Block B");
    add_terrace(b, 0, 84, 7, "Block C");
    b.add("A-BLDG", Role::building,
          B::polygon({{62, 94}, {118, 94}, {118, 108}, {78, 108}, {78, 104}, {62, 104}}),
          {{"height_m", 12.0}}, "Community hall");
    b.add("A-BLDG", Role::building, B::rectangle(150, 20, 24, 60), {{"height_m", 9.0}}, "Depot");
    b.add("A-DOOR", Role::opening, B::point(90, 94),
          {{"kind", text("door")}, {"main", true}, {"width_m", 2.0}});
    b.add("walls", Role::barrier, B::line({{124, -8}, {124, 110}}), {{"kind", text("wall")}});
    b.add("walls", Role::barrier, B::line({{-18, -6}, {-18, 30}}), {{"kind", text("retaining_wall")}});
    b.add("rails", Role::barrier, B::line({{84, 42}, {120, 42}, {120, 72}, {84, 72}, {84, 42}}),
          {{"kind", text("railing")}});
    b.add("kerb", Role::barrier, B::line({{4, 44}, {44, 44}, {44, 68}}), {{"kind", text("kerb")}});
    b.add("A-GATE", Role::opening, B::point(102, 42), {{"kind", text("gate")}, {"width_m", 2.0}});
    for (int i = 0; i < 5; ++i)
        b.add("bollards", Role::barrier, B::point(51.5 + i * 1.3, 40), {{"kind", text("bollard")}});
    for (int i = 0; i < 9; ++i)
        b.add("trees", Role::tree, B::point(-8 + 14.0 * i, 32 + (i % 3)), {{"crown_m", 3.5 + i % 4}});
    for (int i = 0; i < 12; ++i)
        b.add("trees", Role::tree, B::point(-20 + 16.0 * i, 126 + 7 * (i % 4)), {{"crown_m", 6.0 + i % 3}});
    for (const Point p :
         {Point{50, 8}, Point{50, 60}, Point{58, 100}, Point{20, 38}, Point{100, 38}, Point{120, 80}})
        b.add("lamps", Role::luminaire, B::point(p.x, p.y));
    b.add("cctv", Role::camera, B::point(78, 94),
          {{"azimuth_deg", 225.0}, {"hfov_deg", 70.0}, {"range_m", 22.0}});
    b.add("cctv", Role::camera, B::point(44, 90), {{"hfov_deg", 90.0}});
    b.add("activity", Role::activity, B::point(92, 64), {{"kind", text("play")}});
    b.add("activity", Role::activity, B::point(112, 46), {{"kind", text("seat")}});
    b.add("activity", Role::activity, B::point(30, -8), {{"kind", text("bus_stop")}});
    b.add("activity", Role::activity, B::point(40, 64), {{"kind", text("bin_store")}});
    b.add("activity", Role::activity, B::rectangle(62, 50, 18, 18), {{"kind", text("crowd")}}, "Market");
    b.add("observer", Role::observer, B::point(70, 38));
    b.add("target", Role::target, B::point(108, 90), {{"kind", text("asset")}});
    for (int i = 0; i < 8; ++i)
        b.add("crime", Role::incident, B::point(10 + 4.0 * i, 74 + (i * 5) % 7),
              {{"category", text("theft")}});
    b.add("notes", Role::annotation, B::point(16, 74), {{"kind", text("pin")}});
    b.add("notes", Role::annotation, B::polygon({{58, 74}, {80, 72}, {82, 80}, {60, 82}}),
          {{"kind", text("cloud")}});
    b.add("red line", Role::study_area, B::polygon({{-17, -6}, {123, -6}, {123, 112}, {-14, 112}}),
          {{"kind", text("application")}});
    b.add("red line", Role::study_area, B::polygon({{124, -6}, {176, -6}, {176, 112}, {124, 112}}),
          {{"kind", text("control")}});
    return b.take();
}

// A smooth measure over the estate with a hole in the middle.
inline Field estate_field(double cell = 1) {
    Field field("visible_area", "m2", grid_of_extent({-17, -6, 123, 112}, cell));
    for (std::int64_t row = 0; row < field.grid.rows; ++row)
        for (std::int64_t column = 0; column < field.grid.columns; ++column) {
            const Point p = field.grid.center(column, row);
            if (distance(p, Point{31, 97}) < 12) continue;
            const double value = 1200 * std::exp(-dot(p - Point{60, 50}, p - Point{60, 50}) / 2500) +
                                 300 * std::exp(-dot(p - Point{10, 90}, p - Point{10, 90}) / 400);
            field.values[static_cast<std::size_t>(row * field.grid.columns + column)] =
                static_cast<float>(value);
        }
    return field;
}

} // namespace prospect::test
