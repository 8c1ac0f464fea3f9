// Who could hide beside the path one walks along, and how far ahead it is seen.
#pragma once

#include "app/panels/row_list.h"

class QLabel;
class QVBoxLayout;

namespace prospect::app {

class HidingPanel : public QWidget {
    Q_OBJECT
public:
    explicit HidingPanel(QWidget* parent = nullptr);

    // In one sentence; empty hides all.
    void setSummary(const QString& sentence);
    // Of where one is on the path: who could be there unseen, in sentences, and how far the path is seen.
    void setHere(const QStringList& unseen, const QString& ahead, bool ahead_is_short); // NOLINT: a state
    // Rows by their number; a click goes there.
    void setPlaces(std::vector<RowList::Row> rows) { list_->setRows(std::move(rows)); }
    // The row under the mouse or chosen.
    std::optional<std::size_t> pointed() const;

Q_SIGNALS:
    void pointedAt();
    void placeChosen(std::size_t place);

private:
    QLabel* summary_;
    QVBoxLayout* here_;
    QStringList shown_;
    bool short_ = false;
    RowList* list_;
};

} // namespace prospect::app
