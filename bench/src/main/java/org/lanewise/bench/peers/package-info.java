/**
 * Other libraries for neural networks beside Lanewise: the same data, the same initial weights and
 * the same arithmetic in processes of their own, asked for an epoch in turns.
 */
package org.lanewise.bench.peers;
