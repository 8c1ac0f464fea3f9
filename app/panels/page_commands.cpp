#include "app/panels/page_commands.h"

#include "app/document/site_document.h"
#include "app/jobs/site_jobs.h"
#include "app/panels/file_dialogs.h"
#include "app/panels/page_sheet.h"
#include "app/panels/review_commands.h"

#include <QDate>
#include <QLocale>

namespace prospect::app {

PageCommands::PageCommands(SiteDocument& document, JobRunner& jobs, QWidget& window, QObject* parent)
    : QObject(parent), document_(document), jobs_(jobs), window_(window) {}

PageCommands::~PageCommands() = default;

PageSheet* PageCommands::sheet() const {
    return sheet_;
}

report::ReviewPage PageCommands::draft() const {
    report::ReviewPage page;
    page.notes = annotations(*document_.site());
    page.title = document_.title();
    page.option = document_.activeScenario();
    page.author = ReviewCommands::author();
    page.agency = ReviewCommands::agencyOn(document_);
    page.date = QLocale().toString(QDate::currentDate(), QLocale::LongFormat);
    return page;
}

std::shared_ptr<const PageSource> PageCommands::source(report::ReviewPage draft) const {
    std::vector<io::StoredFile> photos;
    for (const Annotation& note : draft.notes)
        for (const AttachedFile& file : photos_of(note))
            if (const auto* stored = document_.files().find(file.sha256)) photos.push_back(*stored);
    return std::make_shared<const PageSource>(document_.site(), std::move(draft), std::move(photos));
}

void PageCommands::open(report::ReviewPage draft, PageChoices choices) {
    if (sheet_) return;
    const auto shown = source(std::move(draft));
    sheet_ = new PageSheet(shown, std::move(choices), jobs_, &window_);
    sheet_->setAttribute(Qt::WA_DeleteOnClose);
    connect(sheet_, &PageSheet::saveRequested, this, [this, shown](const report::PageOptions& options) {
        QString file = ask_new_file(sheet_, tr("Save the page"),
                                    shown->draft().title + QStringLiteral(".pdf"), tr("PDF (*.pdf)"));
        if (file.isEmpty()) return; // the sheet stays
        if (!file.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) file += QStringLiteral(".pdf");
        if (sheet_) sheet_->accept();
        write(shown, options, file);
    });
    sheet_->open();
}

void PageCommands::write(const report::ReviewPage& draft, const report::PageOptions& options,
                         const QString& file) {
    write(source(draft), options, file);
}

void PageCommands::write(std::shared_ptr<const PageSource> source, const report::PageOptions& options,
                         const QString& file) {
    jobs_.queue(review_page_job(
        std::move(source), options, file.toStdString(),
        [this, file](const report::PageContent& content) {
            QString text = content.pages > 1 ? tr("Saved %1: %2 pages, the map at 1:%3.")
                                                   .arg(file)
                                                   .arg(content.pages)
                                                   .arg(content.scale)
                                             : tr("Saved %1 at 1:%2.").arg(file).arg(content.scale);
            if (const int off = content.notes - content.notes_on_map; off > 0)
                text += u' ' + (off == 1 ? tr("1 note is not on its map.")
                                         : tr("%1 notes are not on its map.").arg(off));
            if (content.withheld > 0)
                text +=
                    u' ' + tr("Personal or protected things that are not on it: %1.").arg(content.withheld);
            Q_EMIT told(MessageBar::Level::fine, text);
        },
        [this](const Error& error) { Q_EMIT told(MessageBar::Level::serious, sentence(error)); }));
}

} // namespace prospect::app
