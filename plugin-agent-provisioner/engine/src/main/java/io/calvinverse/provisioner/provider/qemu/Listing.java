package io.calvinverse.provisioner.provider.qemu;

import io.calvinverse.provisioner.provider.Instance;
import io.calvinverse.provisioner.provider.Instance.State;
import io.calvinverse.provisioner.provider.Metadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what the script {@code list} says: four lines for each machine. */
final class Listing {
    private static final int LINES = 4;
    private static final String SEPARATOR = "\u001f";
    /** States of QEMU in which a machine will do nothing more by itself (QEMU QAPI, RunState). */
    private static final Map<String, String> STUCK = Map.of(
            "io-error", "it stopped because the host could not write its disk; make room at the host",
            "internal-error", "it stopped because of an error in QEMU or its accelerator",
            "guest-panicked", "the system in it panicked",
            "shutdown", "the system in it shut down");

    private Listing() {}

    static List<Instance> read(String text) throws IOException {
        List<String> lines = text.lines().toList();
        if (lines.size() % LINES != 0) {
            throw new IOException("the list ends in the middle of a machine");
        }
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += LINES) {
            instances.add(instance(lines.get(i), lines.get(i + 1), lines.get(i + 2), lines.get(i + 3)));
        }
        return instances;
    }

    private static Instance instance(String name, String metadata, String how, String end) {
        Metadata about = Metadata.UNKNOWN;
        String trouble = "";
        try {
            about = Metadata.decode(metadata.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            trouble = "whose it is cannot be read: " + e.getMessage() + "; ";
        }
        String[] words = how.split(" ");
        String state = words[0];
        String inside = words.length > 1 ? words[1] : "";
        boolean runs = (state.equals("running") || state.equals("orphan")) && !STUCK.containsKey(inside);
        String detail = STUCK.containsKey(inside)
                ? STUCK.get(inside)
                : switch (state) {
                    case "running" -> inside.isEmpty() ? "its monitor does not answer" : "it is " + inside;
                    case "orphan" -> "it runs, and its files are gone";
                    case "made" -> "it was never started";
                    default -> lastWords(end);
                };
        return new Instance(
                name,
                about.owner(),
                about.template(),
                runs ? State.RUNNING : State.STOPPED,
                trouble + detail,
                about.host(),
                "");
    }

    /** What first boot said last, else the last line: a system that powers off says much after what matters. */
    private static String lastWords(String end) {
        String last = "";
        String told = "";
        for (String line : end.split(SEPARATOR)) {
            String clean = Console.clean(line).strip();
            last = clean.isEmpty() ? last : clean;
            int said = clean.indexOf("first boot: ");
            told = said < 0 ? told : clean.substring(said);
        }
        String words = told.isEmpty() ? last : told;
        return words.isEmpty() ? "it wrote nothing" : "its last words: " + words;
    }
}
