#include "ui/views/data_choice.h"

#include <algorithm>

#include "ui/docks/training_form.h"

namespace convlens::ui {

DataChoice::DataChoice(QWidget* parent) : QComboBox(parent) {
  setSizeAdjustPolicy(QComboBox::AdjustToContents);
  const QString first = QStringLiteral("generated");
  offer({first}, first, false);
}

void DataChoice::offer(const QStringList& words, const QString& first, bool keeps) {
  const QString chosen = word();
  QStringList all = words;
  // A folder or file of the user's own is in nobody's list.
  for (int i = 0; i < count(); ++i)
    if (const QString other = itemData(i).toString(); other.contains(u':') && !all.contains(other)) all << other;
  clear();
  for (const QString& name : all) addItem(data_title(name), name);
  setCurrentIndex(std::max(0, findData(keeps && all.contains(chosen) ? chosen : first)));
}

void DataChoice::choose(const QString& chosen) {
  if (chosen.isEmpty()) return;
  if (findData(chosen) < 0) addItem(data_title(chosen), chosen);
  setCurrentIndex(findData(chosen));
}

void DataChoice::retranslate() {
  setAccessibleName(tr("Data set to look through"));
  setToolTip(accessibleName());
  for (int i = 0; i < count(); ++i) setItemText(i, data_title(itemData(i).toString()));
}

}  // namespace convlens::ui
