package io.calvinverse.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Random;
import java.util.Set;

/** An engine is plain Java that can be put in a simulation: nothing of Jenkins, nothing ambient. */
final class EngineRules {

    private static final Set<String> AMBIENT_CALLS = Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.Math.random",
            "java.lang.Thread.sleep",
            "java.util.UUID.randomUUID",
            "java.util.concurrent.ThreadLocalRandom.current",
            "java.time.Clock.systemUTC",
            "java.time.Clock.systemDefaultZone",
            "java.util.concurrent.ForkJoinPool.commonPool",
            "java.net.http.HttpClient.newHttpClient",
            "java.net.http.HttpClient.newBuilder");

    private EngineRules() {}

    static final ArchRule WITHOUT_JENKINS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "jenkins..", "hudson..", "io.jenkins..", "org.jenkinsci..", "org.kohsuke..", "jakarta.servlet..")
            .because("an engine works and is tested without Jenkins");

    static final ArchRule ALONE = SlicesRuleDefinition.slices()
            .matching("io.calvinverse.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true)
            .because("engines do not know each other");

    static final ArchRule NOTHING_AMBIENT = noClasses()
            .that(describe("are not entry points (…Main)", type -> !isEntryPoint(type)))
            .should()
            .accessTargetWhere(ambient())
            .because("time, randomness, threads and the network come by the constructor: Clock, RandomGenerator, "
                    + "Executor, ThreadFactory, HttpClient; only a …Main may make them");

    private static boolean isEntryPoint(JavaClass type) {
        return outermost(type).getSimpleName().endsWith("Main");
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(EngineRules::outermost).orElse(type);
    }

    private static DescribedPredicate<JavaAccess<?>> ambient() {
        return describe("is ambient time, randomness, thread or network", access -> {
            JavaClass owner = access.getTarget().getOwner();
            String name = access.getTarget().getName();
            return AMBIENT_CALLS.contains(owner.getName() + "." + name)
                    || readsTheClock(access, owner, name)
                    || makesRandomness(access, owner, name)
                    || makesThreads(owner, name);
        });
    }

    /** {@code Instant.now()} and its like; {@code now(clock)} is the way out. */
    private static boolean readsTheClock(JavaAccess<?> access, JavaClass owner, String name) {
        return owner.getPackageName().equals("java.time")
                && name.equals("now")
                && !access.getTarget().getFullName().contains("java.time.Clock");
    }

    private static boolean makesRandomness(JavaAccess<?> access, JavaClass owner, String name) {
        boolean constructor = name.equals("<init>");
        boolean seeded = access.getTarget().getFullName().contains("(long)");
        return constructor
                && !seeded
                && (owner.isAssignableTo(Random.class) || owner.getName().equals("java.util.SplittableRandom"));
    }

    private static boolean makesThreads(JavaClass owner, String name) {
        boolean constructor = name.equals("<init>");
        return owner.getName().equals("java.util.concurrent.Executors")
                || constructor && owner.isAssignableTo(Thread.class)
                || constructor && owner.getName().startsWith("java.util.concurrent.") && isPool(owner)
                || constructor && owner.getName().equals("java.util.Timer");
    }

    private static boolean isPool(JavaClass owner) {
        return owner.isAssignableTo(java.util.concurrent.ExecutorService.class);
    }
}
