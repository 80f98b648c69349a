package io.jenkins.plugins.calvinverse.artefacts.record;

import io.calvinverse.artefacts.artefact.Receipt;
import io.jenkins.plugins.calvinverse.artefacts.ArtefactsConfiguration;
import io.jenkins.plugins.calvinverse.artefacts.agent.Sizes;

/** An artefact a build published or fetched, as it is written with the build. */
public class ArtefactRecord {
    private final String format;
    private final String name;
    private final String version;
    private final String repository;
    private final String url;
    private final long size;
    private final String sha256;
    private final String outcome;

    ArtefactRecord(Receipt receipt) {
        format = receipt.coordinates().format().symbol();
        name = receipt.coordinates().name();
        version = receipt.coordinates().version();
        repository = receipt.repository();
        url = receipt.url();
        size = receipt.size();
        sha256 = receipt.sha256();
        outcome = receipt.outcome().symbol();
    }

    public String getFormat() {
        return format;
    }

    public String getName() {
        return name;
    }

    /** Empty where the format has none. */
    public String getVersion() {
        return version;
    }

    public String getRepository() {
        return repository;
    }

    public String getUrl() {
        return url;
    }

    /** Where a browser may follow it, else null. */
    public String getLink() {
        return url.startsWith("http://") || url.startsWith("https://")
                ? ArtefactsConfiguration.get().link(url)
                : null;
    }

    /** Bytes. */
    public long getSize() {
        return size;
    }

    public String getReadableSize() {
        return Sizes.of(size);
    }

    public String getSha256() {
        return sha256;
    }

    public String getOutcome() {
        return outcome;
    }

    boolean isOf(ArtefactRecord other) {
        return url.equals(other.url) && sha256.equals(other.sha256);
    }
}
