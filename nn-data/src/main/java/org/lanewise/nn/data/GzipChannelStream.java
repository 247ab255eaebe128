package org.lanewise.nn.data;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.zip.GZIPInputStream;

/**
 * The unpacked content of a gzip file, which also knows whether the file goes on after it.
 *
 * <p>The JDK's stream verifies the checksum but passes over bytes that follow the last member.
 */
final class GzipChannelStream extends GZIPInputStream {
  private static final int BUFFER_BYTES = 1 << 16;

  /** A member ends with its CRC-32 and its unpacked length, 4 bytes each. */
  private static final int TRAILER_BYTES = 8;

  private final FileChannel channel;
  private long filled;

  GzipChannelStream(FileChannel channel) throws IOException {
    super(Channels.newInputStream(channel), BUFFER_BYTES);
    this.channel = channel;
  }

  @Override
  protected void fill() throws IOException {
    super.fill();
    filled = channel.position();
  }

  /** Returns how many bytes follow the last member; call it at the end of the stream. */
  long bytesAfterEnd() throws IOException {
    // The inflater stops at the end of the deflated data, somewhere in what was filled last.
    return channel.size() - (filled - inf.getRemaining() + TRAILER_BYTES);
  }
}
