#include "app/document/site_document.h"

#include <QFileInfo>
#include <QUndoCommand>

#include <algorithm>
#include <map>

namespace prospect::app {

namespace {

std::set<Role> all_roles() {
    std::set<Role> all;
    for (const auto& role : roles())
        all.insert(role.role);
    return all;
}

const std::vector<FeaturePtr>& features_of(const LayerPtr& layer) {
    static const std::vector<FeaturePtr> none;
    return layer ? layer->features : none;
}

// Roles whose content differs between two snapshots. Shared layers cost one pointer compare.
std::set<Role> changed_roles(const Site& before, const Site& after) {
    if (before.frame != after.frame) return all_roles();
    std::set<Role> changed;
    if (before.photometries != after.photometries) changed.insert(Role::luminaire);
    const auto differs = [&changed](const LayerPtr& a, const LayerPtr& b) {
        if (a == b) return;
        if (!a || !b || a->role != b->role || features_of(a) != features_of(b) || a->raster != b->raster ||
            a->picture != b->picture) {
            if (a) changed.insert(a->role);
            if (b) changed.insert(b->role);
        }
    };
    const auto find = [](const Site& site, const Uuid& id) {
        const auto found = std::find_if(site.layers.begin(), site.layers.end(),
                                        [&](const auto& layer) { return layer->id == id; });
        return found == site.layers.end() ? LayerPtr{} : *found;
    };
    for (const auto& layer : before.layers)
        differs(layer, find(after, layer->id));
    for (const auto& layer : after.layers)
        if (!before.layer(layer->id)) differs({}, layer);
    return changed;
}

// Whether the option has its own say in what the layer is called and how it looks.
bool changes_layer(const Site& base, const QString& option, const Uuid& layer) {
    const Scenario* scenario = base.scenario(option.toStdString());
    if (!scenario) return false;
    for (const SiteEdit& edit : scenario->edits)
        for (const SiteChangeStep& step : edit.steps)
            if (const auto* change = std::get_if<ChangeLayer>(&step); change && change->layer == layer)
                return true;
    return false;
}

QString file_name(const std::filesystem::path& file) {
    return QFileInfo(QString::fromStdString(file.string())).fileName();
}

} // namespace

// Undo and redo both are a swap of two snapshots.
class SiteDocument::SwapSnapshots : public QUndoCommand {
public:
    SwapSnapshots(SiteDocument& document, const QString& title, SitePtr after, const QString& option_after,
                  SiteChange change, int merge_id)
        : QUndoCommand(title), document_(document), before_(document.base()), after_(std::move(after)),
          option_before_(document.activeScenario()), option_after_(option_after), change_(std::move(change)),
          merge_id_(merge_id) {}

    int id() const override { return merge_id_; }
    bool mergeWith(const QUndoCommand* next) override {
        after_ = static_cast<const SwapSnapshots*>(next)->after_;
        return true;
    }
    // What is taken back is seen: its option becomes the active one.
    void undo() override { document_.show(before_, option_before_, change_); }
    void redo() override { document_.show(after_, option_after_, change_); }

private:
    SiteDocument& document_;
    SitePtr before_;
    SitePtr after_;
    QString option_before_;
    QString option_after_;
    SiteChange change_;
    int merge_id_;
};

class SiteDocument::SwapAcceptances : public QUndoCommand {
public:
    SwapAcceptances(SiteDocument& document, const QString& title, AcceptancesPtr after)
        : QUndoCommand(title), document_(document), before_(document.acceptances_), after_(std::move(after)) {
    }

