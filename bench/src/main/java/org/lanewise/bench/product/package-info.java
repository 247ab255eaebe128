/**
 * Matrix products: the shapes to measure, who computes them, and whether the result is right. A
 * rival is a class of its own; one that cannot be had says why, and the others go on.
 */
package org.lanewise.bench.product;
