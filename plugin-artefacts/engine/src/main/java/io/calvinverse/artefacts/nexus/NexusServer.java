package io.calvinverse.artefacts.nexus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.calvinverse.artefacts.artefact.Format;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.repository.RepositoryException.Kind;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Answer;
import io.calvinverse.artefacts.transport.Call;
import io.calvinverse.artefacts.transport.Refusals;
import io.calvinverse.artefacts.transport.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A Nexus Repository 3 by its REST API ({@code /service/rest/v1}). Reads only. Thread-safe. */
public final class NexusServer {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern SERVER = Pattern.compile("Nexus/(\\S+)(?: \\((\\w+)\\))?.*");

    private final Address address;
    private final Transport transport;

    /** @param address with the context path, if Nexus has one */
    public NexusServer(Address address, Transport transport) {
        this.address = address;
        this.transport = transport;
    }

    /** Where a repository of that name is reached. */
    public Address repository(String name) {
        return new Address(address.at("repository/" + name));
    }

    /** @throws RepositoryException if it is no Nexus 3, or does not answer */
    public NexusStatus status() throws IOException, InterruptedException {
        Answer status = transport.send(Call.get(address.at("service/rest/v1/status")));
        Answer writable = transport.send(Call.get(address.at("service/rest/v1/status/writable")));
        if (status.status() == 404) {
            throw new RepositoryException(
                    Kind.REFUSED,
                    address
                            + " is no Nexus Repository 3: it has no /service/rest/v1/status; is a context path missing?");
        }
        if (status.status() == 401) {
            throw Refusals.of("status of " + address, status, transport);
        }
        Matcher server = SERVER.matcher(status.header("Server").orElse(""));
        boolean known = server.matches();
        return new NexusStatus(
                known ? server.group(1) : "",
                known && server.group(2) != null ? server.group(2) : "",
                status.ok() && writable.ok());
    }

    /** Those the credential may see. */
    public List<NexusRepository> repositories() throws IOException, InterruptedException {
        Answer answer = transport.send(Call.get(address.at("service/rest/v1/repositories")));
        if (!answer.ok()) {
            throw Refusals.of("list of the repositories of " + address, answer, transport);
        }
        List<NexusRepository> found = new ArrayList<>();
        for (JsonNode each : json(answer)) {
            found.add(new NexusRepository(
                    each.path("name").asText(),
                    each.path("format").asText(),
                    each.path("type").asText(),
                    each.path("url").asText()));
        }
        return found;
    }

    /** Settings of those repositories that the credential may administer; of others nothing is shown, and nothing refused. */
    public List<RepositorySettings> settings() throws IOException, InterruptedException {
        Answer answer = transport.send(Call.get(address.at("service/rest/v1/repositorySettings")));
        if (answer.status() == 403) {
            return List.of();
        }
        if (!answer.ok()) {
            throw Refusals.of("settings of the repositories of " + address, answer, transport);
        }
        List<RepositorySettings> found = new ArrayList<>();
        for (JsonNode each : json(answer)) {
            found.add(new RepositorySettings(
                    each.path("name").asText(),
                    each.path("format").asText(),
                    each.path("type").asText(),
                    each.path("online").asBoolean(true),
                    each.path("storage").path("writePolicy").asText("").toUpperCase(Locale.ROOT)));
        }
        return found;
    }

    /**
     * Refuses a repository that cannot take the uploads, before anything is sent.
     *
     * @throws RepositoryException naming those that can
     */
    public void require(String name, Format format) throws IOException, InterruptedException {
        List<NexusRepository> all = repositories();
        List<String> right = all.stream()
                .filter(each -> each.isHosted() && each.holds(format))
                .map(NexusRepository::name)
                .toList();
        String way = right.isEmpty()
                ? "; it shows no hosted repository of that format to this credential"
                : "; those that do: " + right;
        NexusRepository found = all.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RepositoryException(
                        Kind.ABSENT, address + " shows no repository '" + name + "' to this credential" + way));
        if (!found.isHosted()) {
            throw new RepositoryException(
                    Kind.REFUSED, "'" + name + "' is a " + found.type() + " repository and takes no uploads" + way);
        }
        if (!found.holds(format)) {
            throw new RepositoryException(
                    Kind.REFUSED, "'" + name + "' holds " + found.format() + " and takes no " + format.symbol() + way);
        }
    }

    /**
     * Asked by a method no format of Nexus serves: its security comes first, so the answer tells the right, and nothing is written.
     * (Nexus 3.71: 403 without the right to add, 405 with it.)
     */
    public WriteRight writeRight(String repository) throws IOException, InterruptedException {
        Answer answer = transport.send(Call.of("MKCOL", address.at("repository/" + repository + "/write-right")));
        return switch (answer.status()) {
            case 401 -> WriteRight.UNAUTHENTICATED;
            case 403 -> transport.credential().isAnonymous() ? WriteRight.UNAUTHENTICATED : WriteRight.DENIED;
            case 404 -> WriteRight.NO_SUCH_REPOSITORY;
            case 405 -> WriteRight.GRANTED;
            default -> WriteRight.UNKNOWN;
        };
    }

    private JsonNode json(Answer answer) throws RepositoryException {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new RepositoryException(
                    Kind.REFUSED, address + " answers with something else than JSON; is it a Nexus?", e);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
    }
}
