package io.calvinverse.provisioner.provider.qemu;

import io.calvinverse.provisioner.provider.ProviderException;
import io.calvinverse.provisioner.provider.ProviderException.Kind;
import io.calvinverse.provisioner.provider.host.Host;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The scripts of this package, run on a host. Their exit codes tell what a caller should do, as their first one says. */
final class Scripts {
    private static final byte[] NOTHING = {};
    private static final List<String> NAMES =
            List.of("make", "start", "list", "destroy", "settle", "console", "image", "probe");

    private final Host host;
    private final String root;
    private final Map<String, String> texts = new TreeMap<>();

    Scripts(Host host, String root) {
        this.host = host;
        this.root = root;
        String common = text("common");
        NAMES.forEach(name -> texts.put(name, common + text(name)));
    }

    private static String text(String name) {
        try (InputStream in = Scripts.class.getResourceAsStream(name + ".sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the script " + name + " cannot be read from this program's own jar", e);
        }
    }

    /** @param what for the message, as "machine x cannot be made" */
    String run(String what, Duration limit, String script, String... arguments)
            throws ProviderException, InterruptedException {
        return run(what, limit, NOTHING, script, arguments);
    }

    /** @param input given to the script */
    String run(String what, Duration limit, byte[] input, String script, String... arguments)
            throws ProviderException, InterruptedException {
        List<String> all = new ArrayList<>();
        all.add(root);
        all.addAll(List.of(arguments));
        Host.Answer answer;
        try {
            answer = host.run(new Host.Command(texts.get(script), all, input, limit));
        } catch (IOException e) {
            throw new ProviderException(
                    Kind.UNAVAILABLE, what + ": " + host.name() + ": " + String.valueOf(e.getMessage()), e);
        }
        if (answer.code() != 0) {
            throw new ProviderException(kind(answer), what + ": " + cause(answer));
        }
        return answer.output();
    }

    private static Kind kind(Host.Answer answer) {
        return switch (answer.code()) {
            case 10, 12 -> Kind.REFUSED;
            case 11 -> Kind.EXHAUSTED;
            default ->
                answer.error().contains("No space left")
                        ? Kind.EXHAUSTED
                        : answer.error().contains("ermission denied") ? Kind.REFUSED : Kind.UNAVAILABLE;
        };
    }

    private static String cause(Host.Answer answer) {
        String text = answer.error().strip();
        return text.isEmpty()
                ? "a script ended with " + answer.code()
                : text.lines().reduce((first, second) -> first + "; " + second).orElse("");
    }
}