    void undo() override { document_.showAcceptances(before_); }
    void redo() override { document_.showAcceptances(after_); }

private:
    SiteDocument& document_;
    AcceptancesPtr before_;
    AcceptancesPtr after_;
};

SiteDocument::SiteDocument(QObject* parent)
    : QObject(parent), base_(std::make_shared<const Site>()), site_(base_), saved_base_(base_),
      acceptances_(std::make_shared<const assessment::Acceptances>()), saved_acceptances_(acceptances_) {}

SiteDocument::~SiteDocument() = default;

SitePtr SiteDocument::site() const {
    return site_;
}
SitePtr SiteDocument::base() const {
    return base_;
}
bool SiteDocument::isEmpty() const {
    return base_->layers.empty() && base_->scenarios.empty() && base_->photometries.empty() && file_.empty();
}
QString SiteDocument::activeScenario() const {
    return scenario_;
}
const std::vector<Unapplied>& SiteDocument::unapplied() const {
    return unapplied_;
}
const std::filesystem::path& SiteDocument::file() const {
    return file_;
}
bool SiteDocument::isReadOnly() const {
    return read_only_;
}
const std::vector<std::string>& SiteDocument::openingNotes() const {
    return opening_notes_;
}
const io::FileMark& SiteDocument::fileMark() const {
    return file_mark_;
}
QUndoStack& SiteDocument::undoStack() {
    return undo_;
}
const std::vector<io::StoredRun>& SiteDocument::runs() const {
    return runs_;
}
int SiteDocument::runsVersion() const {
    return runs_version_;
}

QString SiteDocument::title() const {
    if (const QString given = text("title"); !given.isEmpty()) return given;
    if (file_.empty()) return tr("Untitled plan");
    QString name = file_name(file_);
    for (const auto* ending : {".gpkg", ".prospect"})
        if (name.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
            name.chop(static_cast<int>(qstrlen(ending)));
    return name;
}

bool SiteDocument::isModified() const {
    // Results computed on somebody else's file are not worth a question on leaving.
    return base_ != saved_base_ || acceptances_ != saved_acceptances_ ||
           (runs_version_ != saved_runs_version_ && !read_only_);
}

DocumentMark SiteDocument::mark() const {
    return {number_, base_, runs_version_, acceptances_};
}

void SiteDocument::setActiveScenario(const QString& name) {
    if (name == scenario_) return;
    shown_.of(base_, name.toStdString()); // throws before anything has changed
    show(base_, name, {SiteChange::Kind::scenario, all_roles()});
}

// Stored runs name the option they belong to: an option of another name takes them with it. No change of its
// own, it comes and goes with that of the name.
void SiteDocument::renameRuns(const Site& next) {
    std::map<std::string, std::string> names;
    for (const auto& before : base_->scenarios)
        for (const auto& after : next.scenarios)
            if (before->id == after->id && before->name != after->name) names[before->name] = after->name;
    for (auto& run : runs_)
        if (const auto name = names.find(run.scenario); name != names.end()) run.scenario = name->second;
}

void SiteDocument::show(SitePtr base, const QString& option, SiteChange change) {
    const bool other_option = option != scenario_;
    renameRuns(*base);
    base_ = std::move(base);
    scenario_ = option;
    if (!scenario_.isEmpty() && !base_->scenario(scenario_.toStdString())) scenario_.clear();
    auto shown = shown_.of(base_, scenario_.toStdString());
    site_ = std::move(shown.site);
    unapplied_ = std::move(shown.unapplied);
    if (other_option) change.roles = all_roles();
    Q_EMIT changed(change);
}

void SiteDocument::push(const QString& title, SitePtr after, SiteChange change, int merge_id) {
    push(title, std::move(after), scenario_, std::move(change), merge_id);
}

void SiteDocument::push(const QString& title, SitePtr after, const QString& option, SiteChange change,
                        int merge_id) {
    undo_.push(new SwapSnapshots(*this, title, std::move(after), option, std::move(change), merge_id));
}

void SiteDocument::pushOption(const QString& title, SitePtr after, const QString& option) {
    push(title, std::move(after), option, {SiteChange::Kind::scenario, all_roles()}, -1);
}

void SiteDocument::addOption(const QString& name) {
    const std::string made = checked_option_name(*base_, name.toStdString());
    const QString option = QString::fromStdString(made);
    pushOption(tr("New option %1").arg(option), with_option(*base_, made, {}), option);
}

void SiteDocument::duplicateOption(const QString& name, const QString& copy) {
    const std::string made = checked_option_name(*base_, copy.toStdString());
    const QString option = QString::fromStdString(made);
    pushOption(tr("Duplicate %1").arg(name), with_option_copied(*base_, name.toStdString(), made), option);
}

void SiteDocument::renameOption(const QString& name, const QString& to) {
    const std::string made = checked_option_name(*base_, to.toStdString(), name.toStdString());
    const QString option = QString::fromStdString(made);
    auto after = with_option_renamed(*base_, name.toStdString(), made);
    if (option != name) pushOption(tr("Rename %1").arg(name), std::move(after), option);
}

void SiteDocument::removeOption(const QString& name) {
    pushOption(tr("Delete %1").arg(name), without_option(*base_, name.toStdString()),
               scenario_ == name ? QString() : scenario_);
}

void SiteDocument::apply(const SiteEdit& edit) {
    if (edit.steps.empty()) return;
    const QString title = QString::fromStdString(edit.title);
    if (scenario_.isEmpty()) {
        auto after = prospect::apply(*base_, edit);
        const auto touched = changed_roles(*base_, *after);
        push(title, std::move(after), {SiteChange::Kind::edited, touched}, -1);
        return;
    }
    const std::string option = scenario_.toStdString();
    auto after = with_edit(*base_, option, edit);
    const auto touched = changed_roles(*site_, *shown_.after_edit(base_, after, option, edit).site);
    push(title, std::move(after), {SiteChange::Kind::edited, touched}, -1);
}

bool SiteDocument::apply(const QString& title, const SitePtr& worked_on, SitePtr after) {
    if (worked_on != base_) return false;
    pushEdited(title, std::move(after));
    return true;
}

void SiteDocument::apply(const QString& title, const EditEverywhere& edit) {
    if (auto after = with_edit_everywhere(*base_, edit)) pushEdited(title, std::move(after));
}

void SiteDocument::pushEdited(const QString& title, SitePtr after) {
    const auto touched = changed_roles(*site_, *shown_.of(after, scenario_.toStdString()).site);
    push(title, std::move(after), {SiteChange::Kind::edited, touched}, -1);
}

void SiteDocument::apply(const io::ImportOutcome& outcome) {
    auto after = io::with_outcome(*base_, outcome);
    for (const io::StoredFile& file : outcome.files)
        files_.add(file);
    const QString title = QString::fromStdString(outcome.edit.title);
    const QString option = QString::fromStdString(outcome.option);
    if (!option.isEmpty()) {
        pushOption(tr("%1 as %2").arg(title, option), std::move(after), option);
        return;
    }
    const auto touched = changed_roles(*base_, *after);
    push(title, std::move(after), {SiteChange::Kind::edited, touched}, -1);
}

QString SiteDocument::text(const std::string& key) const {
    const auto found = base_->meta.find(key);
    return found == base_->meta.end() ? QString() : QString::fromStdString(found->second);
}

void SiteDocument::setText(const std::string& key, const QString& text, const QString& step) {
    const QString written = text.trimmed();
    if (written == this->text(key)) return;
    auto next = *base_;
    if (written.isEmpty())
        next.meta.erase(key);
    else
        next.meta[key] = written.toStdString();
    ++next.revision;
    if (auto also = companion_ ? with_edit_everywhere(next, companion_(key, written)) : nullptr)
        pushEdited(step, std::move(also));
    else
        push(step, std::make_shared<const Site>(std::move(next)), {SiteChange::Kind::texts, {}}, -1);
}

void SiteDocument::pushTexts(const QString& title, Site next) {
    if (next.meta == base_->meta && next.answers == base_->answers && next.log == base_->log) return;
    ++next.revision;
    push(title, std::make_shared<const Site>(std::move(next)), {SiteChange::Kind::texts, {}}, -1);
}

void SiteDocument::setAnswer(const RecordedAnswer& answer, const QString& step) {
    auto next = *base_;
    put_answer(next.answers, answer);
    pushTexts(step, std::move(next));
}

void SiteDocument::setLog(std::vector<LogEntry> log, const QString& step) {
    auto next = *base_;
    next.log = std::move(log);
    pushTexts(step, std::move(next));
}

void SiteDocument::setRules(const assessment::Profile& rules, std::vector<RecordedAnswer> answers,
                            const QString& step) {
    auto next = *base_;
    next.meta[assessment::own_profile_key(rules.name)] = assessment::profile_text(rules);
    next.meta["profile"] = rules.name;
    for (RecordedAnswer& answer : answers)
        put_answer(next.answers, std::move(answer));
    pushTexts(step, std::move(next));
}

void SiteDocument::removeRules(const std::string& name, const QString& step) {
    auto next = *base_;
    next.meta.erase(assessment::own_profile_key(name));
    if (const auto chosen = next.meta.find("profile"); chosen != next.meta.end() && chosen->second == name)
        next.meta.erase(chosen);
    pushTexts(step, std::move(next));
}

void SiteDocument::setTextCompanion(TextCompanion companion) {
    companion_ = std::move(companion);
}

void SiteDocument::setLooks(const Uuid& layer, bool visible, double opacity) {
    const Layer* found = site_->layer(layer);
    if (!found || (found->visible == visible && found->opacity == opacity)) return;
    const QString name = QString::fromStdString(found->name);
    SiteEdit edit;
    edit.steps.push_back(ChangeLayer{layer, found->name, found->role, visible, opacity});
    const bool only_opacity = found->visible == visible;
    const QString title = only_opacity ? tr("Fade %1").arg(name)
                          : visible    ? tr("Show %1").arg(name)
                                       : tr("Hide %1").arg(name);
    edit.title = title.toStdString();
    // A layer the option itself added is not in the base; of one it renamed the base would not be seen.
    if (!base_->layer(layer) || changes_layer(*base_, scenario_, layer)) {
        apply(edit);
        return;
    }
    const int merge_id = only_opacity ? static_cast<int>(std::hash<Uuid>{}(layer)&0x3fffffff) : -1;
    const SiteChange change{SiteChange::Kind::looks, {found->role}};
    auto after = prospect::apply(*base_, edit);
    shown_.after_edit(base_, after, scenario_.toStdString(), edit);
    push(title, std::move(after), change, merge_id);
}

void SiteDocument::clear() {
    adopt({}, {std::make_shared<const Site>(), {}, false, false, {}});
}

void SiteDocument::open(const std::filesystem::path& file) {
    adopt(file, io::open_project(file));
}

void SiteDocument::adopt(const std::filesystem::path& file, io::Opened opened) {
    ++number_;
    undo_.clear();
    shown_.clear();
    file_ = file;
    file_mark_ = opened.mark;
    read_only_ = opened.read_only || opened.foreign;
    opening_notes_ = std::move(opened.notes);
    runs_ = std::move(opened.runs);
    saved_runs_version_ = ++runs_version_;
    saved_base_ = opened.site;
    acceptances_ =
        std::make_shared<const assessment::Acceptances>(assessment::acceptances_of(opened.findings));
    saved_acceptances_ = acceptances_;
    findings_ = std::move(opened.findings);
    files_.reset(std::move(opened.files), *opened.site);
    show(std::move(opened.site), {}, {SiteChange::Kind::opened, all_roles()});
}

void SiteDocument::adoptUnsaved(const std::filesystem::path& original, io::Opened opened) {
    adopt(original, std::move(opened));
    saved_base_.reset();
    Q_EMIT changed({SiteChange::Kind::saved, {}});
}

void SiteDocument::save(const std::filesystem::path& file) {
    if (read_only_ && file == file_)
        throw Error(ErrorCode::refused, "this file is only read", "save under another name");
    io::SaveOptions options = saveOptions();
    options.carry_from = file_;
    if (file == file_) options.expected = file_mark_;
    confirmSaved(file, mark(), io::save_project(*base_, runs_, file, options));
}

bool SiteDocument::confirmSaved(const std::filesystem::path& file, const DocumentMark& written,
                                const io::FileMark& mark) {
    if (written.document != number_) return false;
    file_ = file;
    file_mark_ = mark;
    read_only_ = false;
    saved_base_ = written.base;
    saved_runs_version_ = written.runs_version;
    saved_acceptances_ = written.acceptances;
    Q_EMIT changed({SiteChange::Kind::saved, {}});
    return true;
}

void SiteDocument::setRuns(std::vector<io::StoredRun> runs) {
    runs_ = std::move(runs);
    ++runs_version_;
    Q_EMIT changed({SiteChange::Kind::runs, {}});
}

const assessment::Acceptances& SiteDocument::acceptances() const {
    return *acceptances_;
}

void SiteDocument::setAcceptances(const QString& title, assessment::Acceptances acceptances) {
    if (acceptances == *acceptances_) return;
    undo_.push(new SwapAcceptances(*this, title,
                                   std::make_shared<const assessment::Acceptances>(std::move(acceptances))));
}

void SiteDocument::showAcceptances(AcceptancesPtr acceptances) {
    acceptances_ = std::move(acceptances);
    Q_EMIT changed({SiteChange::Kind::accepted, {}});
}

void SiteDocument::setFindings(std::vector<io::StoredFinding> findings) {
    findings_ = std::move(findings);
}

FileStore& SiteDocument::files() {
    return files_;
}

io::SaveOptions SiteDocument::saveOptions() const {
    io::SaveOptions options;
    options.findings = assessment::with_acceptances(findings_, *acceptances_);
    options.files = files_.to_save(*base_);
    options.released = files_.released(*options.files);
    return options;
}

} // namespace prospect::app
