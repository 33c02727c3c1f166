package io.qipan.patrol.traccar;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.qipan.patrol.device.model.DeviceKey;
import io.qipan.patrol.traccar.Report.Unreadable;
import io.qipan.runtime.refusal.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;

/**
 * {@code /traccar/{key}}: a report by GET or POST. The answer is 200 when everything of it is on disk. The key is in the path, so
 * neither path nor query is ever logged here.
 */
@Singleton
public class TraccarRoute {
    private static final Logger LOG = Logger.getLogger(TraccarRoute.class);
    private static final String PATH = "/traccar/:key";
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
        router.get(PATH).handler(this::serve).failureHandler(this::fail);
        router.post(PATH)
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY))
                .handler(this::serve)
                .failureHandler(this::fail);
    }

    private void serve(RoutingContext http) {
        Report report;
        try {
            report = read(http);
        } catch (Unreadable e) {
            answer(http, 400, e.getMessage() == null ? "" : e.getMessage());
            return;
        }
        if (!free.tryAcquire()) {
            answer(http, 503, "");
            return;
        }
        DeviceKey key = new DeviceKey(Objects.requireNonNull(http.pathParam("key")));
        SocketAddress from = http.request().remoteAddress();
        String address = from == null || from.hostAddress() == null ? "" : from.hostAddress();
        Context loop = http.vertx().getOrCreateContext();
        Thread.startVirtualThread(() -> {
            int status;
            try {
                status = status(address, key, report);
            } finally {
                free.release();
            }
            loop.runOnContext(nothing -> answer(http, status, ""));
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

    private int status(String address, DeviceKey key, Report report) {
        try {
            return switch (takeReport.take(address, key, report)) {
                case KEPT -> 200;
                case KEY_WRONG -> 404;
                case TOO_MANY_WRONG_KEYS -> 429;
            };
        } catch (RefusedException e) {
            return switch (e.refusal().reason().code()) {
                case UNAVAILABLE, RESOURCE_EXHAUSTED, DEADLINE_EXCEEDED, ABORTED -> 503;
                default -> fault(report, e);
            };
        } catch (RuntimeException | Error e) {
            return fault(report, e);
        }
    }

    private static int fault(Report report, Throwable e) {
        LOG.errorf(e, "What device %s reported cannot be kept", report.device());
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

    private void answer(RoutingContext http, int status, String text) {
        meters.counter("qipan.traccar.reports", "status", Integer.toString(status))
                .increment();
        if (http.response().ended() || http.response().closed()) {
            return;
        }
        if (status == 429 || status == 503) {
            http.response().putHeader("retry-after", status == 429 ? "60" : "1");
        }
        http.response()
                .setStatusCode(status)
                .putHeader("content-type", "text/plain; charset=utf-8")
                .putHeader("cache-control", "no-store")
                .end(text);
    }
}
