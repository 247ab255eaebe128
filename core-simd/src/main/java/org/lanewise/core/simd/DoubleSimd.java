// Generated from FloatSimd.java by TwinSources; do not edit.
package org.lanewise.core.simd;

/** The {@code double} operations by vectors: chooses the route by shape, never by the caller. */
interface DoubleSimd extends DoubleSimdBlas, DoubleSimdElementwise, DoubleSimdReductions {}
