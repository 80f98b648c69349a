package io.calvinverse.artefacts.artefact;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Digests the protocols of repositories speak of. Only SHA-256 and SHA-512 are trusted to tell two contents apart. */
public enum Algorithm {
    MD5("MD5", "md5"),
    SHA1("SHA-1", "sha1"),
    SHA256("SHA-256", "sha256"),
    SHA512("SHA-512", "sha512");

    private final String java;
    private final String symbol;

    Algorithm(String java, String symbol) {
        this.java = java;
        this.symbol = symbol;
    }

    /** As in {@code .sha1} files and in Nexus' answers. */
    public String symbol() {
        return symbol;
    }

    MessageDigest fresh() {
        try {
            return MessageDigest.getInstance(java);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks " + java + ", which every Java must have", e);
        }
    }
}
