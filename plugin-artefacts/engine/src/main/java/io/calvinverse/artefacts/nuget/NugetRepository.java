package io.calvinverse.artefacts.nuget;

import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.raw.RemoteFiles;
import io.calvinverse.artefacts.repository.Presence;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.Repository;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.repository.RepositoryException.Kind;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Answer;
import io.calvinverse.artefacts.transport.Body;
import io.calvinverse.artefacts.transport.Call;
import io.calvinverse.artefacts.transport.Refusals;
import io.calvinverse.artefacts.transport.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * A feed of NuGet packages (NuGet API v3, "Package publish resource", "Package content"; v2's push and paths where there is no service
 * index). A token is sent as API key. Packages are compared by reading them back, for a feed tells no digest before.
 */
public final class NugetRepository implements Repository {

    /** The protocol's answer to a version that is there, and Nexus' own. */
    private static final Set<Integer> MAYBE_THERE = Set.of(400, 409);

    private static final int LOOKS = 5;

    private final String name;
    private final Address address;
    private final Transport transport;
    private final RemoteFiles files;
    private volatile Feed feed;

    /** @param address with or without {@code index.json} at its end */
    public NugetRepository(String name, Address address, Transport transport) {
        this.name = name;
        this.address = new Address(URI.create(address.base().toString().replaceFirst("index\\.json/$", "")));
        this.transport = transport;
        this.files = new RemoteFiles(name, transport);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Format format() {
        return Format.NUGET;
    }

    /** Two threads may ask at once; they get the same answer. */
    private Feed feed() throws IOException, InterruptedException {
        Feed known = feed;
        if (known == null) {
            known = Feed.of(name, address, transport);
            feed = known;
        }
        return known;
    }

    @Override
    public Presence check(Artefact artefact) throws IOException, InterruptedException {
        return files.compare(feed().file(artefact.coordinates()), artefact.toString(), artefact.content());
    }

    @Override
    public void upload(Artefact artefact, boolean overwrite, Progress progress)
            throws IOException, InterruptedException {
        String boundary = "----" + artefact.content().digests().sha256();
        Body body = Body.of(List.of(
                text("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"package\"; filename=\"package.nupkg\""
                        + "\r\nContent-Type: application/octet-stream\r\n\r\n"),
                Body.of(artefact.content()),
                text("\r\n--" + boundary + "--\r\n")));
        Call call = Call.put(feed().push(), body)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .progress(progress);
        boolean token = transport.credential().user().isEmpty()
                && !transport.credential().isAnonymous();
        Answer answer = transport.send(
                token
                        ? call.withoutCredential()
                                .header("X-NuGet-ApiKey", transport.credential().secret())
                        : call);
        if (MAYBE_THERE.contains(answer.status()) && exists(artefact)) {
            throw new RepositoryException(
                    Kind.CONFLICT,
                    name + " has " + artefact + " and lets a version be published once only; bump the version"
                            + Refusals.said(answer, transport));
        }
        if (!answer.ok()) {
            throw Refusals.of("upload of " + artefact + " to " + name, answer, transport);
        }
        // 202: some feeds show a package only after they have looked at it.
        for (int look = 1; look < LOOKS && !exists(artefact); look++) {
            transport.rest(look);
        }
    }

    private boolean exists(Artefact artefact) throws IOException, InterruptedException {
        return files.exists(feed().file(artefact.coordinates()), artefact.toString());
    }

    private static Body text(String text) {
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Before anything was asked for, the path of v2. */
    @Override
    public URI address(Coordinates coordinates) {
        Feed known = feed;
        return (known == null ? new Feed(address, address.base(), null) : known).file(coordinates);
    }

    @Override
    public void fetch(Coordinates coordinates, OutputStream into, Progress progress)
            throws IOException, InterruptedException {
        files.get(feed().file(coordinates), coordinates.toString(), into, progress);
    }
}
