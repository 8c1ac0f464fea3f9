// Values nobody gave, on which findings rest.
#pragma once

#include "geometry/site/feature.h"

#include <string>
#include <vector>

namespace prospect::assessment {

struct Assumed {
    enum class By : std::uint8_t {
        agreed, // somebody agreed to it, or the source did
        usual,  // the usual value stands in (defaults.json)
        nature, // the usual value, and it says no more than what the thing is: a wall is solid
        method, // a starting value of the program, of no single thing
        unsaid  // nothing stands for it: the plan leaves it open, of no single thing
    };
    Uuid feature;          // nil for By::method and By::unsaid
    std::string attribute; // "" = that the thing is there, and where; of those two what it is, in words
    By by = By::usual;
    Role role{};
    std::string noun;  // "hedge"
    std::string value; // as text, without unit; "" for a thing

    bool of_a_thing() const { return by != By::method && by != By::unsaid; }
    bool operator==(const Assumed&) const = default;
    bool operator<(const Assumed& other) const {
        return feature != other.feature ? feature < other.feature : attribute < other.attribute;
    }
};

// Those that may be otherwise: not what follows from the nature of a thing.
std::vector<Assumed> doubtful(const std::vector<Assumed>& assumed);
// Of those the ones that things of the plan would tell.
std::vector<Assumed> of_the_plan(const std::vector<Assumed>& assumed);
// "the height of 3 hedges and of the wall, 12 windows", in the order of roles; at most `most` kinds of
// things, then "and more"; after them starting values, all of them. By::unsaid is left out. "" for none.
std::string assumed_words(const std::vector<Assumed>& assumed, std::size_t most = 4);
// "where streets are": of By::unsaid alone.
std::string unsaid_words(const std::vector<Assumed>& assumed);
// Both as sentences to go on with: ". Assumed: the height of the wall. The plan does not say where streets
// are"; "" for none.
std::string doubts_text(const std::vector<Assumed>& assumed);

} // namespace prospect::assessment
