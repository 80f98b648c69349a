/** Waiting without a thread: one timeline on which all that is stateful happens, and attempts repeated with back-off. */
package io.calvinverse.environments.patience;
