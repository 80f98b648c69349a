package io.calvinverse.artefacts.transport;

import io.calvinverse.artefacts.repository.RepositoryException;
import io.calvinverse.artefacts.repository.RepositoryException.Kind;

/** Answers that mean no, as exceptions that name the thing, the cause and the way out. */
public final class Refusals {

    private static final int MOST_OF_A_TEXT = 600;

    private Refusals() {}

    /**
     * @param what was tried, as the beginning of a sentence: {@code upload of raw docs/a.txt to Nexus' raw-hosted}
     * @param transport takes the credential out of the server's text
     */
    public static RepositoryException of(String what, Answer answer, Transport transport) {
        String said = said(answer, transport);
        String who = transport.credential().toString();
        return switch (answer.status()) {
            case 401 ->
                refusal(
                        Kind.UNAUTHENTICATED,
                        what + ": the server does not accept the credential (" + who + "); check credentialsId",
                        answer,
                        said);
            case 403 ->
                refusal(
                        Kind.FORBIDDEN,
                        what + ": " + who + " lacks the right; it needs to read, add and edit there",
                        answer,
                        said);
            case 404 ->
                refusal(
                        Kind.ABSENT,
                        what + ": there is no such repository or artefact; check the address",
                        answer,
                        said);
            case 405 ->
                refusal(
                        Kind.REFUSED,
                        what + ": the repository takes no uploads (a group or proxy?); name a hosted one",
                        answer,
                        said);
            case 409 -> refusal(Kind.CONFLICT, what + ": it is there already; bump the version", answer, said);
            case 413 -> refusal(Kind.REFUSED, what + ": too large for the server or a proxy before it", answer, said);
            case 507 -> refusal(Kind.CLOSED, what + ": the server has no space left", answer, said);
            case 429, 503 ->
                refusal(Kind.CLOSED, what + ": the server is overloaded, read-only or in maintenance", answer, said);
            default ->
                refusal(
                        answer.status() >= 500 || answer.status() == 408 ? Kind.UNREACHABLE : Kind.REFUSED,
                        what + ": the server refused it",
                        answer,
                        said);
        };
    }

    private static RepositoryException refusal(Kind kind, String text, Answer answer, String said) {
        String tries = answer.attempts() > 1 ? " after " + answer.attempts() + " tries" : "";
        return new RepositoryException(kind, text + " (status " + answer.status() + tries + ")" + said);
    }

    /** What the server says itself, on one line, without tags and secrets. */
    public static String said(Answer answer, Transport transport) {
        String text = transport
                .redaction()
                .of(answer.text())
                .replaceAll("(?is)<(style|script|head)[^>]*>.*?</\\1>", " ")
                .replaceAll("<[^>]*>", " ")
                .replaceAll("\\s+", " ")
                .strip();
        if (text.isEmpty()) {
            return "";
        }
        return ". It said: " + (text.length() > MOST_OF_A_TEXT ? text.substring(0, MOST_OF_A_TEXT) + "…" : text);
    }
}
