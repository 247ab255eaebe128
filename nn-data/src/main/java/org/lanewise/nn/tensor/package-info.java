/**
 * The vocabulary of layers: matrices in either precision, and the backend's operations on them.
 * This is the one place that tells {@code float[]} from {@code double[]}. Nothing here may know
 * what a layer or a network is.
 */
package org.lanewise.nn.tensor;
