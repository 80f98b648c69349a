/** Machines as Consul sees them: which have registered, and how they fare. */
package io.calvinverse.environments.machines;
