package io.calvinverse.provisioner.simulation;

import io.calvinverse.provisioner.fleet.FleetSpec;
import io.calvinverse.provisioner.fleet.FleetSpec.Owner;
import io.calvinverse.provisioner.fleet.TemplateSpec;
import io.calvinverse.provisioner.loop.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How one world is laid out: places, templates, labels, times. */
final class Plan {
    final int places;
    final int sites;
    final int items;
    final long trouble;
    final long tick;
    private final Pace pace;
    /** Whether machines may be members of an environment. */
    private final boolean member;

    private final List<TemplateSpec> templates = new ArrayList<>();
    /** Names of the templates that serve each label. */
    final List<List<String>> labels = new ArrayList<>();

    private final int cap;

    Plan(Dice dice) {
        places = dice.between(1, 2);
        sites = dice.chance(0.1) ? 2 : 1;
        items = dice.between(1, dice.chance(0.1) ? 60 : 15);
        trouble = dice.between(120, 900) * 1_000L;
        tick = dice.pick(List.of(1L, 5L, 5L, 10L)) * 1_000;
        pace = new Pace(seconds(dice, 2, 10), seconds(dice, 10, 30), seconds(dice, 15, 60));
        member = dice.chance(0.5);
        int count = dice.between(1, 3);
        for (int i = 0; i < count; i++) {
            templates.add(template(dice, "t" + i));
        }
        int kinds = dice.between(1, 3);
        for (int i = 0; i < kinds; i++) {
            labels.add(label(dice));
        }
        cap = dice.between(1, 8);
    }

    private TemplateSpec template(Dice dice, String name) {
        int most = dice.between(1, 5);
        return new TemplateSpec(
                name,
                "p" + dice.between(0, places - 1),
                "v1",
                dice.chance(0.7) ? 1 : 2,
                dice.chance(0.5) ? 0 : dice.between(1, 2),
                dice.chance(0.7) ? 0 : Math.min(most, dice.between(1, 2)),
                most,
                dice.chance(0.3) ? Duration.ZERO : seconds(dice, 10, 120),
                dice.chance(0.8) ? Duration.ofHours(24) : seconds(dice, 300, 1_200),
                new TemplateSpec.Limits(
                        seconds(dice, 60, 180), seconds(dice, 90, 240), seconds(dice, 30, 300), seconds(dice, 60, 240)),
                Map.of(),
                member && dice.chance(0.7) ? Datacenter.NAME : "");
    }

    private List<String> label(Dice dice) {
        List<String> names =
                new ArrayList<>(templates.stream().map(TemplateSpec::name).toList());
        List<String> chosen = new ArrayList<>();
        int count = dice.between(1, names.size());
        for (int i = 0; i < count; i++) {
            String name = dice.pick(names);
            names.remove(name);
            chosen.add(name);
        }
        return chosen;
    }

    private static Duration seconds(Dice dice, int least, int most) {
        return Duration.ofSeconds(dice.between(least, most));
    }

    /** Whether two labels are served by the same template. */
    boolean overlapping() {
        List<String> all = labels.stream().flatMap(List::stream).toList();
        return all.stream().distinct().count() < all.size();
    }

    Pace pace() {
        return pace;
    }

    FleetSpec spec(Owner owner) {
        return new FleetSpec(owner, cap, templates);
    }

    /** The configuration after somebody edited it: caps, images, templates that come and go. */
    FleetSpec edited(FleetSpec before, Dice dice) {
        List<TemplateSpec> next = new ArrayList<>();
        for (TemplateSpec template : templates) {
            TemplateSpec now = before.template(template.name()).orElse(template);
            if (!dice.chance(0.15)) {
                next.add(dice.chance(0.3) ? edited(now, dice) : now);
            }
        }
        return new FleetSpec(before.owner(), dice.chance(0.3) ? dice.between(1, 8) : before.cap(), next);
    }

    private static TemplateSpec edited(TemplateSpec old, Dice dice) {
        int most = dice.between(1, 5);
        return new TemplateSpec(
                old.name(),
                old.provider(),
                dice.chance(0.5) ? old.image() : "v" + dice.between(2, 9),
                dice.chance(0.8) ? old.executors() : dice.between(1, 2),
                dice.chance(0.8) ? old.maxUses() : dice.between(0, 2),
                Math.min(old.spare(), most),
                most,
                old.idle(),
                old.lease(),
                old.limits(),
                old.settings(),
                old.environment());
    }
}
