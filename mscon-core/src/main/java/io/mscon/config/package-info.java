/**
 * Every setting: records read from HOCON over the defaults of {@code reference.conf}, all problems
 * reported at once. Knows nothing of the other rooms but the closed choices that they define.
 */
package io.mscon.config;
