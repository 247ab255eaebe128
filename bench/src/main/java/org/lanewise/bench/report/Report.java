package org.lanewise.bench.report;

import java.nio.file.Path;
import java.util.List;

/** Takes what a benchmark finds, line by line. */
public interface Report {
  /** The state of a rival that could do more if it were let. */
  String HELD_BACK = "held back";

  /**
   * Begins a table.
   *
   * @param unit the unit of its speeds
   * @param rivals whom ratios may follow for, in this order
   */
  void begin(String unit, List<String> rivals);

  /** Shows a measurement. */
  void measured(Measurement measurement);

  /** Says of a rival that it has no speed, or less than it could have, and why. */
  void remark(String rival, String state, String reason);

  /** Says where a picture of the measurements lies, in both forms. */
  void drawn(Path svg, Path png);
}
