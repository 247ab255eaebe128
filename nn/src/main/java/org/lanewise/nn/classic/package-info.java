/**
 * The ancestors of networks: least squares, logistic regression, the perceptron, ADALINE and plain
 * gradient descent; and the importance of features. Nothing here may know of layers or data files.
 */
package org.lanewise.nn.classic;
