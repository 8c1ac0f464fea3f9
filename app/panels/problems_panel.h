// Check, right: all findings of the last check, filtered, and below them why the chosen one is one.
#pragma once

#include "analysis/assessment/finding.h"
#include "app/panels/finding_reason.h"

#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QLabel;
class QListView;
class QScrollArea;
class QVBoxLayout;

namespace prospect {
class Site;
}

namespace prospect::app {

class FindingFilters;
class FindingModel;
class StandingLine;

class ProblemsPanel : public QWidget {
    Q_OBJECT
public:
    explicit ProblemsPanel(QWidget* parent = nullptr);

    // site: the plan that was checked. The chosen finding stays where it is still listed.
    void show(const std::shared_ptr<const assessment::Assessment>& outcome, const Site* site,
              FindingReason::Remedies remedies);
    // As PlacesPanel has it.
    void setStanding(const QString& sentence);

    // Null: not checked yet.
    const std::shared_ptr<const assessment::Assessment>& outcome() const;
    // Findings by their number in it, as they are listed.
    std::vector<std::size_t> listed() const;
    std::optional<std::size_t> chosen() const;
    // A filter that leaves it out is cleared. As chosen by hand.
    void choose(std::size_t finding);
    // The finding listed before or after, round the ends.
    void step(int by);
    // The reason takes the whole column, or its part below the list again.
    void openReason();
    void closeReason();
    bool isReasonOpen() const { return open_; }

    FindingModel& model() const { return *model_; }
    QListView& list() const { return *list_; }

Q_SIGNALS:
    // One was chosen here; absent: none any more.
    void findingChosen(std::optional<std::size_t> finding);
    // Other findings are listed.
    void listedChanged();
    // As PlacesPanel has them.
    void evidencePointed(const std::vector<prospect::assessment::Evidence>& evidence);
    void tryRequested(const prospect::SiteEdit& edit);
    void noteRequested(prospect::Point where, const QString& text, const std::vector<std::string>& findings);
    void acceptRequested(const std::vector<std::string>& findings, const QString& reason,
                         const QString& author);
    void revokeRequested(const std::string& finding);
    void helpRequested(const QString& page);
    void ruleRequested(const QString& code);
    void flipsRequested(const std::string& finding);
    void describeRequested(const QString& subject);
    void checkRequested();
    // The reason of a place, by rank from 0.
    void placeRequested(std::size_t place);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makeList();
    QWidget* makeReason();
    void onListed();
    void onCurrent();
    // Without telling that it was chosen.
    void restore();
    void fillReason();
    void setOpen(bool open); // NOLINT: a state

    FindingModel* model_;
    FindingReason::Remedies remedies_ = FindingReason::Remedies::not_tried;
    std::string chosen_; // key; "": none
    int row_ = 0;        // where the choice was last
    bool open_ = false;
    StandingLine* standing_;
    FindingFilters* filters_;
    QListView* list_;
    QLabel* empty_;
    QWidget* browse_;
    QWidget* below_;
    QWidget* back_;
    QScrollArea* scroll_;
    QVBoxLayout* reason_;
};

} // namespace prospect::app
