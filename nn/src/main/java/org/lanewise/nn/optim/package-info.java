/**
 * Optimizers: how parameters move, given their gradients. An optimizer is its settings; what it
 * remembers from step to step belongs to the training. Nothing here may know of layers or of data.
 */
package org.lanewise.nn.optim;
