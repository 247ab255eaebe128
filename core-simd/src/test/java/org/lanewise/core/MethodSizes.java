package org.lanewise.core;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads from a class file how many bytes of code each method has. The layout is that of the Java
 * Virtual Machine Specification, chapter 4; only what stands before and between the code is read.
 */
final class MethodSizes {
  private static final int MAGIC = 0xCAFEBABE;
  private static final int UTF8 = 1;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;

  private final DataInputStream in;
  private String[] strings;

  private MethodSizes(byte[] classFile) {
    in = new DataInputStream(new ByteArrayInputStream(classFile));
  }

  /** Returns the sizes by name and descriptor, such as {@code "add(II)I"}. */
  static Map<String, Integer> of(byte[] classFile) throws IOException {
    return new MethodSizes(classFile).read();
  }

  private Map<String, Integer> read() throws IOException {
    if (in.readInt() != MAGIC) {
      throw new IOException("this is no class file");
    }
    in.skipNBytes(4); // the version
    readConstants();
    in.skipNBytes(6); // access, this class, its superclass
    in.skipNBytes(2L * in.readUnsignedShort()); // interfaces
    readMembers(new LinkedHashMap<>()); // fields
    Map<String, Integer> sizes = new LinkedHashMap<>();
    readMembers(sizes);
    return sizes;
  }

  private void readConstants() throws IOException {
    strings = new String[in.readUnsignedShort()];
    for (int i = 1; i < strings.length; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case UTF8 -> strings[i] = in.readUTF();
        case LONG, DOUBLE -> {
          in.skipNBytes(8);
          i++; // these take two places
        }
        case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
        case 15 -> in.skipNBytes(3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
        default -> throw new IOException("constant " + i + " has the unknown tag " + tag);
      }
    }
  }

  private void readMembers(Map<String, Integer> sizes) throws IOException {
    int members = in.readUnsignedShort();
    for (int i = 0; i < members; i++) {
      in.skipNBytes(2);
      String name = strings[in.readUnsignedShort()] + strings[in.readUnsignedShort()];
      int attributes = in.readUnsignedShort();
      for (int a = 0; a < attributes; a++) {
        String attribute = strings[in.readUnsignedShort()];
        long length = Integer.toUnsignedLong(in.readInt());
        if (attribute.equals("Code")) {
          in.skipNBytes(4); // stack and locals
          sizes.put(name, in.readInt());
          length -= 8;
        }
        in.skipNBytes(length);
      }
    }
  }
}
