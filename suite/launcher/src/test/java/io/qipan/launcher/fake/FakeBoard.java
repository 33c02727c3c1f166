package io.qipan.launcher.fake;

import io.grpc.BindableService;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.qipan.launcher.Address;
import io.qipan.launcher.Board;
import io.qipan.launcher.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;

/** Serves everything a board's clients ask, on one loopback port. */
public final class FakeBoard implements AutoCloseable {

    public final FakeStore store = new FakeStore();
    public final FakeRiver river = new FakeRiver(store);
    public final FakeOrderBook book = new FakeOrderBook(store);
    public final FakeGrid grid = new FakeGrid();
    public final FakeGazetteer gazetteer = new FakeGazetteer();
    public final FakeFigures figures = new FakeFigures();
    public final FakeStories stories = new FakeStories();
    public final FakeSpecies species = new FakeSpecies();
    public final FakeTracks tracks = new FakeTracks();
    public final FakeHotspots hotspots = new FakeHotspots();
    public final FakePositions positions = new FakePositions(tracks);
    public final Trouble trouble = new Trouble(20260724);
    private final Server server;

    public FakeBoard() {
        this(2);
    }

    /**
     * @param rungs how many steps the ladder takes when an order is watched
     */
    public FakeBoard(int rungs) {
        try {
            FakeIncidents incidents = new FakeIncidents(store);
            server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .addService(new FakeCalls(store))
                    .addService(incidents)
                    .addService(new FakeReviews(store, incidents))
                    .addService(new FakeOrders(store, book))
                    .addService(new FakeOversight(store))
                    .addService(figures)
                    .addService(stories)
                    .addService(new FakeRecommendations(store))
                    .addService(new FakeJournal(store))
                    .addService(new FakeWatch(store, book, rungs))
                    .addService(new FakePatrol(store))
                    .addService(new FakeCommitments(store))
                    .addService(new FakeSeason(store))
                    .addService(grid)
                    .addService(gazetteer)
                    .addService(species)
                    .addService(hotspots)
                    .addService(tracks)
                    .addService(positions)
                    .addServices(river.services().stream()
                            .map(BindableService::bindService)
                            .toList())
                    .intercept(trouble)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client of it. */
    public Board connect() {
        Map<Service, Address> addresses = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            addresses.put(service, Address.local(server.getPort()));
        }
        return Board.connect(addresses, "no token", Board.DEFAULT_DEADLINE);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
