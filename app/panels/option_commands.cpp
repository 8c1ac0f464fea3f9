#include "app/panels/option_commands.h"

#include "app/jobs/job_runner.h"
#include "app/panels/look.h"
#include "app/panels/name_dialog.h"
#include "geometry/site/options.h"

#include <QActionGroup>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include <map>

namespace prospect::app {

namespace {

// A reason of apply() without the id that nobody can read.
QString reason_words(const std::string& reason) {
    const bool feature = reason.starts_with("feature ");
    if (feature && reason.ends_with("no longer there"))
        return OptionCommands::tr("a thing it changes is no longer there");
    if (feature) return OptionCommands::tr("a thing it adds is there already");
    if (reason.ends_with("no longer there"))
        return OptionCommands::tr("the layer it belongs on is no longer there");
    return QString::fromStdString(reason);
}

} // namespace

QStringList unapplied_texts(const std::vector<Unapplied>& unapplied) {
    QStringList order;
    std::map<QString, int> counts;
    for (const Unapplied& one : unapplied) {
        const QString text =
            QStringLiteral("%1: %2").arg(QString::fromStdString(one.edit), reason_words(one.reason));
        if (++counts[text] == 1) order += text;
    }
    for (QString& text : order)
        if (const int count = counts[text]; count > 1) text += OptionCommands::tr(" (%1 times)").arg(count);
    return order;
}

QString option_words(const QString& option) {
    return option.isEmpty() ? OptionCommands::tr("Existing place") : option;
}

OptionCommands::OptionCommands(SiteDocument& document, QWidget& window)
    : QObject(&window), document_(document), window_(window),
      ask_([this](const NameQuestion& question) -> std::optional<QString> {
          NameDialog dialog(question.question, question.proposal, question.accept, question.problem,
                            &window_);
          return dialog.exec() == QDialog::Accepted ? std::optional(dialog.name()) : std::nullopt;
      }) {
    connect(&document_, &SiteDocument::changed, this, &OptionCommands::onDocumentChanged);
}

void OptionCommands::setNameQuestion(std::function<std::optional<QString>(const NameQuestion&)> ask) {
    ask_ = std::move(ask);
}

std::function<QString(const QString&)> OptionCommands::nameCheck(const QString& except) const {
    return [base = document_.base(), except](const QString& name) {
        try {
            checked_option_name(*base, name.toStdString(), except.toStdString());
            return QString();
        } catch (const Error& error) {
            return sentence(error);
        }
    };
}

void OptionCommands::ask(const NameQuestion& question, const std::function<void(const QString&)>& act) {
    const auto name = ask_(question);
    if (!name) return;
    try {
        act(*name);
    } catch (const Error& error) {
        Q_EMIT told(MessageBar::Level::look, sentence(error));
    }
}

void OptionCommands::choose(const QString& option) {
    try {
        document_.setActiveScenario(option);
    } catch (const Error& error) {
        Q_EMIT told(MessageBar::Level::look, sentence(error));
    }
}

void OptionCommands::addOption() {
    ask({tr("What is the new option called?"), QString::fromStdString(free_option_name(*document_.base())),
         tr("Make option"), nameCheck()},
        [this](const QString& name) {
            document_.addOption(name);
            Q_EMIT told(MessageBar::Level::info,
                        tr("“%1” begins as the existing place is. What you change now belongs to it alone.")
                            .arg(document_.activeScenario()));
        });
}

QString OptionCommands::tryOut(const SiteEdit& edit) {
    const QString what = QString::fromStdString(edit.title);
    if (!document_.activeScenario().isEmpty()) {
        document_.apply(edit);
        return tr("Tried: %1. Undo takes it back.").arg(what);
    }
    document_.undoStack().beginMacro(tr("Try: %1").arg(what));
    document_.addOption(QString::fromStdString(free_option_name(*document_.base())));
    document_.apply(edit);
    document_.undoStack().endMacro();
    return tr("Tried in the new option “%1”: %2. The existing place is as it was; Compare shows both.")
        .arg(document_.activeScenario(), what);
}

void OptionCommands::duplicateOption() {
    const QString from = document_.activeScenario();
    if (from.isEmpty()) {
        addOption();
        return;
    }
    ask({tr("What is the copy of “%1” called?").arg(from),
         QString::fromStdString(free_option_name(*document_.base())), tr("Duplicate"), nameCheck()},
        [&](const QString& name) { document_.duplicateOption(from, name); });
}

void OptionCommands::renameOption() {
    const QString from = document_.activeScenario();
    if (from.isEmpty()) return;
    ask({tr("What is “%1” to be called?").arg(from), from, tr("Rename"), nameCheck(from)},
        [&](const QString& name) {
            const bool followed = behind_ == from;
            document_.renameOption(from, name);
            if (followed) setBehind(document_.activeScenario());
        });
}

void OptionCommands::removeOption() {
    const QString name = document_.activeScenario();
    if (name.isEmpty()) return;
    document_.removeOption(name);
    Q_EMIT told(MessageBar::Level::info, tr("“%1” is deleted. Undo brings it back.").arg(name));
}

void OptionCommands::setBehind(std::optional<QString> option) {
    behind_ = std::move(option);
    onDocumentChanged();
}

void OptionCommands::onDocumentChanged() {
    std::vector<render::ChangedShape> shapes;
    const QString shown = document_.activeScenario();
    const auto base = document_.base();
    if (behind_ && !behind_->isEmpty() && !base->scenario(behind_->toStdString())) behind_.reset();
    if (behind_ && *behind_ != shown) {
        const SitePtr other = behind_->isEmpty() ? base : with_scenario(*base, behind_->toStdString());
        shapes = render::changed_shapes(plan_changes(*other, *document_.site()));
    }
    Q_EMIT ghostChanged(shapes, behind_ ? option_words(*behind_) : QString(), option_words(shown));
}

void OptionCommands::showUnapplied() {
    auto* dialog = new QDialog(&window_);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Changes that no longer fit"));
    dialog->setObjectName(QStringLiteral("unapplied"));
    make_panel(dialog);
    dialog->resize(460, 320);
    auto* column = column_layout(dialog, render::space::edge);
    column->addWidget(text_label(
        tr("Changes of “%1” that no longer fit the existing place").arg(document_.activeScenario()),
        render::TextStyle::panel_title));
    column->addWidget(paragraph(
        tr("They stay in the option and count again as soon as what they concern is back."), Tone::quiet));
    auto* list = new QListWidget;
    list->addItems(unapplied_texts(document_.unapplied()));
    list->setWordWrap(true);
    list->setFrameShape(QFrame::NoFrame);
    column->addWidget(list, 1);
    auto* close = push_button(tr("Close"));
    column->addWidget(close, 0, Qt::AlignRight);
    connect(close, &QPushButton::clicked, dialog, &QDialog::accept);
    dialog->open();
}

void OptionCommands::addVersions(QMenu& menu) {
    auto* group = new QActionGroup(&menu);
    const auto add = [&](const QString& option) {
        auto* action = menu.addAction(option_words(option).replace(u'&', QLatin1String("&&")));
        action->setCheckable(true);
        action->setChecked(option == document_.activeScenario());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, option] { choose(option); });
    };
    add({});
    for (const auto& option : document_.base()->scenarios)
        add(QString::fromStdString(option->name));
}

