package org.lanewise.cli;

import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.lanewise.nn.train.Callback;
import org.lanewise.nn.train.EpochResult;

/**
 * A progress bar with throughput on standard error, an epoch a bar; nothing where that is not a
 * terminal.
 */
final class ProgressDisplay implements Callback, AutoCloseable {
  /** Set by the launcher, which alone can tell whether standard error is a terminal. */
  private static final String TERMINAL = "lanewise.terminal";

  private static final int WIDTH = 100;

  private final boolean shown;
  private final int epochs;
  private ProgressBar bar;

  private ProgressDisplay(boolean shown, int epochs) {
    this.shown = shown;
    this.epochs = epochs;
  }

  static ProgressDisplay create(int epochs) {
    return new ProgressDisplay(Boolean.getBoolean(TERMINAL), epochs);
  }

  @Override
  public void afterBatch(int epoch, int samples, int total, double loss) {
    if (!shown) {
      return;
    }
    if (bar == null) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("epoch " + epoch + "/" + epochs)
              .setInitialMax(total)
              .setUnit(" samples", 1)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .showSpeed()
              .clearDisplayOnFinish()
              .setConsumer(new ConsoleProgressBarConsumer(System.err, WIDTH))
              .build();
    }
    bar.stepTo(samples);
    bar.setExtraMessage(String.format(Locale.ROOT, " loss %.4f", loss));
  }

  @Override
  public void afterEpoch(EpochResult result) {
    close();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
