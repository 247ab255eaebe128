/**
 * Training: the step, the loop over epochs, what it reports, and the evaluation of a network on a
 * data set. This is where networks, losses, optimizers and data meet. Files are read and written
 * only as {@code org.lanewise.nn.model} does it: atomically, and trusting none.
 */
package org.lanewise.nn.train;
