package io.calvinverse.artefacts.provenance;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys from PEM (RFC 7468): Ed25519, ECDSA and RSA. */
final class Keys {

    private static final Pattern PEM = Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END \\1-----");
    private static final List<String> KINDS = List.of("Ed25519", "EC", "RSA");

    private Keys() {}

    static PrivateKey privateKey(String pem) throws ProvenanceException {
        byte[] bytes = bytes(pem, "PRIVATE KEY", "make one with: openssl genpkey -algorithm ed25519");
        return any(kind -> KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(bytes)));
    }

    /** A public key, or the certificate of one. */
    static PublicKey publicKey(String pem) throws ProvenanceException {
        if (pem.contains("BEGIN CERTIFICATE")) {
            try {
                return CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
                        .getPublicKey();
            } catch (GeneralSecurityException e) {
                throw new ProvenanceException("the certificate cannot be read: " + e.getMessage(), e);
            }
        }
        byte[] bytes = bytes(pem, "PUBLIC KEY", "make it with: openssl pkey -in key.pem -pubout");
        return any(kind -> KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(bytes)));
    }

    /** The algorithm a key of this kind signs with. */
    static String signing(Key key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "Ed25519";
        };
    }

    /** SHA-256 of the public key's encoding. */
    static String id(PublicKey key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks SHA-256, which every Java must have", e);
        }
    }

    private static byte[] bytes(String pem, String wanted, String way) throws ProvenanceException {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.find() || !matcher.group(1).equals(wanted)) {
            String found = pem.contains("-----BEGIN ") && matcher.reset().find() ? matcher.group(1) : "something else";
            throw new ProvenanceException("a PEM block '" + wanted + "' is needed, but there is " + found + "; " + way);
        }
        try {
            return Base64.getMimeDecoder().decode(matcher.group(2));
        } catch (IllegalArgumentException e) {
            throw new ProvenanceException("the PEM block '" + wanted + "' is damaged", e);
        }
    }

    private interface Reading<T> {
        T as(String kind) throws GeneralSecurityException;
    }

    private static <T> T any(Reading<T> reading) throws ProvenanceException {
        for (String kind : KINDS) {
            try {
                return reading.as(kind);
            } catch (InvalidKeySpecException e) {
                // Of another kind: the next one is tried.
            } catch (GeneralSecurityException e) {
                throw new ProvenanceException("this Java reads no " + kind + " keys", e);
            }
        }
        throw new ProvenanceException("the key is neither of " + KINDS);
    }
}
