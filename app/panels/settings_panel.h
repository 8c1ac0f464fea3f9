// Check, right: what the chosen measurement is and its settings.
#pragma once

#include "analysis/engine/analysis.h"

#include <QWidget>

#include <map>
#include <span>

class QScrollArea;
class QStackedWidget;

namespace prospect::app {

class ParameterForm;

class SettingsPanel : public QWidget {
    Q_OBJECT
public:
    explicit SettingsPanel(std::span<const engine::Analysis> catalogue, QWidget* parent = nullptr);

    // Each measurement keeps its own settings while another is shown.
    void show(const std::string& analysis);
    const std::string& analysis() const { return shown_; }
    // Null when nothing is shown.
    ParameterForm* form() const;

Q_SIGNALS:
    void edited();
    void pickRequested(const QString& parameter);

private:
    QWidget* makePage(const engine::Analysis& analysis);

    std::span<const engine::Analysis> catalogue_;
    QStackedWidget* pages_;
    std::map<std::string, std::pair<QWidget*, ParameterForm*>> made_;
    std::string shown_;
};

} // namespace prospect::app
