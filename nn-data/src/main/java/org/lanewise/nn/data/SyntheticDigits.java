package org.lanewise.nn.data;

import org.lanewise.nn.random.RandomStream;

/**
 * Handwritten-looking digits, drawn by the library itself: data to learn on without a download.
 *
 * <p>Each image is 28 x 28 grey pixels, one byte each, unsigned: 0 is paper, 255 is full ink, as in
 * the MNIST files. A digit is a skeleton of pen strokes in one of several ways of writing it,
 * distorted in place, size, proportion, turn, slant and bend, drawn with a round pen of varying
 * width, pressure, softness and ink, with a little noise.
 *
 * <p>The images are meant to be easy for a network and not for a line: on 10,000 training and 2,000
 * test images a linear model gets about 91 % right, one hidden layer of 128 units about 98 % after
 * 5 epochs of batch 64 and 99 % after 10. They do not replace real handwriting, whose accuracies
 * are lower.
 *
 * <p>Image i and its label are a function of the seed and i alone: a longer draw begins with the
 * shorter one, and any slice is a sample like any other, so the first images may train and the last
 * may test. Every ten images from a multiple of ten on hold each digit once, in random order. The
 * bytes are the same on every JDK and processor.
 *
 * <p>Immutable and thread-safe. 12,000 images take 9.4 MB and well under a second.
 */
public final class SyntheticDigits {
  /** The height of an image in pixels. */
  public static final int ROWS = 28;

  /** The width of an image in pixels. */
  public static final int COLUMNS = 28;

  /** How many labels there are: 0 to 9. */
  public static final int CLASSES = 10;

  private static final int IMAGE_SIZE = ROWS * COLUMNS;

  /** One array has to hold all pixels. */
  private static final int MOST_IMAGES = Integer.MAX_VALUE / IMAGE_SIZE;

  private final byte[] pixels;
  private final byte[] labels;

  private SyntheticDigits(byte[] pixels, byte[] labels) {
    this.pixels = pixels;
    this.labels = labels;
  }

  /**
   * Draws digits.
   *
   * @param count how many, 0 to 2,739,137
   * @param seed any number; different seeds give different images
   * @throws IllegalArgumentException if the count is negative or its pixels do not fit one array
   */
  public static SyntheticDigits draw(int count, long seed) {
    if (count < 0 || count > MOST_IMAGES) {
      throw new IllegalArgumentException(
          "count is " + count + ", it must be 0 to " + MOST_IMAGES + " (784 bytes an image)");
    }
    byte[] pixels = new byte[count * IMAGE_SIZE];
    byte[] labels = new byte[count];
    Handwriting handwriting = new Handwriting();
    int[] block = new int[CLASSES];
    for (int i = 0; i < count; i++) {
      if (i % CLASSES == 0) {
        drawBlock(block, seed, i / CLASSES);
      }
      int digit = block[i % CLASSES];
      labels[i] = (byte) digit;
      handwriting.write(digit, RandomStream.of(seed, "digit", i), pixels, i * IMAGE_SIZE);
    }
    return new SyntheticDigits(pixels, labels);
  }

  private static void drawBlock(int[] block, long seed, int index) {
    for (int digit = 0; digit < CLASSES; digit++) {
      block[digit] = digit;
    }
    RandomStream.of(seed, "digit-labels", index).shuffle(block);
  }

  /** Returns how many images there are. */
  public int count() {
    return labels.length;
  }

  /**
   * Returns a copy of all pixels: {@code count() * 784} unsigned bytes, 0 paper to 255 ink. Pixel
   * (row, column) of image i is at {@code (i * 28 + row) * 28 + column}. Take it once, not per
   * image.
   */
  public byte[] pixels() {
    return pixels.clone();
  }

  /** Returns a copy of the labels: {@code count()} numbers from 0 to 9. */
  public byte[] labels() {
    return labels.clone();
  }
}
