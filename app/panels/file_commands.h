// New, Open, Save, Add to plan, Export: the flows around the document's file. Reading and writing happen in
// workers.
#pragma once

#include "app/document/recovery.h"
#include "app/document/site_document.h"
#include "app/jobs/import_job.h"
#include "app/jobs/site_jobs.h"
#include "app/panels/message_bar.h"

#include <QObject>
#include <QStringList>

#include <functional>

class QWidget;

namespace prospect::app {

class ImportSheet;

// The filters of the dialogs that choose a file to open or to add.
QString readable_filter();

class FileCommands : public QObject {
    Q_OBJECT
public:
    // `window` is the parent of dialogs.
    FileCommands(SiteDocument& document, JobRunner& jobs, QWidget& window);

    enum class Answer { save, discard, cancel };
    // How the person is asked about unsaved work; a dialog unless replaced.
    void setQuestion(std::function<Answer()> ask);
    // How the person is asked whether to save in spite of what the text says; a dialog unless replaced.
    void setConsent(std::function<bool(const QString&)> consents);
    // Calls `then` once nothing would be lost: at once, after saving, or never.
    void whenSafe(std::function<void()> then);

    // Opens unsaved work of an earlier program as unsaved work; its copy goes once it is open.
    void recover(const Recoverable& work);
    void newPlan();
    void chooseAndOpen();
    // A project is opened; any other file becomes the start of a new plan, through the import sheet.
    void open(const QString& file);
    void save();
    void chooseAndSave();
    void saveTo(const QString& file);
    void chooseAndImport();
    void import(const QStringList& files);
    void exportGrid(std::shared_ptr<const Field> field);
    void exportTable(io::Table table);
    void exportSite(const io::ExportOptions& options, const QString& file);
    // Null unless an import is being looked at.
    ImportSheet* sheet() const { return sheet_; }

Q_SIGNALS:
    void told(prospect::app::MessageBar::Level level, const QString& text);
    void opened();
    // Something was added to the plan; local coordinates.
    void imported(const prospect::Box& added);

private:
    // As it was left, when the plan still has it.
    void showOption(const QString& option);
    bool needsName() const;
    QString chooseName();
    void openNow(const QString& file);
    using MakeJob =
        std::function<Job(std::function<void(io::Opened)> opened, std::function<void(const Error&)> failed)>;
    // Reads a project in a worker and gives it to `adopt`, unless that would drop work done meanwhile.
    void replaceDocument(const MakeJob& make, std::function<void(io::Opened)> adopt);
    void startSave(const QString& file, std::function<void()> then);
    void saveWith(const QString& file, const io::SaveOptions& options, std::function<void()> then);
    void makeSheet();
    void readForImport(ImportRequest request);
    void onImportFailed(const ImportRequest& request, const Error& error);
    // Adds what the preview shows, to the option so named; empty: to the existing place.
    void addToPlan(const QString& option);
    void closeSheet();
    void tell(const Error& error);
    void remember(const QString& file);

    SiteDocument& document_;
    JobRunner& jobs_;
    QWidget& window_;
    std::function<Answer()> ask_;
    std::function<bool(const QString&)> consents_;
    ImportSheet* sheet_ = nullptr;
    ImportPreview preview_;
    std::unique_ptr<RecoveryKeeper> keeper_;
    bool add_when_read_ = false; // it was asked for, and the preview is of another option or plan
    int import_job_ = 0;
    int open_job_ = 0;
};

} // namespace prospect::app
