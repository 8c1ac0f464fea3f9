#include "geometry/base/sha256.h"

#include "geometry/base/error.h"

#include <openssl/evp.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <vector>

namespace prospect {

struct Sha256::Context {
    EVP_MD_CTX* md = nullptr;
};

namespace {

void check(int ok) {
    if (ok != 1)
        throw Error(ErrorCode::internal, "the SHA-256 routine of the system library failed");
}

} // namespace

Sha256::Sha256() : context_(std::make_unique<Context>()) {
    context_->md = EVP_MD_CTX_new();
    check(context_->md ? EVP_DigestInit_ex(context_->md, EVP_sha256(), nullptr) : 0);
}

Sha256::~Sha256() { EVP_MD_CTX_free(context_->md); }

Sha256& Sha256::add_bytes(const void* data, std::size_t size) {
    check(EVP_DigestUpdate(context_->md, data, size));
    return *this;
}

Sha256& Sha256::add(std::string_view text) {
    add(static_cast<std::uint64_t>(text.size()));
    return add_bytes(text.data(), text.size());
}

Sha256& Sha256::add(double number) {
    double bits = number == 0 ? 0.0 : number;
    if (std::isnan(bits))
        bits = std::numeric_limits<double>::quiet_NaN();
    return add_bytes(&bits, sizeof bits);
}

Sha256& Sha256::add(std::uint64_t number) { return add_bytes(&number, sizeof number); }

Digest Sha256::finish() {
    Digest digest{};
    unsigned size = 0;
    check(EVP_DigestFinal_ex(context_->md, digest.data(), &size));
    return digest;
}

std::string hex(const Digest& digest) {
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(digest.size() * 2);
    for (const std::uint8_t byte : digest) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

Digest sha256_of_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in)
        throw Error(ErrorCode::refused, "the file cannot be read", "check that it exists and that you may read it")
            .add_context(file.string());
    Sha256 sum;
    std::vector<char> buffer(1 << 16);
    while (in) {
        in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        sum.add_bytes(buffer.data(), static_cast<std::size_t>(in.gcount()));
    }
    // A folder opens, and only reading it fails.
    if (in.bad())
        throw Error(ErrorCode::refused, "the file cannot be read", "check that it is a file and not a folder")
            .add_context(file.string());
    return sum.finish();
}

} // namespace prospect
