// How a lamp hangs and shines, typed and chosen.
#pragma once

#include "app/tools/lamp_aim.h"

#include <QStringList>
#include <QWidget>

#include <map>

class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLineEdit;

namespace prospect::app {

class LampFields : public QWidget {
    Q_OBJECT
public:
    explicit LampFields(QWidget* parent = nullptr);

    // Light data that a lamp may name: that of the plan, then typical ones. circuits: of the plan's lamps.
    void setChoices(const QStringList& own, const QStringList& typical, const QStringList& circuits);
    // Of another lamp: what was typed for the one before is nobody's any more.
    void forget();
    // Tells nobody.
    void show(const LampAim::Values& values);

Q_SIGNALS:
    void edited(const prospect::app::LampAim::Values& values);
    // Why what was typed is not taken; empty: all is.
    void refused(const QString& why);

private:
    void addTurn(QGridLayout& grid);
    void chooseLight(const QString& text);
    template <class Set>
    void edits(QDoubleSpinBox* field, Set set);
    // "": it is taken.
    void refuse(QWidget* field, const QString& why);
    void tell();

    LampAim::Values values_;
    QStringList names_; // of light data
    QStringList own_;
    QStringList typical_;
    QStringList circuits_;
    std::map<QWidget*, QString> refusals_;
    QComboBox* light_;
    QDoubleSpinBox* height_;
    QDoubleSpinBox* azimuth_;
    QDoubleSpinBox* tilt_;
    QDoubleSpinBox* roll_;
    QDoubleSpinBox* dimming_;
    QDoubleSpinBox* maintenance_;
    QLineEdit* hours_;
    QComboBox* circuit_;
};

} // namespace prospect::app
