package io.calvinverse.artefacts.docker;

import io.calvinverse.artefacts.repository.Progress;
import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.repository.RepositoryException.Kind;
import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Answer;
import io.calvinverse.artefacts.transport.Body;
import io.calvinverse.artefacts.transport.Call;
import io.calvinverse.artefacts.transport.Refusals;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings blobs to a registry (OCI distribution spec, "Push"): asks whether it is there; mounts it from another image known to have it;
 * sends a small one in one request and a large one in chunks, going on after a broken connection where the registry says it stopped, or
 * from the beginning where it does not say. What is left unfinished is invisible, and the registry's to clean up.
 */
final class BlobUpload {

    private static final Set<Integer> PASSING = Set.of(404, 408, 416, 429, 500, 502, 503, 504);
    private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-(\\d+)");
    private static final int TRIES = 5;

    private final Registry registry;
    private final String repository;
    private final long chunk;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /** @param chunk bytes; larger blobs are sent in portions of that size */
    BlobUpload(Registry registry, String repository, long chunk) {
        this.registry = registry;
        this.repository = repository;
        this.chunk = chunk;
    }

    void push(String image, Blob blob, Progress progress) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            if (present(image, blob)) {
                progress.moved(attempt == 1 ? blob.size() : 0);
                break;
            }
            try {
                URI session = begin(image, blob);
                if (session == null) {
                    progress.moved(blob.size());
                } else if (blob.size() <= chunk) {
                    finish(image, blob, session, blob.body(), progress);
                } else {
                    finish(image, blob, chunks(image, blob, session, progress), Body.of(new byte[0]), progress);
                }
                break;
            } catch (RepositoryException e) {
                boolean passing = e.kind() == Kind.UNREACHABLE || e.kind() == Kind.CLOSED || e.kind() == Kind.ABSENT;
                if (!passing || attempt >= TRIES) {
                    throw e;
                }
                registry.transport().rest(attempt);
            }
        }
        known.put(blob.digest(), image);
    }

    private boolean present(String image, Blob blob) throws IOException, InterruptedException {
        Answer answer = registry.send(image, Call.head(registry.at(image, "blobs/" + blob.digest())));
        if (answer.status() != 404 && !answer.ok()) {
            throw refusal(image, blob, answer);
        }
        return answer.ok();
    }

    /** {@code null} if it was mounted. */
    private URI begin(String image, Blob blob) throws IOException, InterruptedException {
        String from = known.get(blob.digest());
        if (from != null && !from.equals(image)) {
            String query = "mount=" + Address.value(blob.digest()) + "&from=" + Address.value(from);
            Answer mounted = post(image, registry.at(image, "blobs/uploads/", query));
            if (mounted.status() == 201) {
                return null;
            }
            if (mounted.status() == 202) {
                return registry.location(mounted, what(image, blob));
            }
            // It may not be allowed, or not be known there: then it is sent.
        }
        Answer begun = post(image, registry.at(image, "blobs/uploads/"));
        if (!begun.ok()) {
            throw refusal(image, blob, begun);
        }
        return registry.location(begun, what(image, blob));
    }

    private Answer post(String image, URI uri) throws IOException, InterruptedException {
        return registry.send(image, Call.post(uri, Body.of(new byte[0])));
    }

    private URI chunks(String image, Blob blob, URI session, Progress progress)
            throws IOException, InterruptedException {
        URI at = session;
        long offset = 0;
        for (int failures = 0; offset < blob.size(); ) {
            long count = Math.min(chunk, blob.size() - offset);
            long before = offset;
            try {
                Answer answer = registry.sendOnce(
                        image,
                        Call.patch(at, Slice.of(blob.body(), offset, count))
                                .header("Content-Type", "application/octet-stream")
                                .header("Content-Range", offset + "-" + (offset + count - 1))
                                .progress(progress));
                if (!answer.ok()) {
                    throw refusal(image, blob, answer);
                }
                at = registry.location(answer, what(image, blob));
                offset = received(answer, offset + count);
            } catch (RepositoryException e) {
                if (e.kind() != Kind.UNREACHABLE && e.kind() != Kind.CLOSED || failures >= TRIES) {
                    throw e;
                }
                registry.transport().rest(failures + 1);
                Answer status = registry.send(image, Call.get(at));
                if (!status.ok()) {
                    throw e;
                }
                offset = received(status, 0);
                at = status.location().isPresent() ? registry.location(status, what(image, blob)) : at;
            }
            failures = offset > before ? 0 : failures + 1;
        }
        return at;
    }

    /** Bytes it has, as {@code Range} says: {@code 0-99} are a hundred; {@code 0-0} are none, as registries mean it. */
    private static long received(Answer answer, long otherwise) {
        Matcher range = RANGE.matcher(answer.header("Range").orElse(""));
        if (!range.matches()) {
            return otherwise;
        }
        long last = Long.parseLong(range.group(1));
        return last == 0 ? 0 : last + 1;
    }

    private void finish(String image, Blob blob, URI session, Body body, Progress progress)
            throws IOException, InterruptedException {
        String query = session.getRawQuery() == null ? "?" : "?" + session.getRawQuery() + "&";
        URI uri = URI.create(
                session.toString().replaceFirst("\\?.*$", "") + query + "digest=" + Address.value(blob.digest()));
        Answer answer = registry.sendOnce(
                image,
                Call.put(uri, body)
                        .header("Content-Type", "application/octet-stream")
                        .progress(progress));
        if (answer.status() == 400 && answer.text().contains("DIGEST_INVALID")) {
            throw new RepositoryException(
                    Kind.REFUSED,
                    what(image, blob)
                            + ": what arrived has another digest; the file, or the way to the registry, is damaged");
        }
        if (!answer.ok()) {
            throw refusal(image, blob, answer);
        }
    }

    private RepositoryException refusal(String image, Blob blob, Answer answer) {
        if (PASSING.contains(answer.status())) {
            RepositoryException refusal = Refusals.of(what(image, blob), answer, registry.transport());
            return new RepositoryException(Kind.UNREACHABLE, refusal.getMessage(), refusal);
        }
        return Refusals.of(what(image, blob), answer, registry.transport());
    }

    private String what(String image, Blob blob) {
        return "upload of " + blob.digest() + " of " + image + " to " + repository;
    }
}
