/**
 * Networks: layers, their parameters and how they start, and the passes forward and backward. A
 * layer holds shapes and settings only; what a pass needs lives in a workspace. Nothing here may
 * know of losses, data sets or files.
 */
package org.lanewise.nn;
