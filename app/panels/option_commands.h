// New, duplicate, rename, delete, switch: what can be done with the options of a plan, and what is shown
// behind the active one.
#pragma once

#include "app/document/site_document.h"
#include "app/panels/message_bar.h"
#include "app/render/paint_changes.h"

#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>

class QMenu;
class QWidget;

namespace prospect::app {

// "Change height: a thing it changes is no longer there", equal ones once with their number.
QStringList unapplied_texts(const std::vector<Unapplied>& unapplied);
// The name as the screen has it: "" is "Existing place".
QString option_words(const QString& option);

class OptionCommands : public QObject {
    Q_OBJECT
public:
    // `window` is the parent of dialogs.
    OptionCommands(SiteDocument& document, QWidget& window);

    struct NameQuestion {
        QString question;
        QString proposal;
        QString accept;
        std::function<QString(const QString&)> problem;
    };
    // How the person is asked for a name; a dialog unless replaced. Absent: given up.
    void setNameQuestion(std::function<std::optional<QString>(const NameQuestion&)> ask);

    void choose(const QString& option);
    void addOption();
    // Applies an edit to try it. Never to the existing place: there a new option is made for it. One undo
    // step; returns what to say of it.
    QString tryOut(const SiteEdit& edit);
    void duplicateOption();
    void renameOption();
    void removeOption();
    // Which version lies behind the active one as a ghost: "" the existing place; absent: none.
    const std::optional<QString>& behind() const { return behind_; }
    void setBehind(std::optional<QString> option);
    // A list of the active option's changes that no longer fit.
    void showUnapplied();
    // Fills the menu anew for the document as it is.
    void fill(QMenu& menu);

Q_SIGNALS:
    void told(prospect::app::MessageBar::Level level, const QString& text);
    // What the version behind has and the active one has not, and the reverse; empty: no ghost.
    void ghostChanged(const std::vector<prospect::render::ChangedShape>& shapes, const QString& behind,
                      const QString& shown);

private:
    void ask(const NameQuestion& question, const std::function<void(const QString&)>& act);
    void addVersions(QMenu& menu);
    void addBehind(QMenu& menu);
    void onDocumentChanged();
    std::function<QString(const QString&)> nameCheck(const QString& except = {}) const;

    SiteDocument& document_;
    QWidget& window_;
    std::function<std::optional<QString>(const NameQuestion&)> ask_;
    std::optional<QString> behind_;
};

} // namespace prospect::app
