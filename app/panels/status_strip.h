// Under everything: the next step, what lies under the cursor, the scale, whether the work is saved.
#pragma once

#include "app/document/site_document.h"

#include <QWidget>

class QLabel;
class QToolButton;

namespace prospect::app {

class StatusStrip : public QWidget {
    Q_OBJECT
public:
    explicit StatusStrip(SiteDocument& document, QWidget* parent = nullptr);

    // What the next click does, or what to do next.
    void setPrompt(const QString& prompt);
    void setValue(const QString& value); // of the result under the cursor; "" for none
    void setPlace(Point local);
    void setScale(double denominator);
    // What was agreed to assume, and how many usual values stand in for what is not given.
    void setAssumptions(std::size_t count, std::size_t usual);
    void setBusy(const QString& what); // "" when nothing is running

Q_SIGNALS:
    void assumptionsClicked();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showPrompt();
    void onDocumentChanged(const SiteChange& change);
    void showSaved();

    SiteDocument& document_;
    QString full_prompt_;
    QLabel* prompt_;
    QLabel* busy_;
    QToolButton* assumptions_; // hidden when everything is given
    QLabel* value_;
    QLabel* scale_;
    QLabel* place_;
    QLabel* saved_;
    QString saved_at_;
};

} // namespace prospect::app
