package io.jenkins.plugins.calvinverse.specimen;

import hudson.model.Action;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What XStream may and may not be given. */
class Written {

    record Value(String text) {}

    static class Plain {
        String text;
        List<String> more;
    }

    static class HoldsDuration {
        Duration duration;
    }

    static class HoldsRecord implements Action {
        List<Value> values;
    }

    static class HoldsOptional implements Action {
        Optional<String> maybe;
    }

    static class HoldsTimeDeepDown implements Action {
        HoldsDuration inner;
    }

    static class HoldsSimple implements Action {
        static final Duration LIMIT = Duration.ZERO;
        Plain plain;
        transient Value seen;
    }

    static class NeverWritten {
        Value value;
    }
}
