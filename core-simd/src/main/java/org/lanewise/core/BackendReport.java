package org.lanewise.core;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the core found in this virtual machine.
 *
 * @param jdk the Java version
 * @param vm the virtual machine's name
 * @param os the operating system's name
 * @param architecture the processor's, as the virtual machine calls it
 * @param vectorBits the vector width in use, 0 if none
 * @param fma whether the processor does fused multiply-adds; empty if the virtual machine does not
 *     tell
 * @param processors how many processors this process may use
 * @param backends every known backend with its state, the best first
 */
public record BackendReport(
    String jdk,
    String vm,
    String os,
    String architecture,
    int vectorBits,
    Optional<Boolean> fma,
    int processors,
    List<Status> backends) {
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
   * @param facts what {@link Backend#facts} tells; none if it is not available
   */
  public record Status(String name, State state, String reason, Map<String, Object> facts) {
    /** Copies the facts in their order. */
    public Status {
      facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }
  }

  static BackendReport of(int vectorBits, List<Status> backends) {
    return new BackendReport(
        Runtime.version().toString(),
        System.getProperty("java.vm.name"),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        vectorBits,
        VmFlags.fma(),
        Runtime.getRuntime().availableProcessors(),
        List.copyOf(backends));
  }
}
