package io.qipan.runtime.rpc;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.runtime.limit.Places;
import io.qipan.runtime.limit.Places.Claim;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Keeps no more connections open than there is memory for, and none of one address for all the others. */
final class Connections extends ServerTransportFilter {
    private static final String ALL = "all";

    private static final Attributes.Key<List<Claim>> COUNTED = Attributes.Key.create("counted");

    private final Places places = new Places();
    private final int most;
    private final int mostOfAddress;
    private final Counter refused;

    Connections(int most, int mostOfAddress, MeterRegistry meters) {
        this.most = most;
        this.mostOfAddress = mostOfAddress;
        this.refused = meters.counter("qipan.limit.refused", "limit", "connections", "of", "address");
        Gauge.builder("qipan.limit.connections", this, all -> all.places.taken(ALL))
                .register(meters);
    }

    /** What it throws closes the connection: its client is told GOAWAY. */
    @Override
    public Attributes transportReady(Attributes connection) {
        List<Claim> claims = List.of(new Claim("of " + address(connection), mostOfAddress), new Claim(ALL, most));
        Optional<Claim> full = places.take(claims);
        if (full.isPresent()) {
            refused.increment();
            throw Status.RESOURCE_EXHAUSTED
                    .withDescription("More than " + full.get().most() + " connections "
                            + full.get().key())
                    .asRuntimeException();
        }
        return connection.toBuilder().set(COUNTED, claims).build();
    }

    private static String address(Attributes connection) {
        return connection.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress internet
                        && internet.getAddress() != null
                ? internet.getAddress().getHostAddress()
                : "unknown";
    }

    /** @param connection null if it never became ready */
    @Override
    public void transportTerminated(@org.jspecify.annotations.Nullable Attributes connection) {
        List<Claim> claims = connection == null ? null : connection.get(COUNTED);
        if (claims != null) {
            places.free(claims);
        }
    }
}
