/**
 * Drawn corpora in the layouts of UT-Zap50K and MEDIC, of any size and with what is wrong in real
 * ones, together with what {@code prepare} has to make of them: {@link io.mscon.corpus.DrawnCorpus}
 * writes one, {@link io.mscon.corpus.DatasetVerification} holds a prepared dataset against it.
 */
package io.mscon.corpus;
