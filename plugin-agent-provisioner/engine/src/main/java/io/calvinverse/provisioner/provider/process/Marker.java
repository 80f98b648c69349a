package io.calvinverse.provisioner.provider.process;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What tells a machine's processes from all others: two variables in the environment that everything it starts
 * inherits, also what leaves the process tree.
 */
final class Marker {
    static final String PREFIX = "CALVINVERSE_MACHINE";
    private static final String NAME = PREFIX;
    private static final String PLACE = PREFIX + "S";

    private final String place;

    /** @param root of the place, canonical */
    Marker(Path root) {
        this.place = root.toString();
    }

    void put(Map<String, String> environment, String machine) {
        environment.put(NAME, machine);
        environment.put(PLACE, place);
    }

    /**
     * The machine a process belongs to.
     *
     * @param environment as Linux shows it: {@code NAME=value} with a zero byte after each
     * @return its name, null where it belongs to none of this place
     */
    String machine(byte[] environment) {
        String machine = null;
        boolean here = false;
        for (String variable : new String(environment, StandardCharsets.UTF_8).split("\0")) {
            if (variable.startsWith(NAME + "=")) {
                machine = variable.substring(NAME.length() + 1);
            } else if (variable.startsWith(PLACE + "=")) {
                here = variable.substring(PLACE.length() + 1).equals(place);
            }
        }
        return here ? machine : null;
    }
}
