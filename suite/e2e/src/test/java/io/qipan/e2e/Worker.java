package io.qipan.e2e;

import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Transfer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Works one incident after the other, from the call to the cleared unit; some have a second caller, and now and then there is a
 * command to all posts, or a call that is another's to answer. When told to stop, it leaves the incident as soon as
 * its units have accepted: something open must be left to look at.
 */
final class Worker implements Runnable {

    private static final List<String> TYPES =
            List.of("theft", "medical", "person_in_water_risk", "public_order", "sand_mining", "angling");
    /** On a busy machine a service takes a minute to start, and the next fault may strike before an order is settled. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int LONGEST_THOUGHT_MS = 80;
    /** Early enough for its ladder to be at an end when everything is. */
    private static final int SILENT_STORY = 2;
    /** Of one incident; then it is the turn of the next one. */
    private static final int MOST_SILENT_TRIES = 20;

    private static final List<String> POSTS = List.of("posts/e2e-1", "posts/e2e-2", "posts/e2e-3");
    /** The least that the contract allows. */
    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(10);

    private final Dispatcher dispatcher;
    private final History history;
    private final Random random;
    private final AtomicBoolean stopping;
    private int stories;
    private boolean aCrewIsSilent;

    Worker(Dispatcher dispatcher, History history, long seed, AtomicBoolean stopping) {
        this.dispatcher = dispatcher;
        this.history = history;
        this.random = new Random(seed);
        this.stopping = stopping;
    }

    @Override
    public void run() {
        while (!stopping.get()) {
            tell();
            stories++;
            history.storyTold();
        }
    }

    private void tell() {
        Optional<Call> call = dispatcher.takeCall("Something happened, " + random.nextInt(1_000_000));
        think();
        Optional<Incident> opened = call.flatMap(c -> dispatcher.open(c, TYPES.get(random.nextInt(TYPES.size()))));
        think();
        if (stories >= SILENT_STORY && !aCrewIsSilent) {
            opened.ifPresent(this::orderASilentCrew);
        } else {
            opened.ifPresent(this::workPerhapsOfTwoCallers);
        }
        if (isFirst() || random.nextInt(4) == 0) {
            commandThePosts();
        }
        if (isFirst() || random.nextInt(4) == 0) {
            divertACall();
        }
    }

    /** In which everything happens that a later one leaves to chance. */
    private boolean isFirst() {
        return stories == 0;
    }

    /** Its ladder climbs to the end, whoever dies meanwhile; once for each worker, for a unit is bound until then. */
    private void orderASilentCrew(Incident incident) {
        for (int attempt = 0; attempt < MOST_SILENT_TRIES && !aCrewIsSilent; attempt++) {
            List<String> one = someUnits().subList(0, 1);
            aCrewIsSilent = dispatcher.order(dispatcher.again(incident), one).stream()
                    .flatMap(List::stream)
                    .anyMatch(this::isSent);
            think();
        }
    }

    /** Whether its unit was free, which is known as soon as it is more than requested. */
    private boolean isSent(Order requested) {
        Instant end = Instant.now().plus(PATIENCE);
        Order order = requested;
        while (order.getState() == Order.State.REQUESTED && Instant.now().isBefore(end)) {
            think();
            order = dispatcher.again(order);
        }
        return order.getState() == Order.State.SENT || order.getState() == Order.State.TIMED_OUT;
    }

    /** A second caller, whose incident is merged into the first, and sometimes taken out again. */
    private void workPerhapsOfTwoCallers(Incident incident) {
        if (isFirst() || random.nextInt(3) == 0) {
            Optional<Incident> merged = dispatcher
                    .takeCall("The same again, " + random.nextInt(1_000_000))
                    .flatMap(call -> dispatcher.open(call, incident.getType()))
                    .flatMap(second -> dispatcher.merge(second, dispatcher.again(incident)));
            think();
            if (isFirst() || random.nextBoolean()) {
                merged.flatMap(dispatcher::unmerge).ifPresent(this::end);
            }
        }
        work(incident);
    }

    /** Most of them acknowledge; of the others the owner hears. */
    private void commandThePosts() {
        List<CommandNotice> notices = dispatcher
                .command(POSTS, ACKNOWLEDGE_WITHIN)
                .map(dispatcher::notices)
                .orElse(List.of());
        for (CommandNotice notice : notices) {
            if (random.nextInt(5) > 0) {
                Optional<CommandNotice> ignored = dispatcher.acknowledge(notice);
            }
        }
    }

    /** Nobody here has to do anything more about it: they take it, or it comes back by itself. */
    private void divertACall() {
        Optional<Transfer> ignored = dispatcher
                .takeCall("Which office is it, " + random.nextInt(1_000_000))
                .flatMap(dispatcher::offer);
    }

    private void work(Incident incident) {
        List<Order> orders =
                dispatcher.order(dispatcher.again(incident), someUnits()).orElse(List.of());
        List<Order> accepted = new ArrayList<>();
        for (Order order : orders) {
            step(order, Order.State.ACCEPTED, dispatcher::accept).ifPresent(accepted::add);
        }
        if (stopping.get()) {
            return;
        }
        for (Order order : accepted) {
            think();
            Optional<Order> cleared = step(order, Order.State.ON_THE_WAY, dispatcher::depart)
                    .flatMap(o -> step(o, Order.State.ON_SCENE, dispatcher::arrive))
                    .flatMap(o -> step(o, Order.State.CLEARED, dispatcher::clear));
            if (cleared.isEmpty()) {
                throw new AssertionError("Accepted, and over before it was cleared: " + dispatcher.again(order));
            }
        }
        end(incident);
    }

    /** Takes the step once the order is sent, on what the order is by then. Empty when the order is over without it. */
    private Optional<Order> step(Order from, Order.State to, Function<Order, Optional<Order>> deed) {
        Instant end = Instant.now().plus(PATIENCE);
        Order order = from;
        while (Instant.now().isBefore(end)) {
            if (order.getState().getNumber() >= Order.State.CLEARED_VALUE) {
                return Optional.empty();
            }
            if (order.getState() != Order.State.REQUESTED) {
                Optional<Order> done = deed.apply(order);
                if (done.isPresent()) {
                    return done;
                }
            }
            think();
            order = dispatcher.again(order);
            if (order.getState() == to) {
                return Optional.of(order);
            }
        }
        throw new AssertionError("An order did not get to " + to + " within " + PATIENCE + ": " + order);
    }

    private void end(Incident incident) {
        for (int attempt = 0; attempt < 5; attempt++) {
            if (dispatcher.end(dispatcher.again(incident)).isPresent()) {
                return;
            }
        }
        throw new AssertionError("Nobody could end " + dispatcher.again(incident));
    }

    private List<String> someUnits() {
        List<String> units = new ArrayList<>(City.UNITS);
        Collections.shuffle(units, random);
        return units.subList(0, 1 + random.nextInt(3));
    }

    private void think() {
        Pause.of(Duration.ofMillis(random.nextInt(LONGEST_THOUGHT_MS)));
    }
}
