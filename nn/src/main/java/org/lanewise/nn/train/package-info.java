/**
 * Training: the step, the loop over epochs, what it reports, and the evaluation of a network on a
 * data set. This is where networks, losses, optimizers and data meet. Nothing here may read or
 * write files.
 */
package org.lanewise.nn.train;
