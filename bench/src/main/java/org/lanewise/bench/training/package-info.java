/** Whole steps of training, as users have them. */
package org.lanewise.bench.training;
