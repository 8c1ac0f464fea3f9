#include "app/tools/drawables.h"

#include "app/models/words.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>
#include <set>

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

std::string kind_of(const Feature& feature) {
    const Attribute* kind = feature.find("kind");
    const auto* text = kind ? std::get_if<std::string>(&kind->value) : nullptr;
    return text ? *text : std::string();
}

namespace {

// Kinds that one would look for in each other's layer.
bool are_related(const std::string& a, const std::string& b) {
    static const std::set<std::string> families[] = {{"wall", "retaining_wall"},
                                                     {"fence", "railing"},
                                                     {"footway", "cycleway", "steps"},
                                                     {"road", "service"}};
    return std::any_of(std::begin(families), std::end(families),
                       [&](const auto& family) { return family.contains(a) && family.contains(b); });
}

// The kind whose word stands in the layer's name, "L-SITE-WALL": the one asked for before others, but the
// longest of those that hold each other ("Retaining walls"). Empty: none.
std::string kind_named_by(const Layer& layer, const std::string& asked) {
    const AttributeInfo* kinds = info(layer.role).attribute("kind");
    std::string best;
    const QString name = QString::fromStdString(layer.name);
    for (const auto choice : kinds ? kinds->choices : decltype(kinds->choices){}) {
        const std::string kind(choice);
        if (!name.contains(in_words(kind), Qt::CaseInsensitive)) continue;
        const bool longer = kind.size() > best.size();
        const bool holds = kind.find(best) != std::string::npos;
        if (best.empty() || (best == asked ? longer && holds : longer || kind == asked)) best = kind;
    }
    return best;
}

// How well a thing of that kind fits into the layer, from 0: not at all. Whole numbers tell the reasons
// apart, the rest is the share of things that are alike.
double fit(const Layer& layer, const std::string& kind, std::optional<GeometryKind> shape) {
    constexpr double of_its_kind = 4, named_so = 3, related = 2, mixed = 1;
    std::map<std::string, std::size_t> kinds;
    std::size_t of_the_shape = 0;
    for (const FeaturePtr& feature : layer.features) {
        ++kinds[kind_of(*feature)];
        if (!shape || feature->geometry.kind == *shape) ++of_the_shape;
    }
    const auto count = static_cast<double>(layer.features.size());
    const auto share = [&](std::size_t some) {
        return count > 0 ? static_cast<double>(some) / count / 2 : 0;
    };
    if (kind.empty()) return layer.features.empty() ? mixed + 0.5 : mixed + share(of_the_shape);
    if (2 * kinds[kind] > layer.features.size()) return of_its_kind + share(kinds[kind]);
    const auto main = std::find_if(kinds.begin(), kinds.end(), [&](const auto& one) {
        return !one.first.empty() && 2 * one.second > layer.features.size();
    });
    if (main != kinds.end()) return are_related(main->first, kind) ? related + share(main->second) : 0;
    const std::string named = kind_named_by(layer, kind);
    if (named == kind) return named_so;
    if (!named.empty()) return are_related(named, kind) ? related : 0;
    return mixed + share(kinds[kind]);
}

// "Walls", "Play"; a kind without a plural of its own keeps its word.
QString plural_of(Role role, const std::string& kind) {
    static const std::map<std::string, const char*> plurals = {
        {"wall", QT_TRANSLATE_NOOP("DrawMenu", "Walls")},
        {"fence", QT_TRANSLATE_NOOP("DrawMenu", "Fences")},
        {"hedge", QT_TRANSLATE_NOOP("DrawMenu", "Hedges")},
        {"railing", QT_TRANSLATE_NOOP("DrawMenu", "Railings")},
        {"retaining_wall", QT_TRANSLATE_NOOP("DrawMenu", "Retaining walls")},
        {"kerb", QT_TRANSLATE_NOOP("DrawMenu", "Kerbs")},
        {"bollard", QT_TRANSLATE_NOOP("DrawMenu", "Bollards")},
        {"door", QT_TRANSLATE_NOOP("DrawMenu", "Doors")},
        {"window", QT_TRANSLATE_NOOP("DrawMenu", "Windows")},
        {"gate", QT_TRANSLATE_NOOP("DrawMenu", "Gates")},
        {"gap", QT_TRANSLATE_NOOP("DrawMenu", "Gaps")},
        {"footway", QT_TRANSLATE_NOOP("DrawMenu", "Footways")},
        {"cycleway", QT_TRANSLATE_NOOP("DrawMenu", "Cycleways")},
        {"service", QT_TRANSLATE_NOOP("DrawMenu", "Service roads")},
        {"road", QT_TRANSLATE_NOOP("DrawMenu", "Roads")},
        {"play", QT_TRANSLATE_NOOP("DrawMenu", "Play areas")},
        {"seat", QT_TRANSLATE_NOOP("DrawMenu", "Seats")},
        {"bus_stop", QT_TRANSLATE_NOOP("DrawMenu", "Bus stops")},
        {"atm", QT_TRANSLATE_NOOP("DrawMenu", "Cash machines")},
        {"shop", QT_TRANSLATE_NOOP("DrawMenu", "Shops")},
        {"bin_store", QT_TRANSLATE_NOOP("DrawMenu", "Bin stores")},
        {"crowd", QT_TRANSLATE_NOOP("DrawMenu", "Where crowds gather")}};
    if (kind.empty() || role == Role::study_area) return kind_plural(role);
    const auto found = plurals.find(kind);
    return found == plurals.end() ? in_words(kind) : QCoreApplication::translate("DrawMenu", found->second);
}

} // namespace

LayerToDrawIn layer_to_draw_in(const Site& site, Role role, const std::string& kind,
                               std::optional<GeometryKind> shape) {
    const Layer* best = nullptr;
    double best_fit = 0;
    for (auto layer = site.layers.rbegin(); layer != site.layers.rend(); ++layer) {
        if ((*layer)->role != role || !(*layer)->visible || (*layer)->raster || (*layer)->picture) continue;
        const double its_fit = fit(**layer, kind, shape);
        if (its_fit <= best_fit) continue;
        best = layer->get();
        best_fit = its_fit;
    }
    if (best) return {best->id, {}};
    auto made = std::make_shared<Layer>();
    made->id = Uuid::random();
    made->role = role;
    made->name = unique_layer_name(site, plural_of(role, kind).toStdString());
    const Uuid id = made->id;
    return {id, {AddLayer{std::move(made)}}};
}

} // namespace prospect::app
