// Why one finding of the check is one: what was measured and asked, how sure that is, the rule and what it
// gives evidence for, what would mend it.
#pragma once

#include "analysis/assessment/finding.h"

#include <QWidget>

#include <memory>

class QVBoxLayout;

namespace prospect::app {

class FindingReason : public QWidget {
    Q_OBJECT
public:
    // After a first look nothing has been tried yet.
    enum class Remedies { not_tried, tried };
    // The finding by its number in the outcome.
    FindingReason(std::shared_ptr<const assessment::Assessment> outcome, std::size_t finding,
                  Remedies remedies, QWidget* parent = nullptr);

Q_SIGNALS:
    // As PlacesPanel has them.
    void evidencePointed(const std::vector<prospect::assessment::Evidence>& evidence);
    void tryRequested(const prospect::SiteEdit& edit);
    void noteRequested(prospect::Point where, const QString& text, const std::vector<std::string>& findings);
    void acceptRequested(const std::vector<std::string>& findings, const QString& reason,
                         const QString& author);
    void revokeRequested(const std::string& finding);
    void helpRequested(const QString& page);
    // Which value nobody gave would turn that finding is to be tried.
    void flipsRequested(const std::string& finding);
    // The rule of that code is to be changed.
    void ruleRequested(const QString& code);
    void describeRequested(const QString& subject);
    // The reason of its place, by rank from 0.
    void placeRequested(std::size_t place);

protected:
    bool event(QEvent* event) override;

private:
    const assessment::Finding& finding() const { return outcome_->findings[finding_]; }
    void addHead(QVBoxLayout& column);
    void addMeasured(QVBoxLayout& column);
    void addEvidence(QVBoxLayout& column);
    void addFlips(QVBoxLayout& column);
    void addRemedies(QVBoxLayout& column);
    void addRule(QVBoxLayout& column);
    void addActs(QVBoxLayout& column);
    void addAcceptance(QVBoxLayout& column);

    std::shared_ptr<const assessment::Assessment> outcome_;
    std::size_t finding_;
    Remedies remedies_;
    const assessment::Criterion& rule_;
};

} // namespace prospect::app
