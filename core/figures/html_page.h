#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/figures/figure.h"

namespace convlens {

/// A page that needs no other file: pictures lie in it as base64, the style is its own. All texts are escaped.
class HtmlPage {
 public:
  explicit HtmlPage(const std::string& title);

  void section(const std::string& title, const std::string& text);
  /// The pictures (.png) of a figure side by side, each with its file's name; other files are left out.
  void pictures(const FigureFiles& files);
  /// The first row is the heading. Cells that are numbers stand to the right.
  void table(const std::vector<std::vector<std::string>>& rows);
  /// Until end_fold(): to be opened by a click.
  void begin_fold(const std::string& title);
  void end_fold();
  void note(const std::string& text);
  /// The whole page; the last call.
  std::string take() &&;

 private:
  std::string html_;
};

/// With &, <, > and " as entities: for HTML and XML.
std::string markup(std::string_view text);
std::string base64(const std::string& bytes);

}  // namespace convlens
