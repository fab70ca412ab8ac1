#include "widget/form/arena.h"

#include <cstdint>

// Defined by the linker: the start of the unused memory.
extern "C" unsigned char __heap_base;  // NOLINT(bugprone-reserved-identifier)

namespace undersigned::arena {
namespace {

constexpr std::size_t kAlignment = 16;
constexpr std::size_t kPageBytes = 65'536;
constexpr std::size_t kBytesMax = 16 * 1024 * 1024;

unsigned char* top = &__heap_base;

}  // namespace

void reset() {
  top = &__heap_base;
}

void* take(std::size_t size) {
  const std::uintptr_t address = reinterpret_cast<std::uintptr_t>(top);
  if (size > kBytesMax - address) {
    __builtin_trap();
  }
  const std::uintptr_t end = (address + size + kAlignment - 1) & ~(kAlignment - 1);
  const std::size_t there = __builtin_wasm_memory_size(0) * kPageBytes;
  if (end > there && __builtin_wasm_memory_grow(0, (end - there + kPageBytes - 1) / kPageBytes) == SIZE_MAX) {
    __builtin_trap();
  }
  unsigned char* piece = top;
  top += end - address;
  return piece;
}

}  // namespace undersigned::arena

extern "C" {

void* malloc(std::size_t size) {
  return undersigned::arena::take(size);
}
void free(void* /*piece*/) {}

// Byte by byte: only short runs are copied here, and the library's versions are twenty times the code size.
__attribute__((no_builtin)) void* memcpy(void* to, const void* from, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) static_cast<char*>(to)[i] = static_cast<const char*>(from)[i];
  return to;
}
__attribute__((no_builtin)) void* memchr(const void* text, int wanted, std::size_t size) {
  const auto* bytes = static_cast<const unsigned char*>(text);
  for (std::size_t i = 0; i < size; ++i) {
    if (bytes[i] == static_cast<unsigned char>(wanted)) return const_cast<unsigned char*>(bytes + i);
  }
  return nullptr;
}
}
