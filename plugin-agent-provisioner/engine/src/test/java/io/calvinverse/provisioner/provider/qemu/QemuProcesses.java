package io.calvinverse.provisioner.provider.qemu;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processes of machines, found out without the provider. */
final class QemuProcesses {
    private QemuProcesses() {}

    /** Numbers of the processes that have been given a file below a directory as place for their number. */
    static List<Long> below(Path root) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.map(ProcessHandle::pid)
                    .filter(pid -> commandLine(pid).stream()
                            .anyMatch(a -> a.startsWith(root + "/") && a.endsWith("/pid") && isQemu(pid)))
                    .toList();
        }
    }

    private static boolean isQemu(long pid) {
        return commandLine(pid).get(0).endsWith("qemu-system-x86_64");
    }

    static int of(Path root, String name) {
        return below(root.resolve(name)).size();
    }

    static List<String> commandLine(long pid) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
            return List.of(new String(bytes, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }
}
