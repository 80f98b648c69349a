package io.calvinverse.artefacts.raw;

import io.calvinverse.artefacts.artefact.Algorithm;
import io.calvinverse.artefacts.artefact.Content;
import io.calvinverse.artefacts.artefact.Digests;
import io.calvinverse.artefacts.artefact.Hashing;
import io.calvinverse.artefacts.repository.Presence;
import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.transport.Answer;
import io.calvinverse.artefacts.transport.Body;
import io.calvinverse.artefacts.transport.Call;
import io.calvinverse.artefacts.transport.Refusals;
import io.calvinverse.artefacts.transport.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Single files over HTTP: put, compare, get. Maven's layout uses it too. */
public final class RemoteFiles {

    /** What Nexus 3 computed of the bytes it stored: {@code ETag: "da39…"}, in older ones {@code "{SHA1{da39…}}"}. */
    private static final Pattern NEXUS_TAG = Pattern.compile("\"?(?:\\{SHA1\\{)?([0-9a-f]{40})(?:}})?\"?");

    private final String repository;
    private final Transport transport;

    public RemoteFiles(String repository, Transport transport) {
        this.repository = repository;
        this.transport = transport;
    }

    /**
     * By the digest the server names if it names one, else by its size and, when that is equal, by reading it back.
     *
     * @param what for messages
     */
    public Presence compare(URI uri, String what, Content content) throws IOException, InterruptedException {
        Answer head = transport.send(Call.head(uri));
        if (head.status() == 404) {
            return Presence.ABSENT;
        }
        if (knowsNoHead(head)) {
            return readBack(uri, what, content);
        }
        if (!head.ok()) {
            throw Refusals.of("look for " + what + " in " + repository, head, transport);
        }
        OptionalLong size = head.headers().firstValueAsLong("Content-Length");
        Matcher tag = NEXUS_TAG.matcher(head.header("ETag").orElse(""));
        if (head.isNexus() && tag.matches()) {
            Digests theirs = new Digests(size.orElse(content.size()), Map.of(Algorithm.SHA1, tag.group(1)));
            return verdict(content, theirs);
        }
        if (size.isPresent() && size.getAsLong() != content.size()) {
            return Presence.different(size.getAsLong() + " bytes");
        }
        return readBack(uri, what, content);
    }

    private Presence readBack(URI uri, String what, Content content) throws IOException, InterruptedException {
        Hashing hashing = new Hashing(Set.of(Algorithm.SHA256));
        Answer answer = transport.send(Call.get(uri).into(hashing));
        if (answer.status() == 404) {
            return Presence.ABSENT;
        }
        if (!answer.ok()) {
            throw Refusals.of("read " + what + " in " + repository, answer, transport);
        }
        return verdict(content, hashing.digests());
    }

    private static Presence verdict(Content content, Digests theirs) throws IOException {
        return content.digests().matches(theirs) ? Presence.equal(theirs.brief()) : Presence.different(theirs.brief());
    }

    public boolean exists(URI uri, String what) throws IOException, InterruptedException {
        Answer answer = transport.send(Call.head(uri));
        if (knowsNoHead(answer)) {
            // One byte is enough, where that is understood.
            answer = transport.send(Call.get(uri).header("Range", "bytes=0-0").into(OutputStream.nullOutputStream()));
        }
        if (answer.status() != 404 && !answer.ok()) {
            throw Refusals.of("look for " + what + " in " + repository, answer, transport);
        }
        return answer.ok();
    }

    /** As Gitea of the files of npm and NuGet packages. */
    private static boolean knowsNoHead(Answer head) {
        return head.status() == 405 || head.status() == 501;
    }

    /** A small file; empty if there is none. */
    public String text(URI uri, String what) throws IOException, InterruptedException {
        Answer answer = transport.send(Call.get(uri));
        if (answer.status() != 404 && !answer.ok()) {
            throw Refusals.of("read of " + what + " in " + repository, answer, transport);
        }
        return answer.ok() ? answer.text().strip() : "";
    }

    public void put(URI uri, String what, Content content, Progress progress) throws IOException, InterruptedException {
        put(uri, what, Body.of(content), progress);
    }

    public void put(URI uri, String what, Body body, Progress progress) throws IOException, InterruptedException {
        Answer answer = transport.send(Call.put(uri, body)
                .header("Content-Type", "application/octet-stream")
                .progress(progress));
        if (answer.status() == 400 && exists(uri, what)) {
            // Nexus tells why in the reason phrase alone ("cannot be updated"), which HTTP clients may drop.
            throw new RepositoryException(
                    RepositoryException.Kind.CONFLICT,
                    repository + " refuses to replace " + what
                            + ": it lets a file be written once only; bump the version");
        }
        if (!answer.ok()) {
            throw Refusals.of("upload of " + what + " to " + repository, answer, transport);
        }
    }

    public void get(URI uri, String what, OutputStream into, Progress progress)
            throws IOException, InterruptedException {
        Answer answer = transport.send(Call.get(uri).into(into).progress(progress));
        if (!answer.ok()) {
            throw Refusals.of("fetch of " + what + " from " + repository, answer, transport);
        }
    }
}
