/**
 * A thin client of Consul's HTTP interface, as documented at developer.hashicorp.com/consul/api-docs and tried on 1.13.9: keys with
 * compare-and-set, transactions, sessions, blocking queries, catalog, health, agent, rights. Begin at {@link
 * io.calvinverse.environments.consul.Consul}.
 */
package io.calvinverse.environments.consul;
