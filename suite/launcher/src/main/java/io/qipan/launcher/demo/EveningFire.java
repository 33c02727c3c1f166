package io.qipan.launcher.demo;

import io.grpc.CallCredentials;
import io.qipan.launcher.UserError;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.DuplicateSuggestion;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Need;
import io.qipan.proto.dispatch.v1.Order;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Forty callers about one fire, at four desks; and one who means another, and was taken for one of them. */
final class EveningFire {

    static final String TYPE = "structure_fire";
    private static final int DESKS = 4;

    private final Evening evening;
    private final Cast cast;
    private final Desk desk;
    private final DuplicateDesk duplicates;
    private final EveningUnits units;
    private final Narrator narrator;
    private String fire = "";
    private String container = "";
    private List<Order> orders = List.of();

    EveningFire(
            Evening evening, Cast cast, Desk desk, DuplicateDesk duplicates, EveningUnits units, Narrator narrator) {
        this.evening = evening;
        this.cast = cast;
        this.desk = desk;
        this.duplicates = duplicates;
        this.units = units;
        this.narrator = narrator;
    }

    void breaksOut() {
        Call call = receive(EveningCaller.FIRST);
        narrator.say("A call: " + call.getDescription() + ". " + call.getNumber() + ".");
        Incident opened = desk.open(call, TYPE);
        fire = opened.getName();
        narrator.say("Incident " + opened.getNumber() + ", " + opened.getType() + ", " + opened.getPriority() + ".");
        orders = units.send(
                fire,
                List.of(need("fire", 2), need("medical", 1)),
                "Fire above a restaurant, people at the windows of the third floor.");
        orders.forEach(units::setOut);
    }

    String incident() {
        return fire;
    }

    /** Each of them is suggested the fire, and attached by a person. */
    void callersComeIn(int from, int until) {
        List<Callable<Double>> calls = IntStream.rangeClosed(from, until)
                .filter(number -> number != EveningCaller.SMOKE)
                .mapToObj(number -> (Callable<Double>) () -> takeAndAttach(EveningCaller.of(number)))
                .toList();
        long start = System.nanoTime();
        DoubleSummaryStatistics points =
                together(calls).stream().mapToDouble(Double::doubleValue).summaryStatistics();
        narrator.say(String.format(
                java.util.Locale.ROOT,
                "%d callers at %d desks in %.1f s: each is suggested the fire (%.0f to %.0f points) and attached by a person.",
                points.getCount(),
                DESKS,
                (System.nanoTime() - start) / 1e9,
                points.getMin(),
                points.getMax()));
    }

    private double takeAndAttach(EveningCaller caller) {
        CallCredentials taker = cast.callTaker(caller.number() % DESKS + 1);
        Call call = desk.receive(caller.call(evening), taker);
        DuplicateSuggestion known = suggested(duplicates.suggest(call, TYPE, taker), call.getNumber());
        Incident attached = duplicates.attach(call, fire, taker);
        if (!attached.getCallsList().contains(call.getName())) {
            throw new UserError(call.getNumber() + " was attached and is not with " + attached.getNumber() + ".");
        }
        return known.getPoints();
    }

    private DuplicateSuggestion suggested(List<DuplicateSuggestion> suggestions, String report) {
        return suggestions.stream()
                .filter(suggestion -> suggestion.getIncident().equals(fire))
                .findFirst()
                .orElseThrow(() -> new UserError("The fire is not suggested for " + report
                        + ". See the rules: ./qipan rpc qipan.dispatch.v1.DuplicateService/ListDuplicateRules"));
    }

    private static List<Double> together(List<Callable<Double>> calls) {
        List<Double> points = new ArrayList<>();
        try (ExecutorService desks = Executors.newFixedThreadPool(DESKS)) {
            for (Future<Double> call : desks.invokeAll(calls)) {
                points.add(call.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("The evening was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("A desk stopped", e);
        }
        return points;
    }

    /** Somebody at another desk saw no fire in it. */
    void smokeIsTheSame() {
        Call call = receive(EveningCaller.SMOKE);
        Incident smoke = desk.open(call, "smoke_investigation");
        DuplicateSuggestion known = suggested(duplicates.suggest(smoke.getName()), smoke.getNumber());
        duplicates.merge(smoke.getName(), fire, "The yard is the one behind the burning house");
        narrator.say(smoke.getNumber() + " was opened by itself, for a smell of smoke. It is "
                + known.getLevel().name().toLowerCase(java.util.Locale.ROOT)
                + " the same, the dispatcher looks and merges it; its call stays its own.");
    }

    void containerIsTakenForIt() {
        Call call = receive(EveningCaller.CONTAINER);
        Incident opened = desk.open(call, "outside_fire");
        container = opened.getName();
        duplicates.merge(container, fire, "A fire near the restaurant, as they all say");
        narrator.say(opened.getNumber() + ", a burning rubbish container, is merged as well, in a hurry.");
    }

    void arrives() {
        orders.forEach(order -> desk.crew(order).arrive());
        narrator.say("All " + orders.size() + " units are at the fire.");
    }

    void containerIsAnother() {
        Incident own = duplicates.takeOut(container, "The container is 700 m away, behind the market");
        narrator.say("Wrongly merged: the container stands behind the market. " + own.getNumber()
                + " is taken out again, as it was, with its call.");
        Order order = units.send(container, List.of(need("road", 1)), "A burning container. Take extinguishers.")
                .getFirst();
        units.setOut(order);
        desk.crew(order).arrive();
        desk.crew(order).clear();
        desk.end(container, IncidentOutcome.RESOLVED, "Put out with two extinguishers; nobody hurt.");
        narrator.say(order.getUnit() + " puts the container out. " + own.getNumber() + " is closed.");
    }

    void isOut() {
        orders.forEach(order -> desk.crew(order).clear());
        Incident ended = desk.end(
                fire, IncidentOutcome.RESOLVED, "Kitchen fire, out; the third floor was cleared, nobody hurt.");
        narrator.say("The fire is out, all units are free. " + ended.getNumber() + " is closed.");
    }

    private Call receive(int number) {
        return desk.receive(EveningCaller.of(number).call(evening), cast.callTaker(number % DESKS + 1));
    }

    private static Need need(String capability, int count) {
        return Need.newBuilder().setCapability(capability).setCount(count).build();
    }
}
