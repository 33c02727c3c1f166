package io.qipan.runtime.peer;

import io.grpc.EquivalentAddressGroup;
import io.grpc.NameResolver;
import io.grpc.NameResolverProvider;
import io.grpc.NameResolverRegistry;
import io.grpc.Status;
import io.grpc.StatusOr;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the replicas of a service that are listed one by one, {@code host:port,host:port}; gRPC itself takes one name only.
 * A name that is not known now is left out until gRPC asks again, which it does whenever a connection is lost.
 */
final class Replicas extends NameResolverProvider {
    private static final String SCHEME = "replicas";
    private static final int MIDDLE_PRIORITY = 5;
    private static boolean registered;

    /** Not when the class is initialized: of a native executable that is when it is built. */
    private static synchronized void register() {
        if (!registered) {
            NameResolverRegistry.getDefaultRegistry().register(new Replicas());
            registered = true;
        }
    }

    /**
     * What to connect to, in the words of gRPC.
     *
     * @param addresses {@code host:port}, several of them separated by commas, or a target of gRPC such as {@code dns:///host:port}
     */
    static String target(String addresses) {
        if (addresses.indexOf(',') < 0) {
            return addresses;
        }
        register();
        return SCHEME + ":///" + addresses.replaceAll("\\s", "");
    }

    @Override
    public @Nullable NameResolver newNameResolver(URI target, NameResolver.Args args) {
        return SCHEME.equals(target.getScheme()) ? new Listed(target.getPath().substring(1), args) : null;
    }

    @Override
    public String getDefaultScheme() {
        return SCHEME;
    }

    @Override
    protected boolean isAvailable() {
        return true;
    }

    @Override
    protected int priority() {
        return MIDDLE_PRIORITY;
    }

    @Override
    public Collection<Class<? extends SocketAddress>> getProducedSocketAddressTypes() {
        return Set.of(InetSocketAddress.class);
    }

    private static final class Listed extends NameResolver {
        private final List<URI> places;
        private final Args args;
        private volatile @Nullable Listener2 listener;

        Listed(String list, Args args) {
            this.places = Arrays.stream(list.split(",", -1)).map(Listed::place).toList();
            this.args = args;
        }

        private static URI place(String text) {
            URI place = URI.create("//" + text);
            if (place.getHost() == null || place.getPort() < 0) {
                throw new IllegalArgumentException("'" + text + "' is not an address. Write host:port,host:port");
            }
            return place;
        }

        @Override
        public String getServiceAuthority() {
            return places.getFirst().getAuthority();
        }

        @Override
        public void start(Listener2 started) {
            listener = started;
            refresh();
        }

        @Override
        public void refresh() {
            Listener2 told = listener;
            if (told != null) {
                // Never null for a channel, which makes one if nobody gave it any.
                java.util.Objects.requireNonNull(args.getOffloadExecutor()).execute(() -> resolve(told));
            }
        }

        private void resolve(Listener2 told) {
            List<EquivalentAddressGroup> found = new ArrayList<>();
            List<String> unknown = new ArrayList<>();
            for (URI place : places) {
                try {
                    for (InetAddress address : InetAddress.getAllByName(place.getHost())) {
                        found.add(new EquivalentAddressGroup(new InetSocketAddress(address, place.getPort())));
                    }
                } catch (UnknownHostException e) {
                    unknown.add(place.getHost());
                }
            }
            StatusOr<List<EquivalentAddressGroup>> result = found.isEmpty()
                    ? StatusOr.fromStatus(Status.UNAVAILABLE.withDescription("Nobody knows the hosts " + unknown))
                    : StatusOr.fromValue(found);
            args.getSynchronizationContext()
                    .execute(() -> told.onResult2(ResolutionResult.newBuilder()
                            .setAddressesOrError(result)
                            .build()));
        }

        @Override
        public void shutdown() {
            listener = null;
        }
    }
}
