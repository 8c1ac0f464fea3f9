// The rules behind a tile of the check, what the check as a whole may say, and where what is missing is
// added.
#pragma once

#include "analysis/assessment/finding.h"
#include "app/panels/look.h"

#include <QString>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace prospect::app {

// How one rule went.
struct RuleLine {
    Status status = Status::cannot_tell;
    QString title;                  // "NS-05  Main entrances can be seen …"
    QString says;                   // "fine", "2 problems", "can't tell yet: no window is on the plan"
    std::vector<std::string> lacks; // ids of subjects that have to be described
};
std::vector<RuleLine> rule_lines(const assessment::Assessment& outcome, const std::string& strategy);

// A tile: how far the strategy could be checked. Never fine while fewer than half of its rules ran, nor where
// no problem was found on assumed facts only.
struct TileWords {
    Status status = Status::cannot_tell;
    QString detail;
};
TileWords tile_words(const assessment::Assessment& outcome, const assessment::Coverage& coverage);

// Whether people answer for the strategy: no measurement stands for it.
bool asks_people(const assessment::Strategy& strategy);

// What the check may say as a whole, and why.
struct Verdict {
    bool too_little = false; // fewer than half of the rules ran
    QString title;
    QString why;                    // "" when the title says all
    std::vector<std::string> first; // subjects most rules wait for, at most three
};
Verdict verdict_of(const assessment::Assessment& outcome);

// "Windows" of "window": as Describe calls it; "" for what it does not know.
QString subject_title(const std::string& subject);
// Adds a button for each subject that leads to its row of Describe: "Describe: Windows", short "Windows".
enum class LinkText { full, short_ };
void add_describe_links(QVBoxLayout& column, const std::vector<std::string>& subjects,
                        const std::function<void(const std::string&)>& go, LinkText text = LinkText::full);

} // namespace prospect::app
