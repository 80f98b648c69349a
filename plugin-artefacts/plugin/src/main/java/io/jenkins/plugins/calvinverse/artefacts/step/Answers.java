package io.jenkins.plugins.calvinverse.artefacts.step;

import io.jenkins.plugins.calvinverse.artefacts.agent.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What pipelines get: lists and maps of texts and numbers. */
final class Answers {
    private Answers() {}

    static ArrayList<Map<String, Object>> of(List<Result> results) {
        ArrayList<Map<String, Object>> answers = new ArrayList<>();
        results.forEach(each -> answers.add(of(each)));
        return answers;
    }

    static Map<String, Object> of(Result result) {
        return new LinkedHashMap<>(result.receipt().toMap());
    }
}
