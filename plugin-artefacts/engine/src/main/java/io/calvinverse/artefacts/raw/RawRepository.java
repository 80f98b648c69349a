package io.calvinverse.artefacts.raw;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.repository.Presence;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;

/** Files at paths, by {@code PUT} and {@code GET}: Nexus' raw format, WebDAV, and most other servers of files. */
public final class RawRepository implements Repository {

    private final String name;
    private final Address address;
    private final RemoteFiles files;

    public RawRepository(String name, Address address, Transport transport) {
        this.name = name;
        this.address = address;
        this.files = new RemoteFiles(name, transport);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Format format() {
        return Format.RAW;
    }

    @Override
    public Presence check(Artefact artefact) throws IOException, InterruptedException {
        return files.compare(address(artefact.coordinates()), artefact.toString(), artefact.content());
    }

    @Override
    public void upload(Artefact artefact, boolean overwrite, Progress progress)
            throws IOException, InterruptedException {
        files.put(address(artefact.coordinates()), artefact.toString(), artefact.content(), progress);
    }

    @Override
    public URI address(Coordinates coordinates) {
        return address.at(coordinates.name());
    }

    @Override
    public void fetch(Coordinates coordinates, OutputStream into, Progress progress)
            throws IOException, InterruptedException {
        files.get(address(coordinates), coordinates.toString(), into, progress);
    }
}
