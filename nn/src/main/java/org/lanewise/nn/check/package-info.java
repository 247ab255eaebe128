/**
 * Proof that a derivative is right: analytic gradients against finite differences. It is public,
 * for test suites of users who write layers and losses. Nothing here may be used in training.
 */
package org.lanewise.nn.check;
