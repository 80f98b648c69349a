package io.jenkins.plugins.calvinverse.logs.scope;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a job and the folders around it say together. Memory only.
 *
 * @param off whether any of them opts out
 * @param fields of all of them; the job's own, then the nearest folder's, hold where names are the same
 * @param patterns of all of them
 */
public record Scope(boolean off, Map<String, String> fields, List<String> patterns) {
    public Scope {
        fields = Map.copyOf(fields);
        patterns = List.copyOf(patterns);
    }

    public static Scope of(Job<?, ?> job) {
        List<Rules> nearestFirst = new ArrayList<>();
        JobShipping own = job.getProperty(JobShipping.class);
        if (own != null) {
            nearestFirst.add(own.rules());
        }
        ItemGroup<?> around = job.getParent();
        while (around instanceof Item holder) {
            if (around instanceof AbstractFolder<?> folder) {
                FolderShipping property = folder.getProperties().get(FolderShipping.class);
                if (property != null) {
                    nearestFirst.add(property.rules());
                }
            }
            around = holder.getParent();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> patterns = new ArrayList<>();
        for (Rules each : nearestFirst) {
            each.fieldMap().forEach(fields::putIfAbsent);
            patterns.addAll(each.patternList());
        }
        return new Scope(nearestFirst.stream().anyMatch(Rules::isOff), fields, patterns);
    }
}
