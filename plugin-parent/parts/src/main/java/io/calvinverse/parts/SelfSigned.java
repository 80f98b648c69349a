package io.calvinverse.parts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for 127.0.0.1 and localhost, signed by itself, made by the JDK's keytool.
 *
 * @param certificate PEM
 * @param key PEM, PKCS 8, not encrypted
 * @param store PKCS 12 of both, password {@code changeit}
 */
public record SelfSigned(Path certificate, Path key, Path store) {

    private static final String PASSWORD = "changeit";

    private static final String PAIR =
            "-genkeypair -keyalg EC -groupname secp256r1 -validity 30 -storetype PKCS12 -storepass " + PASSWORD;

    /** Makes one; the files go into the directory. */
    public static SelfSigned localhost(Path directory) {
        return localhost(directory, "");
    }

    /** The same as one that may sign others, see {@link #client}. */
    public static SelfSigned authority(Path directory) {
        return localhost(directory, " -ext bc:c");
    }

    private static SelfSigned localhost(Path directory, String more) {
        Path store = directory.resolve("localhost.p12");
        try {
            keytool(PAIR + " -alias localhost -dname CN=localhost -ext san=ip:127.0.0.1,dns:localhost -keystore "
                    + store + more);
            KeyStore keys = load(store);
            SelfSigned files = new SelfSigned(directory.resolve("cert.pem"), directory.resolve("key.pem"), store);
            pem(
                    files.certificate,
                    "CERTIFICATE",
                    keys.getCertificate("localhost").getEncoded());
            pem(
                    files.key,
                    "PRIVATE KEY",
                    keys.getKey("localhost", PASSWORD.toCharArray()).getEncoded());
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no certificate", e);
        }
    }

    /** A certificate for a client, signed by this {@link #authority}, and its key: PKCS 12, password {@code changeit}. */
    public Path client() {
        Path store = certificate.resolveSibling("client.p12");
        try {
            keytool(PAIR + " -alias client -dname CN=client -signer localhost -keystore " + this.store);
            keytool("-importkeystore -srcalias client -srcstorepass " + PASSWORD + " -srckeystore " + this.store
                    + " -deststoretype PKCS12 -deststorepass " + PASSWORD + " -destkeystore " + store);
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void keytool(String arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        try {
            Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (made.waitFor() != 0) {
                throw new IllegalStateException("keytool made no certificate: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** For clients that are to trust this certificate alone. */
    public SSLContext trusting() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            KeyStore anchors = KeyStore.getInstance("PKCS12");
            anchors.load(null, null);
            anchors.setCertificateEntry("localhost", load(store).getCertificate("localhost"));
            trust.init(anchors);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificate cannot be used", e);
        }
    }

    private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        return keys;
    }

    private static void pem(Path file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
