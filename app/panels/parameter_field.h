// One input of a form, made from a parameter's description.
#pragma once

#include "analysis/engine/schema.h"

#include <QWidget>

namespace prospect::app {

class ParameterField : public QWidget {
    Q_OBJECT
public:
    // The input that suits the type: number with unit, switch, choice, checkboxes, points, file, text.
    static ParameterField* create(const engine::ParameterInfo& info, QWidget* parent);

    const engine::ParameterInfo& info() const { return info_; }
    // Canonical text, as the command line takes it.
    virtual QString text() const = 0;
    virtual void setText(const QString& text) = 0;
    // Why the input cannot be used; empty when it can.
    virtual QString problem() const { return {}; }
    // Needs the whole width, under its label.
    virtual bool isWide() const { return false; }

Q_SIGNALS:
    void edited();
    // The person wants to point at places on the map.
    void pickRequested();

protected:
    ParameterField(const engine::ParameterInfo& info, QWidget* parent);
    QString label() const;

private:
    engine::ParameterInfo info_;
};

} // namespace prospect::app
