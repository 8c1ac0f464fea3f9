// Asks for one name, and says at once why a name will not do.
#pragma once

#include <QDialog>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace prospect::app {

class NameDialog : public QDialog {
    Q_OBJECT
public:
    // `problem` gives the sentence that stands under the field, empty when the name will do.
    NameDialog(const QString& question, const QString& proposal, const QString& accept,
               std::function<QString(const QString&)> problem, QWidget* parent);

    QString name() const;
    QLineEdit* field() const { return field_; }
    QPushButton* acceptButton() const { return accept_; }

private:
    void check();

    std::function<QString(const QString&)> problem_of_;
    QLineEdit* field_;
    QLabel* problem_;
    QPushButton* accept_;
};

} // namespace prospect::app
