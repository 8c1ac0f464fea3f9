#include "app/tools/drawables.h"

#include "app/models/words.h"

#include <QCoreApplication>

namespace prospect::app {

namespace {

struct DrawMenu {
    Q_DECLARE_TR_FUNCTIONS(DrawMenu)
};

using enum GeometryKind;

class Menu {
public:
    void add(Role role, GeometryKind shape, const QString& label = {}, const char* kind = "",
             const char* icon = nullptr) {
        std::string id(name_of(role));
        if (*kind) id += std::string(".") + kind;
        id += "." + name_of(shape);
        entries_.push_back({std::move(id), role, shape, kind, label.isEmpty() ? kind_label(role) : label,
                            group_, icon ? QString::fromLatin1(icon) : kind_icon(role)});
    }
    void begin_group(Role role) { group_ = kind_label(role); }
    void end_group() { group_.clear(); }
    std::vector<Drawable> take() { return std::move(entries_); }

private:
    std::vector<Drawable> entries_;
    QString group_;
};

void add_barriers(Menu& menu) {
    menu.begin_group(Role::barrier);
    menu.add(Role::barrier, line, DrawMenu::tr("Wall"), "wall", "wall");
    menu.add(Role::barrier, line, DrawMenu::tr("Fence"), "fence", "fence");
    menu.add(Role::barrier, line, DrawMenu::tr("Hedge"), "hedge", "hedge");
    menu.add(Role::barrier, polygon, DrawMenu::tr("Hedge, as an area"), "hedge", "hedge");
    menu.add(Role::barrier, line, DrawMenu::tr("Railing"), "railing");
    menu.add(Role::barrier, line, DrawMenu::tr("Retaining wall"), "retaining_wall", "wall");
    menu.add(Role::barrier, line, DrawMenu::tr("Kerb"), "kerb");
    menu.add(Role::barrier, point, DrawMenu::tr("Bollard"), "bollard");
    menu.end_group();
}

void add_openings(Menu& menu) {
    menu.begin_group(Role::opening);
    menu.add(Role::opening, point, DrawMenu::tr("Door"), "door");
    menu.add(Role::opening, point, DrawMenu::tr("Window"), "window", "window");
    menu.add(Role::opening, point, DrawMenu::tr("Gate"), "gate", "gate");
    menu.add(Role::opening, line, DrawMenu::tr("Gate, from post to post"), "gate", "gate");
    menu.add(Role::opening, point, DrawMenu::tr("Gap"), "gap");
    menu.add(Role::opening, line, DrawMenu::tr("Gap, from end to end"), "gap");
    menu.end_group();
}

void add_paths(Menu& menu) {
    menu.begin_group(Role::path);
    menu.add(Role::path, line, DrawMenu::tr("Footway"), "footway");
    menu.add(Role::path, line, DrawMenu::tr("Cycleway"), "cycleway");
    menu.add(Role::path, line, DrawMenu::tr("Steps"), "steps");
    menu.add(Role::path, line, DrawMenu::tr("Service road"), "service");
    menu.add(Role::path, line, DrawMenu::tr("Road"), "road");
    menu.end_group();
}

void add_activities(Menu& menu) {
    menu.begin_group(Role::activity);
    menu.add(Role::activity, polygon, DrawMenu::tr("Play area"), "play", "play");
    menu.add(Role::activity, point, DrawMenu::tr("Seat"), "seat", "seat");
    menu.add(Role::activity, point, DrawMenu::tr("Bus stop"), "bus_stop", "bus_stop");
    menu.add(Role::activity, point, DrawMenu::tr("Cash machine"), "atm", "atm");
    menu.add(Role::activity, point, DrawMenu::tr("Shop"), "shop", "shop");
    menu.add(Role::activity, point, DrawMenu::tr("Bin store"), "bin_store", "bin_store");
    menu.add(Role::activity, polygon, DrawMenu::tr("Parking"), "parking", "parking");
    menu.add(Role::activity, polygon, DrawMenu::tr("Where crowds gather"), "crowd", "crowd");
    menu.add(Role::activity, point, DrawMenu::tr("Another place"));
    menu.add(Role::activity, polygon, DrawMenu::tr("Another area"));
    menu.end_group();
}

void add_drawing(Menu& menu) {
    menu.begin_group(Role::underlay);
    menu.add(Role::underlay, line, DrawMenu::tr("Line"));
    menu.add(Role::underlay, polygon, DrawMenu::tr("Area"));
    menu.add(Role::underlay, point, DrawMenu::tr("Point"));
    menu.end_group();
}

} // namespace

std::vector<Drawable> drawables() {
    Menu menu;
    menu.add(Role::building, polygon);
    add_barriers(menu);
    add_openings(menu);
    add_paths(menu);
    menu.add(Role::zone, polygon);
    menu.add(Role::planting, polygon);
    menu.add(Role::tree, point);
    menu.add(Role::luminaire, point);
    menu.add(Role::camera, point);
    add_activities(menu);
    menu.add(Role::observer, point);
    menu.add(Role::target, point);
    menu.add(Role::incident, point);
    menu.add(Role::study_area, polygon, DrawMenu::tr("Site boundary (red line)"), "application");
    add_drawing(menu);
    return menu.take();
}

FeaturePtr drawn_feature(const Drawable& drawable, Geometry shape) {
    Feature feature;
    feature.id = Uuid::random();
    feature.geometry = std::move(shape);
    normalise(feature.geometry);
    feature.basis = Basis::drawn;
    feature.sensitivity = unmarked_sensitivity(drawable.role);
    if (!drawable.kind.empty()) feature.set("kind", drawable.kind, Basis::drawn);
    return std::make_shared<const Feature>(std::move(feature));
}

LayerToDrawIn layer_to_draw_in(const Site& site, Role role) {
    for (auto layer = site.layers.rbegin(); layer != site.layers.rend(); ++layer)
        if ((*layer)->role == role && (*layer)->visible && !(*layer)->raster) return {(*layer)->id, {}};
    auto made = std::make_shared<Layer>();
    made->id = Uuid::random();
    made->role = role;
    made->name = unique_layer_name(site, kind_plural(role).toStdString());
    const Uuid id = made->id;
    return {id, {AddLayer{std::move(made)}}};
}

} // namespace prospect::app
