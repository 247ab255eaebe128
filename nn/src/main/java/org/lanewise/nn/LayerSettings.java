package org.lanewise.nn;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Settings of layers: written, read and checked. */
final class LayerSettings {
  private LayerSettings() {}

  /** Returns settings, names and values in turn, in this order. */
  static Map<String, Object> of(Object... namesAndValues) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return settings;
  }

  /** Returns the name of a constant as users write it: {@code LEAKY_RELU} is leaky-relu. */
  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the constant of a name, which numbers may follow after colons. */
  static <E extends Enum<E>> E named(String what, Class<E> type, String text) {
    List<E> all = List.of(type.getEnumConstants());
    List<String> labels = all.stream().map(LayerSettings::label).toList();
    int index = labels.indexOf(text.split(":", -1)[0].toLowerCase(Locale.ROOT));
    if (index < 0) {
      throw new IllegalArgumentException(
          "there is no " + what + " '" + text + "'; known are " + String.join(", ", labels));
    }
    return all.get(index);
  }

  /** Returns the two numbers after a name's colons, {@code clamp:0:6}; defaults if not given. */
  static double[] numbers(String text, double... defaults) {
    String[] parts = text.split(":", -1);
    if (parts.length - 1 > defaults.length) {
      throw new IllegalArgumentException(
          "'" + text + "' has " + (parts.length - 1) + " numbers, it takes " + defaults.length);
    }
    double[] numbers = Arrays.copyOf(defaults, 2);
    for (int i = 1; i < parts.length; i++) {
      try {
        numbers[i - 1] = Double.parseDouble(parts[i]);
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(
            "'" + parts[i] + "' in '" + text + "' is not a number", e);
      }
    }
    return numbers;
  }

  /** Checks that a layer is given as many columns as it was made for. */
  static void requireColumns(Layer layer, int columns, int given) {
    if (columns != given) {
      throw new IllegalArgumentException(
          "a " + layer.kind() + " layer takes " + columns + " columns, it is given " + given);
    }
  }
}
