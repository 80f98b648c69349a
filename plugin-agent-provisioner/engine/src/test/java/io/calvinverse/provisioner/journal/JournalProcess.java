package io.calvinverse.provisioner.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that appends machines m0, m1 … and says which were acknowledged, until something stops it. */
final class JournalProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private JournalProcess(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    public static void main(String[] args) {
        try (FileJournal journal = FileJournal.open(Path.of(args[0]))) {
            for (int i = 0; i < 100_000; i += 2) {
                journal.append(List.of(Events.known("m" + i), Events.known("m" + (i + 1))));
                System.out.println("m" + (i + 1));
            }
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
    }

    static JournalProcess start(Path directory) throws IOException {
        return new JournalProcess(new ProcessBuilder(command(directory)).start());
    }

    /** One whose files may not grow over so many blocks of 512 or 1,024 bytes: for it the disk is full. */
    static JournalProcess limited(Path directory, int blocks) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -f " + blocks + "; exec \"$0\" \"$@\""));
        command.addAll(command(directory));
        return new JournalProcess(new ProcessBuilder(command).start());
    }

    private static List<String> command(Path directory) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                JournalProcess.class.getName(),
                directory.toString());
    }

    /** The next line, null at the end. */
    String line() throws IOException {
        return output.readLine();
    }

    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            lines.add(line);
        }
        return lines;
    }

    /** Ends it without warning; what it said before can still be read. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws Exception {
        kill();
        output.close();
    }
}
