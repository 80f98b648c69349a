package io.calvinverse.artefacts.nuget;

import org.junit.jupiter.api.Tag;

/** All faults at all requests. */
@Tag("long")
class NugetFaultMatrixTest extends NugetFaultTest {

    @Override
    protected int most() {
        return Integer.MAX_VALUE;
    }
}
