package io.calvinverse.provisioner.provider.qemu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Instance.State;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static final String WHOSE = "{\"controller\":\"c\",\"fleet\":\"f\",\"template\":\"t\"}";

    @Test
    void whatAMachineSaidLastOfItsFirstBootIsItsDetail() throws Exception {
        Instance instance =
                read("ended", "first boot: failed: no address\u001f[   61.0] systemd-shutdown: Powering off");
        assertEquals(State.STOPPED, instance.state());
        assertEquals("its last words: first boot: failed: no address", instance.detail());
        assertEquals("c", instance.owner().controller());
    }

    @Test
    void aMachineThatCannotGoOnIsStopped() throws Exception {
        assertEquals(State.STOPPED, read("running io-error", "").state());
        assertEquals(State.RUNNING, read("running paused", "").state());
        assertEquals("its monitor does not answer", read("running", "").detail());
        assertEquals("it was never started", read("made", "").detail());
        assertEquals("it wrote nothing", read("ended", "").detail());
    }

    @Test
    void aMachineWhoseOwnerCannotBeReadIsListed() throws Exception {
        List<Instance> instances = Listing.read("one\n\nended\n\n");
        assertEquals("", instances.get(0).owner().controller());
    }

    @Test
    void aListThatWasCutOffIsNone() {
        assertThrows(IOException.class, () -> Listing.read("one\n" + WHOSE + "\n"));
    }

    private static Instance read(String state, String end) throws IOException {
        return Listing.read("one\n" + WHOSE + "\n" + state + "\n" + end + "\n").get(0);
    }
}
