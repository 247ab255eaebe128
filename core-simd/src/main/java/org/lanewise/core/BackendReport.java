package org.lanewise.core;

import java.util.List;

/**
 * What the core found in this virtual machine.
 *
 * @param jdk the Java version
 * @param vm the virtual machine's name
 * @param vectorBits the vector width in use, 0 if none
 * @param processors how many processors this process may use
 * @param backends every known backend with its state, the best first
 */
public record BackendReport(
    String jdk, String vm, int vectorBits, int processors, List<Status> backends) {
  /** Whether a backend serves, could serve, or cannot. */
  public enum State {
    /** Serves when none is asked for. */
    IN_USE("in use"),
    /** Serves when asked for. */
    AVAILABLE("available"),
    /** Cannot work here. */
    NOT_AVAILABLE("not available");

    private final String text;

    State(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * The state of one backend.
   *
   * @param name its name
   * @param state whether it can serve
   * @param reason why it is not available, with the remedy; empty if it is
   */
  public record Status(String name, State state, String reason) {}

  static BackendReport of(int vectorBits, List<Status> backends) {
    return new BackendReport(
        Runtime.version().toString(),
        System.getProperty("java.vm.name"),
        vectorBits,
        Runtime.getRuntime().availableProcessors(),
        List.copyOf(backends));
  }
}
