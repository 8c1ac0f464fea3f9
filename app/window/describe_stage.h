// Describe: what the plan knows and lacks, and what the user agrees to assume.
#pragma once

#include "analysis/assessment/knowledge.h"
#include "app/window/stage.h"
#include "geometry/site/assume.h"

namespace prospect::app {

class DescribeDetail;
class DescribePanel;
struct DescribeRow;

class DescribeStage : public StageController {
    Q_OBJECT
public:
    explicit DescribeStage(Workspace workspace, QObject* parent = nullptr);

    QWidget* leftColumn() const override;
    QWidget* rightColumn() const override;
    QString prompt() const override;
    void enter() override;

    // The row of a subject (analysis/assessment/knowledge.h); its things are selected.
    void choose(const std::string& subject);
    // The list of what is assumed instead of a row.
    void showAssumptions();

Q_SIGNALS:
    // usual: values that stand in because none is given.
    void assumptionsCounted(std::size_t count, std::size_t usual);

private:
    void countAssumptions();
    void onDocumentChanged(const SiteChange& change);
    void refresh();
    void refreshDetail();
    void preview();
    AssumedEdit offered() const;
    void agree();
    void takeBack(const QString& what);
    const DescribeRow* row() const;

    DescribePanel* panel_;
    DescribeDetail* detail_;
    std::vector<DescribeRow> rows_;
    assessment::Knowledge knowledge_;
    std::string subject_;
    bool shown_ = false;
    bool out_of_date_ = true;
};

} // namespace prospect::app
