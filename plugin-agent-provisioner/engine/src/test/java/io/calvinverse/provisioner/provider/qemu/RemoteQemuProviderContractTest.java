package io.calvinverse.provisioner.provider.qemu;

import io.calvinverse.provisioner.provider.host.Host;
import io.calvinverse.provisioner.provider.host.Sshd;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract, on real virtual machines behind a real server of SSH. */
@Tag("long")
class RemoteQemuProviderContractTest extends QemuProviderContractTest {
    @TempDir
    static Path keys;

    private static Sshd sshd;

    @BeforeAll
    static void start() throws Exception {
        sshd = Sshd.start(keys.resolve("keys"));
    }

    @AfterAll
    static void stop() {
        if (sshd != null) {
            sshd.close();
        }
    }

    @Override
    protected Host host() {
        try {
            return sshd.host();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
