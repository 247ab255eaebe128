package org.lanewise.nn.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.lanewise.nn.data.OneLine;
import org.lanewise.nn.model.SafeTensors.Entry;

/**
 * Checks the parsed header of a safetensors file: each tensor by itself, then that together they
 * cover the data section without overlap and without a gap.
 */
final class SafeTensorsHeader {
  static final String METADATA = "__metadata__";
  static final String DTYPE = "dtype";
  static final String SHAPE = "shape";
  static final String DATA_OFFSETS = "data_offsets";

  private final Path file;
  private final long dataBytes;
  private final Map<String, String> metadata = new LinkedHashMap<>();
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * Checks a header.
   *
   * @param file named in messages
   * @param json the header as {@link Json#parse} returned it
   * @param dataBytes the size of what follows the header in the file
   * @throws ModelFormatException if anything in it is wrong
   */
  SafeTensorsHeader(Path file, Object json, long dataBytes) throws ModelFormatException {
    this.file = file;
    this.dataBytes = dataBytes;
    if (!(json instanceof Map<?, ?> header)) {
      throw refused("the header is not a JSON object");
    }
    List<Entry> found = new ArrayList<>();
    for (Map.Entry<?, ?> member : header.entrySet()) {
      String name = (String) member.getKey();
      if (name.equals(METADATA)) {
        readMetadata(member.getValue());
      } else {
        found.add(tensor(name, member.getValue()));
      }
    }
    // The sort is stable, so empty tensors at one place keep the order of the header.
    found.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    checkCover(found);
    found.forEach(entry -> entries.put(entry.name(), entry));
  }

  /** Returns the metadata in the order of the header. */
  Map<String, String> metadata() {
    return metadata;
  }

  /** Returns the tensors by name, in the order of their data. */
  Map<String, Entry> entries() {
    return entries;
  }

  private void readMetadata(Object json) throws ModelFormatException {
    if (!(json instanceof Map<?, ?> map)) {
      throw refused(METADATA + " is not a JSON object");
    }
    for (Map.Entry<?, ?> member : map.entrySet()) {
      if (!(member.getValue() instanceof String value)) {
        throw refused(
            "the value of "
                + OneLine.quoted((String) member.getKey())
                + " in "
                + METADATA
                + " is not a string");
      }
      metadata.put((String) member.getKey(), value);
    }
  }

  private Entry tensor(String name, Object json) throws ModelFormatException {
    if (!(json instanceof Map<?, ?> map)) {
      throw refused(name, "is not described by a JSON object");
    }
    if (!(map.get(DTYPE) instanceof String dtype)) {
      throw refused(name, "has no dtype that is a string");
    }
    DataType type = DataType.named(dtype);
    if (type == null) {
      throw refused(name, "has the unknown dtype " + OneLine.quoted(dtype));
    }
    List<Long> shape = wholeNumbers(name, SHAPE, map.get(SHAPE));
    List<Long> offsets = wholeNumbers(name, DATA_OFFSETS, map.get(DATA_OFFSETS));
    if (offsets.size() != 2) {
      throw refused(name, "has " + offsets.size() + " data_offsets instead of begin and end");
    }
    checkPlace(name, type, shape, offsets.get(0), offsets.get(1));
    return new Entry(name, dtype, shape, offsets.get(0), offsets.get(1));
  }

  private List<Long> wholeNumbers(String name, String key, Object json)
      throws ModelFormatException {
    if (!(json instanceof List<?> list)) {
      throw refused(name, "has no " + key + " that is a list");
    }
    List<Long> numbers = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof Long number)) {
        throw refused(name, "has something other than a 64-bit integer in its " + key);
      }
      if (number < 0) {
        throw refused(name, "has the negative number " + number + " in its " + key);
      }
      numbers.add(number);
    }
    return numbers;
  }

  private void checkPlace(String name, DataType type, List<Long> shape, long begin, long end)
      throws ModelFormatException {
    if (begin > end) {
      throw refused(name, "begins at byte " + begin + ", after its end at byte " + end);
    }
    if (end > dataBytes) {
      throw refused(name, "ends at byte " + end + " of a data section of " + dataBytes + " bytes");
    }
    long bytes;
    try {
      bytes = shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw refused(name, "has a shape whose size in bytes is beyond 2^63");
    }
    if (end - begin != bytes) {
      throw refused(
          name,
          "takes %d bytes by its data_offsets and %d by its shape and dtype %s"
              .formatted(end - begin, bytes, type));
    }
  }

  private void checkCover(List<Entry> inOrder) throws ModelFormatException {
    long covered = 0;
    String previous = null;
    for (Entry entry : inOrder) {
      if (entry.begin() < covered) {
        throw refused(
            entry.name(),
            "begins at byte %d and overlaps tensor %s, which ends at byte %d"
                .formatted(entry.begin(), OneLine.quoted(previous), covered));
      }
      if (entry.begin() > covered) {
        throw refused(
            entry.name(),
            "begins at byte %d and leaves a gap after byte %d".formatted(entry.begin(), covered));
      }
      covered = entry.end();
      previous = entry.name();
    }
    if (covered < dataBytes) {
      throw refused(
          "the last tensor ends at byte %d of a data section of %d bytes, which leaves %d over"
              .formatted(covered, dataBytes, dataBytes - covered));
    }
  }

  private ModelFormatException refused(String tensor, String reason) {
    return refused("tensor " + OneLine.quoted(tensor) + " " + reason);
  }

  private ModelFormatException refused(String reason) {
    return new ModelFormatException(file, reason);
  }
}
