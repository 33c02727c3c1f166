package io.qipan.runtime.journal;

import io.qipan.runtime.work.DatabaseOptions;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hears when another replica has extended the feed. Without it the feed's own clock notices, half a second later. */
@Singleton
public class FeedListener implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FeedListener.class);
    private static final long AGAIN_AFTER_MS = 1_000;

    private final Vertx vertx;
    private final Feed feed;
    private final PgConnectOptions options;
    private volatile @Nullable PgConnection connection;
    private volatile boolean closed;

    public FeedListener(
            Vertx vertx,
            Feed feed,
            @ConfigProperty(name = "qipan.db.host") String host,
            @ConfigProperty(name = "qipan.db.port") int port,
            Config config) {
        this.vertx = vertx;
        this.feed = feed;
        // So that its metrics are not counted among those of the pool.
        this.options = DatabaseOptions.at(host, port, config);
        this.options.setMetricsName("feed-listener");
    }

    public void start() {
        if (closed) {
            return;
        }
        PgConnection.connect(vertx, options)
                .onSuccess(this::listen)
                .onFailure(failure -> again("cannot connect: " + failure.getMessage()));
    }

    private void listen(PgConnection opened) {
        connection = opened;
        if (closed) {
            closeConnection();
            return;
        }
        opened.notificationHandler(notification -> feed.heardOf(revision(notification.getPayload())));
        opened.closeHandler(nothing -> again("was closed"));
        opened.query("LISTEN " + Feed.CHANNEL).execute().onFailure(failure -> opened.close());
    }

    /** What is no revision, maybe from somebody at a console, wakes the feed like a new one. */
    private static long revision(String payload) {
        return payload.matches("[0-9]{1,18}") ? Long.parseLong(payload) : Long.MAX_VALUE;
    }

    private void again(String why) {
        if (!closed) {
            LOG.debugf("The listening connection %s", why);
            vertx.setTimer(AGAIN_AFTER_MS, timer -> start());
        }
    }

    @Override
    public void close() {
        closed = true;
        closeConnection();
    }

    private void closeConnection() {
        PgConnection open = connection;
        if (open != null) {
            open.close();
        }
    }
}
