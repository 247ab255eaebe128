package org.lanewise.core;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/** What the virtual machine found out about the processor. */
final class VmFlags {
  private VmFlags() {}

  /**
   * Returns whether fused multiply-adds are done by the processor. HotSpot takes its flag back on a
   * processor without them. Empty without HotSpot, or without the module jdk.management.
   */
  static Optional<Boolean> fma() {
    try {
      return Flag.valueOf("UseFMA");
    } catch (LinkageError | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A class of its own: the modules it needs are optional. */
  private static final class Flag {
    static Optional<Boolean> valueOf(String name) {
      HotSpotDiagnosticMXBean vm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return Optional.ofNullable(vm)
          .map(bean -> Boolean.parseBoolean(bean.getVMOption(name).getValue()));
    }
  }
}
