// How a page to hand over is chosen and written.
#pragma once

#include "app/jobs/page_source.h"
#include "app/panels/message_bar.h"

#include <QObject>
#include <QPointer>

class QWidget;

namespace prospect::app {

class JobRunner;
class PageSheet;
class SiteDocument;
struct PageChoices;

class PageCommands : public QObject {
    Q_OBJECT
public:
    // `window` is the parent of dialogs.
    PageCommands(SiteDocument& document, JobRunner& jobs, QWidget& window, QObject* parent);
    ~PageCommands() override;

    // All notes of the shown plan, its title, the day, and who signs on it.
    report::ReviewPage draft() const;
    // The sheet; what it is saved as is asked when that is wanted.
    void open(report::ReviewPage draft, PageChoices choices);
    PageSheet* sheet() const; // null unless it is asked
    void write(const report::ReviewPage& draft, const report::PageOptions& options, const QString& file);

Q_SIGNALS:
    void told(prospect::app::MessageBar::Level level, const QString& text);

private:
    std::shared_ptr<const PageSource> source(report::ReviewPage draft) const;
    void write(std::shared_ptr<const PageSource> source, const report::PageOptions& options,
               const QString& file);

    SiteDocument& document_;
    JobRunner& jobs_;
    QWidget& window_;
    QPointer<PageSheet> sheet_;
};

} // namespace prospect::app
