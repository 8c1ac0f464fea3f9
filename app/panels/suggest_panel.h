// Of a result of suggest.measures: the changes in the order to make them, what each gains, and a button that
// makes it.
#pragma once

#include "app/document/result_list.h"
#include "geometry/site/edit.h"

#include <QWidget>

class QVBoxLayout;

namespace prospect::app {

class SuggestPanel : public QWidget {
    Q_OBJECT
public:
    explicit SuggestPanel(QWidget* parent = nullptr);

    // Hides itself unless it is of suggest.measures.
    void show(const Result* result);

Q_SIGNALS:
    // These changes are to be made, in their order.
    void editsRequested(const std::vector<prospect::SiteEdit>& edits);
    void placeRequested(prospect::Point local);

private:
    void addStep(const io::Table& table, std::size_t row, double most);
    void addAlternatives(const Result& result);

    std::vector<SiteEdit> edits_;
    QVBoxLayout* list_;
};

} // namespace prospect::app
