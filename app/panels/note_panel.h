// Review, right: one note; its words first, everything else folded, then what was answered.
#pragma once

#include "app/panels/note_talk.h"
#include "geometry/site/annotation.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;

namespace prospect::app {

class NoteFiles;
class NoteLinks;
class NoteTalk;
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
    bool isWriting() const;
    NoteFiles& files() const { return *files_; }
    NoteLinks& links() const { return *links_; }

Q_SIGNALS:
    void changed(const prospect::Annotation& wanted);
    void replied(const prospect::Uuid& note, const QString& text, const prospect::app::Speaker& by);
    void removeRequested(const prospect::Uuid& note);
    void zoomRequested(const prospect::Uuid& note);
    // `under`: the note the name was written under, which is that person's if it says nobody; absent when
    // only what is written from now on was meant.
    void signerChanged(const QString& author, const QString& agency,
                       const std::optional<prospect::Annotation>& under);
    // The words of the note as they stand in the fields, not yet told.
    void typing(const prospect::Annotation& now);
    // Whether its text is being written.
    void writing(bool writes);
    // Esc in the text: the keys are to go back to the map.
    void left();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHead();
    QWidget* makeDetails();
    QWidget* makeSigner();
    void connectFields();
    void fill(const Annotation& fields);
    // Whose note it is.
    void fillSigner();
    void tellSigner(const QString& author, const std::optional<Annotation>& under);
    Annotation wanted() const;

    SiteDocument& document_;
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
    NoteTalk* talk_;
};

} // namespace prospect::app
