#include "app/render/words.h"

#include <QCoreApplication>

namespace prospect::render {

QString in_words(std::string_view identifier) {
    QString text = QString::fromUtf8(identifier.data(), static_cast<qsizetype>(identifier.size()));
    text.replace(u'_', u' ');
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

QString annotation_word(std::string_view word) {
    // What the file calls mended is settled in whatever way: nobody mends a question.
    if (word == "mended") return QCoreApplication::translate("Notes", "Resolved");
    return in_words(word);
}

} // namespace prospect::render
