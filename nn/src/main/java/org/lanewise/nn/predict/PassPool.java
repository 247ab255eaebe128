package org.lanewise.nn.predict;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Passes that nobody is in at the moment. Taking and giving back are one atomic exchange in the
 * common case, that a thread finds the pass it left; nothing waits for anything.
 */
final class PassPool {
  /** Passes that are kept, more than the threads that a machine runs at once. */
  private static final int SLOTS = 64;

  /** References between two slots, so that threads do not share a line of the cache. */
  private static final int STRIDE = 32;

  private final AtomicReferenceArray<Pass> slots = new AtomicReferenceArray<>((SLOTS + 1) * STRIDE);

  private static int index(int slot) {
    return (slot % SLOTS + 1) * STRIDE;
  }

  private static int preferred() {
    // Numbers of threads that were started together differ in their lowest bits.
    return (int) Thread.currentThread().getId() & SLOTS - 1;
  }

  /** Takes a pass, or returns null if there is none. */
  Pass take() {
    int first = preferred();
    for (int i = first; i < first + SLOTS; i++) {
      int at = index(i);
      if (slots.getPlain(at) != null) {
        Pass pass = slots.getAndSet(at, null);
        if (pass != null) {
          return pass;
        }
      }
    }
    return null;
  }

  /** Keeps a pass for whoever comes next; if all places are taken it is dropped. */
  void give(Pass pass) {
    int first = preferred();
    for (int i = first; i < first + SLOTS; i++) {
      int at = index(i);
      if (slots.getPlain(at) == null && slots.compareAndSet(at, null, pass)) {
        return;
      }
    }
  }
}
