package io.calvinverse.artefacts.transport;

import io.calvinverse.artefacts.artefact.ArtefactException;
import io.calvinverse.artefacts.repository.RepositoryException;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Requests to one server: credential, redirects, retries. A try that failed by 408, 429, 500, 502, 503, 504 or without an answer is
 * repeated after a pause that grows, or after what {@code Retry-After} asks for (RFC 9110 §10.2.3); nothing else is, nor a certificate
 * that is not trusted. Keeps no cookies.
 * Thread-safe.
 */
public final class Transport {

    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 5;

    private final Surroundings surroundings;
    private final Patience patience;
    private final Credential credential;
    private final Redaction redaction;
    private final Exchange exchange;

    public Transport(Surroundings surroundings, Patience patience, Credential credential) {
        this.surroundings = surroundings;
        this.patience = patience;
        this.credential = credential;
        this.redaction = new Redaction(credential);
        this.exchange = new Exchange(surroundings, patience.stall());
    }

    public Credential credential() {
        return credential;
    }

    /** For texts of the server that go into messages. */
    public Redaction redaction() {
        return redaction;
    }

    /** The same with one try per call, for what must not be sent again without a question in between. */
    public Transport once() {
        Patience one = new Patience(1, patience.first(), patience.longest(), patience.stall());
        return new Transport(surroundings, one, credential);
    }

    /** Waits as after a failed try, for callers that try again themselves. */
    public void rest(int attempt) throws InterruptedException {
        surroundings.pause().of(patience.after(attempt, surroundings.random()));
    }

    /**
     * Sends it, and again if that may help.
     *
     * @return the last answer, whatever its status
     * @throws RepositoryException {@code UNREACHABLE} when there was no answer at last
     * @throws ArtefactException when what is sent cannot be read as it was planned
     */
    public Answer send(Call call) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Tally tally = new Tally(call.into(), call.progress());
            IOException failure;
            Duration asked = Duration.ZERO;
            try {
                Answer answer = follow(call, tally, attempt);
                if (!PASSING.contains(answer.status()) || attempt >= patience.tries()) {
                    return answer;
                }
                asked = RetryAfter.of(answer, surroundings.clock());
                failure = null;
            } catch (ArtefactException | RepositoryException e) {
                throw e;
            } catch (IOException e) {
                failure = e;
            }
            if (failure != null && (attempt >= patience.tries() || tally.written() || distrusted(failure))) {
                throw unanswered(call, failure, attempt);
            }
            Duration own = patience.after(attempt, surroundings.random());
            Duration wanted = asked.compareTo(own) > 0 ? asked : own;
            surroundings.pause().of(wanted.compareTo(patience.longest()) > 0 ? patience.longest() : wanted);
        }
    }

    /** A certificate does not become better by asking again. */
    private static boolean distrusted(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof GeneralSecurityException) {
                return true;
            }
        }
        return false;
    }

    private Answer follow(Call call, Tally tally, int attempt) throws IOException, InterruptedException {
        Call current = call;
        for (int hop = 0; ; hop++) {
            Answer answer = exchange.once(current, credential, tally, attempt);
            Optional<URI> location = answer.location();
            boolean repeatable = call.method().equals("GET") || call.method().equals("HEAD") || answer.status() >= 307;
            if (!REDIRECTS.contains(answer.status()) || location.isEmpty() || !repeatable || hop >= MOST_REDIRECTS) {
                return answer;
            }
            current = current.to(safe(current.uri(), location.get()), foreign(current.uri(), location.get()));
        }
    }

    private static boolean foreign(URI from, URI to) {
        return !from.getScheme().equalsIgnoreCase(to.getScheme())
                || !from.getHost().equalsIgnoreCase(to.getHost())
                || from.getPort() != to.getPort();
    }

    private static URI safe(URI from, URI to) throws RepositoryException {
        boolean web = "https".equalsIgnoreCase(to.getScheme())
                || "http".equalsIgnoreCase(to.getScheme()) && "http".equalsIgnoreCase(from.getScheme());
        if (!web || to.getHost() == null) {
            throw new RepositoryException(
                    RepositoryException.Kind.REFUSED,
                    Redaction.of(from) + " redirects to " + Redaction.of(to)
                            + ", which is not encrypted; correct the server's or its proxy's base URL");
        }
        return to;
    }

    private RepositoryException unanswered(Call call, IOException failure, int attempts) {
        String text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        String tries = attempts == 1 ? "" : " after " + attempts + " tries";
        return new RepositoryException(
                RepositoryException.Kind.UNREACHABLE,
                redaction.of(call + " got no answer" + tries + ": " + text
                        + "; is the address right, is the server up, is its certificate trusted?"),
                failure);
    }
}
