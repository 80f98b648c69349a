package io.jenkins.plugins.calvinverse.artefacts.record;

import hudson.model.InvisibleAction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** On a build: what it published and what it fetched. Replaced as a whole when something is added. */
public class ArtefactsAction extends InvisibleAction {
    private final List<ArtefactRecord> published;
    private final List<ArtefactRecord> fetched;

    ArtefactsAction(List<ArtefactRecord> published, List<ArtefactRecord> fetched) {
        this.published = new ArrayList<>(published);
        this.fetched = new ArrayList<>(fetched);
    }

    public List<ArtefactRecord> getPublished() {
        return List.copyOf(published);
    }

    public List<ArtefactRecord> getFetched() {
        return List.copyOf(fetched);
    }

    /** A step that ran again after a restart tells the same again: its first word stays. */
    ArtefactsAction with(List<ArtefactRecord> morePublished, List<ArtefactRecord> moreFetched) {
        return new ArtefactsAction(joined(published, morePublished), joined(fetched, moreFetched));
    }

    private static List<ArtefactRecord> joined(List<ArtefactRecord> before, List<ArtefactRecord> more) {
        return Stream.concat(
                        before.stream(),
                        more.stream().filter(each -> before.stream().noneMatch(each::isOf)))
                .toList();
    }
}
