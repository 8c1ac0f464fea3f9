#include "app/models/search.h"
#include "tests/support/registry.h"

#include <QTest>

using namespace prospect::app;

class SearchTest : public QObject {
    Q_OBJECT

    std::vector<SearchItem> items_ = {{"Check this place", "Check", {}, {}, {}},
                                      {"Block C", "Building", {}, {}, {}},
                                      {"Alley behind Block C", "Path", {}, {}, {}},
                                      {"Café", "Building", {}, {}, {}}};

private Q_SLOTS:
    void nothing_typed_gives_the_first() {
        QCOMPARE(search("", items_, 2), (std::vector<std::size_t>{0, 1}));
    }
    void a_text_that_begins_so_comes_before_one_that_only_holds_the_word() {
        QCOMPARE(search("block", items_, 9), (std::vector<std::size_t>{1, 2}));
    }
    void every_word_counts_in_any_order() {
        QCOMPARE(search("c alley", items_, 9), (std::vector<std::size_t>{2}));
    }
    void the_kind_is_searched_too_and_comes_last() {
        QCOMPARE(search("build", items_, 9), (std::vector<std::size_t>{1, 3}));
        QCOMPARE(search("check", items_, 9), (std::vector<std::size_t>{0}));
    }
    void letters_within_a_word_do_not_count() { QVERIFY(search("lock", items_, 9).empty()); }
    void accents_and_case_do_not_matter() {
        QCOMPARE(search("CAFE", items_, 9), (std::vector<std::size_t>{3}));
    }
};

PROSPECT_TEST(SearchTest);
#include "search_test.moc"
