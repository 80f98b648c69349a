package io.jenkins.plugins.calvinverse.environments.secrets.vault;

import hudson.Util;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;

/** A Vault as it is reached. Written with the state of builds, and beside what is owed to that Vault. No secret. */
public final class VaultAddress implements Serializable {
    private static final long serialVersionUID = 1;

    private final String url;
    private final String namespace;
    private final boolean trusting;

    /**
     * @param namespace empty for none
     * @param trusting whatever certificate it shows is accepted
     */
    public VaultAddress(String url, String namespace, boolean trusting) {
        this.url = Objects.requireNonNull(url);
        this.namespace = Util.fixNull(namespace);
        this.trusting = trusting;
    }

    public String url() {
        return url;
    }

    /** Empty for none. */
    public String namespace() {
        return namespace;
    }

    /** Whether whatever certificate it shows is accepted. */
    public boolean trusting() {
        return trusting;
    }

    /** Name of a folder for it. */
    String key() {
        String text = url + '\n' + namespace + '\n' + trusting;
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }

    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("url", url);
        properties.setProperty("namespace", namespace);
        properties.setProperty("trusting", Boolean.toString(trusting));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        }
    }

    static VaultAddress read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        String url = properties.getProperty("url");
        if (url == null) {
            throw new IOException(file + " names no Vault");
        }
        return new VaultAddress(
                url, properties.getProperty("namespace"), Boolean.parseBoolean(properties.getProperty("trusting")));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VaultAddress address
                && address.url.equals(url)
                && address.namespace.equals(namespace)
                && address.trusting == trusting;
    }

    @Override
    public int hashCode() {
        return Objects.hash(url, namespace, trusting);
    }

    @Override
    public String toString() {
        return namespace.isEmpty() ? url : url + " (namespace " + namespace + ")";
    }
}
