#pragma once
#include <QObject>
#include <QStringList>
#include <memory>
#include <stop_token>

#include "app/doorbell.h"
#include "app/input_inquiry.h"
#include "app/job_runner.h"
#include "app/live_worker.h"
#include "app/mailbox.h"
#include "ui/network_name.h"
#include "ui/views/view_export.h"

namespace convlens::app {

/// What the window shows: the model and the input of the moment, and where they come from and go to. GUI thread; files
/// are touched on a thread of their own.
class Session : public QObject {
  Q_OBJECT

 public:
  /// remember: whether the model opened last comes back next time (not in tests and screenshots).
  explicit Session(bool remember, QObject* parent = nullptr);

  /// The model to begin with, then the sample drawings and the drawing that was there last: never an empty view.
  void begin();
  const std::shared_ptr<const Model>& model() const { return model_; }
  const ui::NetworkName& name() const { return name_; }
  /// Under which the model comes back: a preset or a path.
  const QString& word() const { return word_; }
  bool remembers() const { return remember_; }
  static ui::NetworkName name_of(const QString& word, bool trained = true);
  /// A model that the word stands for; the next start is told by remember_model().
  void show_kept(std::shared_ptr<const Model> model, const ui::NetworkName& name, const QString& word);
  /// What the next start begins with.
  void remember_model(const QString& word);
  /// The same of a file that `save` is about to write among the user's data, away from the GUI thread: remembered at
  /// once, since a window that closes now still has its files written but hears of it no more. Where it fails, what was
  /// remembered before is again, and failed() tells why.
  void remember_saved(const QString& word, JobRunner::Work save);
  QString remembered_model() const;
  JobRunner& files() { return files_; }
  LiveWorker& live() { return live_; }
  InputInquiry& inquiry() { return inquiry_; }
  /// Presets that come trained.
  static std::vector<ui::ShippedNetwork> shipped_models();

 public slots:
  /// A preset (its shipped weights; random ones where it comes untrained) or an .onnx file.
  void open_model(const QString& preset_or_path);
  /// Of all that are being opened or wait to be: the network that is shown stays.
  void cancel_opening();
  void save_model(const QString& path);
  void open_image(const QString& path);
  void open_drawing(const QString& path);
  void save_drawing(const QString& path, const convlens::Drawing& drawing);
  /// Makes the files and writes them into the folder, over those of the same names.
  void export_view(const QString& folder, const convlens::ui::Exporter& files);
  /// Whatever its ending says it is.
  void open_file(const QString& path);
  void show_model(std::shared_ptr<const convlens::Model> model, const convlens::ui::NetworkName& name);
  /// Newer weights of the model that is shown; of another one they are passed over.
  void set_weights(std::shared_ptr<const convlens::Model> model);

 signals:
  void model_shown(std::shared_ptr<const convlens::Model> model, const convlens::ui::NetworkName& name);
  void samples_found(const std::vector<convlens::Drawing>& samples);
  void drawing_opened(const convlens::Drawing& drawing);
  void image_opened(const convlens::ui::Input& input);
  void answered(convlens::ui::FramePtr frame);
  /// The window has painted what answered() told last.
  void painted();
  /// A network is being opened. Then how far that is (total 0: not known yet), again and again; then that it has
  /// ended, well or not.
  void opening(const QString& name);
  void opening_progressed(std::size_t done, std::size_t total);
  void opening_ended();
  void told(const QString& message);
  void failed(const QString& message);

 private:
  void pass_on(const ui::FramePtr& frame);
  void show_opened(const OpenedModel& opened, const QString& word);
  void end_opening();
  /// What the program was to begin with did not open: never an empty view.
  void open_another_than(const QString& word);

  struct Progress {
    std::size_t done, total;
  };

  bool remember_;
  std::shared_ptr<const Model> model_;
  ui::NetworkName name_;
  QString word_;
  int openings_ = 0;  ///< asked for and not ended
  std::stop_source cancel_opening_;
  NewestMailbox<Progress> opening_progress_;
  Doorbell opening_bell_;
  Doorbell painted_bell_;
  LiveWorker live_;
  InputInquiry inquiry_;  ///< before the files, whose jobs use it
  JobRunner files_;
};

}  // namespace convlens::app
