package io.calvinverse.provisioner.provider.host;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;

class LocalHostTest extends HostContract {
    private final ExecutorService streams = Executors.newCachedThreadPool();

    @Override
    Host host() {
        return new LocalHost(streams);
    }

    @AfterEach
    void end() {
        streams.shutdownNow();
    }
}
