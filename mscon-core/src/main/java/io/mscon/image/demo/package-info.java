/**
 * A drawn corpus of shoes in the layout of UT-Zap50K, for trying out and testing every step from
 * prepare to report without a download.
 *
 * <p>{@link io.mscon.image.demo.DemoCorpus} writes it; how hard it is stands in {@link
 * io.mscon.image.demo.DemoKnobs}.
 */
package io.mscon.image.demo;
