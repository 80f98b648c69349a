package io.calvinverse.provisioner.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small project, and the script that builds and runs it: real work for a build. */
final class Project {
    private static final String SOURCE = """
            import java.nio.file.*;
            import java.util.*;

            public class Words {
                public static void main(String[] files) throws Exception {
                    Map<String, Integer> words = new TreeMap<>();
                    for (String word : Files.readString(Path.of(files[0])).toLowerCase().split("[^a-z]+")) {
                        words.merge(word, 1, Integer::sum);
                    }
                    words.remove("");
                    System.out.println(words.size() + " different words, 'machine' " + words.get("machine") + " times");
                }
            }
            """;
    private static final String TEXT = """
            A machine is made from an image and never changed. When the image moves on, a new machine takes its place.
            The agent in the machine calls its controller, works, and goes when nobody needs it any more.
            """;

    /** What the build says at its end. */
    static final String RESULT = "29 different words, 'machine' 3 times";

    private final Path directory;

    Project(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("Words.java"), SOURCE);
        Files.writeString(directory.resolve("text"), TEXT);
    }

    /** Copies, compiles and runs it, with the JDK that runs the story. */
    String script() {
        String bin = Path.of(System.getProperty("java.home"), "bin").toString();
        return "cp '" + directory + "'/* .\n"
                + "echo 'compiling Words.java'\n"
                + "'" + bin + "/javac' -J-Xmx96m -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -d classes Words.java\n"
                + "echo 'running it'\n"
                + "'" + bin + "/java' -Xmx32m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp classes Words text\n";
    }

    /** Takes its time, step by step. */
    static String slow(int steps) {
        return "i=0; while [ $i -lt " + steps + " ]; do i=$((i+1)); echo step $i; sleep 0.5; done\n";
    }
}
