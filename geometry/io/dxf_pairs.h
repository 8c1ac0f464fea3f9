// The lines of an ASCII DXF, two by two: a group code and its value.
#pragma once

#include <cstddef>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace prospect::io {

struct DxfPair {
    int code = 0;
    std::string_view value; // without line ends and leading blanks; valid until the next call of next()
};

// Reads any bytes in blocks, in linear time; never throws on content.
class DxfPairReader {
public:
    // The stream must outlive the reader. A UTF-8 byte order mark at its start is skipped.
    explicit DxfPairReader(std::istream& stream);

    // The next pair; false at the end of the stream and at a line that should be a group code but is none.
    bool next(DxfPair& pair);
    // Lines read so far, the last one included.
    std::size_t line() const { return line_; }
    // The text found where a group code should be (at most 40 bytes), "" when there was none such.
    const std::string& bad_code() const { return bad_code_; }

private:
    bool next_line(std::string_view& text);
    // Moves what is unread to the front and reads on; false when nothing more came.
    bool fill();

    std::istream& stream_;
    std::vector<char> buffer_;
    std::size_t begin_ = 0; // unread bytes are [begin_, end_)
    std::size_t end_ = 0;
    std::size_t line_ = 0;
    std::string bad_code_;
};

// The number a value holds, or `fallback` when it holds none. Decimal point whatever the locale.
double dxf_number(std::string_view value, double fallback = 0);
long dxf_integer(std::string_view value, long fallback = 0);

} // namespace prospect::io
