package org.lanewise.openblas;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.lanewise.core.Backends;
import org.lanewise.core.Parallelism;
import org.lanewise.core.Processor;

/**
 * What is known of the speed of OpenBLAS on this machine: read from where earlier virtual machines
 * left it, and measured as far as something is missing.
 *
 * @param calibration the measurements
 * @param story where they come from, in words
 */
record MeasuredSpeed(Calibration calibration, String story) {
  private static final long PAUSE_NANOS = 150_000_000L;

  private static MeasuredSpeed known;

  /**
   * Returns what is known. If something is missing it is measured, for up to a second once the
   * kernels are compiled, which takes a new virtual machine a few seconds.
   */
  static synchronized MeasuredSpeed of(OpenBlas library, Settings settings) {
    if (known == null) {
      known = find(library, settings);
    }
    return known;
  }

  private static MeasuredSpeed find(OpenBlas library, Settings settings) {
    if (settings.calibration().isEmpty()) {
      return new MeasuredSpeed(
          new Calibration(List.of()), "none: the property " + Settings.CALIBRATION + " says so");
    }
    CalibrationFile file = CalibrationFile.in(settings.calibration().get(), holdsFor(library));
    Calibration kept = file.read();
    if (kept.missing().isEmpty()) {
      return new MeasuredSpeed(kept, "read from " + file.file());
    }
    Calibration calibration = calibrator(library).complete(kept);
    String story =
        String.format(
            Locale.ROOT,
            "%d of %d products measured beyond doubt",
            Calibration.shapes().size() - calibration.missing().size(),
            Calibration.shapes().size());
    try {
      file.write(calibration);
      return new MeasuredSpeed(calibration, story + ", kept in " + file.file());
    } catch (IOException e) {
      return new MeasuredSpeed(
          calibration, story + ", not kept: " + file.file() + " cannot be written");
    }
  }

  private static Calibrator calibrator(OpenBlas library) {
    library.setThreads(1);
    Parallelism one = Parallelism.of(1);
    OpenBlasProducts products =
        new OpenBlasProducts(library, Routing.from(0, "none"), 0, one, Backends.best());
    Calibrator.Operands operands = new Calibrator.Operands();
    return new Calibrator(
        Calibrator.engine(products, operands),
        Calibrator.engine(products.rest(), operands),
        System::nanoTime,
        () -> LockSupport.parkNanos(PAUSE_NANOS));
  }

  private static String holdsFor(OpenBlas library) {
    return String.join(
        "; ",
        "OpenBLAS " + library.version() + " for " + library.core(),
        "Java " + Runtime.version() + " " + System.getProperty("java.vm.name"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Backends.best().name() + " of " + Backends.best().vectorBits() + " bits",
        Runtime.getRuntime().availableProcessors()
            + " of "
            + Processor.name().orElse("processors"));
  }
}
