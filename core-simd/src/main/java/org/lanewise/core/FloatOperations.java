package org.lanewise.core;

/** All operations of a {@link Backend} on {@code float} slices. */
public interface FloatOperations extends FloatBlas, FloatElementwise, FloatReductions {}
