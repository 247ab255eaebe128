package org.lanewise.nn.train;

/**
 * What one epoch of training gave.
 *
 * @param epoch its number, from 1
 * @param trainLoss the mean loss of its batches, weighted by samples, as they were met in training
 * @param trainAccuracy the share of right classes among them; NaN for a regression
 * @param validationLoss the mean loss of the validation part after the epoch; NaN if there is none
 * @param validationAccuracy the share of right classes there; NaN for a regression
 * @param seconds how long training took, validation not counted
 * @param samplesPerSecond training samples a second
 */
public record EpochResult(
    int epoch,
    double trainLoss,
    double trainAccuracy,
    double validationLoss,
    double validationAccuracy,
    double seconds,
    double samplesPerSecond) {}
