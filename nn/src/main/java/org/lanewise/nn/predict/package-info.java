/** Trained networks compiled for serving. */
package org.lanewise.nn.predict;
