// The map as a picture that stands by itself, on white paper whatever the colours of the window: what it
// shows above it, scale and north on it, what its colours and lines mean below it.
#pragma once

#include "app/panels/sight_painting.h"
#include "app/render/field_style.h"

#include <QImage>

#include <functional>

namespace prospect::app {

struct MapSheet {
    QString title;
    QStringList lines; // below the title
    render::MapView view;
    render::ThemeKind theme = render::ThemeKind::light;
    std::function<QImage()> map; // of that view; called where the sheet is painted
    QImage over;                 // what lies over the map, of the same size; may be null
    std::optional<render::FieldStyle> legend;
    std::optional<SightPicture> sight; // for its key
    std::vector<Role> things;          // in the picture, named in that key
};
// Safe on any thread. Cost: as the map, and some milliseconds.
QImage paint_sheet(const MapSheet& sheet);

// The part of the plan that `shown` shows, as large as a sheet has it, whatever the screen: 3000 pixels wide,
// lines and letters as on the screen in proportion to 1200.
render::MapView sheet_view(const render::MapView& shown);

} // namespace prospect::app
