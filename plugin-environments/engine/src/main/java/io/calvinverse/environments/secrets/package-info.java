/**
 * Secrets of a build: obtained for one block of a pipeline, kept alive while it runs, ended with it – also after an abort, a
 * crash of the controller or an outage of Vault.
 *
 * <p>{@link io.calvinverse.environments.secrets.Secrets} is what the Jenkins side uses; it brings a
 * {@link io.calvinverse.environments.secrets.Login} and a {@link io.calvinverse.environments.secrets.Sealing}.
 */
package io.calvinverse.environments.secrets;
