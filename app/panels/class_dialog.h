// Which lighting class suits a path: a few questions, and the class that follows from the answers.
#pragma once

#include "analysis/lighting/p_class.h"

#include <QDialog>

class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;

namespace prospect::app {

class ClassDialog : public QDialog {
    Q_OBJECT
public:
    explicit ClassDialog(QWidget* parent = nullptr);

    // "P4".
    QString lightingClass() const;
    lighting::PClassWeights weights() const;

private:
    QComboBox* ask(QGridLayout& grid, const QString& question, const char* name, const QStringList& answers,
                   int usual);
    void showClass();

    QComboBox* speed_;
    QComboBox* use_;
    QComboBox* traffic_;
    QComboBox* parked_;
    QComboBox* ambient_;
    QLabel* says_;
    QPushButton* accept_;
};

} // namespace prospect::app
