package org.lanewise.core.simd;

import java.util.LinkedHashMap;
import java.util.Map;
import org.lanewise.core.Backend;
import org.lanewise.core.Parallelism;
import org.lanewise.core.scalar.ScalarBackend;

/** The engine on the Vector API, at the width that the virtual machine prefers. */
record SimdBackend(Parallelism parallelism, ScalarBackend scalar)
    implements Backend, FloatSimd, DoubleSimd, SimdRowProducts {
  SimdBackend(Parallelism parallelism) {
    this(parallelism, new ScalarBackend(parallelism));
  }

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public int vectorBits() {
    return FloatSpecies.SPECIES.vectorBitSize();
  }

  @Override
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("l2_bytes", Caches.L2_BYTES);
    facts.put("l2_source", Caches.L2_READ ? "read" : "assumed");
    FloatFacts.add(facts);
    DoubleFacts.add(facts);
    return facts;
  }

  @Override
  public Backend with(Parallelism parallelism) {
    return new SimdBackend(parallelism);
  }
}
