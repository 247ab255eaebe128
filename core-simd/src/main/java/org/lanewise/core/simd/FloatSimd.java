package org.lanewise.core.simd;

/** The {@code float} operations by vectors: chooses the route by shape, never by the caller. */
interface FloatSimd extends FloatSimdBlas, FloatSimdElementwise, FloatSimdReductions {}
