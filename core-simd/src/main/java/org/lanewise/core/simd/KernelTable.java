package org.lanewise.core.simd;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Locale;

/**
 * Kernels behind method handles in an array, which the compiler cannot see through: each becomes a
 * compilation of its own.
 *
 * <p>Without that, C2 inlines several kernels into one caller, and in a compilation that has grown
 * large some of the vectors end up as objects in memory: seen on JDK 17 as 96 bytes allocated a
 * vector, in kernels that depended on what had run before, and gone with a larger {@code
 * -XX:MaxNodeLimit}. A library cannot ask for flags, so its compilations are kept small.
 */
final class KernelTable {
  private KernelTable() {}

  /**
   * Returns handles of the static methods of a class that are named after the constants of an enum,
   * {@code LEAKY_RELU} becoming {@code leakyRelu} and a suffix.
   */
  static MethodHandle[] of(
      MethodHandles.Lookup lookup, Enum<?>[] constants, String suffix, MethodType type) {
    String[] names = new String[constants.length];
    for (int i = 0; i < names.length; i++) {
      String[] words = constants[i].name().toLowerCase(Locale.ROOT).split("_");
      StringBuilder name = new StringBuilder(words[0]);
      for (int word = 1; word < words.length; word++) {
        name.append(Character.toUpperCase(words[word].charAt(0))).append(words[word].substring(1));
      }
      names[i] = name.append(suffix).toString();
    }
    return of(lookup, type, names);
  }

  /** Returns handles of static methods of the looking class, in order. */
  static MethodHandle[] of(MethodHandles.Lookup lookup, MethodType type, String... names) {
    MethodHandle[] handles = new MethodHandle[names.length];
    for (int i = 0; i < names.length; i++) {
      try {
        handles[i] = lookup.findStatic(lookup.lookupClass(), names[i], type);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(lookup.lookupClass() + " lacks the kernel " + names[i], e);
      }
    }
    return handles;
  }

  /** Returns what a kernel threw as something that needs no declaration; kernels throw no more. */
  static RuntimeException unchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(thrown);
  }
}
