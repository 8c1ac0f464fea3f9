#include "app/window/map_menu.h"

#include "app/canvas/map_canvas.h"
#include "app/models/attribute_words.h"
#include "app/panels/drawing_tools.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"

#include <QAction>
#include <QContextMenuEvent>
#include <QMenu>

#include <algorithm>

namespace prospect::app {

MapMenu::MapMenu(Workspace workspace, QObject* parent) : QObject(parent), workspace_(workspace) {
    workspace_.map.canvas().viewport()->installEventFilter(this);
}

bool MapMenu::eventFilter(QObject*, QEvent* event) {
    if (event->type() != QEvent::ContextMenu) return false;
    const auto& menu = *static_cast<QContextMenuEvent*>(event);
    return open(menu.pos(), menu.globalPos());
}

bool MapMenu::open(QPoint at, QPoint on_screen) {
    auto& canvas = workspace_.map.canvas();
    if (canvas.mode() != MapCanvas::Mode::select || canvas.hasTool() ||
        workspace_.map.drawing().runner().isActive())
        return false;
    const FeaturePtr feature = canvas.featureAt(at);
    const Layer* layer = feature ? workspace_.document.site()->layer_of(feature->id) : nullptr;
    if (workspace_.document.site()->layers.empty()) return false;
    const auto& selected = canvas.selection();
    if (layer && std::find(selected.begin(), selected.end(), feature->id) == selected.end())
        Q_EMIT selectionRequested({feature->id});
    auto* menu = new QMenu(&workspace_.map);
    menu->setObjectName(QStringLiteral("map-menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* look = menu->addAction(icon(QStringLiteral("see-from-here")), tr("See from here"), this,
                                 [this, from = canvas.view().to_plan(at)] { Q_EMIT lookRequested(from); });
    look->setObjectName(QStringLiteral("map-menu.see"));
    auto* watch =
        menu->addAction(icon(QStringLiteral("who-sees")), tr("Who sees this spot?"), this,
                        [this, spot = canvas.view().to_plan(at)] { Q_EMIT watchersRequested(spot); });
    watch->setObjectName(QStringLiteral("map-menu.watch"));
    auto* ways = menu->addAction(icon(QStringLiteral("ways-in")), tr("Ways in"), this,
                                 [this, spot = canvas.view().to_plan(at)] { Q_EMIT waysInRequested(spot); });
    ways->setObjectName(QStringLiteral("map-menu.ways-in"));
    if (layer && feature->geometry.kind == GeometryKind::line) {
        auto* walk = menu->addAction(icon(QStringLiteral("path")), tr("Walk along it, seeing what is seen"),
                                     this, [this, id = feature->id] { Q_EMIT walkRequested(id); });
        walk->setObjectName(QStringLiteral("map-menu.walk"));
    }
    if (layer && layer->role == Role::camera) {
        auto* aim =
            menu->addAction(icon(QStringLiteral("camera")), tr("Aim this camera, seeing what it shows"), this,
                            [this, id = feature->id] { Q_EMIT aimRequested(id); });
        aim->setObjectName(QStringLiteral("map-menu.aim"));
    }
    if (layer && layer->role == Role::luminaire) {
        auto* aim =
            menu->addAction(icon(QStringLiteral("luminaire")), tr("Aim this lamp, seeing what it lights"),
                            this, [this, id = feature->id] { Q_EMIT aimRequested(id); });
        aim->setObjectName(QStringLiteral("map-menu.aim"));
    }
    if (layer) fill(*menu, *feature, *layer);
    menu->popup(on_screen);
    return true;
}

void MapMenu::fill(QMenu& menu, const Feature& feature, const Layer& layer) {
    menu.addSeparator();
    auto* facts = menu.addAction(icon(QStringLiteral("info")),
                                 tr("What is known of this: %1").arg(kind_title(layer.role, feature)), this,
                                 &MapMenu::factsRequested);
    facts->setObjectName(QStringLiteral("map-menu.facts"));
    menu.addAction(icon(QStringLiteral("zoom-all")), tr("Zoom to it"), this, &MapMenu::zoomRequested);
    menu.addSeparator();
    for (const char* name :
         {"edit.move", "edit.rotate", "edit.mirror", "edit.copy", "edit.duplicate", "edit.parallel"})
        for (auto* action : workspace_.map.drawing().editActions())
            if (action->objectName() == QLatin1String(name)) menu.addAction(action);
    menu.addSeparator();
    if (auto* remove = workspace_.map.window()->findChild<QAction*>(QStringLiteral("edit.delete")))
        menu.addAction(remove);
    auto* hide = menu.addAction(icon(QStringLiteral("hidden")),
                                tr("Hide layer %1").arg(QString::fromStdString(layer.name)), this,
                                [this, id = layer.id, opacity = layer.opacity] {
                                    Q_EMIT selectionRequested({});
                                    workspace_.document.setLooks(id, false, opacity);
                                });
    hide->setObjectName(QStringLiteral("map-menu.hide"));
}

} // namespace prospect::app
