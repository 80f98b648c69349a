/** Where services answer: by Consul's catalog, by its DNS, or as written down. */
package io.calvinverse.environments.discovery;
