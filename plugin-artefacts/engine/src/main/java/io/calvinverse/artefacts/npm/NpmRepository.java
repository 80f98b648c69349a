package io.calvinverse.artefacts.npm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calvinverse.artefacts.artefact.Artefact;
import io.calvinverse.artefacts.artefact.Coordinates;
import io.calvinverse.artefacts.artefact.Digests;
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
 * A registry of npm packages, by npm's registry API. What it lists of a package is what its publisher said; so whether a package is there
 * is told by its file: by the digest Nexus names, else by reading it back.
 */
public final class NpmRepository implements Repository {

    private static final JsonMapper JSON = new JsonMapper();

    /** By these a registry may mean that the version is there: npm's own 403, Verdaccio's and Gitea's 409, Nexus' 400. */
    private static final Set<Integer> MAYBE_THERE = Set.of(400, 403, 409);

    private final String name;
    private final Address address;
    private final Transport transport;
    private final RemoteFiles files;

    public NpmRepository(String name, Address address, Transport transport) {
        this.name = name;
        this.address = address;
        this.transport = transport;
        this.files = new RemoteFiles(name, transport);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Format format() {
        return Format.NPM;
    }

    @Override
    public Presence check(Artefact artefact) throws IOException, InterruptedException {
        String version = artefact.coordinates().version();
        Packument listed = packument(artefact.coordinates());
        if (!listed.lists(version)) {
            return Presence.ABSENT;
        }
        Digests said = listed.digests(version, artefact.content().size());
        if (!said.values().isEmpty() && !artefact.content().digests().matches(said)) {
            return Presence.different(said.brief().replaceFirst(", \\d+ bytes$", ""));
        }
        Presence stored =
                files.compare(tarball(listed, artefact.coordinates()), artefact.toString(), artefact.content());
        return stored.state() == Presence.State.ABSENT ? Presence.different("it is listed, without its file") : stored;
    }

    @Override
    public void upload(Artefact artefact, boolean overwrite, Progress progress)
            throws IOException, InterruptedException {
        Coordinates coordinates = artefact.coordinates();
        NpmPackage read = NpmPackage.read(artefact.content().file());
        Body document = NpmDocument.of(read, artefact.content(), coordinates.qualifier(NpmIntake.TAG), address);
        for (boolean again = false; ; again = true) {
            Answer answer = transport.send(Call.put(packageAddress(coordinates), document)
                    .header("Content-Type", "application/json")
                    .progress(progress));
            if (answer.ok()) {
                return;
            }
            if (MAYBE_THERE.contains(answer.status()) && packument(coordinates).lists(coordinates.version())) {
                throw new RepositoryException(
                        Kind.CONFLICT,
                        name + " has " + coordinates + " and lets a version be published once only; bump the version"
                                + Refusals.said(answer, transport));
            }
            if (answer.status() == 409 && again) {
                throw new RepositoryException(
                        Kind.CONFLICT,
                        name + " has something of " + coordinates
                                + " that it does not list, as after an upload that broke;"
                                + " have it removed there, or bump the version" + Refusals.said(answer, transport));
            }
            if (answer.status() != 409) {
                throw Refusals.of("upload of " + artefact + " to " + name, answer, transport);
            }
            // Somebody else changed the package meanwhile; npm's own client tries once more, too.
        }
    }

    /** Lets the tags that were asked for lead to what was there before. */
    @Override
    public void conclude(List<Artefact> artefacts) throws IOException, InterruptedException {
        for (Artefact each : artefacts) {
            String tag = each.coordinates().qualifier(NpmIntake.TAG);
            String version = each.coordinates().version();
            if (!tag.isEmpty() && !packument(each.coordinates()).tagged(tag).equals(version)) {
                URI at = URI.create(address.base() + "-/package/"
                        + Address.segment(each.coordinates().name()) + "/dist-tags/" + Address.segment(tag));
                Body body = Body.of(JSON.writeValueAsString(version).getBytes(StandardCharsets.UTF_8));
                Answer answer = transport.send(Call.put(at, body).header("Content-Type", "application/json"));
                if (!answer.ok()) {
                    throw Refusals.of("tag " + tag + " for " + each + " in " + name, answer, transport);
                }
            }
        }
    }

    @Override
    public URI address(Coordinates coordinates) {
        String file = coordinates.name().replaceFirst(".*/", "") + "-" + coordinates.version() + ".tgz";
        return address.at(coordinates.name() + "/-/" + file);
    }

    /** A version may also be a dist-tag. */
    @Override
    public void fetch(Coordinates coordinates, OutputStream into, Progress progress)
            throws IOException, InterruptedException {
        Packument listed = packument(coordinates);
        String version = listed.resolve(coordinates.version());
        if (version.isEmpty()) {
            throw new RepositoryException(Kind.ABSENT, name + " lists no " + coordinates);
        }
        URI at = tarball(listed, Coordinates.of(Format.NPM, coordinates.name(), version));
        files.get(at, coordinates.toString(), into, progress);
    }

    /** Where the registry says it is, reached as the registry is: behind a proxy it may name itself wrongly. */
    private URI tarball(Packument listed, Coordinates coordinates) {
        return address.below(listed.tarball(coordinates.version())).orElse(address(coordinates));
    }

    private URI packageAddress(Coordinates coordinates) {
        return URI.create(address.base() + Address.segment(coordinates.name()));
    }

    private Packument packument(Coordinates coordinates) throws IOException, InterruptedException {
        Answer answer = transport.send(Call.get(packageAddress(coordinates)).header("Accept", "application/json"));
        if (answer.status() == 404) {
            return new Packument(JSON.createObjectNode());
        }
        if (!answer.ok()) {
            throw Refusals.of("look for " + coordinates + " in " + name, answer, transport);
        }
        try {
            return new Packument(JSON.readTree(answer.body()));
        } catch (JsonProcessingException e) {
            throw new RepositoryException(
                    Kind.REFUSED,
                    name + " answers with something else than JSON; is " + address + " a registry of npm packages?",
                    e);
        }
    }
}
