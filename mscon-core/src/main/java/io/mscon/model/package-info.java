/**
 * Encoders and projection heads: what they are made of, their first weights, and the engines that
 * run them behind {@link io.mscon.model.Network}. The only room that names layers of an engine.
 */
package io.mscon.model;
