#include "app/panels/file_commands.h"

#include "app/document/recent_plans.h"
#include "app/panels/file_dialogs.h"
#include "app/panels/import_sheet.h"
#include "app/panels/look.h"

#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <optional>
#include <utility>

namespace prospect::app {

namespace {

std::filesystem::path path_of(const QString& file) {
    return std::filesystem::path(file.toStdString());
}
QString text_of(const std::filesystem::path& file) {
    return QString::fromStdString(file.string());
}

bool is_geopackage(const QString& file) {
    return file.endsWith(QLatin1String(".gpkg"), Qt::CaseInsensitive);
}

// Another program has the file open when its log lies beside it.
bool is_live(const QString& file) {
    return QFile::exists(file + QStringLiteral("-wal")) || QFile::exists(file + QStringLiteral("-shm"));
}

// Why a save was refused, as a question, and how it is done all the same.
struct Obstacle {
    QString question;
    io::SaveOptions overridden;
};
std::optional<Obstacle> obstacle_to(const std::filesystem::path& file, const io::SaveOptions& options) {
    io::SaveOptions overridden = options;
    if (!options.over_live_file && is_live(text_of(file))) {
        overridden.over_live_file = true;
        return Obstacle{FileCommands::tr("Another program has “%1” open. Save over it all the same?")
                            .arg(QFileInfo(text_of(file)).fileName()),
                        overridden};
    }
    if (!options.carry_from.empty() && !std::filesystem::exists(options.carry_from)) {
        overridden.carry_from.clear();
        overridden.expected.reset();
        const bool photos = options.files && std::any_of(options.files->begin(), options.files->end(),
                                                         [&](const io::StoredFile& one) {
                                                             return one.bytes->lies_in(options.carry_from);
                                                         });
        const QString lost =
            photos
                ? FileCommands::tr("“%1” is no longer where it was opened. Photos of notes that it held, and "
                                   "what other programs kept in it, cannot be saved with the plan. Save all "
                                   "the same?")
                : FileCommands::tr("“%1” is no longer where it was opened. What other programs kept in it "
                                   "cannot be saved with the plan. Save all the same?");
        return Obstacle{lost.arg(QFileInfo(text_of(options.carry_from)).fileName()), overridden};
    }
    if (options.expected && io::mark_of(file) != *options.expected) {
        overridden.expected.reset();
        return Obstacle{
            FileCommands::tr("Another program has changed “%1” since it was opened. Save over what it "
                             "wrote? The previous file is kept beside it.")
                .arg(QFileInfo(text_of(file)).fileName()),
            overridden};
    }
    return std::nullopt;
}

} // namespace

QString readable_filter() {
    QStringList all;
    QStringList filters;
    for (const auto& format : io::formats()) {
        if (!format.reads) continue;
        all += QString::fromStdString(format.extensions);
        filters += QStringLiteral("%1 (%2)").arg(QString::fromStdString(format.name),
                                                 QString::fromStdString(format.extensions));
    }
    // Not read, but people look for them and are told what to save them as.
    all += QStringLiteral("*.xls *.dwg");
    filters.push_front(FileCommands::tr("Plans, maps and tables (%1)").arg(all.join(u' ')));
    filters.push_back(FileCommands::tr("All files (*)"));
    return filters.join(QStringLiteral(";;"));
}

FileCommands::FileCommands(SiteDocument& document, JobRunner& jobs, QWidget& window)
    : QObject(&window), document_(document), jobs_(jobs), window_(window) {
    ask_ = [this] {
        QMessageBox box(&window_);
        box.setText(tr("Save the changes to “%1”?").arg(document_.title()));
        box.setInformativeText(tr("What is not saved is lost."));
        auto* save = box.addButton(tr("Save"), QMessageBox::AcceptRole);
        auto* discard = box.addButton(tr("Do not save"), QMessageBox::DestructiveRole);
        box.addButton(tr("Cancel"), QMessageBox::RejectRole);
        box.setDefaultButton(save);
        box.exec();
        return box.clickedButton() == save      ? Answer::save
               : box.clickedButton() == discard ? Answer::discard
                                                : Answer::cancel;
    };
    consents_ = [this](const QString& question) {
        return QMessageBox::question(&window_, tr("Save"), question) == QMessageBox::Yes;
    };
    keeper_ = std::make_unique<RecoveryKeeper>(
        document_, recovery_folder(), [this](RecoveryWork work, std::function<void()> written) {
            // A copy that cannot be written is tried again later; the work itself is not touched.
            jobs_.queue(keep_job(std::move(work), std::move(written), {}));
        });
    connect(&document_, &SiteDocument::changed, this, [this](const SiteChange& change) {
        const bool option =
            change.kind == SiteChange::Kind::scenario || change.kind == SiteChange::Kind::saved;
        if (option && !document_.file().empty())
            remember_option(text_of(document_.file()), document_.activeScenario());
    });
    connect(&jobs_, &JobRunner::progressed, this, [this](const JobState& state) {
        if (sheet_ && state.id == import_job_) sheet_->showProgress(state);
    });
}

void FileCommands::setQuestion(std::function<Answer()> ask) {
    ask_ = std::move(ask);
}

void FileCommands::setConsent(std::function<bool(const QString&)> consents) {
    consents_ = std::move(consents);
}

void FileCommands::whenSafe(std::function<void()> then) {
    if (!document_.isModified()) {
        then();
        return;
    }
    switch (ask_()) {
    case Answer::save: {
        const QString file = needsName() ? chooseName() : text_of(document_.file());
        if (!file.isEmpty()) startSave(file, std::move(then));
        return;
    }
    case Answer::discard:
        then();
        return;
    case Answer::cancel:
        return;
    }
}

void FileCommands::replaceDocument(const MakeJob& make, std::function<void(io::Opened)> adopt) {
    jobs_.cancel(open_job_); // never a save
    open_job_ = jobs_.queue(make(
        [this, asked = document_.mark(), adopt](io::Opened content) {
            // Whoever went on working while the file was read is asked about that work, too.
            if (document_.mark() == asked)
                adopt(std::move(content));
            else
                whenSafe([adopt, content = std::move(content)] { adopt(content); });
        },
        [this](const Error& error) { tell(error); }));
}

void FileCommands::recover(const Recoverable& work) {
    whenSafe([this, work] {
        const auto make = [work](auto opened, auto failed) {
            return recover_job(work, std::move(opened), std::move(failed));
        };
        replaceDocument(make, [this, work](io::Opened content) {
            content.read_only = work.original_read_only;
            content.foreign = false;
            content.mark = work.original_mark;
            document_.adoptUnsaved(work.original, std::move(content));
            keeper_->keep([work] { forget(work); });
            Q_EMIT opened();
            Q_EMIT told(MessageBar::Level::look, tr("Recovered. Save it to keep it."));
        });
    });
}

void FileCommands::newPlan() {
    whenSafe([this] {
        document_.clear();
        Q_EMIT opened();
    });
}

void FileCommands::chooseAndOpen() {
    const QString file = ask_file(&window_, tr("Open"), readable_filter());
    if (!file.isEmpty()) open(file);
}

void FileCommands::open(const QString& file) {
    whenSafe([this, file] { openNow(file); });
}

void FileCommands::openNow(const QString& file) {
    if (!is_geopackage(file)) {
        document_.clear();
        Q_EMIT opened();
        import({file});
        return;
    }
    const auto make = [path = path_of(file)](auto opened, auto failed) {
        return open_job(path, std::move(opened), std::move(failed));
    };
    replaceDocument(make, [this, file](io::Opened content) {
        const QString option = remembered_option(file);
        document_.adopt(path_of(file), std::move(content));
        remember(file);
        Q_EMIT opened();
        showOption(option);
        QStringList notes;
        for (const auto& note : document_.openingNotes())
            notes += sentence(Error(ErrorCode::refused, note));
        if (!notes.isEmpty()) Q_EMIT told(MessageBar::Level::info, notes.join(u'\n'));
    });
}

void FileCommands::showOption(const QString& option) {
    const auto& options = document_.base()->scenarios;
    if (std::none_of(options.begin(), options.end(),
                     [&](const auto& one) { return !option.isEmpty() && one->name == option.toStdString(); }))
        return;
    document_.setActiveScenario(option);
    Q_EMIT told(MessageBar::Level::info,
                tr("The option “%1” is shown, as when the plan was left.").arg(option));
}

bool FileCommands::needsName() const {
    return document_.file().empty() || document_.isReadOnly();
}

void FileCommands::save() {
    if (needsName())
        chooseAndSave();
    else
        startSave(text_of(document_.file()), {});
}

QString FileCommands::chooseName() {
    QString start = text_of(document_.file());
    if (start.isEmpty()) start = document_.title() + QStringLiteral(".prospect.gpkg");
    const QString file = ask_new_file(&window_, tr("Save as"), start, tr("Prospect plan (*.gpkg)"));
    return file.isEmpty() || is_geopackage(file) ? file : file + QStringLiteral(".prospect.gpkg");
}

void FileCommands::chooseAndSave() {
    const QString file = chooseName();
    if (!file.isEmpty()) saveTo(file);
}

void FileCommands::saveTo(const QString& file) {
    const QString whole = is_geopackage(file) ? file : file + QStringLiteral(".prospect.gpkg");
    if (document_.isReadOnly() && path_of(whole) == document_.file()) {
        Q_EMIT told(MessageBar::Level::look, tr("This file is only read. Choose another name."));
        return;
    }
    startSave(whole, {});
}

void FileCommands::startSave(const QString& file, std::function<void()> then) {
    io::SaveOptions options = document_.saveOptions();
    options.carry_from = document_.file();
    if (path_of(file) == document_.file()) options.expected = document_.fileMark();
    saveWith(file, options, std::move(then));
}

void FileCommands::saveWith(const QString& file, const io::SaveOptions& options, std::function<void()> then) {
    SaveWork work{document_.base(), document_.runs(), path_of(file), options};
    jobs_.queue(save_job(
        std::move(work),
        [this, file, written = document_.mark(), then](const io::FileMark& mark) {
            remember(file);
            // What was to follow concerned the plan that was written, and edits made since are asked about.
            if (document_.confirmSaved(path_of(file), written, mark) && then) whenSafe(then);
        },
        [this, file, options, then, number = document_.mark().document](const Error& error) {
            const auto obstacle = obstacle_to(path_of(file), options);
            if (error.code() != ErrorCode::refused || !obstacle || document_.mark().document != number)
                tell(error);
            else if (consents_(obstacle->question) && document_.mark().document == number)
                saveWith(file, obstacle->overridden, then);
        }));
}

void FileCommands::chooseAndImport() {
    const auto files = ask_files(&window_, tr("Add to plan"), readable_filter());
    if (!files.isEmpty()) import(files);
}

void FileCommands::import(const QStringList& files) {
    if (files.isEmpty()) return;
    ImportRequest request;
    for (const auto& file : files)
        request.files.push_back(path_of(file));
    request.theme = theme_of(window_.palette()).kind;
    closeSheet(); // another file is meant now
    readForImport(std::move(request));
}

void FileCommands::makeSheet() {
    sheet_ = new ImportSheet(&window_);
    sheet_->setAttribute(Qt::WA_DeleteOnClose);
    connect(sheet_, &ImportSheet::addRequested, this, &FileCommands::addToPlan);
    connect(sheet_, &ImportSheet::readAgainRequested, this, &FileCommands::readForImport);
    connect(sheet_, &QDialog::finished, this, [this] {
        jobs_.cancel(import_job_);
        add_when_read_ = false;
        sheet_ = nullptr;
        preview_ = {}; // what was read may be large
    });
}

void FileCommands::readForImport(ImportRequest request) {
    request.base = document_.base();
    request.kept = document_.files().to_save(*request.base);
    if (!sheet_) makeSheet();
    auto job = import_job(
        request,
        [this](ImportPreview preview) {
            preview_ = std::move(preview);
            if (!sheet_) return;
            sheet_->showPreview(preview_);
            if (std::exchange(add_when_read_, false))
                addToPlan(QString::fromStdString(preview_.request.options.as_option));
        },
        [this, request](const Error& error) { onImportFailed(request, error); });
    sheet_->showReading(job.title);
    sheet_->open();
    jobs_.cancel(import_job_);
    import_job_ = jobs_.queue(std::move(job));
}

void FileCommands::onImportFailed(const ImportRequest& request, const Error& error) {
    add_when_read_ = false;
    if (sheet_ && sheet_->hasPreview()) {
        sheet_->showFailure(sentence(error));
        return;
    }
    if (sheet_ && sheet_->ask(error, request)) return;
    closeSheet();
    tell(error);
}

void FileCommands::addToPlan(const QString& option) {
    const std::string name = option.toStdString();
    if (preview_.request.base != document_.base() || preview_.request.options.as_option != name) {
        // What is added must fit the plan as it is now, and be the difference to it where it is an option.
        auto request = preview_.request;
        request.options.as_option = name;
        request.options.replace = document_.base()->scenario(name) != nullptr; // said before
        add_when_read_ = preview_.request.base == document_.base();
        readForImport(std::move(request));
        return;
    }
    const auto added = preview_.added;
    const QString active = document_.activeScenario();
    try {
        document_.apply(preview_.outcome);
    } catch (const Error& error) {
        closeSheet();
        tell(error);
        return;
    }
    const auto counts = preview_.outcome.difference;
    const bool light = only_light_data(preview_);
    closeSheet();
    if (light) {
        Q_EMIT told(MessageBar::Level::fine,
                    tr("The light data is kept: lamps that name it give its light."));
        return;
    }
    Q_EMIT imported(added);
    if (!option.isEmpty()) {
        Q_EMIT told(MessageBar::Level::fine, tr("Option “%1”: %2 new, %3 gone, %4 changed, %5 as they were.")
                                                 .arg(option)
                                                 .arg(counts.added)
                                                 .arg(counts.removed)
                                                 .arg(counts.changed)
                                                 .arg(counts.unchanged));
    } else if (!active.isEmpty())
        Q_EMIT told(
            MessageBar::Level::look,
            tr("Added to the existing place, which all options share, not to “%1” alone.").arg(active));
}

void FileCommands::closeSheet() {
    if (auto* sheet = sheet_) {
        sheet_ = nullptr;
        jobs_.cancel(import_job_);
        preview_ = {};
        sheet->disconnect(this);
        sheet->close();
    }
}

void FileCommands::exportGrid(std::shared_ptr<const Field> field) {
    const QString file =
        ask_new_file(&window_, tr("Save grid"), QString::fromStdString(field->name) + QStringLiteral(".tif"),
                     tr("GeoTIFF (*.tif)"));
    if (file.isEmpty()) return;
    jobs_.queue(export_grid_job(
        std::move(field), document_.base()->frame, path_of(file),
        [this, file] { Q_EMIT told(MessageBar::Level::fine, tr("Saved %1.").arg(file)); },
        [this](const Error& error) { tell(error); }));
}

void FileCommands::exportTable(io::Table table) {
    const QString file =
        ask_new_file(&window_, tr("Save table"), QString::fromStdString(table.name) + QStringLiteral(".csv"),
                     tr("Table (*.csv)"));
    if (file.isEmpty()) return;
    jobs_.queue(export_table_job(
        std::move(table), path_of(file),
        [this, file] { Q_EMIT told(MessageBar::Level::fine, tr("Saved %1.").arg(file)); },
        [this](const Error& error) { tell(error); }));
}

void FileCommands::exportSite(const io::ExportOptions& options, const QString& file) {
    jobs_.queue(export_site_job(
        document_.site(), options, path_of(file),
        [this, file](const io::ExportReport& report) {
            QString text =
                tr("Saved %1 with %n entries.", nullptr, static_cast<int>(report.written)).arg(file);
            if (report.withheld > 0)
                text += u' ' + tr("%n are not for this audience and were left out.", nullptr,
                                  static_cast<int>(report.withheld));
            Q_EMIT told(MessageBar::Level::fine, text);
        },
        [this](const Error& error) { tell(error); }));
}

void FileCommands::tell(const Error& error) {
    Q_EMIT told(MessageBar::Level::serious, sentence(error));
}

void FileCommands::remember(const QString& file) {
    const auto site = document_.site();
    remember_plan(file, *site);
    draw_thumbnail(site, file);
}

} // namespace prospect::app
