package io.jenkins.plugins.calvinverse.logs.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SpoolPlaceTest {
    private static final File HOME = new File("/var/jenkins");

    @Test
    void liesOnTheVolumeOfTheBuilds() {
        assertEquals(Path.of("/var/jenkins/calvinverse-logs"), SpoolPlace.beside("${ITEM_ROOTDIR}/builds", HOME));
        assertEquals(
                Path.of("/srv/builds/.calvinverse-logs"), SpoolPlace.beside("/srv/builds/${ITEM_FULL_NAME}", HOME));
        assertEquals(
                Path.of("/var/jenkins/all/.calvinverse-logs"),
                SpoolPlace.beside("${JENKINS_HOME}/all/${ITEM_FULL_NAME}/b", HOME));
    }
}
