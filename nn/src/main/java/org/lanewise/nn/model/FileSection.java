package org.lanewise.nn.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/** A range of a file's bytes as a stream. It neither uses nor moves the channel's own position. */
final class FileSection extends InputStream {
  private final FileChannel channel;
  private long position;
  private final long end;

  /** The channel stays the caller's; closing this stream does not close it. */
  FileSection(FileChannel channel, long begin, long length) {
    this.channel = channel;
    this.position = begin;
    this.end = Math.addExact(begin, length);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (position == end) {
      return -1;
    }
    int wanted = (int) Math.min(length, end - position);
    int count = channel.read(ByteBuffer.wrap(target, offset, wanted), position);
    position += Math.max(0, count);
    return count;
  }
}
