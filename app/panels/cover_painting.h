// What a camera shows, over the map: ground by detail, what is hidden, blind or private, and windows of
// homes.
#pragma once

#include "analysis/sightlines/live_camera.h"
#include "app/panels/map_key.h"
#include "app/render/map_view.h"

#include <QImage>

#include <bitset>

namespace prospect::app {

struct CoverPicture {
    sightlines::Edition edition = sightlines::Edition::y2025;
    QImage cells;                    // values of CameraCell, of the part of the grid in which there are any
    Box box;                         // of that part
    std::bitset<64> present;         // which values there are
    std::vector<Box> under;          // runs of cells
    std::vector<Box> private_ground; // likewise
    std::vector<Point> homes;        // windows of homes that it shows
    std::vector<Point> asked;        // the arc as far as the needed detail reaches; empty: none is said
    bool needs_detail = false;       // the plan says one
    std::optional<Point> hangs;      // where it looks from, when not from where it is drawn
};

// Cost: one pass over the cells.
CoverPicture cover_of(const sightlines::CameraView& view, const Grid& grid, sightlines::Edition edition);

void paint_cover(QPainter& painter, const CoverPicture& cover, const render::MapView& view,
                 const render::Theme& theme);
// Only what there is on the map.
std::vector<MapKeyRow> cover_key(const CoverPicture& cover, const render::Theme& theme);

} // namespace prospect::app
