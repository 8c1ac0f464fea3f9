#include "app/panels/help_window.h"

#include "app/panels/look.h"
#include "geometry/base/error.h"
#include "geometry/base/resources.h"

#include <QDesktopServices>
#include <QFile>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QTextTable>
#include <QVBoxLayout>

namespace prospect::app {

namespace {

constexpr QSize first_size{720, 720};
constexpr int line_height_percent = 135;

std::optional<QString> text_of(const QString& name) {
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_.-]+$"));
    if (!plain.match(name).hasMatch()) return std::nullopt;
    try {
        QFile file(QString::fromStdString(resource_path("help/" + name.toStdString() + ".md").string()));
        if (!file.open(QIODevice::ReadOnly)) return std::nullopt;
        return QString::fromUtf8(file.readAll());
    } catch (const Error&) {
        return std::nullopt;
    }
}

// Markdown comes without the spacing and the lines of our pages.
void dress(QTextDocument& document, const render::Theme& theme) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        format.setLineHeight(line_height_percent, QTextBlockFormat::ProportionalHeight);
        if (format.headingLevel() > 0) {
            format.setTopMargin(format.headingLevel() == 1 ? 0 : render::space::edge);
            format.setBottomMargin(render::space::inside);
            QTextCharFormat letters;
            letters.setFont(render::font(format.headingLevel() == 1 ? render::TextStyle::start_page
                                                                    : render::TextStyle::panel_title));
            cursor.select(QTextCursor::BlockUnderCursor);
            cursor.mergeCharFormat(letters);
        }
        cursor.setBlockFormat(format);
        if (auto* table = cursor.currentTable()) {
            QTextTableFormat frame = table->format();
            frame.setBorder(1);
            frame.setBorderCollapse(true);
            frame.setBorderBrush(theme.line);
            frame.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
            frame.setCellPadding(6);
            frame.setCellSpacing(0);
            frame.setWidth(QTextLength(QTextLength::PercentageLength, 100));
            table->setFormat(frame);
        }
    }
}

} // namespace

HelpWindow::HelpWindow(QWidget* parent) : QDialog(parent), text_(new QTextBrowser) {
    resize(first_size);
    make_panel(this);
    auto* column = column_layout(this, 0, 0);
    text_->setFrameShape(QFrame::NoFrame);
    text_->setOpenLinks(false);
    text_->document()->setDocumentMargin(24);
    text_->setAccessibleName(tr("Help page"));
    column->addWidget(text_, 1);
    column->addWidget(hairline());
    auto* foot = new QWidget;
    auto* close = push_button(tr("Close"));
    column_layout(foot, render::space::between)->addWidget(close, 0, Qt::AlignRight);
    column->addWidget(foot);
    connect(close, &QPushButton::clicked, this, &QDialog::close);
    connect(text_, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
}

bool HelpWindow::hasPage(const QString& name) {
    return text_of(name).has_value();
}

bool HelpWindow::showPage(const QString& name) {
    return showExtendedPage(name, {});
}

bool HelpWindow::showExtendedPage(const QString& name, const QString& more) {
    const auto text = text_of(name);
    if (!text) return false;
    text_->document()->setDefaultFont(render::font(render::TextStyle::body));
    text_->document()->setMarkdown(*text + more, QTextDocument::MarkdownDialectGitHub);
    dress(*text_->document(), theme_of(palette()));
    const auto title = text_->document()->begin().text();
    setWindowTitle(title.isEmpty() ? tr("Help") : title);
    show();
    raise();
    activateWindow();
    // A page is laid out when it is first shown, and only then knows where its beginning is.
    QMetaObject::invokeMethod(
        this, [this] { text_->moveCursor(QTextCursor::Start); }, Qt::QueuedConnection);
    text_->verticalScrollBar()->setValue(0);
    return true;
}

void HelpWindow::follow(const QUrl& link) {
    const QString path = link.path();
    if (link.isRelative() && path.endsWith(QLatin1String(".md")))
        showPage(path.section(u'/', -1).chopped(3));
    else if (link.scheme() == QLatin1String("https")) // a person clicked it: nothing is fetched by itself
        QDesktopServices::openUrl(link);
}

} // namespace prospect::app
