package io.qipan.patrol.traccar;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.qipan.patrol.device.model.DeviceKey;
import io.qipan.patrol.traccar.Report.Unreadable;
import io.qipan.patrol.traccar.TakeReport.Admitted;
import io.qipan.patrol.traccar.TakeReport.Crowded;
import io.qipan.patrol.traccar.TakeReport.KeyWrong;
import io.qipan.runtime.refusal.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * {@code /traccar/{key}}: a report by GET or POST. The key is looked at first, then the body. The answer is 200 when everything of
 * it is on disk. The key is in the path, so neither path nor query is ever logged here.
 */
@Singleton
public class TraccarRoute {
    private static final Logger LOG = Logger.getLogger(TraccarRoute.class);
    private static final String PATH = "/traccar/:key";
    private static final String ADMITTED = "qipan.traccar.admitted";
    /** 500 fixes as JSON. */
    private static final long LARGEST_BODY = 1L << 20;
    /** More at a time would only wait. */
    private static final int AT_ONCE = 512;

    private final TakeReport takeReport;
    private final MeterRegistry meters;
    private final Semaphore free = new Semaphore(AT_ONCE);

    public TraccarRoute(TakeReport takeReport, MeterRegistry meters) {
        this.takeReport = takeReport;
        this.meters = meters;
    }

    void mount(@Observes Router router) {
        // A route of its own, because in one route the body comes first.
        router.route(PATH)
                .method(HttpMethod.GET)
                .method(HttpMethod.POST)
                .handler(this::admit)
                .failureHandler(this::fail);
        router.get(PATH).handler(this::serve).failureHandler(this::fail);
        router.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(this::serve)
                .failureHandler(this::fail);
    }

    /** Before anything of the body is taken: strangers must not fill the memory. */
    private void admit(RoutingContext http) {
        if (!free.tryAcquire()) {
            sendAway(http, 503);
            return;
        }
        http.addEndHandler(ended -> free.release());
        http.request().pause();
        DeviceKey key = new DeviceKey(Objects.requireNonNull(http.pathParam("key")));
        aside(http, () -> admission(key), outcome -> {
            switch (outcome) {
                case Refused(int status) -> sendAway(http, status);
                case Known(Admitted admitted) -> {
                    http.put(ADMITTED, admitted);
                    http.next();
                    http.request().resume();
                }
            }
        });
    }

    /** What comes of a key. */
    private sealed interface Outcome {}

    private record Known(Admitted admitted) implements Outcome {}

    private record Refused(int status) implements Outcome {}

    private Outcome admission(DeviceKey key) {
        try {
            return switch (takeReport.admit(key)) {
                case Admitted admitted -> new Known(admitted);
                case KeyWrong _ -> new Refused(404);
                case Crowded _ -> new Refused(503);
            };
        } catch (RuntimeException | Error e) {
            return new Refused(failed(e, "Whether a key is right cannot be found out"));
        }
    }

    private void serve(RoutingContext http) {
        Report report;
        try {
            report = read(http);
        } catch (Unreadable e) {
            answer(http, 400, e.getMessage() == null ? "" : e.getMessage());
            return;
        }
        Admitted admitted = Objects.requireNonNull(http.get(ADMITTED));
        aside(http, () -> status(admitted, report), status -> answer(http, status, ""));
    }

    /** Work that waits is done by a virtual thread, and its outcome goes back to the loop of the connection. */
    private static <T> void aside(RoutingContext http, Supplier<T> work, Consumer<T> then) {
        Context loop = http.vertx().getOrCreateContext();
        Thread.startVirtualThread(() -> {
            T outcome = work.get();
            loop.runOnContext(nothing -> then.accept(outcome));
        });
    }

    private static Report read(RoutingContext http) throws Unreadable {
        Map<String, String> fields = fields(http.queryParams());
        String body = http.body() == null || http.body().asString() == null
                ? ""
                : http.body().asString().strip();
        if (body.startsWith("{")) {
            return JsonReport.read(body);
        }
        fields(http.request().formAttributes()).forEach(fields::putIfAbsent);
        if (!body.isEmpty()) {
            new QueryStringDecoder(body, false)
                    .parameters()
                    .forEach((name, values) -> fields.putIfAbsent(name, values.getFirst()));
        }
        return QueryReport.read(fields);
    }

    private static Map<String, String> fields(MultiMap given) {
        Map<String, String> fields = new HashMap<>();
        given.forEach(entry -> fields.putIfAbsent(entry.getKey(), entry.getValue()));
        return fields;
    }

    private int status(Admitted admitted, Report report) {
        try {
            return takeReport.take(admitted, report) ? 200 : 404;
        } catch (RuntimeException | Error e) {
            return failed(e, "What device " + report.device() + " reported cannot be kept");
        }
    }

    private static int failed(Throwable e, String what) {
        if (e instanceof RefusedException refused) {
            switch (refused.refusal().reason().code()) {
                case UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED, ABORTED -> {
                    return 503;
                }
                default -> {}
            }
        }
        LOG.error(what, e);
        return 500;
    }

    /** What fails before the report is read. */
    private void fail(RoutingContext http) {
        int status = http.statusCode();
        if (status >= 500 || status < 400) {
            LOG.errorf(http.failure(), "A report of a telephone cannot be read");
        }
        answer(http, status < 400 ? 500 : status, "");
    }

    /** Whatever of the body is still to come is thrown away. */
    private void sendAway(RoutingContext http, int status) {
        http.response().putHeader("connection", "close");
        answer(http, status, "");
        http.request().resume();
    }

    private void answer(RoutingContext http, int status, String text) {
        meters.counter("qipan.traccar.reports", "status", Integer.toString(status))
                .increment();
        if (http.response().ended() || http.response().closed()) {
            return;
        }
        if (status == 404) {
            // Like those that are sent away: nobody is told whether the key or the name is wrong.
            http.response().putHeader("connection", "close");
        }
        if (status == 503) {
            http.response().putHeader("retry-after", "1");
        }
        http.response()
                .setStatusCode(status)
                .putHeader("content-type", "text/plain; charset=utf-8")
                .putHeader("cache-control", "no-store")
                .end(text);
    }
}
