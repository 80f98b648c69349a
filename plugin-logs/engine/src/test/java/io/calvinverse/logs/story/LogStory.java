package io.calvinverse.logs.story;

import static io.calvinverse.parts.story.Markup.format;

import io.calvinverse.parts.InfluxPart;
import io.calvinverse.parts.RabbitPart;
import io.calvinverse.parts.story.Narrator;
import io.calvinverse.parts.story.Page;
import io.calvinverse.parts.story.Stage;
import io.calvinverse.parts.story.Tale;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Lines of builds that leave the controller while the broker dies, and figures of builds in a store of metrics. */
final class LogStory implements Tale {
    /** The client of the broker would tell in its own words what the story tells; held, or it would be forgotten. */
    private static final Logger CLIENT = Logger.getLogger("com.rabbitmq.client");

    private final Stage stage = new Stage();
    private final Narrator narrator;
    private final ShippingChapter shipping;
    private final SecretChapter secret;
    private final MetricsChapter metrics;

    LogStory(Path directory, Narrator narrator) {
        this.narrator = narrator;
        CLIENT.setLevel(Level.OFF);
        Supplier<RabbitPart> broker = stage.once(() -> RabbitPart.start().settled());
        shipping = new ShippingChapter(narrator, directory.resolve("shipping"), broker);
        secret = new SecretChapter(narrator, directory.resolve("secret"), broker);
        metrics = new MetricsChapter(narrator, stage, directory.resolve("metrics"), InfluxPart::start);
    }

    @Override
    public void play() throws InterruptedException {
        narrator.chapter("Builds print while the broker dies and comes back", shipping::play);
        narrator.chapter("A build prints a secret", secret::play);
        narrator.chapter("Figures of builds in a store of metrics", metrics::play);
    }

    @Override
    public Page page() throws IOException {
        return new Page(
                        "Logs and metrics: everything arrives",
                        "Builds that write their logs, a real RabbitMQ that is killed in the middle, and a real"
                                + " InfluxDB that is killed too. Everything below was recorded while it happened.",
                        narrator)
                .tile(format("%,d", shipping.arrived()), "lines arrived, none missing")
                .tile(format("%,d", shipping.repeated()), "came twice, with equal ids")
                .tile(format("%,d", metrics.points()), "points of builds in the store")
                .section("How far behind the broker was", shipping.chart())
                .section("What arrived of each build", shipping.table())
                .narrative()
                .section("What a query of the store answers", metrics.table());
    }

    @Override
    public void close() throws Exception {
        stage.close();
    }
}
