// Lamps along a path: a row is set beside the selected path, shown before it is drawn, with the light it
// would give.
#pragma once

#include "analysis/engine/analysis.h"
#include "app/tools/lamp_row.h"
#include "app/window/stage.h"

#include <optional>
#include <span>

class QAction;

namespace prospect::app {

class Answer;
class LampRowPanel;

class LampRowCommands : public QObject {
    Q_OBJECT
public:
    LampRowCommands(Workspace workspace, std::span<const engine::Analysis> catalogue, QObject* parent);

    // Enabled while one path is selected.
    QAction* action() const { return action_; }
    // Asks for the lighting class of the selected path. Enabled likewise.
    QAction* classAction() const { return class_action_; }
    // In the place of the stage's right column while active.
    LampRowPanel& panel() const { return *panel_; }
    bool isActive() const { return path_ != nullptr; }
    bool isWaiting() const;
    QString prompt() const;
    void begin(const Uuid& path);
    void stop();

Q_SIGNALS:
    void activeChanged(bool active);
    void promptChanged();

private:
    FeaturePtr pathOf(const Uuid& id) const;
    void onSelected(const std::vector<Uuid>& features);
    void onChanged(const SiteChange& change);
    void fillChoices();
    void show();
    void workOut();
    void add();
    void chooseClass();

    Workspace workspace_;
    std::span<const engine::Analysis> catalogue_;
    LampRowPanel* panel_;
    QAction* action_;
    QAction* class_action_;
    Answer* answer_; // of the light it would give
    FeaturePtr path_;
    LampRow row_;
    std::vector<Uuid> selected_;
};

} // namespace prospect::app
