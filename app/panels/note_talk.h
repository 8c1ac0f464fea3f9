// Below a note: what was answered and how its status changed, and a line to answer in.
#pragma once

#include "geometry/site/annotation.h"

#include <QWidget>

class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace prospect::app {

// Somebody whose words are typed by somebody else; both empty: whoever sits here.
struct Speaker {
    QString name;
    QString organisation;
};

class NoteTalk : public QWidget {
    Q_OBJECT
public:
    explicit NoteTalk(QWidget* parent = nullptr);

    void show(const Annotation& note);
    // What is being typed is dropped.
    void clear();

Q_SIGNALS:
    void answered(const QString& words, const prospect::app::Speaker& by);

private:
    QWidget* makeSpeaker();
    void answer();

    QVBoxLayout* talk_;
    QLineEdit* reply_;
    QPushButton* fold_;
    QWidget* speaker_;
    QLineEdit* name_;
    QLineEdit* organisation_;
};

// "A. Officer · Police · 28 Nov 2026", without what is not known.
QString signed_text(const Signature& by);

} // namespace prospect::app
