#include "app/main/drawing_wiring.h"

#include "app/panels/drawing_tools.h"
#include "app/panels/main_window.h"
#include "app/panels/map_area.h"
#include "app/panels/status_strip.h"

#include <memory>

namespace prospect::app {

void connect_drawing(MainWindow& window) {
    const DrawingTools* drawing = &window.map().drawing();
    QObject::connect(drawing, &DrawingTools::edited, &window,
                     [&window](const SiteEdit& edit) { window.document().apply(edit); });
    const auto shown = std::make_shared<QString>();
    QObject::connect(drawing, &DrawingTools::promptChanged, &window, [&window, drawing, shown] {
        const bool was_drawing = !shown->isEmpty();
        *shown = drawing->prompt();
        if (!shown->isEmpty())
            window.findChild<StatusStrip*>()->setPrompt(*shown);
        else if (was_drawing)
            window.setStage(window.topBar().stage()); // says its own next step again
    });
}

} // namespace prospect::app
