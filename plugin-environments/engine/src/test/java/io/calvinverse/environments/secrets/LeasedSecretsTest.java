package io.calvinverse.environments.secrets;

import static io.calvinverse.environments.secrets.ForTests.fresh;
import static io.calvinverse.environments.secrets.ForTests.request;
import static io.calvinverse.environments.secrets.ForTests.shared;
import static io.calvinverse.environments.secrets.ForTests.until;
import static io.calvinverse.environments.secrets.ForTests.value;
import static io.calvinverse.environments.vault.RealVault.failure;
import static io.calvinverse.environments.vault.RealVault.get;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.calvinverse.environments.vault.RealVault;
import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.Tokens;
import io.calvinverse.environments.vault.VaultException;
import io.calvinverse.environments.vault.VaultException.Cause;
import io.calvinverse.parts.PostgresPart;
import io.calvinverse.parts.VaultPart;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real Vault with TLS, and a real database whose users it makes. */
class LeasedSecretsTest {

    private static PostgresPart database;
    private static VaultPart vault;
    private static Tokens tokens;

    @TempDir
    Path folder;

    private ForTests controller;
    private final ForTests.Told told = new ForTests.Told();

    @BeforeAll
    static void start() {
        database = PostgresPart.start();
        vault = VaultPart.startWithTls();
        RealVault.furnish(vault);
        RealVault.database(vault, database, 60, 600);
        RealVault.role(vault, "app", "\"token_policies\":\"team.read\",\"token_ttl\":\"60s\",\"token_max_ttl\":\"1h\"");
        vault.admin("PUT", "secret/team/x", "{\"user\":\"fred\",\"password\":\"hunter2-planted\",\"port\":5432}");
        vault.admin(
                "PUT",
                "versioned/data/team/y",
                "{\"data\":{\"store\":\"AAECAwQ=\",\"deep\":{\"inner\":\"inner-planted\"},\"pem\":\"line-one\\nline-two\"}}");
        tokens = new Tokens(RealVault.client(vault));
    }

