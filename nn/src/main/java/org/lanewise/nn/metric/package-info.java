/**
 * Metrics: what a person wants to know of predictions. They read outputs and targets and change
 * nothing. Nothing here may take part in training.
 */
package org.lanewise.nn.metric;
