// Describe: what the plan knows and lacks, and what the user agrees to assume.
#pragma once

#include "analysis/assessment/knowledge.h"
#include "app/jobs/answer.h"
#include "app/window/stage.h"
#include "geometry/site/assume_everywhere.h"

#include <optional>

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
    void leave() override;

    // The row of a subject (analysis/assessment/knowledge.h); its things are selected.
    void choose(const std::string& subject);
    // The list of what is assumed instead of a row.
    void showAssumptions();

Q_SIGNALS:
    // usual: values that stand in because none is given.
    void assumptionsCounted(std::size_t count, std::size_t usual);

private:
    void onDocumentChanged(const SiteChange& change);
    // What the plan knows, or only how much is assumed while the stage is not in view; answered later.
    void look();
    void showCount(std::size_t count, std::size_t usual);
    void show(assessment::Knowledge knowledge);
    void refreshDetail();
    // What agreeing would do with the settings as they are; answered once they stay so for settle_ms.
    void preview(int settle_ms);
    void offer(AgreedEverywhere made);
    void agree();
    void takeBack(const QString& what);
    const DescribeRow* row() const;

    DescribePanel* panel_;
    DescribeDetail* detail_;
    std::vector<DescribeRow> rows_;
    assessment::Knowledge knowledge_;
    std::string subject_;
    Answer* looking_;
    Answer* previewing_;
    Answer* taking_back_;
    std::optional<AgreedEverywhere> offered_; // for the plan as it is
    SitePtr offered_base_;                    // that it was worked out from
    bool agreed_ = false;                     // to what is being worked out again
    bool shown_ = false;
    bool out_of_date_ = true;
};

} // namespace prospect::app
