#include "app/panels/check_commands.h"

#include "analysis/assessment/assess.h"
#include "app/panels/result_standing.h"

#include <algorithm>
#include <tuple>

namespace prospect::app {

namespace {

std::shared_ptr<const assessment::Profile> rules_of(const SiteDocument& document) {
    return std::make_shared<const assessment::Profile>(assessment::profile_of(document.base()->meta));
}

} // namespace

CheckCommands::CheckCommands(SiteDocument& document, JobRunner& jobs,
                             std::span<const engine::Analysis> catalogue, QObject* parent)
    : QObject(parent), document_(document), jobs_(jobs),
      engine_(std::make_shared<engine::Engine>(catalogue)) {
    const auto pass_on = [this](const JobState& state) {
        if (state.id == job_) Q_EMIT progressed(state);
    };
    connect(&jobs_, &JobRunner::started, this, pass_on);
    connect(&jobs_, &JobRunner::progressed, this, pass_on);
    connect(&document_, &SiteDocument::changed, this, &CheckCommands::onDocumentChanged);
}

void CheckCommands::run(const TimeContext& time) {
    time_ = time;
    Subject subject{document_.mark().document, document_.site(), {}, {}};
    if (const auto* option = document_.base()->scenario(document_.activeScenario().toStdString()))
        subject.option = option->id;
    subject.work.engine = engine_;
    subject.work.rules = rules_of(document_);
    subject.work.request.site = document_.base();
    subject.work.request.scenario = document_.activeScenario().toStdString();
    subject.work.request.time = time;
    subject.work.acceptances = document_.acceptances();
    const bool known = outcome_ && subject_.document == subject.document &&
                       (depth_ == CheckDepth::all_findings || depth_ == CheckDepth::complete) &&
                       engine::same_day_and_night(subject_.work.request.time, time);
    if (!known)
        startStep(subject, CheckDepth::first_look, first_look_job);
    else if (*subject_.work.rules == *subject.work.rules)
        startNearChange(subject);
    else
        startFindings(subject);
}

void CheckCommands::startStep(const Subject& subject, CheckDepth depth, MakeJob make) {
    start(make(
        subject.work,
        [this, subject, depth](std::shared_ptr<const assessment::Assessment> outcome) {
            finishStep(subject, depth, std::move(outcome));
        },
        [this](const Error& error) { fail(error); }));
}

void CheckCommands::startNearChange(const Subject& subject) {
    start(near_change_job(
        subject.work, subject_.work, outcome_,
        [this, subject](std::shared_ptr<const assessment::Assessment> outcome) {
            if (outcome || subject.document != document_.mark().document)
                finishStep(subject, CheckDepth::near_change, std::move(outcome));
            else
                startFindings(subject);
        },
        [this](const Error& error) { fail(error); }));
}

void CheckCommands::startFindings(const Subject& subject) {
    startStep(subject, CheckDepth::all_findings, findings_job);
}

void CheckCommands::finishStep(const Subject& subject, CheckDepth depth,
                               std::shared_ptr<const assessment::Assessment> outcome) {
    job_ = 0;
    if (!take(subject, std::move(outcome))) return;
    depth_ = depth;
    if (depth == CheckDepth::all_findings)
        startStep(subject, CheckDepth::complete, check_job);
    else if (depth != CheckDepth::complete)
        startFindings(subject);
    tellOutcome();
    takeAnswers();
    markAccepted();
}

void CheckCommands::start(Job job) {
    job.cancelled = [this] {
        job_ = 0;
        updateMark();
        Q_EMIT cancelled();
        takeAnswers();
        markAccepted();
    };
    const QString title = job.title;
    job_ = jobs_.replace(std::move(job));
    trying_ = false;
    Q_EMIT progressed({job_, title, tr("starting"), 0, {}});
}

bool CheckCommands::take(const Subject& subject, std::shared_ptr<const assessment::Assessment> outcome) {
    if (subject.document != document_.mark().document) {
        Q_EMIT cancelled();
        return false;
    }
    outcome_ = std::move(outcome);
    subject_ = subject;
    out_of_date_ = false;
    standing_.clear();
    return true;
}

void CheckCommands::tellOutcome() {
    // Findings near a change stand beside those of the plan before: they are shown, and not kept.
    if (depth_ != CheckDepth::near_change)
        document_.setFindings(
            assessment::stored_findings(*outcome_, document_.acceptances(), document_.base()->frame));
    Q_EMIT outcomeChanged();
    updateMark();
}

void CheckCommands::fail(const Error& error) {
    job_ = 0;
    Q_EMIT failed(sentence(error));
    takeAnswers();
    markAccepted();
}

void CheckCommands::accept(const std::vector<std::string>& keys, const assessment::Acceptance& acceptance) {
    auto acceptances = document_.acceptances();
    for (const std::string& key : keys)
        acceptances[key] = acceptance;
    document_.setAcceptances(tr("Accept as it is"), std::move(acceptances));
}

void CheckCommands::revoke(const std::string& key) {
    auto acceptances = document_.acceptances();
    acceptances.erase(key);
    document_.setAcceptances(tr("No longer accept"), std::move(acceptances));
}

void CheckCommands::askFlips(const std::string& key) {
    if (!outcome_ || job_ != 0) {
        Q_EMIT outcomeChanged(); // it can be asked again
        return;
    }
    Job job = flips_job(
        subject_.work, outcome_, key,
        [this, key, subject = subject_](std::shared_ptr<const assessment::Assessment> tried) {
            job_ = 0;
            if (subject.document == document_.mark().document) takeFlips(key, *tried);
            takeAnswers();
            markAccepted();
        },
        [this](const Error& error) {
            fail(error);
            Q_EMIT outcomeChanged(); // it can be asked again
        });
    job.cancelled = [this] {
        job_ = 0;
        Q_EMIT outcomeChanged(); // it can be asked again
        takeAnswers();
        markAccepted();
    };
    trying_ = true;
    const QString title = job.title;
    job_ = jobs_.queue(std::move(job));
    Q_EMIT progressed({job_, title, tr("starting"), 0, {}});
}

// The outcome may be another one by now, with other marks of what is accepted.
void CheckCommands::takeFlips(const std::string& key, const assessment::Assessment& tried) {
    const auto with_key = [&](const assessment::Finding& one) { return one.key == key; };
    const auto found = std::find_if(tried.findings.begin(), tried.findings.end(), with_key);
    auto made = std::make_shared<assessment::Assessment>(*outcome_);
    for (assessment::Finding& finding : made->findings)
        if (with_key(finding) && found != tried.findings.end()) finding.flips = found->flips;
    outcome_ = std::move(made);
    tellOutcome();
}

// A check under way ends with the acceptances it began with and is marked then.
void CheckCommands::markAccepted() {
    if (!outcome_ || job_ != 0 || subject_.work.acceptances == document_.acceptances()) return;
    Subject subject = subject_;
    subject.work.acceptances = document_.acceptances();
    jobs_.queue(acceptance_job(
        subject.work, outcome_,
        [this, subject, before = outcome_](std::shared_ptr<const assessment::Assessment> outcome) {
            if (before != outcome_) return markAccepted(); // another outcome has come meanwhile
            if (!take(subject, std::move(outcome))) return;
            tellOutcome(); // with its mark
            markAccepted();
        },
        [this](const Error& error) { Q_EMIT failed(sentence(error)); }));
}

void CheckCommands::cancel() {
    if (job_ != 0) jobs_.cancel(job_);
}

void CheckCommands::setTime(const TimeContext& time) {
    time_ = time;
    updateMark();
}

void CheckCommands::onDocumentChanged(const SiteChange& change) {
    using Kind = SiteChange::Kind;
    if (change.kind == Kind::opened) {
        const bool had = outcome_ != nullptr;
        outcome_.reset();
        subject_ = {};
        depth_ = CheckDepth::complete;
        out_of_date_ = false;
        standing_.clear();
        if (had) Q_EMIT outcomeChanged();
        if (isTrying()) jobs_.cancel(job_); // its finding is gone
    } else if (change.kind == Kind::edited || change.kind == Kind::scenario || change.kind == Kind::texts) {
        takeAnswers();
        updateMark();
    } else if (change.kind == Kind::accepted) {
        markAccepted();
    }
}

// What people answer is judged at once: nothing is measured for it.
void CheckCommands::takeAnswers() {
    if (!outcome_ || job_ != 0 || subject_.document != document_.mark().document) return;
    const auto told = [](const Site& site) { return std::tie(site.answers, site.log, site.meta); };
    if (told(*subject_.site) == told(*document_.site())) return;
    auto site = std::make_shared<Site>(*subject_.site);
    site->answers = document_.site()->answers;
    site->log = document_.site()->log;
    site->meta = document_.site()->meta;
    subject_.site = site;
    auto answered = assessment::with_answers(*outcome_, *site, subject_.work.acceptances);
    const bool same =
        std::equal(answered.findings.begin(), answered.findings.end(), outcome_->findings.begin(),
                   outcome_->findings.end(), [](const assessment::Finding& a, const assessment::Finding& b) {
                       return a.level == b.level && a.message == b.message && a.answer == b.answer;
                   });
    if (same) return; // a title, a reference: nothing the check speaks of
    outcome_ = std::make_shared<const assessment::Assessment>(std::move(answered));
    tellOutcome();
}

void CheckCommands::updateMark() {
    if (!outcome_) return;
    const bool old = depth_ == CheckDepth::near_change ||
                     snapshot_hash(*subject_.site) != snapshot_hash(*document_.site()) ||
                     !engine::same_day_and_night(subject_.work.request.time, time_) ||
                     *subject_.work.rules != *rules_of(document_);
    out_of_date_ = old;
    const QString standing = standingNow();
    if (standing == standing_) return;
    standing_ = standing;
    Q_EMIT marksChanged();
}

QString CheckCommands::standingNow() const {
    // The option may be called otherwise by now, or be gone.
    QString of = QString::fromStdString(subject_.work.request.scenario);
    for (const auto& option : document_.base()->scenarios)
        if (option->id == subject_.option) of = QString::fromStdString(option->name);
    const QString shown = document_.activeScenario();
    if (of != shown) return not_of_shown(of, shown) + u'.';
    return out_of_date_ ? tr("Out of date: the plan, the time or the rules have changed since.") : QString();
}

} // namespace prospect::app
