#include "ui/network_name.h"

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

}  // namespace convlens::ui
