// A rule that people answer: the question, yes, no or does not apply, and what is written down beside it.
#pragma once

#include "analysis/assessment/criterion.h"
#include "geometry/site/record.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QLineEdit;

namespace prospect::app {

class QuestionCard : public QWidget {
    Q_OBJECT
public:
    // told: what the plan says about it by itself; "" for nothing.
    QuestionCard(const assessment::Criterion& rule, const QString& told, QWidget* parent = nullptr);

    const std::string& code() const { return code_; }
    // What is kept; what is being typed stays.
    void show(const RecordedAnswer* answer, const QString& told);
    // Keeps what is typed and not yet left.
    void commit();
    // Lets go of what is typed and not yet left.
    void forget();

Q_SIGNALS:
    // Something was answered or written. `who` and `when` are those who do it now.
    void answered(const prospect::RecordedAnswer& answer);

private:
    QLineEdit* makeLine(const QString& name, const QString& hint);
    RecordedAnswer written() const;
    void send();

    std::string code_;
    RecordedAnswer kept_;
    QLabel* told_;
    QButtonGroup* words_;
    QWidget* details_;
    QLineEdit* comment_;
    QLineEdit* evidence_;
    QLabel* by_;
};

} // namespace prospect::app
