package org.lanewise.bench.peers;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a message in the wire format of Protocol Buffers, as far as ours have fields. */
final class ProtoFields {
  private final Map<Integer, List<Object>> values = new TreeMap<>();

  ProtoFields(byte[] message) {
    ByteBuffer in = ByteBuffer.wrap(message);
    while (in.hasRemaining()) {
      long key = varint(in);
      Object value;
      if ((key & 7) == 0) {
        value = varint(in);
      } else if ((key & 7) == 2) {
        byte[] bytes = new byte[(int) varint(in)];
        in.get(bytes);
        value = bytes;
      } else {
        throw new IllegalArgumentException("wire type " + (key & 7) + " of field " + (key >> 3));
      }
      values.computeIfAbsent((int) (key >> 3), field -> new ArrayList<>()).add(value);
    }
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private List<Object> all(int field) {
    return values.getOrDefault(field, List.of());
  }

  List<Long> numbers(int field) {
    return all(field).stream().map(Long.class::cast).toList();
  }

  List<byte[]> bytes(int field) {
    return all(field).stream().map(byte[].class::cast).toList();
  }

  List<String> texts(int field) {
    return bytes(field).stream().map(b -> new String(b, StandardCharsets.UTF_8)).toList();
  }

  List<ProtoFields> messages(int field) {
    return bytes(field).stream().map(ProtoFields::new).toList();
  }
}
