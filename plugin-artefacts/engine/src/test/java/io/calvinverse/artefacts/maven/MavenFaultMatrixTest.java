package io.calvinverse.artefacts.maven;

import org.junit.jupiter.api.Tag;

/** All faults at all requests. */
@Tag("long")
class MavenFaultMatrixTest extends MavenFaultTest {

    @Override
    protected int most() {
        return Integer.MAX_VALUE;
    }
}
