package org.lanewise.core.scalar;

/** The {@code float} operations as plain loops, in the order that fixes their bits. */
interface FloatScalar extends FloatScalarBlas, FloatScalarElementwise, FloatScalarReductions {}
