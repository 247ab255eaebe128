package org.lanewise.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** What the virtual machine found out about the processor. */
final class VmFlags {
  private VmFlags() {}

  /** Returns whether fused multiply-adds are done by the processor; false if nobody can tell. */
  static boolean fma() {
    try {
      HotSpotDiagnosticMXBean vm =
          ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
      return vm != null && Boolean.parseBoolean(vm.getVMOption("UseFMA").getValue());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
