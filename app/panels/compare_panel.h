// Compare, right: pictures of the versions, five numbers for each, and what became of every problem.
#pragma once

#include "app/jobs/compare_job.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QHBoxLayout;
class QGridLayout;

namespace prospect::app {

class ComparePanel : public QWidget {
    Q_OBJECT
public:
    explicit ComparePanel(QWidget* parent = nullptr);

    // Empty: nothing has been compared yet. Shows the problems of the last version.
    void show(Comparison comparison);
    // Whose problems are listed, by its place among the versions; not the first.
    void showVersion(std::size_t version);
    void setOutOfDate(bool out_of_date);
    // What the option of a version is called now.
    void setOption(std::size_t version, const QString& option);
    const std::vector<ComparedVersion>& versions() const { return versions_; }
    const risk::OptionRanks& ranks() const { return ranks_; }
    std::size_t shownVersion() const { return shown_; }
    QListWidget* findingList() const { return list_; }

Q_SIGNALS:
    // A picture was clicked.
    void optionChosen(const QString& option);
    void placeChosen(prospect::Point place);
    void helpRequested(const QString& page);

private:
    void fillPictures();
    void fillTable();
    void addNumberRow(int row, std::size_t number);
    void addFateRow(int row, assessment::Fate fate, const QString& words);
    // How often each version is the best.
    void addRanks(int row);
    void fillFindings();

    std::vector<ComparedVersion> versions_;
    risk::OptionRanks ranks_;
    std::size_t shown_ = 0;
    QWidget* hint_;
    QWidget* body_;
    QWidget* out_of_date_;
    QWidget* pictures_;
    QWidget* table_;
    QLabel* heading_;
    QLabel* verdict_;
    QListWidget* list_;
};

} // namespace prospect::app
