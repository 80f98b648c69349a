package io.jenkins.plugins.calvinverse.logs.metrics;

import hudson.model.Computer;
import io.calvinverse.logs.metrics.Board;
import io.calvinverse.logs.metrics.Measure;
import io.calvinverse.logs.metrics.Tags;
import java.util.Arrays;
import java.util.function.Predicate;
import jenkins.model.Jenkins;

/** How many agents are in which state, counted when somebody asks. */
final class AgentLevels {
    private AgentLevels() {}

    static void register(Board board) {
        level(board, "offline", Computer::isOffline);
        level(board, "busy", computer -> computer.isOnline() && !computer.isIdle());
        level(board, "idle", computer -> computer.isOnline() && computer.isIdle());
    }

    private static void level(Board board, String state, Predicate<Computer> condition) {
        board.level(Measure.AGENTS, Tags.of("state", state), () -> {
            Jenkins jenkins = Jenkins.getInstanceOrNull();
            return jenkins == null
                    ? 0
                    : Arrays.stream(jenkins.getComputers())
                            .filter(computer -> !(computer instanceof Jenkins.MasterComputer))
                            .filter(condition)
                            .count();
        });
    }
}
