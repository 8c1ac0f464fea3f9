// Single letters are commands of the map. Somebody who types a word where no text field has the keys must
// not set off one after the other.
#pragma once

#include <QElapsedTimer>
#include <QObject>

class QKeyEvent;
class QWidget;

namespace prospect::app {

// A letter that follows another letter within word_ms, with no other key, click or text field between, is
// part of a word: it sets nothing off, nor does a letter that is held down.
class LetterKeys : public QObject {
    Q_OBJECT
public:
    static constexpr int word_ms = 300;

    // For the keys of that window.
    explicit LetterKeys(QWidget& window);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isInWord(const QKeyEvent& key);

    QWidget& window_;
    QElapsedTimer since_; // the last letter; not valid: another key or a click came after it
};

} // namespace prospect::app
