package io.calvinverse.environments.configuration.ledger;

import io.calvinverse.environments.configuration.release.Manifest;
import io.calvinverse.environments.configuration.store.Content;
import io.calvinverse.environments.configuration.store.Entry;
import io.calvinverse.environments.configuration.store.KeyValues;
import io.calvinverse.environments.configuration.store.StoreException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the records of a stream. Thread-safe. */
public final class Ledger {
    private static final int LOOKS = 10;

    private final KeyValues store;
    private final Layout layout;
    private final String prefix;

    /** @param prefix of all configuration keys */
    public Ledger(KeyValues store, Layout layout, String prefix) {
        this.store = store;
        this.layout = layout;
        this.prefix = prefix;
    }

    /** The stream and the configuration at one moment: no act of a stream began or ended between the requests. */
    public Look look() throws StoreException, DamagedRecordException {
        List<Entry> heads = store.read(layout.heads());
        for (int tries = 1; tries <= LOOKS; tries++) {
            Look look = look(byKey(heads));
            List<Entry> after = store.read(layout.heads());
            if (look != null && indexes(heads).equals(indexes(after))) {
                return look;
            }
            heads = after;
        }
        throw new StoreException("releases in " + store.name() + " begin and end all the time; try again");
    }

    /** Null when what it read does not belong together. */
    private Look look(Map<String, Entry> heads) throws StoreException, DamagedRecordException {
        Entry currentEntry = heads.get(layout.current());
        Entry pendingEntry = heads.get(layout.pending());
        Done current = currentEntry == null ? null : Codec.done(currentEntry.key(), currentEntry.content());
        Pending pending = pendingEntry == null ? null : Codec.pending(pendingEntry.key(), pendingEntry.content());
        try {
            List<Step> steps = pending == null ? List.of() : steps(pending);
            Manifest base = current == null ? null : manifest(current.act().manifest());
            return new Look(
                    current,
                    currentEntry == null ? 0 : currentEntry.index(),
                    base,
                    pending,
                    pendingEntry == null ? 0 : pendingEntry.index(),
                    steps,
                    byKey(store.read(prefix)),
                    others(heads));
        } catch (DamagedRecordException e) {
            // A record of an act that has just ended may be gone; if nothing changed it is damage.
            if (indexes(store.read(layout.heads())).equals(indexes(heads.values()))) {
                throw e;
            }
            return null;
        }
    }

    private List<Step> steps(Pending pending) throws StoreException, DamagedRecordException {
        String path = layout.steps(pending.act().id());
        String text = Parts.read(store.read(path));
        if (!Parts.digest(text).equals(pending.steps())) {
            throw new DamagedRecordException(
                    path, "it is not the list of steps that " + layout.pending() + " refers to");
        }
        return Step.of(text);
    }

    private Map<String, String> others(Map<String, Entry> heads) throws StoreException, DamagedRecordException {
        Map<String, String> others = new HashMap<>();
        for (Entry head : heads.values()) {
            String stream = head.key().substring(layout.heads().length()).split("/", 2)[0];
            if (!stream.equals(layout.stream())) {
                Layout other = new Layout(layout.root(), stream);
                Act act = head.key().equals(other.current())
                        ? Codec.done(head.key(), head.content()).act()
                        : Codec.pending(head.key(), head.content()).act();
                manifest(other, act.manifest()).lines().forEach(line -> others.put(line.key(), stream));
            }
        }
        return others;
    }

    /** @throws DamagedRecordException when it is not there, or not what it was */
    public Manifest manifest(String id) throws StoreException, DamagedRecordException {
        return manifest(layout, id);
    }

    private Manifest manifest(Layout of, String id) throws StoreException, DamagedRecordException {
        String path = of.manifest(id);
        Map<String, Entry> parts = byKey(store.read(path));
        Entry head = parts.remove(path + "head");
        if (head == null) {
            throw new DamagedRecordException(path + "head", "it is missing");
        }
        String text = Parts.read(new ArrayList<>(parts.values()));
        Manifest manifest = Codec.manifest(head.key(), head.content(), text);
        if (!manifest.id().equals(id)) {
            throw new DamagedRecordException(path, "its keys are not those of " + id);
        }
        return manifest;
    }

    /** Every act that ended and is kept, oldest first. */
    public List<Done> acts() throws StoreException, DamagedRecordException {
        List<Done> acts = new ArrayList<>();
        for (Entry entry : store.read(layout.acts())) {
            acts.add(Codec.done(entry.key(), entry.content()));
        }
        return acts;
    }

    /** The values with these digests, by digest; those that are not kept are missing. */
    public Map<String, Content> contents(Collection<String> digests) throws StoreException, DamagedRecordException {
        Map<String, Content> found = new HashMap<>();
        Map<String, Content> values =
                store.get(digests.stream().map(layout::content).toList());
        for (Map.Entry<String, Content> value : values.entrySet()) {
            Content content = value.getValue();
            if (!value.getKey().equals(layout.content(content.digest()))) {
                throw new DamagedRecordException(value.getKey(), "its value has another digest");
            }
            found.put(content.digest(), content);
        }
        return found;
    }

    private static Map<String, Entry> byKey(List<Entry> entries) {
        Map<String, Entry> byKey = new LinkedHashMap<>();
        entries.forEach(entry -> byKey.put(entry.key(), entry));
        return byKey;
    }

    private static Map<String, Long> indexes(Collection<Entry> entries) {
        return entries.stream().collect(Collectors.toMap(Entry::key, Entry::index));
    }
}
