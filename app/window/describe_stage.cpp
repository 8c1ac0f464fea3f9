#include "app/window/describe_stage.h"

#include "analysis/assessment/profile.h"
#include "app/models/words.h"
#include "app/panels/describe_detail.h"
#include "app/panels/describe_panel.h"
#include "app/panels/map_area.h"
#include "geometry/base/error.h"

#include <algorithm>
#include <utility>

namespace prospect::app {

namespace {

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

// The edit of an offer; runs beside the window.
AssumedEdit assumed(const Site& site, DescribeRow::Offer offer, Role role, const AssumptionSettings& settings,
                    const Progress& progress) {
    switch (offer) {
    case DescribeRow::Offer::windows:
        return assume_windows(site, settings.windows);
    case DescribeRow::Offer::ownership:
        return assume_ownership(site, settings.ownership, progress);
    case DescribeRow::Offer::heights:
        return assume_heights(site, role, settings.height_m);
    case DescribeRow::Offer::none:
        break;
    }
    return {};
}

} // namespace

DescribeStage::DescribeStage(Workspace workspace, QObject* parent)
    : StageController(Stage::describe, workspace, parent), panel_(new DescribePanel),
      detail_(new DescribeDetail),
      looking_(new Answer(workspace.jobs, tr("Looking at what the plan knows"), this)),
      previewing_(new Answer(workspace.jobs, tr("Working out what can be assumed"), this)),
      taking_back_(new Answer(workspace.jobs, tr("Taking back what was assumed"), this)) {
    connect(&workspace_.document, &SiteDocument::changed, this, &DescribeStage::onDocumentChanged);
    connect(panel_, &DescribePanel::chosen, this,
            [this](const QString& subject) { choose(subject.toStdString()); });
    connect(detail_, &DescribeDetail::settingsChanged, this, [this] { preview(Answer::typing_ms); });
    for (const Answer* asked : {looking_, taking_back_})
        connect(asked, &Answer::failed, this,
                [this](const QString& why) { Q_EMIT told(MessageBar::Level::look, why); });
    connect(previewing_, &Answer::failed, this, [this](const QString& why) { detail_->setPreview(why, {}); });
    connect(detail_, &DescribeDetail::agreed, this, &DescribeStage::agree);
    connect(detail_, &DescribeDetail::takenBack, this, &DescribeStage::takeBack);
    connect(detail_, &DescribeDetail::selectRequested, this, [this] {
        if (const auto* subject = assessment::subject(subject_))
            Q_EMIT selectionRequested(assessment::things_of(*workspace_.document.site(), *subject));
    });
}

QWidget* DescribeStage::leftColumn() const {
    return panel_;
}

QWidget* DescribeStage::rightColumn() const {
    return detail_;
}

QString DescribeStage::prompt() const {
    return tr(
        "Choose a row to see what is known and what can be assumed. Next: check this place (Ctrl+Enter).");
}

void DescribeStage::enter() {
    shown_ = true;
    if (out_of_date_)
        look();
    else if (!offered_)
        preview(0); // given up when the stage was left
}

void DescribeStage::leave() {
    shown_ = false;
    previewing_->withdraw();
}

void DescribeStage::onDocumentChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    if (change.kind == Kind::saved || change.kind == Kind::runs || change.kind == Kind::looks ||
        change.kind == Kind::accepted)
        return;
    if (change.kind == Kind::opened) subject_.clear();
    out_of_date_ = true;
    offered_.reset();
    agreed_ = false;
    previewing_->withdraw();
    taking_back_->withdraw();
    look();
}

void DescribeStage::look() {
    const SitePtr site = workspace_.document.site();
    std::shared_ptr<const assessment::Profile> profile;
    if (shown_)
        profile = std::make_shared<const assessment::Profile>(
            assessment::profile_of(workspace_.document.base()->meta));
    looking_->ask([this, site, profile](const Progress&) -> Job::Delivery {
        const std::size_t usual = assessment::usual_values(*site);
        if (!profile)
            return
                [this, usual, count = assessment::assumptions_of(*site).size()] { showCount(count, usual); };
        auto knowledge = std::make_shared<assessment::Knowledge>(assessment::knowledge_of(*site, *profile));
        return [this, usual, knowledge] {
            showCount(knowledge->assumptions.size(), usual);
            show(std::move(*knowledge));
        };
    });
}

void DescribeStage::showCount(std::size_t count, std::size_t usual) {
    workspace_.map.setHatched(count > 0);
    Q_EMIT assumptionsCounted(count, usual);
}

void DescribeStage::show(assessment::Knowledge knowledge) {
    out_of_date_ = false;
    knowledge_ = std::move(knowledge);
    rows_ = describe_rows(knowledge_, assessment::profile_of(workspace_.document.base()->meta));
    panel_->show(rows_, counts_text(knowledge_));
    refreshDetail();
}

const DescribeRow* DescribeStage::row() const {
    const auto found = std::find_if(rows_.begin(), rows_.end(),
                                    [&](const DescribeRow& one) { return one.subject == subject_; });
    return found == rows_.end() ? nullptr : &*found;
}

