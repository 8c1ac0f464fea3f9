// Things of the plan in a list under a title: the first few, and all of them when asked.
#pragma once

#include "geometry/site/feature.h"

#include <QWidget>

#include <optional>
#include <vector>

class QLabel;

namespace prospect::app {

class RowList;

class ThingList : public QWidget {
    Q_OBJECT
public:
    // `name`: of the list, for those who look it up; `meaning`: what it holds and in what order.
    ThingList(const QString& title, const QString& name, const QString& meaning, QWidget* parent = nullptr);

    struct Row {
        Uuid feature; // nil: no thing of the plan
        QString icon;
        QString title;
        QString detail;
        QString right = {}; // at the end of the first line
        bool operator==(const Row&) const = default;
    };
    // Nothing happens where they are as they were. The chosen thing stays chosen while it is there.
    void setRows(std::vector<Row> rows);
    void setTitle(const QString& title);
    // The thing pointed at or chosen in the list.
    std::optional<Uuid> pointed() const;
    // The one that is chosen, whatever the mouse is on.
    std::optional<Uuid> chosen() const;
    void clearChoice();

Q_SIGNALS:
    // Another thing, or none, is pointed at or chosen.
    void pointedChanged();
    void clicked(const prospect::Uuid& feature);

private:
    QLabel* title_;
    RowList* list_;
};

} // namespace prospect::app
