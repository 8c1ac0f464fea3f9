// The settings of an analysis as a form; everything in it comes from the analysis' schema.
#pragma once

#include "analysis/engine/schema.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace prospect::app {

class ParameterField;

class ParameterForm : public QWidget {
    Q_OBJECT
public:
    explicit ParameterForm(const std::vector<engine::ParameterInfo>& parameters, QWidget* parent = nullptr);

    engine::Settings settings() const; // every parameter
    // Those that differ from their default: what the command line has to name.
    engine::Settings changedSettings() const;
    // Parameters that are not named keep their value; unknown ones are ignored.
    void setSettings(const engine::Settings& settings);
    void reset();
    // The first reason why it cannot be run; empty when it can.
    QString problem() const;
    // Null when there is none so called.
    ParameterField* field(std::string_view name) const;
    const std::vector<ParameterField*>& fields() const { return fields_; }

Q_SIGNALS:
    void edited();
    void pickRequested(const QString& parameter);

private:
    void addField(const engine::ParameterInfo& info, QVBoxLayout* column);

    std::vector<ParameterField*> fields_;
};

} // namespace prospect::app
