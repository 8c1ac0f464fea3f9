// Plan, right: what the plan is of, and below it what is selected.
#pragma once

#include "app/document/site_document.h"

#include <QWidget>

class QScrollArea;

namespace prospect::app {

class SelectionPanel;
class SiteSheet;

class PlanSide : public QWidget {
    Q_OBJECT
public:
    // Takes the panel over.
    PlanSide(SiteDocument& document, SelectionPanel& selection, QWidget* parent = nullptr);

    SiteSheet& sheet() const { return *sheet_; }
    // Unfolds the sheet after something was added to the plan, as long as nothing has been answered.
    void offerSheet();
    // Unfolds it in any case.
    void openSheet();
    // What is selected is shown below the sheet, which stays as it was left.
    void setSelecting(bool selecting);

private:
    void share();

    SiteDocument& document_;
    SiteSheet* sheet_;
    QScrollArea* scroll_;
    QWidget* rest_;
    bool selecting_ = false;
};

} // namespace prospect::app
