package org.lanewise.cli;

/** A command that another module adds; found by {@link java.util.ServiceLoader}. */
public interface Subcommand extends java.util.concurrent.Callable<Integer> {
  /** Returns the command's name. */
  String name();
}
