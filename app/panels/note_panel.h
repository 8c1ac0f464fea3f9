// Review, right: one note; its words first, everything else folded, then what was answered.
#pragma once

#include "geometry/site/annotation.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace prospect::app {

class NoteFiles;
class NoteLinks;
class SiteDocument;

class NotePanel : public QWidget {
    Q_OBJECT
public:
    // Photos and files are shown from the document.
    explicit NotePanel(SiteDocument& document, QWidget* parent = nullptr);

    // Another note, or the same one changed; absent: none. What is being typed into the same note stays.
    void show(const std::optional<Annotation>& note);
    const std::optional<Annotation>& shown() const { return note_; }
    // Keys go into the text.
    void writeText();
    // Hands over what was typed and not yet told.
    void commit();
    QPlainTextEdit* text() const { return text_; }
    NoteFiles& files() const { return *files_; }
    NoteLinks& links() const { return *links_; }

Q_SIGNALS:
    void changed(const prospect::Annotation& wanted);
    void replied(const prospect::Uuid& note, const QString& text);
    void removeRequested(const prospect::Uuid& note);
    void zoomRequested(const prospect::Uuid& note);
    void signerChanged(const QString& author, const QString& agency);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeDetails();
    QWidget* makeTalk();
    void fill(const Annotation& fields);
    void fillTalk();
    Annotation wanted() const;

    std::optional<Annotation> note_;
    bool filling_ = false;
    QWidget* empty_;
    QScrollArea* scroll_;
    QWidget* content_;
    QLabel* number_;
    QComboBox* status_;
    QPlainTextEdit* text_;
    QLabel* written_;
    QPushButton* fold_;
    QWidget* details_;
    QLineEdit* title_;
    QComboBox* severity_;
    QComboBox* strategy_;
    QLineEdit* assigned_;
    QLineEdit* due_;
    QLineEdit* author_;
    QLineEdit* agency_;
    QLineEdit* name_; // asked for until there is one
    NoteFiles* files_;
    NoteLinks* links_;
    QVBoxLayout* talk_;
    QLineEdit* reply_;
};

} // namespace prospect::app
