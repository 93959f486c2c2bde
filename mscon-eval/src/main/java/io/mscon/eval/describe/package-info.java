/**
 * A look at a prepared dataset before anything is trained on it: counts, missing labels, imbalance,
 * how much labels say about each other, some pictures, rejects; on the terminal and as one HTML
 * page that needs no network and no JavaScript.
 */
package io.mscon.eval.describe;
