package org.lanewise.bench.elementwise;

/** How much data a function works on. */
public enum Size {
  /** Two arrays that fit into a first-level cache of 32 KiB with room to spare. */
  L1("L1", 2048),
  /** Arrays of 64 MB, far larger than what a core's caches hold. */
  MEMORY("64 MB", 16 << 20);

  private final String label;
  private final int floats;

  Size(String label, int floats) {
    this.label = label;
    this.floats = floats;
  }

  /** Returns the name for people. */
  public String label() {
    return label;
  }

  /** Returns the floats of one array. */
  public int floats() {
    return floats;
  }
}
