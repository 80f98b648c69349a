package hudson.model;

/** Stands in for Jenkins' interface: the rules know it by its name. */
public interface Action {}
