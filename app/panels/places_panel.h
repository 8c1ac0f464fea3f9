// Check, right: the worst places, then why each is bad and what would mend it.
#pragma once

#include "analysis/assessment/finding.h"
#include "app/jobs/check_depth.h"

#include <QWidget>

#include <memory>

class QLabel;
class QStackedWidget;
class QVBoxLayout;

namespace prospect::app {

class StandingLine;

class PlacesPanel : public QWidget {
    Q_OBJECT
public:
    explicit PlacesPanel(QWidget* parent = nullptr);

    // Shows the list, or the reason that was shown where its place is still there.
    void show(const std::shared_ptr<const assessment::Assessment>& outcome,
              CheckDepth depth = CheckDepth::complete);
    // Over the places: how far they hold for what the plan shows, one sentence; empty: they do.
    void setStanding(const QString& sentence);
    // The reason of a place, by its rank from 0.
    void showReason(std::size_t place);
    void showList();
    std::optional<std::size_t> shownPlace() const { return place_; }
    // The place before or after, round the ends.
    void step(int by);

Q_SIGNALS:
    // A place was chosen here; absent: back at the list.
    void placeChosen(std::optional<std::size_t> place);
    // Shapes to glow on the map while the cursor is on their line; empty: none.
    void evidencePointed(const std::vector<prospect::assessment::Evidence>& evidence);
    // The reason of a problem that is of no place, by key.
    void findingRequested(const QString& key);
    void tryRequested(const prospect::SiteEdit& edit);
    // A note about those findings, by key.
    void noteRequested(prospect::Point where, const QString& text, const std::vector<std::string>& findings);
    void acceptRequested(const std::vector<std::string>& findings, const QString& reason,
                         const QString& author);
    void revokeRequested(const std::string& finding);
    void helpRequested(const QString& page);
    void ruleRequested(const QString& code);
    // What a rule waits for is to be described: an id of assessment::subjects().
    void describeRequested(const QString& subject);
    // What the plan shows is to be checked.
    void checkRequested();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fillList();
    void fillReason(std::size_t place);
    void addVerdict();
    void addUnknown();
    void addOfTheSite();
    void addMeasureFirst();
    void addAccepted();

    std::shared_ptr<const assessment::Assessment> outcome_;
    CheckDepth depth_ = CheckDepth::complete;
    std::optional<std::size_t> place_;
    StandingLine* standing_;
    QStackedWidget* pages_;
    QVBoxLayout* list_;
    QVBoxLayout* reason_;
};

} // namespace prospect::app
