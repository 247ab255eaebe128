/**
 * The engine on {@code jdk.incubator.vector}: the only place that knows lanes. Every operation
 * gives the bits of its definition in {@link org.lanewise.core.scalar}, for every vector width and
 * thread count. Nothing outside may name a class of this package except the provider.
 */
package org.lanewise.core.simd;
