package io.calvinverse.logs.metrics;

import java.util.List;

/**
 * What is known of a finished build, and stays the same whenever it is asked: from the build's record.
 *
 * @param job full name of its job
 * @param project full name of the job, or of the project of branches it belongs to
 * @param label what the build asked an agent for; empty for nothing
 * @param result as Jenkins names it, in any case of letters
 * @param started milliseconds since 1970
 * @param waitMillis in the queue, all its parts together
 * @param stages in the order of their start; empty for other than Pipelines
 */
public record BuildFigures(
        String job,
        String project,
        int number,
        String label,
        String result,
        long started,
        long durationMillis,
        long waitMillis,
        List<Stage> stages) {

    public BuildFigures {
        stages = List.copyOf(stages);
    }

    /**
     * @param id the same within its build
     * @param result as of a build
     * @param started milliseconds since 1970
     */
    public record Stage(String id, String name, String result, long started, long durationMillis) {}
}
