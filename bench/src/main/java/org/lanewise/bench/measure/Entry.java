package org.lanewise.bench.measure;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A contestant put together from its parts.
 *
 * @param name the name under which it is reported
 * @param work how much one run does
 * @param task does the work once
 * @param check says what is wrong with the result of the last run
 * @param release gives back what is not on the heap
 */
public record Entry(
    String name, double work, Runnable task, Supplier<Optional<String>> check, Runnable release)
    implements Contestant {
  /** A contestant with nothing to give back. */
  public static Entry of(
      String name, double work, Runnable task, Supplier<Optional<String>> check) {
    return new Entry(name, work, task, check, () -> {});
  }

  /** A contestant whose speed is a limit of the machine; it has no result to be wrong. */
  public static Entry ceiling(String name, double work, Runnable task) {
    return of(name, work, task, Optional::empty);
  }

  @Override
  public void run() {
    task.run();
  }

  @Override
  public Optional<String> flaw() {
    return check.get();
  }

  @Override
  public void close() {
    release.run();
  }
}
