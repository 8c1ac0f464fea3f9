// Over everything: which place, which stage, which option.
#pragma once

#include "app/document/site_document.h"

#include <QWidget>

class QAbstractButton;
class QAction;
class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QMenu;
class QToolButton;

namespace prospect::app {

// In the order of their buttons. Stages re-arrange the side columns; the map never changes.
enum class Stage { plan, describe, check, review, compare };

class OptionCommands;

class TopBar : public QWidget {
    Q_OBJECT
public:
    explicit TopBar(SiteDocument& document, QWidget* parent = nullptr);

    // A button for the stage; stages are added in the order they are shown in.
    void addStage(Stage stage, const QString& text);
    // Buttons before the option; their tip says what would be undone and done again.
    void addHistory(QAction* undo, QAction* redo);
    void setStage(Stage stage);
    Stage stage() const;
    QAbstractButton* stageButton(Stage stage) const;
    // What the menu under the option's name does.
    OptionCommands& options() const { return *options_; }
    QToolButton* optionButton() const { return option_; }

Q_SIGNALS:
    void stageChosen(prospect::app::Stage stage);
    void searchRequested();

private:
    void onDocumentChanged();
    void makeOption();

    SiteDocument& document_;
    QLabel* title_;
    QLabel* reference_;
    QButtonGroup* stages_;
    QHBoxLayout* stage_row_;
    QHBoxLayout* right_ = nullptr;
    QLabel* option_label_;
    QToolButton* option_;
    QMenu* option_menu_;
    OptionCommands* options_;
};

} // namespace prospect::app
