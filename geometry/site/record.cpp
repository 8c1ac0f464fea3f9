#include "geometry/site/record.h"

#include <algorithm>

namespace prospect {

const RecordedAnswer* answer_for(const std::vector<RecordedAnswer>& answers, const std::string& criterion) {
    const auto found = std::find_if(answers.rbegin(), answers.rend(),
                                    [&](const RecordedAnswer& one) { return one.criterion == criterion; });
    return found == answers.rend() ? nullptr : &*found;
}

void put_answer(std::vector<RecordedAnswer>& answers, RecordedAnswer answer) {
    const bool empty = answer.answer.empty() && answer.comment.empty() && answer.evidence.empty();
    const auto same = [&](const RecordedAnswer& one) { return one.criterion == answer.criterion; };
    const auto first = std::find_if(answers.begin(), answers.end(), same);
    if (first == answers.end()) {
        if (!empty) answers.push_back(std::move(answer));
        return;
    }
    answers.erase(std::remove_if(first + 1, answers.end(), same), answers.end());
    if (empty)
        answers.erase(first);
    else
        *first = std::move(answer);
}

} // namespace prospect
