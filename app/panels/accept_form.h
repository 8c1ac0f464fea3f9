// In the reason of a place: accepting its problems as they are, with a reason and a name; and how an accepted
// one is shown, with the way back.
#pragma once

#include "analysis/assessment/finding.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPlainTextEdit;

namespace prospect::app {

// A button "Accept because…" that unfolds the form.
class AcceptForm : public QWidget {
    Q_OBJECT
public:
    explicit AcceptForm(std::vector<const assessment::Finding*> problems, QWidget* parent = nullptr);

Q_SIGNALS:
    void accepted(const std::vector<std::string>& findings, const QString& reason, const QString& author);

private:
    QWidget* makeForm(const std::vector<const assessment::Finding*>& problems);
    void send();

    struct Choice {
        std::string key;
        QCheckBox* box;
    };
    std::vector<Choice> choices_;
    QPlainTextEdit* reason_;
    QLineEdit* author_;
};

class AcceptedRow : public QWidget {
    Q_OBJECT
public:
    explicit AcceptedRow(const assessment::Finding& finding, QWidget* parent = nullptr);

Q_SIGNALS:
    void revoked();
};

} // namespace prospect::app
