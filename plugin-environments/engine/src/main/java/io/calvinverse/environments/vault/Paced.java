package io.calvinverse.environments.vault;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Lets a limited number of requests be under way; the others wait their turn, without a thread. */
public final class Paced implements Vault {

    private record Waiting(VaultCall call, CompletableFuture<VaultReply> result) {}

    private final Vault vault;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private int free;

    /** @param atOnce over HTTP/1.1 each of them is a connection */
    public Paced(Vault vault, int atOnce) {
        this.vault = vault;
        this.free = atOnce;
    }

    @Override
    public String name() {
        return vault.name();
    }

    @Override
    public CompletableFuture<VaultReply> send(VaultCall call) {
        Waiting mine = new Waiting(call, new CompletableFuture<>());
        synchronized (queue) {
            if (free == 0) {
                queue.add(mine);
                return mine.result;
            }
            free--;
        }
        start(mine);
        return mine.result;
    }

    private void start(Waiting turn) {
        vault.send(turn.call).whenComplete((reply, failure) -> {
            next();
            if (failure == null) {
                turn.result.complete(reply);
            } else {
                turn.result.completeExceptionally(failure);
            }
        });
    }

    private void next() {
        Waiting next;
        synchronized (queue) {
            next = queue.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        start(next);
    }
}
