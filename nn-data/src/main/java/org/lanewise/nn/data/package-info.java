/**
 * Data: loaders that refuse damaged files, data sets in memory, splits, batches and the scaling of
 * features. A data set is features and targets as tensors, a sample a row. Nothing here may know of
 * networks or of training.
 */
package org.lanewise.nn.data;
