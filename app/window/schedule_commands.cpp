#include "app/window/schedule_commands.h"

#include "app/canvas/map_canvas.h"
#include "app/panels/look.h"
#include "app/panels/map_area.h"
#include "app/panels/schedule_panel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>

namespace prospect::app {

ScheduleCommands::ScheduleCommands(Workspace workspace, QObject* parent)
    : QObject(parent), workspace_(workspace), panel_(new SchedulePanel),
      action_(new QAction(icon(QStringLiteral("luminaire")), tr("Lamps and &circuits"), this)) {
    action_->setObjectName(QStringLiteral("lamp-schedule"));
    action_->setCheckable(true);
    connect(action_, &QAction::triggered, this, &ScheduleCommands::setActive);
    connect(panel_, &SchedulePanel::closeRequested, this, &ScheduleCommands::stop);
    connect(panel_, &SchedulePanel::selectionRequested, this, [this](const std::vector<Uuid>& lamps) {
        Q_EMIT workspace_.map.canvas().selectionRequested(lamps, Qt::NoModifier);
    });
    connect(panel_, &SchedulePanel::edited, this,
            [this](const SiteEdit& edit) { workspace_.document.apply(edit); });
    connect(panel_, &SchedulePanel::refused, this,
            [this](const QString& why) { Q_EMIT told(MessageBar::Level::look, why); });
    connect(panel_, &SchedulePanel::copyRequested, this, [this](const QString& text) {
        QApplication::clipboard()->setText(text);
        Q_EMIT told(MessageBar::Level::fine, tr("The schedule is on the clipboard: paste it into a sheet."));
    });
    connect(&workspace_.document, &SiteDocument::changed, this, [this] {
        if (isActive()) panel_->show(lamp_schedule(*workspace_.document.site()));
    });
}

bool ScheduleCommands::isActive() const {
    return action_->isChecked();
}

void ScheduleCommands::setActive(bool active) { // NOLINT: as declared
    if (active) panel_->show(lamp_schedule(*workspace_.document.site()));
    Q_EMIT activeChanged(active);
}

void ScheduleCommands::stop() {
    if (!isActive()) return;
    action_->setChecked(false);
    setActive(false);
}

} // namespace prospect::app
