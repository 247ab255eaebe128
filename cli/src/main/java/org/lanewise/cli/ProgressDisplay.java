package org.lanewise.cli;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.lanewise.nn.train.Callback;
import org.lanewise.nn.train.EpochResult;
import org.lanewise.nn.train.Training;

/**
 * A progress bar with throughput on the terminal, an epoch a bar; nothing where standard error is
 * not a terminal.
 */
final class ProgressDisplay implements Callback, AutoCloseable {
  /**
   * The terminal's name, set by the launcher, which alone can tell whether standard error is one.
   * The launcher also filters standard error, so what is written there may come late; a bar has to
   * be gone before the next line on standard output.
   */
  private static final String TERMINAL = "lanewise.terminal";

  private static final int WIDTH = 100;

  private final PrintStream terminal;
  private final int epochs;
  private ProgressBar bar;
  private long start = System.nanoTime();

  private ProgressDisplay(PrintStream terminal, int epochs) {
    this.terminal = terminal;
    this.epochs = epochs;
  }

  static ProgressDisplay create(int epochs) {
    String name = System.getProperty(TERMINAL, "");
    return new ProgressDisplay(name.isEmpty() ? null : open(name), epochs);
  }

  private static PrintStream open(String name) {
    try {
      return new PrintStream(new FileOutputStream(name, true), true);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  @Override
  public void afterBatch(int epoch, int samples, int total, double loss) {
    if (terminal == null) {
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
              .setConsumer(new Line(terminal))
              .build();
    }
    // The bar's own speed counts whole seconds: nothing in the first, and up to double later.
    double speed = samples / ((System.nanoTime() - start) * 1e-9);
    bar.stepTo(samples);
    bar.setExtraMessage(String.format(Locale.ROOT, " %,.0f samples/s, loss %.4f", speed, loss));
  }

  @Override
  public void afterEpoch(Training training, EpochResult result) {
    endBar();
    start = System.nanoTime();
  }

  @Override
  public void close() {
    endBar();
    if (terminal != null) {
      terminal.close();
    }
  }

  private void endBar() {
    if (bar != null) {
      bar.close();
      bar = null;
      // Not left to the bar, which forgets to clear itself if it lived for less than an update.
      terminal.print("\r" + " ".repeat(WIDTH) + "\r");
      terminal.flush();
    }
  }

  /** A bar without an end of line: the library's own consumer leaves an empty line behind. */
  private static final class Line extends ConsoleProgressBarConsumer {
    Line(PrintStream out) {
      super(out, WIDTH);
    }

    @Override
    public void close() {
      // Nothing: whoever owns the bar clears its line.
    }
  }
}
