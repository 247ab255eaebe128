/**
 * Model files: a network with all that is needed to use it, in one safetensors file. Reading
 * refuses what is damaged before anything large is allocated; writing leaves the old file or the
 * new one. Nothing here may compute with a network.
 */
package org.lanewise.nn.model;
