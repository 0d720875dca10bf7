#pragma once
#include <charconv>
#include <cstdint>
#include <sstream>
#include <string>
#include <vector>

namespace convlens::test {

/// A table as core/formats/csv.h writes it, read back.
struct CsvTable {
  std::string header;
  std::vector<std::vector<std::int64_t>> indices;  ///< a row's
  std::vector<float> values;                       ///< of all rows
};

inline constexpr float kNoNumber = 1e30f;

/// `leading`: how many columns are indices. A cell that is no number is taken as kNoNumber.
inline CsvTable read_csv(const std::string& text, std::size_t leading) {
  CsvTable table;
  std::istringstream lines(text);
  std::getline(lines, table.header);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream cells(line);
    std::vector<std::int64_t> row;
    for (std::string cell; std::getline(cells, cell, ',');) {
      if (row.size() < leading) {
        row.push_back(std::stoll(cell));
        continue;
      }
      float value = kNoNumber;
      const auto read = std::from_chars(cell.data(), cell.data() + cell.size(), value);
      table.values.push_back(read.ptr == cell.data() + cell.size() ? value : kNoNumber);
    }
    table.indices.push_back(row);
  }
  return table;
}

}  // namespace convlens::test