void DescribeStage::refreshDetail() {
    panel_->setCurrent(subject_);
    if (const DescribeRow* chosen = row()) {
        detail_->show(*chosen, knowledge_.subject(subject_)->count);
        preview(0);
        return;
    }
    previewing_->withdraw();
    QStringList words;
    QStringList backs;
    for (const auto& assumption : knowledge_.assumptions) {
        words += assumption_words(assumption);
        const auto found = std::find_if(rows_.begin(), rows_.end(), [&](const DescribeRow& one) {
            return one.subject == assumption.subject;
        });
        const QString back = found == rows_.end() ? QString() : found->take_back;
        backs += backs.contains(back) ? QString() : back;
    }
    for (const QString& usual : usual_values_words(knowledge_)) {
        words += usual;
        backs += QString(); // given by nobody: nothing to take back
    }
    detail_->showAssumptions(words, backs);
}

void DescribeStage::choose(const std::string& subject) {
    subject_ = subject;
    if (!out_of_date_) refreshDetail(); // else when the answer is there
    if (const auto* chosen = assessment::subject(subject_))
        Q_EMIT selectionRequested(assessment::things_of(*workspace_.document.site(), *chosen));
}

void DescribeStage::showAssumptions() {
    subject_.clear();
    if (!out_of_date_) refreshDetail();
}

void DescribeStage::preview(int settle_ms) {
    offered_.reset();
    agreed_ = false;
    const DescribeRow* chosen = row();
    if (!chosen || chosen->offer == DescribeRow::Offer::none) {
        previewing_->withdraw();
        return;
    }
    detail_->setPreview(tr("Working it out…"), {});
    previewing_->ask(
        [this, base = workspace_.document.base(), option = workspace_.document.activeScenario().toStdString(),
         offer = chosen->offer, role = assessment::subject(subject_)->role,
         settings = detail_->settings()](const Progress& progress) -> Job::Delivery {
            auto made = std::make_shared<AgreedEverywhere>(assumed_everywhere(
                *base, option,
                [&](const Site& site, const Progress& part) {
                    return assumed(site, offer, role, settings, part);
                },
                progress));
            return [this, made, base] {
                offered_base_ = base;
                this->offer(std::move(*made));
                if (std::exchange(agreed_, false)) agree();
            };
        },
        settle_ms);
}

void DescribeStage::offer(AgreedEverywhere made) {
    const DescribeRow* chosen = row();
    if (!chosen) return;
    offered_ = std::move(made);
    const AssumedEdit& edit = offered_->shown;
    switch (chosen->offer) {
    case DescribeRow::Offer::windows:
        detail_->setPreview(
            edit.empty()
                ? tr("No building without windows has a wall that faces open ground.")
                : tr("%1 windows in %2 buildings that have none.").arg(edit.added).arg(edit.concerned.size()),
            edit.empty() ? QString() : tr("Assume %1 windows").arg(edit.added));
        return;
    case DescribeRow::Offer::ownership: {
        QStringList parts;
        for (const auto& part : edit.parts)
            parts += text(part).replace(u'_', u'-').replace(QStringLiteral("m2"), QStringLiteral("m²"));
        if (edit.valued > 0) parts.prepend(tr("%1 areas named by their use").arg(edit.valued));
        const QString said = parts.join(QStringLiteral(", "));
        detail_->setPreview(!edit.empty()    ? said
                            : said.isEmpty() ? tr("All of the ground has an owner.")
                                             : tr("Nothing more can be suggested: %1.").arg(said),
                            edit.empty() ? QString() : tr("Suggest owners"));
        return;
    }
    case DescribeRow::Offer::heights:
        detail_->setPreview(tr("%1 of %2 have no height of their own.")
                                .arg(edit.valued)
                                .arg(knowledge_.subject(subject_)->count),
                            edit.empty() ? QString() : tr("Set %1 heights").arg(edit.valued));
        return;
    case DescribeRow::Offer::none:
        return;
    }
}

void DescribeStage::agree() {
    // What was offered is done, nothing else: whatever changes the plan takes the offer away. Only how it is
    // shown may have changed since: then it is worked out again on the plan as it is.
    if (!offered_ || !offered_->site) return;
    auto& document = workspace_.document;
    const AgreedEverywhere agreed = *std::exchange(offered_, {});
    if (!document.apply(text(agreed.shown.edit.title), offered_base_, agreed.site)) {
        preview(0);
        agreed_ = true;
        return;
    }
    if (document.base()->scenarios.empty()) return;
    QStringList names;
    for (const std::string& option : agreed.options)
        names += text(option);
    Q_EMIT told(
        MessageBar::Level::info,
        agreed.in_existing_place
            ? tr("This holds in the existing place and in all of its options, as far as it fits them.")
            : tr("This holds in %1 only: in the existing place there was nothing to assume.")
                  .arg(names.join(tr(" and "))));
}

void DescribeStage::takeBack(const QString& what) {
    auto& document = workspace_.document;
    taking_back_->ask([this, base = document.base(), option = document.activeScenario().toStdString(),
                       name = what.toStdString()](const Progress& progress) -> Job::Delivery {
        auto made = std::make_shared<AgreedEverywhere>(taken_back_everywhere(*base, option, name, progress));
        return [this, made, base, name] {
            const QString title = text(made->shown.edit.title);
            if (made->site && !workspace_.document.apply(title, base, made->site))
                takeBack(text(name)); // shown otherwise meanwhile
            else if (!made->site)
                Q_EMIT told(MessageBar::Level::info,
                            tr("These values came with a file. Change them in the table or on the map."));
        };
    });
}

} // namespace prospect::app
