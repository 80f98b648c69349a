package io.calvinverse.logs.enrich;

import io.calvinverse.logs.mask.Patterns;
import io.calvinverse.logs.mask.Secrets;
import io.calvinverse.logs.spool.SpooledBuild;
import io.calvinverse.logs.spool.StepFacts;
import io.calvinverse.logs.tail.AnsiCodes;
import io.calvinverse.logs.tail.ConsoleNotes;
import io.calvinverse.logs.tail.Line;
import io.calvinverse.logs.tail.Text;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Makes records of a build's lines: removes console notes, decodes, hides secrets, adds what is known of build and step.
 * One thread.
 *
 * <p>A record has {@code @timestamp}, {@code line_id}, {@code sequence} and {@code message} (an array of one text, as the
 * Logstash plugin sends it), {@code data.*} where the existing Logstash filter looks for it, and everything else at the
 * root, where that filter leaves it.
 */
public final class LineRecords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final SpooledBuild build;
    private final InstantSource clock;
    private final Rules rules;
    private final Patterns patterns;
    private final Envelope envelope;
    private final Charset charset;
    private final Text text = new Text();
    private Secrets secrets;
    private int secretsVersion = -1;
    private long formattedTime = Long.MIN_VALUE;
    private String formatted = "";

    public LineRecords(SpooledBuild build, Rules rules, InstantSource clock) {
        this.build = build;
        this.clock = clock;
        this.rules = rules;
        this.patterns = new Patterns(rules.patterns());
        this.envelope = new Envelope(build);
        this.charset = charset(build.facts().charset());
    }

    /** A charset this JVM does not know: ASCII stays readable, and every line arrives. */
    private static Charset charset(String name) {
        try {
            return name == null || name.isEmpty() ? StandardCharsets.UTF_8 : Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }

    /** Adds a line's record to a batch. */
    public void add(Line line, Batch batch) {
        knowSecrets();
        Members members = build.facts().structured() ? Members.of(line) : null;
        if (members == null) {
            clean(line);
        } else {
            hide(text.set(members.message()), true, true);
        }
        long seen = build.sightings().timeOf(line.end(), clock.millis());
        boolean told = members != null && members.time() >= 0;
        long time = told ? members.time() : seen >= 0 ? seen : estimate(line);
        String id = id(line);
        JsonBytes json = batch.next();
        int from = json.length();
        json.ascii("{\"@timestamp\":\"")
                .ascii(format(time))
                .ascii("\",\"line_id\":\"")
                .ascii(id);
        json.ascii("\",\"sequence\":").number(line.sequence()).ascii(",\"message\":[\"");
        json.escaped(text.bytes(), 0, text.length()).ascii("\"]");
        marks(line, seen < 0 && !told, json);
        if (members != null) {
            members.write(json, build.facts().fields().keySet(), value -> {
                Text other = new Text().set(value);
                hide(other, true, true);
                return other;
            });
        }
        json.raw(envelope.of(line.node()));
        JsonBytes texts = batch.text();
        int textFrom = texts.length();
        texts.raw(text.bytes(), 0, text.length());
        batch.add(new LineRecord(id, line.sequence(), time, from, json.length(), textFrom, texts.length()));
    }

    private void knowSecrets() {
        if (build.secretsVersion() != secretsVersion) {
            secretsVersion = build.secretsVersion();
            secrets = new Secrets(build.secrets());
        }
    }

    private void clean(Line line) {
        text.set(line.bytes(), line.from(), line.to());
        ConsoleNotes.strip(text);
        text.utf8From(charset);
        if (!rules.keepAnsi()) {
            AnsiCodes.strip(text);
        }
        hide(text, line.part() == 0, !line.cut());
    }

    private void hide(Text some, boolean begins, boolean ends) {
        secrets.hide(some, begins, ends);
        patterns.hide(some);
    }

    /** It was there before anybody looked: the start of its step, or of its build. */
    private long estimate(Line line) {
        StepFacts step = build.step(line.node());
        return Math.min(step == null ? build.facts().started() : step.started(), clock.millis());
    }

    private String id(Line line) {
        String id = build.key() + '-' + line.generation() + '-' + Long.toHexString(line.offset());
        return line.part() == 0 ? id : id + '-' + line.part();
    }

    private static void marks(Line line, boolean estimated, JsonBytes json) {
        if (line.generation() > 0) {
            json.ascii(",\"resent\":").number(line.generation());
        }
        if (line.piece()) {
            json.ascii(",\"part\":").number(line.part()).ascii(",\"cut\":").ascii(Boolean.toString(line.cut()));
        }
        if (estimated) {
            json.ascii(",\"time_estimated\":true");
        }
    }

    private String format(long time) {
        if (time != formattedTime) {
            formattedTime = time;
            formatted = TIME.format(Instant.ofEpochMilli(time));
        }
        return formatted;
    }
}
