package io.calvinverse.artefacts.npm;

import org.junit.jupiter.api.Tag;

/** All faults at all requests. */
@Tag("long")
class NpmFaultMatrixTest extends NpmFaultTest {

    @Override
    protected int most() {
        return Integer.MAX_VALUE;
    }
}
