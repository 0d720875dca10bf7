#include "ui/network_name.h"

#include <QFileInfo>
#include <QLocale>

#include "ui/docks/training_form.h"

namespace convlens::ui {

QString NetworkName::text() const {
  if (taught) {
    NetworkName untaught = *this;
    untaught.taught = false;
    return tr("%1, taught your hand").arg(untaught.text());
  }
  if (!trained_on.isEmpty()) return tr("%1, trained on %2").arg(name, data_title(trained_on));
  return untrained ? tr("%1, not trained").arg(name) : name;
}

QString NetworkName::file_name() const {
  QStringList parts{QFileInfo(name).completeBaseName()};
  if (!trained_on.isEmpty()) parts << QFileInfo(trained_on.section(QLatin1Char(':'), -1)).completeBaseName();
  if (taught) parts << QStringLiteral("taught");
  parts.removeAll(QString());
  return parts.isEmpty() ? QStringLiteral("network") : parts.join(QLatin1Char('-'));
}

QString NetworkName::dated_text() const {
  if (!trained_at.isValid()) return text();
  //: the code of the language, for the names of months
  const QLocale locale(tr("en"));
  //: when a network was trained: day, month and time as QDateTime::toString has them
  return QStringLiteral("%1 · %2").arg(text(), locale.toString(trained_at.toLocalTime(), tr("d MMM, hh:mm:ss")));
}

}  // namespace convlens::ui
