#include "core/tensor/aligned_memory.h"

#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace convlens {
namespace {

constexpr std::size_t kLargePage = std::size_t{2} << 20;
/// Smaller pieces would waste a good part of their last page.
constexpr std::size_t kLargePiece = 2 * kLargePage;

std::align_val_t alignment_of(std::size_t bytes) {
  return std::align_val_t{bytes >= kLargePiece ? kLargePage : kAlignment};
}

}  // namespace

void* allocate_aligned(std::size_t bytes) {
  void* memory = ::operator new(bytes, alignment_of(bytes));
#if defined(__linux__) && defined(MADV_HUGEPAGE)
  // Only whole pages, so that nothing changes for what lies behind. A refusal costs speed only.
  if (bytes >= kLargePiece) madvise(memory, bytes / kLargePage * kLargePage, MADV_HUGEPAGE);
#endif
  return memory;
}

void free_aligned(void* memory, std::size_t bytes) { ::operator delete(memory, alignment_of(bytes)); }

}  // namespace convlens