    @AfterAll
    static void stop() {
        Stream.of(vault, database).filter(java.util.Objects::nonNull).forEach(LeasedSecretsTest::close);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void begin() {
        controller = new ForTests(RealVault.http(vault), folder);
    }

    @AfterEach
    void end() {
        controller.close();
    }

    private void restart() {
        controller.kill();
        controller = new ForTests(RealVault.http(vault), folder);
    }

    private static Login appRole() {
        return fresh(() -> RealVault.appRole(vault, "app"));
    }

    private int notes() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return (int) files.count();
        }
    }

    @Test
    void valuesMapsAndFilesOfBothVersions() throws Exception {
        Block block = get(controller.secrets.open(
                request(
                        "kinds",
                        value("secret/team/x", "password", "PASSWORD"),
                        new Want.Everything(SecretSource.of("secret/team/x"), "DB_"),
                        value("versioned/team/y", "deep.inner", "INNER"),
                        new Want.InFile(SecretSource.of("versioned/team/y"), "store", "STORE", true)),
                appRole(),
                told));

        assertEquals(
                Map.of(
                        "PASSWORD",
                        "hunter2-planted",
                        "DB_user",
                        "fred",
                        "DB_password",
                        "hunter2-planted",
                        "DB_port",
                        "5432",
                        "INNER",
                        "inner-planted"),
                block.variables());
        assertArrayEquals(new byte[] {0, 1, 2, 3, 4}, block.files().get("STORE"));
        assertTrue(block.secrets().containsAll(List.of("hunter2-planted", "fred", "inner-planted")));
        assertTrue(get(controller.secrets.close("kinds")));
        assertEquals(0, notes());
    }

    @Test
    void aFreshLoginEndsWithTheBlockAndTakesItsDatabaseUserAlong() throws Exception {
        Token[] used = new Token[1];
        Block block = get(controller.secrets.open(
                request("fresh", value("database/creds/read", "username", "USER")),
                fresh(() -> used[0] = RealVault.appRole(vault, "app")),
                told));
        String user = block.variables().get("USER");
        assertTrue(database.accepts(user));
        assertEquals(1, notes());

        assertTrue(get(controller.secrets.close("fresh")));

        assertFalse(database.accepts(user));
        assertEquals(Cause.DENIED, failure(tokens.lookupSelf(used[0])).kind());
        assertEquals(0, notes());
        assertEquals(List.of(), List.copyOf(told.texts));
    }

    @Test
    void aSharedTokenLendsChildrenAndOutlivesThemWithWhatOthersGotOfIt() {
        Token parent = RealVault.token(vault, "\"policies\":[\"team.read\",\"children\"]");
        Token other = RealVault.token(vault, "\"policies\":[\"team.read\"]");
        Want user = value("database/creds/read", "username", "USER");
        String one = get(controller.secrets.open(request("one", user), shared(parent), told))
                .variables()
                .get("USER");
        String two = get(controller.secrets.open(request("two", user), shared(parent), told))
                .variables()
                .get("USER");

        assertTrue(get(controller.secrets.close("one")));

        assertFalse(database.accepts(one));
        assertTrue(database.accepts(two));
        get(tokens.lookupSelf(parent));
        get(tokens.lookupSelf(other));
        assertTrue(get(controller.secrets.close("two")));
    }

    @Test
    void withoutTheRightToRevokeTheDebtIsVisibleAndNothingOfOthersIsTouched() {
        Token weak = RealVault.token(vault, "\"policies\":[\"team.read\"]");
        String user = get(controller.secrets.open(
                        request("weak", value("database/creds/read", "username", "USER")), shared(weak), told))
                .variables()
                .get("USER");
        assertTrue(
                told.texts.stream().anyMatch(text -> text.contains("auth/token/create")), () -> told.texts.toString());

        assertFalse(get(controller.secrets.close("weak")));

        Debt debt = controller.secrets.debts().get(0);
        assertTrue(debt.cause().contains("sys/leases/revoke") && debt.cause().contains("team.read"), debt::toString);
        assertFalse(debt.toString().contains(weak.value()));
        get(tokens.lookupSelf(weak));
        assertTrue(database.accepts(user));
    }

    @Test
    void onlyLeasesAreRevokedWhereNothingElseIsAllowed() {
        RealVault.policy(vault, "lease.revoke", "path \"sys/leases/revoke\" { capabilities = [\"update\"] }");
        Token token = RealVault.token(vault, "\"policies\":[\"team.read\",\"lease.revoke\"]");
        String user = get(controller.secrets.open(
                        request("leases", value("database/creds/read", "username", "USER")), shared(token), told))
                .variables()
                .get("USER");

        assertTrue(get(controller.secrets.close("leases")));

        assertFalse(database.accepts(user));
        get(tokens.lookupSelf(token));
    }

    @Test
    void renewedBeyondItsTermAndRolledOverBeforeItsLongestLife() {
        RealVault.role(vault, database, "short", 12, 30);
        Block first = get(controller.secrets.open(
                request("roll", value("database/creds/short", "username", "USER")), appRole(), told));
        String old = first.variables().get("USER");

        until("another user is made", () -> !told.rolledOver.isEmpty());

        Block second = told.rolledOver.peek();
        String anew = second.variables().get("USER");
        assertNotEquals(old, anew);
        assertTrue(database.accepts(old), "the former user must live on for processes that use it");
        assertTrue(database.accepts(anew));
        assertTrue(second.secrets().containsAll(List.of(old, anew)));
        assertEquals(
                anew, controller.secrets.find("roll").orElseThrow().variables().get("USER"));
        assertTrue(get(controller.secrets.close("roll")));
        assertFalse(database.accepts(old) || database.accepts(anew));
    }

    @Test
    void afterACrashABlockGoesOnOrEnds() throws Exception {
        Want user = value("database/creds/read", "username", "USER");
        String kept = get(controller.secrets.open(request("kept", user), appRole(), told))
                .variables()
                .get("USER");
        String lost = get(controller.secrets.open(request("lost", user), appRole(), told))
                .variables()
                .get("USER");

        restart();
        assertEquals(
                kept,
                get(controller.secrets.resume("kept", appRole(), told))
                        .variables()
                        .get("USER"));
        controller.secrets.settled();
        until("what nobody resumed is revoked", () -> !database.accepts(lost));

        assertTrue(database.accepts(kept));
        assertEquals(
                Cause.MISSING,
                failure(controller.secrets.resume("lost", appRole(), told)).kind());
        assertTrue(get(controller.secrets.close("kept")));
        assertFalse(database.accepts(kept));
        assertEquals(0, notes());
    }

    @Test
    void afterACrashALeaseIsRenewedBeyondItsTerm() throws Exception {
        int term = 15;
        RealVault.role(vault, database, "brief", term, 600);
        long opened = System.nanoTime();
        Block block = get(controller.secrets.open(
                request("brief", value("database/creds/brief", "username", "USER")), appRole(), told));
        String user = block.variables().get("USER");
        restart();
        get(controller.secrets.resume("brief", appRole(), told));
        until("its first term is over", () -> System.nanoTime() - opened > (term + 3) * 1_000_000_000L);

        assertTrue(database.accepts(user));
        assertEquals(
                user, controller.secrets.find("brief").orElseThrow().variables().get("USER"));
        assertTrue(get(controller.secrets.close("brief")));
        assertFalse(database.accepts(user));
    }

    @Test
    void closedWhileVaultIsSealedAndKilledItIsRevokedWhenBothAreBack() {
        String user = get(controller.secrets.open(
                        request("sealed", value("database/creds/read", "username", "USER")), appRole(), told))
                .variables()
                .get("USER");
        vault.seal();
        assertFalse(get(controller.secrets.close("sealed")));
        assertTrue(controller.secrets.debts().get(0).cause().contains("sealed"));

        restart();
        vault.kill();
        vault.restart();

        until("the user is gone", () -> !database.accepts(user));
        until("nothing is owed", () -> controller.secrets.debts().isEmpty());
    }

    @Test
    void openingWaitsForAVaultThatIsSealed() {
        vault.seal();
        var opening = controller.secrets.open(
                request("waits", value("secret/team/x", "password", "PASSWORD")), shared(RealVault.root(vault)), told);
        until("the build is told", () -> told.texts.stream().anyMatch(text -> text.contains("Vault is sealed")));
        vault.unseal();

        assertEquals("hunter2-planted", get(opening).variables().get("PASSWORD"));
        assertTrue(get(controller.secrets.close("waits")));
    }

    @Test
    void aSecretIdOfOneUseServesManyBlocksAlsoAfterARestart() {
        RealVault.role(
                vault,
                "once",
                "\"token_policies\":\"team.read,children\",\"secret_id_num_uses\":1,\"token_ttl\":\"10m\"");
        int[] logins = new int[1];
        Login once = fresh(() -> {
            logins[0]++;
            return RealVault.appRole(vault, "once");
        });
        Want password = value("secret/team/x", "password", "PASSWORD");
        Login kept = controller.secrets.once("credential", once);
        get(controller.secrets.open(request("o1", password), kept, told));
        get(controller.secrets.open(request("o2", password), kept, told));
        assertTrue(get(controller.secrets.close("o1")));

        restart();
        get(controller.secrets.open(request("o3", password), controller.secrets.once("credential", once), told));

        assertEquals(1, logins[0]);
    }

    @Test
    void aMissingFieldAndADeniedPathFailAndLeaveNothing() throws Exception {
        Token[] used = new Token[1];
        Login login = fresh(() -> used[0] = RealVault.appRole(vault, "app"));
        VaultException field = failure(controller.secrets.open(
                request("field", value("secret/team/x", "pasword", "P"), value("database/creds/read", "username", "U")),
                login,
                told));
        assertTrue(
                field.getMessage().contains("'pasword'; it has user, password, port")
                        || field.getMessage().contains("password"),
                field.getMessage());
        assertEquals(Cause.DENIED, failure(tokens.lookupSelf(used[0])).kind(), "the login must be revoked");

        VaultException denied =
                failure(controller.secrets.open(request("denied", value("secret/other/x", "p", "P")), login, told));
        assertTrue(denied.getMessage().contains("team.read"), denied.getMessage());
        assertEquals(0, notes());
    }

    @Test
    void batchTokensAreUsedAsTheyAreAndSaidToBe() {
        RealVault.role(
                vault, "batch", "\"token_policies\":\"team.read\",\"token_type\":\"batch\",\"token_ttl\":\"60s\"");
        Rights rights = get(controller.secrets.probe(fresh(() -> RealVault.appRole(vault, "batch"))));
        assertTrue(rights.notes().get(0).contains("batch"), () -> rights.notes().toString());
        assertFalse(rights.endsWithTheBlock());

        Block block = get(controller.secrets.open(
                request("batch", value("secret/team/x", "password", "P")),
                fresh(() -> RealVault.appRole(vault, "batch")),
                told));
        assertEquals("hunter2-planted", block.variables().get("P"));
        assertTrue(get(controller.secrets.close("batch")));
    }

    @Test
    void nothingSecretIsInTheNotesOnDisk() throws Exception {
        Token[] used = new Token[1];
        Block block = get(controller.secrets.open(
                request("disk", value("secret/team/x", "password", "P"), value("database/creds/read", "password", "D")),
                fresh(() -> used[0] = RealVault.appRole(vault, "app")),
                told));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                for (String secret : List.of(
                        "hunter2-planted", used[0].value(), block.variables().get("D"))) {
                    assertFalse(text.contains(secret), () -> file + " holds a secret");
                }
            }
        }
        assertTrue(get(controller.secrets.close("disk")));
    }
}
