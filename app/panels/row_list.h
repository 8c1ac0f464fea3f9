// Rows of icon, title and a quiet second line, as many as there are, no scrolling of its own; a long list
// shows its first rows until asked for all.
#pragma once

#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

class QListWidget;
class QPushButton;

namespace prospect::app {

class RowList : public QWidget {
    Q_OBJECT
public:
    struct Row {
        QString key; // what the row is about
        QString icon;
        QString title;
        QString detail;
        QString right = {}; // at the end of the first line
        QString disc = {};  // a number as on the map, instead of an icon
        QString below = {}; // a third line
        bool operator==(const Row&) const = default;
    };
    // name: object name of the list; shown_first: so many rows until all are asked for.
    RowList(const QString& name, const QString& accessible_name, int shown_first, QWidget* parent = nullptr);

    // The chosen row stays chosen as long as there is one of its key.
    void setRows(std::vector<Row> rows);
    const std::vector<Row>& rows() const { return rows_; }
    // Of the row under the mouse, else of the chosen one.
    std::optional<QString> pointed() const;
    // Of the chosen one alone.
    std::optional<QString> chosen() const;
    void clearChoice();

Q_SIGNALS:
    // Something else is under the mouse or chosen.
    void pointedAt();
    // By a click or Enter.
    void taken(const QString& key);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();

    int shown_first_;
    QListWidget* list_;
    QPushButton* all_;
    std::vector<Row> rows_;
    std::optional<QString> hovered_;
    bool shows_all_ = false;
};

} // namespace prospect::app
