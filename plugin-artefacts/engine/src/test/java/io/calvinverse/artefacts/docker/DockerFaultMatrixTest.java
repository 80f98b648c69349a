package io.calvinverse.artefacts.docker;

import org.junit.jupiter.api.Tag;

/** All faults at all requests. */
@Tag("long")
class DockerFaultMatrixTest extends DockerFaultTest {

    @Override
    protected int most() {
        return Integer.MAX_VALUE;
    }
}
