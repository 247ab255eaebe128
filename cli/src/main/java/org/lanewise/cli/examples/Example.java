package org.lanewise.cli.examples;

import java.io.PrintStream;

/**
 * A worked example.
 *
 * @param <R> what it computes
 */
public interface Example<R extends Record> {
  /** Returns the name used on the command line. */
  String name();

  /** Returns in one line what it shows. */
  String about();

  /** Returns its numbers, the same on every machine. */
  R compute();

  /** Prints the numbers for a reader. */
  void print(R result, PrintStream out);

  /** Computes and prints. */
  default void run(PrintStream out) {
    print(compute(), out);
  }
}
