// Why one place of the check is bad, what would mend it, how sure that is and which rules say so.
#pragma once

#include "analysis/assessment/finding.h"

#include <QWidget>

#include <memory>

class QVBoxLayout;

namespace prospect::app {

class PlaceReason : public QWidget {
    Q_OBJECT
public:
    // The place by its rank from 0.
    PlaceReason(std::shared_ptr<const assessment::Assessment> outcome, std::size_t place,
                QWidget* parent = nullptr);

Q_SIGNALS:
    // Back to all places.
    void leftForAll();
    // Shapes to glow on the map while the cursor is on their line; empty: none.
    void evidencePointed(const std::vector<prospect::assessment::Evidence>& evidence);
    void tryRequested(const prospect::SiteEdit& edit);
    // A note about those findings, by key.
    void noteRequested(prospect::Point where, const QString& text, const std::vector<std::string>& findings);
    void acceptRequested(const std::vector<std::string>& findings, const QString& reason,
                         const QString& author);
    void ruleRequested(const QString& code);

private:
    const assessment::Place& place() const { return outcome_->places[rank_]; }
    void addHead(QVBoxLayout& column);
    void addWhy(QVBoxLayout& column, const assessment::Finding& finding);
    void addRemedies(QVBoxLayout& column);
    void addRules(QVBoxLayout& column);
    void addActs(QVBoxLayout& column);
    std::vector<const assessment::Finding*> findings() const;

    std::shared_ptr<const assessment::Assessment> outcome_;
    std::size_t rank_;
};

} // namespace prospect::app
