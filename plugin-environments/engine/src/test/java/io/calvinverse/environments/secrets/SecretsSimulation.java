package io.calvinverse.environments.secrets;

import io.calvinverse.environments.vault.Token;
import io.calvinverse.environments.vault.VaultClient;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * A controller with a few builds over an hour or two: blocks open and close at random, requests and answers get lost, Vault is
 * sealed, the controller is killed – also in the middle of a write – and started again. Then quiet, and all blocks closed.
 */
final class SecretsSimulation {

    /** How blocks come to tokens. */
    enum Logins {
        FRESH,
        SHARED,
        WITHOUT_CHILDREN,
        ONCE
    }

    /** A block as its build sees it. */
    private static final class Build {
        final BlockRequest request;
        Block values;
        boolean over;
        boolean asking;

        Build(BlockRequest request) {
            this.request = request;
        }
    }

    private static final Duration SPAN = Duration.ofMinutes(60);

    final Random random;
    final Logins logins;
    final boolean faulty;
    final SimulatedTime time = new SimulatedTime();
    final SimulatedVault vault = new SimulatedVault(time);
    final SimulatedDisk disk = new SimulatedDisk();
    final List<String> violations = new ArrayList<>();
    private final List<Build> builds = new ArrayList<>();
    private final Instant start = time.now();
    private final SimulatedVault.Life shared;
    /** Also longer than the rest lasts, or what nobody revokes would end in time by itself. */
    private final boolean lasting;

    private int life;
    private boolean quiet;
    private Secrets secrets;
    int rollOvers;

    SecretsSimulation(long seed, boolean faulty) {
        this.random = new Random(seed);
        this.faulty = faulty;
        this.logins = Logins.values()[random.nextInt(Logins.values().length)];
        this.lasting = random.nextBoolean();
        this.shared = vault.token(null, Duration.ofDays(30), Duration.ofDays(30), true);
        shared.children = logins != Logins.WITHOUT_CHILDREN;
        shared.revokesLeases = logins == Logins.WITHOUT_CHILDREN;
        vault.revoking = this::checkRevoked;
        disk.crash = this::crash;
    }

    void run() {
        startController();
        for (int each = 1 + random.nextInt(4); each > 0; each--) {
            plan("b" + each);
        }
        if (faulty) {
            for (int each = random.nextInt(4); each > 0; each--) {
                time.after(within(SPAN), random.nextBoolean() ? this::crash : this::crashAtAWrite);
            }
            for (int each = random.nextInt(3); each > 0; each--) {
                time.after(within(SPAN), () -> {
                    vault.sealed = true;
                    time.after(Duration.ofSeconds(1 + random.nextInt(240)), () -> vault.sealed = false);
                });
            }
        }
        time.runUntil(start.plus(SPAN));
        // Rest: everything ends, then all that could be revoked must be, and nothing may be renewed any more
        quiet = true;
        disk.writesToCrash = -1;
        vault.sealed = false;
        builds.forEach(this::finish);
        time.after(Duration.ofSeconds(230), () -> secrets.settled());
        time.runUntil(start.plus(SPAN).plus(Duration.ofMinutes(8)));
        checkRevokedAtTheEnd();
        time.runUntil(start.plus(SPAN).plus(Duration.ofMinutes(120)));
        checkNothingLives();
    }

    private void plan(String id) {
        List<Want> wants = new ArrayList<>();
        wants.add(new Want.Value(SecretSource.of("kv/x"), "password", "STATIC"));
        for (int each = random.nextInt(3); each > 0; each--) {
            wants.add(new Want.Value(SecretSource.of("dynamic/creds/" + each), "password", "D" + each));
        }
        Build build = new Build(new BlockRequest(
                id,
                "build of " + id,
                wants,
                List.of(),
                Duration.ofMinutes(5),
                Duration.ofMinutes(1 + random.nextInt(6))));
        builds.add(build);
        Duration begin = within(Duration.ofMinutes(50));
        time.after(begin, () -> open(build));
        time.after(begin.plus(within(Duration.ofMinutes(30))), () -> finish(build));
    }

    private void open(Build build) {
        if (build.over || secrets == null) {
            return;
        }
        int mine = life;
        build.asking = true;
        secrets.open(build.request, login(), events(build)).whenComplete((values, failure) -> {
            if (mine != life) {
                return;
            }
            build.asking = false;
            if (failure == null && !build.over) {
                build.values = values;
            } else if (failure != null) {
                build.over = true;
                foreseen(failure);
            }
        });
    }

    private void finish(Build build) {
        build.over = true;
        build.values = null;
        if (secrets != null) {
            secrets.close(build.request.id());
        }
    }

    private BlockEvents events(Build build) {
        return new BlockEvents() {
            @Override
            public void note(String text) {}

            @Override
            public void waiting(String text) {}

            @Override
            public void rolledOver(Block block) {
                rollOvers++;
                if (!build.over) {
                    build.values = block;
                }
            }
        };
    }

