#include "geometry/io/crs.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace prospect::io {

namespace {

// Outlines of countries (Ireland whole, north and south), generous by some kilometres (longitude, latitude):
// which grid is the custom there. Near a border either grid serves; all of them are true to scale within 0.1
// %.
struct Country {
    std::string code;
    std::vector<Point> outline;
};

const std::vector<Country>& countries() {
    static const std::vector<Country> all{
        {"EPSG:28992",
         {{3.3, 51.2},
          {4.2, 51.35},
          {5.0, 51.4},
          {5.5, 51.25},
          {5.65, 50.74},
          {6.1, 50.74},
          {6.1, 51.3},
          {6.25, 51.8},
          {6.85, 51.95},
          {7.1, 52.3},
          {7.1, 53.4},
          {6.0, 53.7},
          {4.6, 53.2},
          {4.0, 52.0}}},
        {"EPSG:2056",
         {{5.92, 46.1},
          {6.32, 46.18},
          {6.4, 46.4},
          {6.8, 46.43},
          {6.85, 45.85},
          {7.9, 45.9},
          {8.4, 46.2},
          {9.0, 45.8},
          {9.5, 46.3},
          {10.5, 46.5},
          {10.5, 46.95},
          {9.7, 47.1},
          {9.6, 47.5},
          {8.6, 47.8},
          {7.6, 47.6},
          {7.0, 47.35},
          {6.1, 46.6}}},
        {"EPSG:2157",
         {{-10.8, 51.3},
          {-6.1, 51.9},
          {-5.9, 53.6},
          {-5.35, 54.3},
          {-5.35, 54.75},
          {-5.9, 55.3},
          {-6.8, 55.4},
          {-7.3, 55.5},
          {-8.6, 55.3},
          {-10.8, 54.3}}},
        {"EPSG:27700",
         {{-6.6, 49.8}, {-2.5, 50.0}, {0.3, 50.6},  {1.5, 50.98}, {1.6, 51.5},  {1.95, 52.5}, {0.6, 53.4},
          {-0.1, 54.4}, {-1.2, 55.6}, {-1.5, 57.7}, {-1.9, 58.4}, {-0.5, 60.0}, {-0.6, 61.0}, {-2.0, 60.6},
          {-4.0, 59.4}, {-8.8, 58.2}, {-8.0, 56.5}, {-6.7, 55.5}, {-5.4, 54.9}, {-5.2, 54.0}, {-5.6, 52.0}}},
        {"EPSG:2154",
         {{-5.3, 48.6}, {-1.8, 49.0}, {-2.1, 49.8}, {0.3, 50.2},   {1.5, 50.9},  {2.55, 51.1}, {4.2, 50.1},
          {4.9, 50.0},  {5.8, 49.55}, {6.6, 49.3},  {8.25, 48.97}, {7.6, 47.6},  {6.9, 47.4},  {6.1, 46.5},
          {6.9, 46.3},  {7.0, 45.4},  {6.7, 45.0},  {7.6, 43.75},  {6.0, 42.9},  {8.5, 41.2},  {9.7, 41.3},
          {9.6, 43.2},  {3.2, 42.45}, {0.7, 42.75}, {-1.9, 43.3},  {-1.6, 46.0}, {-5.0, 47.7}}},
    };
    return all;
}

bool inside(const std::vector<Point>& outline, Point p) {
    bool in = false;
    for (std::size_t i = 0, j = outline.size() - 1; i < outline.size(); j = i++) {
        const Point a = outline[i];
        const Point b = outline[j];
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) in = !in;
    }
    return in;
}

int utm_zone(double longitude, double latitude) {
    if (latitude >= 56 && latitude < 64 && longitude >= 3 && longitude < 12) return 32;
    return std::clamp(static_cast<int>(std::floor((longitude + 180) / 6)) + 1, 1, 60);
}

bool in_north_america(Point p) {
    const Box mainland{-125, 24.4, -66.5, 49.4};
    const Box alaska{-170, 51, -130, 72};
    const Box hawaii{-161, 18, -154, 23};
    const Box caribbean{-68, 17.6, -64.4, 18.6};
    return mainland.contains(p) || alaska.contains(p) || hawaii.contains(p) || caribbean.contains(p);
}

} // namespace

CrsInfo suggest_crs(double longitude_deg, double latitude_deg) {
    const Point place{longitude_deg, latitude_deg};
    for (const Country& country : countries())
        if (inside(country.outline, place)) return describe_crs(country.code);
    const int zone = utm_zone(longitude_deg, latitude_deg);
    const Box europe{-25, 34, 40, 72};
    if (europe.contains(place) && zone >= 28 && zone <= 37)
        return describe_crs("EPSG:" + std::to_string(25800 + zone));
    if (in_north_america(place)) return describe_crs("EPSG:" + std::to_string(26900 + zone));
    return describe_crs("EPSG:" + std::to_string((latitude_deg >= 0 ? 32600 : 32700) + zone));
}

} // namespace prospect::io
