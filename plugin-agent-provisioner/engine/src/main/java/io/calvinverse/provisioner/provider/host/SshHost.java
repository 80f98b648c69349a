package io.calvinverse.provisioner.provider.host;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/**
 * A computer behind SSH (RFC 4254 §6.5). Every call has a connection of its own: a connection that is lost concerns that
 * call alone, and what it started there goes on or not, as after a crash. Nothing but a POSIX shell is asked of it.
 */
public final class SshHost implements Host {
    private static final Duration CONNECT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 20;

    private final SshClient client;
    private final Address address;
    private final KeyPair key;

    /**
     * Only remembers what it is given.
     *
     * @param client started; whether a server's key is the right one is checked here, so it may accept any
     * @param key proves the user
     */
    public SshHost(SshClient client, Address address, KeyPair key) {
        this.client = client;
        this.address = address;
        this.key = key;
    }

    /**
     * Which computer.
     *
     * @param hostKey the server's public key, as {@code ssh-keyscan} prints it without the name: kind and base64
     */
    public record Address(String user, String host, int port, String hostKey) {
        /** @throws IllegalArgumentException when the key is none */
        public Address {
            publicKey(hostKey);
        }

        boolean belongsTo(PublicKey offered) {
            return KeyUtils.compareKeys(publicKey(hostKey), offered);
        }

        private static PublicKey publicKey(String text) {
            try {
                return PublicKeyEntry.parsePublicKeyEntry(text.trim()).resolvePublicKey(null, null, null);
            } catch (IOException | java.security.GeneralSecurityException | RuntimeException e) {
                throw new IllegalArgumentException(
                        "this is no public key of an SSH server; it looks like 'ssh-ed25519 AAAA…', and "
                                + "'ssh-keyscan HOST' prints it",
                        e);
            }
        }
    }

    @Override
    public String name() {
        return address.user() + '@' + address.host() + ':' + address.port();
    }

    @Override
    public boolean local() {
        return false;
    }

    @Override
    public Answer run(Command command) throws IOException, InterruptedException {
        try (ClientSession session = connect()) {
            return run(session, command);
        } catch (InterruptedIOException e) {
            throw interrupted(e);
        } catch (IOException | RuntimeException e) {
            if (Thread.interrupted()) {
                throw interrupted(e);
            }
            throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
        }
    }

    private static InterruptedException interrupted(Exception e) {
        InterruptedException interrupted = new InterruptedException("interrupted while a host was asked");
        interrupted.initCause(e);
        return interrupted;
    }

    private ClientSession connect() throws IOException, InterruptedException {
        ClientSession session = client.connect(address.user(), address.host(), address.port())
                .verify(CONNECT)
                .getSession();
        try {
            // The key is compared before anything is proved to whoever answers there.
            await(CONNECT, () -> session.getServerKey() != null || session.isClosed());
            if (session.getServerKey() == null) {
                throw new IOException("it does not speak SSH, or shows no key within " + CONNECT.toSeconds() + " s");
            }
            if (!address.belongsTo(session.getServerKey())) {
                throw new IOException("the server shows another key than the configured one: "
                        + PublicKeyEntry.toString(session.getServerKey()) + "; find out why before you configure that");
            }
            session.addPublicKeyIdentity(key);
            authenticate(session);
            return session;
        } catch (IOException | InterruptedException | RuntimeException e) {
            session.close(true);
            throw e;
        }
    }

    private void authenticate(ClientSession session) throws IOException {
        try {
            session.auth().verify(CONNECT);
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException(
                    "the key of " + address.user() + " was not accepted: " + e.getMessage()
                            + "; add it to ~/.ssh/authorized_keys there",
                    e);
        }
    }

    private static Answer run(ClientSession session, Command command) throws IOException, InterruptedException {
        try (ClientChannel channel = session.createExecChannel(line(command));
                ByteArrayOutputStream output = new ByteArrayOutputStream();
                ByteArrayOutputStream error = new ByteArrayOutputStream()) {
            channel.setIn(new ByteArrayInputStream(command.input()));
            channel.setOut(output);
            channel.setErr(error);
            channel.open().verify(CONNECT);
            if (!await(command.limit(), () -> ended(channel.getChannelState()))) {
                throw new IOException("not done within " + command.limit().toSeconds() + " s");
            }
            Integer code = channel.getExitStatus();
            if (code == null) {
                throw new IOException(
                        "the connection was lost before the end; " + error.toString(StandardCharsets.UTF_8));
            }
            return new Answer(code, output.toString(StandardCharsets.UTF_8), error.toString(StandardCharsets.UTF_8));
        }
    }

    /** The end is told apart from the last of the output, in either order; neither may come when the connection is lost. */
    private static boolean ended(Set<ClientChannelEvent> seen) {
        return seen.contains(ClientChannelEvent.CLOSED)
                || seen.contains(ClientChannelEvent.EXIT_STATUS) && seen.contains(ClientChannelEvent.EOF);
    }

    /** Waits such that an interrupt ends it; the library's own waits go on. */
    private static boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (long pauses = limit.toMillis() / PAUSE_MILLIS; pauses >= 0 && !condition.getAsBoolean(); pauses--) {
            if (never.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        return condition.getAsBoolean();
    }

    /** The user's shell reads this line, so each word stands in single quotes. */
    static String line(Command command) {
        return List.of(List.of("/bin/sh", "-c", command.script(), "machine"), command.arguments()).stream()
                .flatMap(List::stream)
                .map(word -> '\'' + word.replace("'", "'\\''") + '\'')
                .collect(Collectors.joining(" "));
    }
}
