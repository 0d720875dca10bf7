#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace convlens {

/// What one variant of a network changes (the ablations of Zeiler & Fergus 2014, sections 4.1 and 5.1); what
/// is not set stays as it is. core/study/variant_graph.h tells what each setting does to the network.
struct Variant {
  std::optional<int> window = {};         ///< side of the first convolution's window
  std::optional<int> stride = {};         ///< of the first convolution
  std::optional<double> maps = {};        ///< factor on the maps of the hidden convolutions
  std::vector<std::string> without = {};  ///< layers taken away
  std::optional<bool> batch_norm = {};
  std::optional<double> dropout = {};  ///< ratio; 0: none at all
  std::optional<bool> lrn = {};
  std::optional<int> batch = {};  ///< pictures a step
  friend bool operator==(const Variant&, const Variant&) = default;
};

/// Settings joined by commas, in any order: window=7, stride=2, maps=0.5, without=conv3 (may come several
/// times), batch-norm=on|off, dropout=0.5 (on is 0.5, off is 0), lrn=on|off, batch=128; "as-is" alone:
/// nothing changed. Throws Error(bad_value) that names the variant and the setting.
Variant parse_variant(std::string_view text);
/// The same in one order, so that equal variants have equal texts; parse_variant reads it back.
std::string to_string(const Variant& variant);

}  // namespace convlens