void OptionCommands::addBehind(QMenu& menu) {
    auto* behind = menu.addMenu(icon(QStringLiteral("compare")), tr("Show &behind"));
    auto* group = new QActionGroup(behind);
    const auto add = [&](const QString& text, const std::optional<QString>& option) {
        auto* action = behind->addAction(QString(text).replace(u'&', QLatin1String("&&")));
        action->setCheckable(true);
        action->setChecked(option == behind_);
        action->setEnabled(!option || *option != document_.activeScenario());
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, option] { setBehind(option); });
    };
    add(tr("Nothing"), std::nullopt);
    add(option_words({}), QString());
    for (const auto& option : document_.base()->scenarios)
        add(QString::fromStdString(option->name), QString::fromStdString(option->name));
    behind->setEnabled(!document_.base()->scenarios.empty());
}

void OptionCommands::fill(QMenu& menu) {
    menu.clear();
    for (auto* part : menu.findChildren<QObject*>(Qt::FindDirectChildrenOnly))
        if (qobject_cast<QMenu*>(part) || qobject_cast<QActionGroup*>(part)) part->deleteLater();
    addVersions(menu);
    menu.addSeparator();
    const bool option = !document_.activeScenario().isEmpty();
    menu.addAction(icon(QStringLiteral("add")), tr("&New option…"), this, &OptionCommands::addOption);
    menu.addAction(icon(QStringLiteral("copy")), tr("&Duplicate…"), this, &OptionCommands::duplicateOption);
    menu.addAction(icon(QStringLiteral("edit")), tr("&Rename…"), this, &OptionCommands::renameOption)
        ->setEnabled(option);
    menu.addAction(icon(QStringLiteral("delete")), tr("D&elete"), this, &OptionCommands::removeOption)
        ->setEnabled(option);
    menu.addSeparator();
    addBehind(menu);
    if (const auto count = document_.unapplied().size(); count > 0)
        menu.addAction(icon(QStringLiteral("look")), tr("Changes that no longer fit (%1)…").arg(count), this,
                       &OptionCommands::showUnapplied);
}

} // namespace prospect::app
