package io.calvinverse.environments.handover;

import java.time.Instant;

/**
 * How far a hand-over is. Holds no secret.
 *
 * @param attempt counts the tokens made for the machine; 0 before the first
 * @param accessor of the machine's token, empty until it is known
 * @param wrapper accessor of the wrapping token around it, empty until it is known
 * @param digest of the wrapping token (SHA-256), to know it again in Consul
 * @param expires when the wrapper can no longer be opened, by Vault's clock; null until it is known
 * @param since when this phase began
 * @param unknown a token was asked for and its answer never recorded: it must be found before anything else
 */
public record Passage(
        Recipient recipient,
        Phase phase,
        int attempt,
        String accessor,
        String wrapper,
        String digest,
        Instant expires,
        Instant since,
        boolean unknown) {

    /** Recorded phases; each begins with its record. */
    public enum Phase {
        EXPECTED,
        CREATING,
        ISSUED,
        PLACED,
        HELD,
        ALARMED,
        RETIRING,
        GONE
    }

    static Passage expected(Recipient recipient, Instant now) {
        return new Passage(recipient, Phase.EXPECTED, 0, "", "", "", null, now, false);
    }

    /** Marks the token of one attempt in Vault ({@code meta.handover}), so that it is found without its accessor. */
    String mark() {
        return recipient.machine() + "#" + attempt;
    }

    Passage creating(Instant now) {
        return new Passage(recipient, Phase.CREATING, attempt + 1, "", "", "", null, now, true);
    }

    Passage issued(String theAccessor, String theWrapper, String theDigest, Instant theEnd, Instant now) {
        return new Passage(recipient, Phase.ISSUED, attempt, theAccessor, theWrapper, theDigest, theEnd, now, false);
    }

    /** The token of this attempt is dead: another one can be made. */
    Passage again(Instant now) {
        return new Passage(recipient, Phase.EXPECTED, attempt, "", "", "", null, now, false);
    }

    Passage in(Phase next, Instant now) {
        return new Passage(recipient, next, attempt, accessor, wrapper, digest, expires, now, unknown);
    }
}
