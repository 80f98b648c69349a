package io.calvinverse.logs.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.logs.ship.syslog.SyslogSettings;
import io.calvinverse.logs.ship.syslog.SyslogTarget;
import io.calvinverse.parts.SyslogPart;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real syslog-ng, by TCP and TLS, which is killed in between. */
class SyslogTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void everyLineArrivesByTcpAndByTls() throws Exception {
        try (SyslogPart syslog = SyslogPart.start()) {
            ship(syslog, "tcp", "127.0.0.1", syslog.port(), Socket::new, true);
            SSLContext trusting = trusting(syslog.certificate());
            ship(syslog, "tls", "localhost", syslog.tlsPort(), () -> tls(trusting), false);
            refusesTheCertificate(syslog);
        }
    }

    private void ship(SyslogPart syslog, String name, String host, int port, Supplier<Socket> sockets, boolean killed)
            throws Exception {
        int before = byId(syslog).size();
        Writers writers = new Writers(directory.resolve(name), 2);
        try (Rig rig = new Rig(directory.resolve(name + "-spool"), target(host, port, sockets))) {
            writers.follow(rig.spool);
            writers.print(1_000);
            if (killed) {
                Thread.sleep(300);
                syslog.server().kill();
                writers.print(1_000);
                syslog.server().restart();
            }
            writers.end(rig.spool);
            rig.drained(PATIENCE);
        }
        assertEquals(before + writers.lines(), byId(syslog).size());
    }

    private static SyslogTarget target(String host, int port, Supplier<Socket> sockets) {
        SyslogSettings settings =
                new SyslogSettings(host, port, 16, "controller", Duration.ofMillis(700), Duration.ofSeconds(5));
        return new SyslogTarget("syslog", settings, sockets, Rig.retry(), InstantSource.system());
    }

    private void refusesTheCertificate(SyslogPart syslog) throws Exception {
        SSLContext usual = SSLContext.getDefault();
        try (SyslogTarget target = target("localhost", syslog.tlsPort(), () -> tls(usual))) {
            assertTrue(!target.ready());
            assertTrue(target.trouble().contains("certificate"), target.trouble());
        }
    }

    private static Map<String, String> byId(SyslogPart syslog) throws IOException {
        Map<String, String> lines = new TreeMap<>();
        List<String> received = syslog.received();
        for (String line : received) {
            String[] parts = line.split("\t", 2);
            String before = lines.putIfAbsent(parts[0], parts[1]);
            assertTrue(before == null || before.equals(parts[1]), () -> line + " and " + before);
        }
        return lines;
    }

    private static Socket tls(SSLContext context) {
        try {
            return context.getSocketFactory().createSocket();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "syslog", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
