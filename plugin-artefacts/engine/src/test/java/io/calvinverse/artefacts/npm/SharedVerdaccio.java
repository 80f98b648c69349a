package io.calvinverse.artefacts.npm;

import io.calvinverse.artefacts.transport.Address;
import io.calvinverse.artefacts.transport.Credential;
import io.calvinverse.artefacts.transport.Network;
import io.calvinverse.parts.VerdaccioPart;
import java.time.Duration;

/** One Verdaccio for all tests of this JVM. */
final class SharedVerdaccio {
    private static VerdaccioPart part;

    private SharedVerdaccio() {}

    static synchronized VerdaccioPart get() {
        if (part == null) {
            part = VerdaccioPart.start();
        }
        return part;
    }

    static NpmRepository repository(int port, Duration stall) {
        return repository(port, stall, Credential.basic(VerdaccioPart.USER, VerdaccioPart.PASSWORD));
    }

    static NpmRepository repository(int port, Duration stall, Credential credential) {
        return new NpmRepository(
                "npm", Address.of("http://127.0.0.1:" + port), new Network().transport(credential, stall));
    }
}
