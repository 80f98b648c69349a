package io.calvinverse.environments.preflight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who needs what, as a table of lines {@code thing: consumer consumer …}. */
final class Needs {
    private final Map<String, Set<Consumer>> consumers = new LinkedHashMap<>();

    Needs(String table) {
        for (String line : table.lines().filter(line -> !line.isBlank()).toList()) {
            String[] parts = line.strip().split(": +", 2);
            consumers.put(
                    parts[0],
                    Arrays.stream(parts[1].split(" +"))
                            .map(name -> Consumer.valueOf(name.toUpperCase(Locale.ROOT)))
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Consumer.class))));
        }
    }

    /** What this environment needs. */
    List<String> of(Profile profile) {
        List<String> things = new ArrayList<>(consumers.keySet());
        things.removeIf(thing -> who(thing, profile).isEmpty());
        return things;
    }

    /** Those of the environment who need it. */
    List<Consumer> who(String thing, Profile profile) {
        return consumers.getOrDefault(thing, Set.of()).stream()
                .filter(profile.consumers()::contains)
                .toList();
    }

    String titles(String thing, Profile profile) {
        return who(thing, profile).stream().map(Consumer::title).collect(Collectors.joining(", "));
    }
}
