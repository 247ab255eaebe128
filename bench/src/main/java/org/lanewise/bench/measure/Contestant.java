package org.lanewise.bench.measure;

import java.util.Optional;

/** One who does a piece of work, ready to do it again and again. */
public interface Contestant {
  /** Returns the name under which it is reported. */
  String name();

  /** Returns how much one run does, in the unit of the report: operations, or bytes moved. */
  double work();

  /** Does the work once. */
  void run();

  /** Says what is wrong with the result of the last run; empty if it is right. */
  Optional<String> flaw();

  /** Gives back what is not on the heap. */
  default void close() {}
}
