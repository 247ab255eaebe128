package org.lanewise.nn.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 text, with or without a byte order mark, that refuses malformed bytes at their place.
 *
 * <p>Every character before a malformed byte is handed out before the read that throws {@link
 * CharacterCodingException}, so the caller knows exactly how far the good text goes. The JDK's
 * reader drops the good part of its buffer instead, and the line of the damage with it.
 */
final class Utf8Reader extends Reader {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES);
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT);
  private boolean ended;

  /** Wraps a stream; closing the reader closes it. */
  Utf8Reader(InputStream in) throws IOException {
    this.in = in;
    byte[] start = bytes.array();
    int length = in.readNBytes(start, 0, 3);
    boolean mark =
        length == 3
            && start[0] == (byte) 0xEF
            && start[1] == (byte) 0xBB
            && start[2] == (byte) 0xBF;
    bytes.position(mark ? length : 0).limit(length);
  }

  /**
   * {@inheritDoc}
   *
   * @param length at least 2, because one character of UTF-8 may become two of Java
   */
  @Override
  public int read(char[] target, int offset, int length) throws IOException {
    if (length < 2) {
      throw new IllegalArgumentException("length is " + length + ", it must be at least 2");
    }
    CharBuffer chars = CharBuffer.wrap(target, offset, length);
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, ended);
      if (chars.remaining() < length) {
        return length - chars.remaining();
      }
      if (result.isError()) {
        result.throwException();
      }
      if (ended) {
        return -1;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
    ended = read < 0;
    bytes.position(bytes.position() + Math.max(read, 0)).flip();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
