/**
 * Losses: what training makes small, with the derivative by the network's output in the same pass.
 * Classification losses take logits, so that they stay finite for any finite input. Nothing here
 * may know of layers or of training.
 */
package org.lanewise.nn.loss;
