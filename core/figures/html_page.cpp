#include "core/figures/html_page.h"

#include <algorithm>
#include <utility>

namespace convlens {
namespace {

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #222; --muted: #667; --paper: #fff; --line: #ccd; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e6ea; --muted: #9aa; --paper: #16181c; --line: #3a3f48; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 68rem;
       margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.7rem; } h2 { font-size: 1.2rem; margin-top: 2.4rem; border-top: 1px solid var(--line); padding-top: 1rem; }
p { max-width: 46rem; } .note, figcaption, summary { color: var(--muted); }
.pictures { display: flex; flex-wrap: wrap; gap: 1rem; align-items: flex-start; }
figure { margin: 0; max-width: 100%; } img { max-width: 100%; border: 1px solid var(--line); background: #fff; }
table { border-collapse: collapse; } th, td { padding: .15rem .8rem; text-align: left; border-bottom: 1px solid var(--line); }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
)";

bool is_number(const std::string& text) {
  return !text.empty() && text.find_first_not_of("0123456789.,-+e %") == std::string::npos;
}

}  // namespace

std::string markup(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      default: result += c;
    }
  }
  return result;
}

std::string base64(const std::string& bytes) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string result;
  result.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k)
      group = group << 8 | (k < count ? static_cast<std::uint8_t>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) result += k <= count ? kDigits[group >> (18 - 6 * k) & 63] : '=';
  }
  return result;
}

HtmlPage::HtmlPage(const std::string& title) {
  html_ =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
      markup(title) + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n<h1>" +
      markup(title) + "</h1>\n";
}

void HtmlPage::section(const std::string& title, const std::string& text) {
  html_ += "<h2>" + markup(title) + "</h2>\n";
  if (!text.empty()) html_ += "<p>" + markup(text) + "</p>\n";
}

void HtmlPage::pictures(const FigureFiles& files) {
  html_ += "<div class=\"pictures\">\n";
  for (const FigureFile& file : files) {
    if (!file.name.ends_with(".png")) continue;
    const std::string name = markup(file.name.substr(0, file.name.size() - 4));
    html_ += "<figure><img alt=\"" + name + "\" src=\"data:image/png;base64," + base64(file.bytes) + "\"><figcaption>" +
             name + "</figcaption></figure>\n";
  }
  html_ += "</div>\n";
}

void HtmlPage::table(const std::vector<std::vector<std::string>>& rows) {
  html_ += "<table>\n";
  for (std::size_t row = 0; row < rows.size(); ++row) {
    html_ += "<tr>";
    for (const std::string& cell : rows[row]) {
      const std::string tag = row == 0 ? "th" : "td";
      html_ += "<" + tag + (row > 0 && is_number(cell) ? " class=\"number\"" : "") + ">" + markup(cell) +
               "</" + tag + ">";
    }
    html_ += "</tr>\n";
  }
  html_ += "</table>\n";
}

void HtmlPage::begin_fold(const std::string& title) {
  html_ += "<details>\n<summary>" + markup(title) + "</summary>\n";
}
void HtmlPage::end_fold() { html_ += "</details>\n"; }
void HtmlPage::note(const std::string& text) { html_ += "<p class=\"note\">" + markup(text) + "</p>\n"; }

std::string HtmlPage::take() && { return std::move(html_) + "</body>\n</html>\n"; }

}  // namespace convlens
