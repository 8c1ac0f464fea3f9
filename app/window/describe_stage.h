// Describe: what the plan knows and lacks, and what the user agrees to assume.
#pragma once

#include "analysis/assessment/knowledge.h"
#include "app/jobs/answer.h"
#include "app/window/stage.h"
#include "geometry/site/assume.h"

#include <functional>
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
    // What agreeing does: what is assumed of the existing place holds in every option of it, what only the
    // shown option has gets its own.
    struct Agreement {
        AssumedEdit in_place;
        AssumedEdit in_option;
        bool empty() const { return in_place.empty() && in_option.empty(); }
        std::size_t added() const { return in_place.added + in_option.added; }
        std::size_t valued() const { return in_place.valued + in_option.valued; }
        std::size_t concerned() const { return in_place.concerned.size() + in_option.concerned.size(); }
    };
    static Agreement workedOut(const Site& base, const std::string& option,
                               const std::function<AssumedEdit(const Site&)>& assume);
    void apply(const Agreement& agreement);
    void onDocumentChanged(const SiteChange& change);
    // What the plan knows, or only how much is assumed while the stage is not in view; answered later.
    void look();
    void showCount(std::size_t count, std::size_t usual);
    void show(assessment::Knowledge knowledge);
    void refreshDetail();
    // What agreeing would do with the settings as they are; answered once they stay so for settle_ms.
    void preview(int settle_ms);
    void offer(Agreement edit);
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
    std::optional<Agreement> offered_; // for the plan as it is
    bool shown_ = false;
    bool out_of_date_ = true;
};

} // namespace prospect::app
