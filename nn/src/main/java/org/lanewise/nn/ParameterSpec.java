package org.lanewise.nn;

/**
 * One parameter a layer asks for.
 *
 * @param name its name within the layer, such as {@code "weight"}
 * @param rows rows of its tensor
 * @param columns columns of its tensor
 * @param fanIn how many inputs feed one output, for the initializer
 * @param fanOut how many outputs one input feeds, for the initializer
 * @param initializer what its elements are at the start
 */
public record ParameterSpec(
    String name, int rows, int columns, int fanIn, int fanOut, Initializer initializer) {}