    private Login login() {
        Login fresh = () -> vault.sealed
                ? CompletableFuture.failedFuture(new io.calvinverse.environments.vault.VaultException(
                        io.calvinverse.environments.vault.VaultException.Cause.UNAVAILABLE, "sealed"))
                : CompletableFuture.completedFuture(new Login.Grant(
                        lasting
                                ? vault.logIn(Duration.ofMinutes(40), Duration.ofMinutes(90))
                                : vault.logIn(Duration.ofMinutes(4), Duration.ofMinutes(15)),
                        true));
        return switch (logins) {
            case FRESH -> fresh;
            case ONCE -> secrets.once("app", fresh);
            case SHARED, WITHOUT_CHILDREN ->
                () -> CompletableFuture.completedFuture(new Login.Grant(Token.of(shared.id), false));
        };
    }

    private void startController() {
        int mine = life;
        BooleanSupplier alive = () -> life == mine;
        try {
            secrets = new LeasedSecrets(
                    new VaultClient(new SimulatedNetwork(vault, time, random, alive, () -> faulty && !quiet)),
                    time.timeline(alive),
                    disk.seenBy(alive),
                    random);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void crashAtAWrite() {
        disk.writesToCrash = random.nextInt(6);
    }

    private void crash() {
        if (secrets == null) {
            return;
        }
        life++;
        secrets = null;
        time.after(Duration.ofSeconds(1 + random.nextInt(200)), () -> {
            startController();
            builds.forEach(this::goOn);
            time.after(Duration.ofSeconds(20), () -> {
                if (secrets != null) {
                    secrets.settled();
                }
            });
        });
    }

    /** What Pipeline does after a start: most builds go on, some do not. */
    private void goOn(Build build) {
        if (build.over) {
            secrets.close(build.request.id());
        } else if (random.nextInt(5) == 0) {
            build.over = true;
            build.values = null;
        } else if (build.values != null) {
            int mine = life;
            secrets.resume(build.request.id(), login(), events(build)).whenComplete((values, failure) -> {
                if (mine == life && failure != null) {
                    violations.add("an open block cannot be resumed: " + failure);
                } else if (mine == life && !build.over) {
                    build.values = values;
                }
            });
        } else if (build.asking) {
            open(build);
        }
    }

    /** Nothing that a running build uses is ever revoked, and what is shared never at all. */
    private void checkRevoked(SimulatedVault.Life revoked) {
        if (revoked == shared) {
            violations.add("the shared token was revoked");
        }
        for (Build build : builds) {
            if (build.values != null && !build.over) {
                for (Map.Entry<String, String> each : build.values.variables().entrySet()) {
                    SimulatedVault.Life lease = vault.leases.get(each.getValue());
                    for (SimulatedVault.Life up = lease; up != null; up = up.parent) {
                        if (up == revoked && lease.alive(time.now())) {
                            violations.add(revoked.id + " was revoked while " + build.request.id() + " uses it");
                        }
                    }
                }
            }
        }
    }

    /** Without faults the secrets of an open block are always alive. */
    void watch() {
        for (Build build : builds) {
            if (build.values != null && !build.over) {
                build.values.variables().values().stream()
                        .map(vault.leases::get)
                        .filter(lease -> lease != null && !lease.alive(time.now()))
                        .forEach(lease ->
                                violations.add(lease.id + " of the open " + build.request.id() + " has ended"));
            }
        }
        if (time.now().isBefore(start.plus(SPAN))) {
            time.after(Duration.ofSeconds(5), this::watch);
        }
    }

    private void checkRevokedAtTheEnd() {
        Instant now = time.now();
        vault.tokens.values().stream()
                .filter(token -> token != shared && token.alive(now) && disk.everNoted(token.id))
                .filter(token -> logins != Logins.ONCE || token.parent != null)
                .forEach(token -> violations.add("token " + token.id + " is noted and alive after all has ended"));
        vault.leases.values().stream()
                .filter(lease -> lease.alive(now) && disk.everNoted(lease.id))
                .forEach(lease -> violations.add("lease " + lease.id + " is noted and alive after all has ended"));
        int kept = logins == Logins.ONCE ? 1 : 0;
        if (disk.files.size() > kept) {
            violations.add(disk.files.size() + " blocks are still noted: " + disk.files.values());
        }
        if (!secrets.debts().isEmpty()) {
            violations.add("debts are left: " + secrets.debts());
        }
    }

    /** What nobody noted, because the answer got lost, is not renewed by anybody. */
    private void checkNothingLives() {
        Instant now = time.now();
        vault.tokens.values().stream()
                .filter(token -> token != shared && token.alive(now) && logins != Logins.ONCE)
                .forEach(token -> violations.add("token " + token.id + " outlives everything"));
        vault.leases.values().stream()
                .filter(lease -> lease.alive(now))
                .forEach(lease -> violations.add("lease " + lease.id + " outlives everything"));
    }

    private void foreseen(Throwable failure) {
        if (VaultClient.cause(failure).getMessage().contains("nobody foresaw")) {
            violations.add("unforeseen: " + VaultClient.cause(failure).getCause());
        }
    }

    private Duration within(Duration span) {
        return Duration.ofMillis(random.nextLong(span.toMillis()));
    }
}
