#include "ui/widgets/before_after.h"

#include <QGridLayout>

#include "ui/paint/theme.h"

namespace convlens::ui {

void BeforeAfter::set_rows(const std::vector<Row>& rows) {
  delete layout();
  qDeleteAll(findChildren<QLabel*>(QString(), Qt::FindDirectChildrenOnly));
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(kGrid);
  grid->setVerticalSpacing(0);
  grid->setColumnStretch(0, 1);
  QStringList lines;
  for (int line = 0; const Row& row : rows) {
    auto* name = new QLabel(row.name);
    name->setWordWrap(true);
    grid->addWidget(name, line, 0);
    grid->addWidget(new QLabel(row.before + QStringLiteral(" →")), line, 1, Qt::AlignRight);
    auto* after = new QLabel(row.after);
    after->setFont(font_of(TypeSize::body, true));
    grid->addWidget(after, line++, 2, Qt::AlignRight);
    lines << QStringLiteral("%1: %2 → %3").arg(row.name, row.before, row.after);
  }
  setAccessibleDescription(lines.join(QStringLiteral("; ")));
}

}  // namespace convlens::ui
