/**
 * Choosing between models: cross-validation, and search over the fields of a configuration, in
 * parallel and with the same result for any number of threads.
 */
package org.lanewise.nn.selection;
