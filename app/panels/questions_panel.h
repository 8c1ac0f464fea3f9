// Check, right: what no measurement settles. Rules that people answer, by strategy, then the process and its
// log; a checklist of the place's own joins them from a CSV file.
#pragma once

#include "app/document/site_document.h"

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace prospect::app {

class ProcessSheet;
class QuestionCard;

class QuestionsPanel : public QWidget {
    Q_OBJECT
public:
    explicit QuestionsPanel(SiteDocument& document, QWidget* parent = nullptr);

    // Brings the questions of a strategy into view.
    void showStrategy(const std::string& strategy);
    // Keeps what is typed and not yet left.
    void commit();
    // Adds the questions of a CSV file to the rules of the plan; what of it cannot be used is told.
    void addChecklist(const std::filesystem::path& file);

Q_SIGNALS:
    void helpRequested(const QString& page);
    // What became of a checklist, and whether rows were left out.
    void told(const QString& text, bool complete);

private:
    void build();
    void refresh();
    void askForChecklist();
    QWidget* headOf(const std::string& strategy) const;

    SiteDocument& document_;
    std::vector<assessment::Criterion> asked_; // of the profile, recorded
    std::vector<QuestionCard*> cards_;
    QVBoxLayout* questions_ = nullptr;
    ProcessSheet* process_ = nullptr;
    QScrollArea* scroll_ = nullptr;
};

} // namespace prospect::app
