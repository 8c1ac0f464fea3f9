// Check, right: what the chosen measurement is and its settings.
#pragma once

#include "analysis/engine/analysis.h"

#include <QWidget>

#include <filesystem>
#include <map>
#include <span>

class QScrollArea;
class QStackedWidget;

namespace prospect::app {

class ParameterField;
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
    // A file of another program to compare the result with; empty: none.
    std::filesystem::path reference() const;
    void setReference(const QString& file);
    // The first reason why it cannot be run; empty when it can.
    QString problem() const;

Q_SIGNALS:
    void edited();
    void pickRequested(const QString& parameter);

private:
    QWidget* makePage(const engine::Analysis& analysis);

    std::span<const engine::Analysis> catalogue_;
    QStackedWidget* pages_;
    struct Page {
        QWidget* widget = nullptr;
        ParameterForm* form = nullptr;
        ParameterField* reference = nullptr; // null where there is no map to compare
    };
    const Page* page() const;
    std::map<std::string, Page> made_;
    std::string shown_;
};

} // namespace prospect::app
