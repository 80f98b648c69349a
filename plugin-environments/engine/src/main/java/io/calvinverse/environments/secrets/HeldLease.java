package io.calvinverse.environments.secrets;

/** A lease and where its secret came from. */
record HeldLease(SecretSource source, Span life) {}
