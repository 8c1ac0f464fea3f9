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
    struct Sentence {
        QString text; // empty: none
        bool warns = false;
        bool operator==(const Sentence&) const = default;
    };
    // Of where one is on the path: who could be there unseen, and how far the path is seen. What stands below
    // stays where it is, whatever they say.
    void setHere(const Sentence& near, const Sentence& ahead);
    // Rows by their number; a click goes there.
    void setPlaces(std::vector<RowList::Row> rows) { list_->setRows(std::move(rows)); }
    // The row under the mouse, else the chosen one.
    std::optional<std::size_t> pointed() const;
    std::optional<std::size_t> chosen() const;
    void clearChoice() { list_->clearChoice(); }

Q_SIGNALS:
    void pointedAt();
    void placeChosen(std::size_t place);

private:
    QLabel* summary_;
    QWidget* here_;
    QVBoxLayout* sentences_;
    Sentence near_;
    Sentence ahead_;
    RowList* list_;
};

} // namespace prospect::app
