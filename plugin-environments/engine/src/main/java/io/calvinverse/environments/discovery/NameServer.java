package io.calvinverse.environments.discovery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.Attributes;
import javax.naming.directory.DirContext;
import javax.naming.directory.InitialDirContext;

/** A DNS server, asked by the JDK's own client ({@code jdk.naming.dns}): UDP, and TCP for answers that do not fit. Thread-safe. */
public final class NameServer {

    private static final int ROOT_OF_SRV_FIELDS = 4;

    private final String address;
    private final Duration timeout;

    /**
     * @param address {@code host:port} or {@code host}; empty for the resolvers of this machine
     * @param timeout of the first try; a second gets twice as long
     */
    public NameServer(String address, Duration timeout) {
        this.address = address;
        this.timeout = timeout;
    }

    /** Targets of the name's SRV records with their addresses, best priority first. */
    List<Endpoint> endpoints(String name) throws NamingException {
        DirContext context = context();
        try {
            List<Endpoint> endpoints = new ArrayList<>();
            for (String[] record : sorted(values(context, name, "SRV"))) {
                String target = record[3].replaceAll("\\.$", "");
                for (String host : addresses(context, target)) {
                    endpoints.add(new Endpoint(host, Integer.parseInt(record[2])));
                }
            }
            return endpoints.stream().distinct().toList();
        } finally {
            context.close();
        }
    }

    private static List<String[]> sorted(List<String> records) {
        return records.stream()
                .map(record -> record.split(" "))
                .filter(fields -> fields.length == ROOT_OF_SRV_FIELDS)
                .sorted(Comparator.<String[]>comparingInt(fields -> Integer.parseInt(fields[0]))
                        .thenComparing(fields -> fields[3]))
                .toList();
    }

    private static List<String> addresses(DirContext context, String target) throws NamingException {
        List<String> addresses = new ArrayList<>(values(context, target, "A"));
        addresses.addAll(values(context, target, "AAAA"));
        Collections.sort(addresses);
        return addresses.isEmpty() ? List.of(target) : addresses;
    }

    private static List<String> values(DirContext context, String name, String type) throws NamingException {
        Attributes attributes = context.getAttributes(name, new String[] {type});
        Attribute attribute = attributes.get(type);
        if (attribute == null) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        NamingEnumeration<?> all = attribute.getAll();
        while (all.hasMore()) {
            values.add(String.valueOf(all.next()));
        }
        return values;
    }

    private DirContext context() throws NamingException {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, "dns:" + (address.isEmpty() ? "" : "//" + address));
        settings.put("com.sun.jndi.dns.timeout.initial", Long.toString(timeout.toMillis()));
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        return new InitialDirContext(settings);
    }

    @Override
    public String toString() {
        return address.isEmpty() ? "DNS" : "DNS at " + address;
    }
}
