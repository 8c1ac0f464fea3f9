// What the tool at work offers beyond clicks, on the map: a button such as "Close the gap of 0.12 m".
#pragma once

#include "app/panels/map_card.h"

#include <functional>
#include <utility>
#include <vector>

class QHBoxLayout;
class QAction;
class QPushButton;
class QToolButton;

namespace prospect::app {

class Tool;
class ToolRunner;

// Shown while there is something to offer.
class ToolCard : public MapCard {
    Q_OBJECT
public:
    explicit ToolCard(ToolRunner& runner, QWidget* parent = nullptr);

    QPushButton* offerButton() const { return offer_; }
    // Fields of the tools that `belongs` says, before the button.
    void setFields(QWidget* fields, std::function<bool(const Tool&)> belongs);
    // Buttons for switches that count while the tool at work is one of those `belongs` says.
    void addSwitch(QAction* action, std::function<bool(const Tool&)> belongs);
    void refresh();

private:
    ToolRunner& runner_;
    QHBoxLayout* row_;
    QPushButton* offer_;
    QWidget* fields_ = nullptr;
    std::function<bool(const Tool&)> belongs_;
    std::vector<std::pair<QToolButton*, std::function<bool(const Tool&)>>> switches_;
};

} // namespace prospect::app
