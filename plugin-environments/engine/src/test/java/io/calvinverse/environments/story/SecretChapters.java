package io.calvinverse.environments.story;

import static io.calvinverse.environments.vault.RealVault.get;
import static io.calvinverse.parts.story.Markup.format;

import io.calvinverse.environments.secrets.Block;
import io.calvinverse.environments.secrets.Masker;
import io.calvinverse.environments.vault.RealVault;
import io.calvinverse.environments.vault.Tokens;
import io.calvinverse.environments.vault.VaultException;
import io.calvinverse.parts.PostgresPart;
import io.calvinverse.parts.VaultPart;
import io.calvinverse.parts.story.Grid;
import io.calvinverse.parts.story.Narrator;
import io.calvinverse.parts.story.Stage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Secrets for as long as blocks run. No value of one may get into narrative or report. */
final class SecretChapters {
    private static final int TERM = 6;
    private static final int PATIENCE = 30;

    private final Narrator narrator;
    private final Stage stage;
    private final Path folder;
    private final Supplier<VaultPart> server;
    private final byte[] key = new byte[32];
    private final Grid grid = new Grid("Secret of", "Held by", "Obtained at", "Renewed", "Ended at", "By");
    private boolean furnished;
    private int revoked;

    SecretChapters(Narrator narrator, Stage stage, Path folder, Supplier<VaultPart> server) {
        this.narrator = narrator;
        this.stage = stage;
        this.folder = folder;
        this.server = server;
        new SecureRandom().nextBytes(key);
    }

    private VaultPart vault() {
        VaultPart vault = server.get();
        if (!furnished) {
            RealVault.furnish(vault);
            RealVault.role(
                    vault, "app", "\"token_policies\":\"team.read\",\"token_ttl\":\"60s\",\"token_max_ttl\":\"1h\"");
            furnished = true;
        }
        return vault;
    }

    void value() throws Exception {
        VaultPart vault = vault();
        byte[] random = new byte[18];
        new SecureRandom().nextBytes(random);
        String planted = "pass/" + Base64.getUrlEncoder().encodeToString(random);
        vault.admin("PUT", "secret/team/x", "{\"password\":\"" + planted + "\"}");
        narrator.tell("A block of a build asks for the password in secret/team/x, and logs in by AppRole for itself.");
        try (Vaulting controller = new Vaulting(vault, folder, key)) {
            double from = narrator.now();
            Block block = get(controller.secrets.open(
                    Vaulting.request("acme#12:1", "secret/team/x", "password"),
                    controller.login(),
                    Vaulting.telling(narrator::happened)));
            narrator.expect(planted.equals(block.variables().get("SECRET")), "its variable holds what Vault holds");
            String log = "curl -u deploy:%s https://example.invalid/?p=%s, Authorization: %s"
                    .formatted(
                            planted,
                            URLEncoder.encode(planted, StandardCharsets.UTF_8),
                            Base64.getEncoder().encodeToString(planted.getBytes(StandardCharsets.UTF_8)));
            String masked = Masker.of(block.secrets()).mask(log);
            narrator.happened("the build prints: " + (leaks(masked, planted) ? "(it leaks)" : masked));
            narrator.expect(
                    !leaks(masked, planted), "in its log the password is masked, in the forms of URLs and Base64 too");
            narrator.expect(
                    !onDisk(planted) && !onDisk(controller.token().value()), "nothing of it is on disk in clear");
            boolean closed = get(controller.secrets.close("acme#12:1"));
            boolean dead = revoked(vault, controller);
            narrator.expect(closed && dead, "when the block has ended Vault takes its token no more");
            ended("secret/team/x", from, "–", "end of the block");
        }
    }

    void user() throws Exception {
        VaultPart vault = vault();
        PostgresPart database = stage.add(PostgresPart.start());
        RealVault.database(vault, database, TERM, 300);
        narrator.tell(format("A block asks for a user of a real PostgreSQL. Vault makes one, for %d seconds.", TERM));
        Vaulting controller = new Vaulting(vault, folder, key);
        double from = narrator.now();
        Block block = get(controller.secrets.open(
                Vaulting.request("acme#13:1", "database/creds/read", "username"),
                controller.login(),
                Vaulting.telling(narrator::happened)));
        String user = block.variables().get("SECRET");
        narrator.expect(database.accepts(user), "PostgreSQL has that user");
        Set<String> renewals = new TreeSet<>();
        narrator.comes(PATIENCE, "the block goes on longer than that, and its lease is renewed", () -> {
            renewals.addAll(renewals(vault));
            return narrator.now() - from > TERM + 2 && !renewals.isEmpty();
        });
        narrator.expect(database.accepts(user), format("the user is still there after %.0f s", narrator.now() - from));
        narrator.tell("The controller is killed and started again. The build goes on, and with it its block.");
        controller.close();
        try (Vaulting second = new Vaulting(vault, folder, key)) {
            Block resumed =
                    get(second.secrets.resume("acme#13:1", second.login(), Vaulting.telling(narrator::happened)));
            narrator.expect(
                    user.equals(resumed.variables().get("SECRET")) && database.accepts(user),
                    "it has the same user as before, which still works");
            boolean closed = get(second.secrets.close("acme#13:1"));
            narrator.expect(
                    closed && !database.accepts(user), "with the end of the block PostgreSQL has that user no more");
            narrator.expect(revoked(vault, controller), "and Vault takes the block's token no more");
            try (Stream<Path> left = Files.list(folder)) {
                narrator.expect(left.findAny().isEmpty(), "nothing of it is left on disk");
            }
            ended(
                    "database/creds/read",
                    from,
                    renewals.size() == 1 ? "once" : renewals.size() + " times",
                    "end of the block, after a crash");
        }
    }

    private void ended(String path, double from, String renewed, String by) {
        revoked++;
        grid.row(
                new Grid.Code(path),
                "a token of its own",
                format("%.1f s", from),
                renewed,
                format("%.1f s", narrator.now()),
                by);
    }

    private static boolean revoked(VaultPart vault, Vaulting controller) {
        return RealVault.failure(new Tokens(RealVault.client(vault)).lookupSelf(controller.token()))
                        .kind()
                == VaultException.Cause.DENIED;
    }

    /** When the leases of the database that Vault knows were renewed. */
    private static Set<String> renewals(VaultPart vault) {
        Set<String> times = new TreeSet<>();
        String found = vault.reply("LIST", "sys/leases/lookup/database/creds/read", vault.rootToken(), null)
                .body();
        if (found.contains("\"keys\":[\"")) {
            String lease = "database/creds/read/" + VaultPart.field(found, "keys\":\\[\"");
            String facts = vault.admin("PUT", "sys/leases/lookup", "{\"lease_id\":\"" + lease + "\"}");
            if (!facts.contains("\"last_renewal\":null")) {
                times.add(VaultPart.field(facts, "last_renewal\":\""));
            }
        }
        return times;
    }

    private static boolean leaks(String text, String secret) {
        return text.contains(secret)
                || text.contains(URLEncoder.encode(secret, StandardCharsets.UTF_8))
                || text.contains(Base64.getEncoder()
                        .encodeToString(secret.getBytes(StandardCharsets.UTF_8))
                        .substring(2, 20));
    }

    private boolean onDisk(String secret) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file).contains(secret)) {
                    return true;
                }
            }
        }
        return false;
    }

    int revoked() {
        return revoked;
    }

    String table() {
        return grid.html();
    }
}
