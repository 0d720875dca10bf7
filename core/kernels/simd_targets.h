#pragma once

// Every instruction set costs a full compilation of the kernels: only those that differ in vector width,
// multiply-add or registers are worth it. The last two are Highway's fallback for processors with none of
// these. To be included before any header of Highway's.
#define HWY_DISABLED_TARGETS (~(HWY_SSE4 | HWY_AVX2 | HWY_AVX3 | HWY_NEON | HWY_EMU128 | HWY_SCALAR))

namespace convlens::kernels {

/// Applies CONVLENS_ISA, if the machine has what it names. Returns true.
bool choose_instruction_set();

/// Every file with dispatched kernels includes this header, so that the choice is made before main().
inline const bool kInstructionSetChosen = choose_instruction_set();

}  // namespace convlens::kernels
