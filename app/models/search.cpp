#include "app/models/search.h"

#include <algorithm>
#include <optional>

namespace prospect::app {

namespace {

// Lower case, accents dropped.
QString plain(const QString& text) {
    const auto is_plain = [](QChar letter) { return letter.unicode() < 0x80; };
    if (std::all_of(text.begin(), text.end(), is_plain)) return text.toLower();
    QString letters;
    for (const QChar letter : text.normalized(QString::NormalizationForm_KD))
        if (letter.category() != QChar::Mark_NonSpacing) letters += letter.toCaseFolded();
    return letters;
}

bool begins_a_word(const QString& text, const QString& word) {
    for (auto at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
        if (at == 0 || !text[at - 1].isLetterOrNumber()) return true;
    return false;
}

// 0 is best; absent: the item does not fit.
std::optional<int> rank(const QString& typed, const QStringList& words, const SearchItem& item) {
    const QString text = plain(item.text);
    if (text.startsWith(typed)) return 0;
    QString detail;
    bool in_text = true;
    for (const auto& word : words) {
        if (begins_a_word(text, word)) continue;
        in_text = false;
        if (detail.isNull()) detail = plain(item.detail);
        if (!begins_a_word(detail, word)) return {};
    }
    return in_text ? 1 : 2;
}

} // namespace

std::vector<std::size_t> search(const QString& typed, const std::vector<SearchItem>& items,
                                std::size_t most) {
    const QString wanted = plain(typed.simplified());
    const QStringList words = wanted.split(u' ', Qt::SkipEmptyParts);
    std::vector<std::size_t> found[3];
    for (std::size_t i = 0; i < items.size() && found[0].size() < most; ++i)
        if (const auto class_of_hit = rank(wanted, words, items[i])) found[*class_of_hit].push_back(i);
    std::vector<std::size_t> best;
    for (const auto& hits : found)
        for (const std::size_t i : hits)
            if (best.size() < most) best.push_back(i);
    return best;
}

} // namespace prospect::app
