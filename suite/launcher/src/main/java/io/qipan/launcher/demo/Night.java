package io.qipan.launcher.demo;

import io.qipan.launcher.UserError;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.CreateCallRequest;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Need;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.RecommendUnitsResponse;
import io.qipan.proto.dispatch.v1.RecommendedUnit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The night of 24 July, after a press report about the riverside branch of Wuhai: at 01:00 somebody is said to want to jump
 * into the river, nobody knows where, and the person does not answer the telephone. Two units search by road and two by boat;
 * one crew does not hear its order. Every person and unit of it is invented.
 */
final class Night {

    static final String TYPE = "person_in_water_risk";
    private static final int RUNGS = 2;

    private final Desk desk;
    private final LadderWatch ladder;
    private final Narrator narrator;
    private final Duration patience;
    private final Traces traces;

    /**
     * @param patience how long the ladder may take to its second rung
     */
    Night(Desk desk, LadderWatch ladder, Narrator narrator, Duration patience, Traces traces) {
        this.desk = desk;
        this.ladder = ladder;
        this.narrator = narrator;
        this.patience = patience;
        this.traces = traces;
    }

    void play() {
        Call call = somebodyCalls();
        String incident = open(call);
        find(incident);
        List<Order> orders = send(incident);
        Order silent = orders.get(1);
        List<Order> searching = new ArrayList<>(orders);
        searching.remove(silent);
        searching.forEach(this::setOut);
        waitForAnswer(silent);
        Order replacement = replace(incident, silent);
        searching.add(replacement);
        setOut(replacement);
        foundBy(incident, searching.getFirst());
        home(incident, searching);
    }

    private Call somebodyCalls() {
        Call call = desk.receive(CreateCallRequest.newBuilder()
                .setChannel(Channel.VOICE)
                .setCallerId("a friend of the person")
                .setDescription("A friend wrote that she wants to jump into the river. He does not know where she is.")
                .addLocations(Places.shore())
                .setDrill(true));
        traces.call(call.getName());
        narrator.say("A call: somebody wants to jump into the river, the place is unknown. " + call.getNumber()
                + ", with the shore of the lake as the area to search.");
        return call;
    }

    private String open(Call call) {
        narrator.at(1, 1, 30);
        var incident = desk.open(call, TYPE);
        traces.incident(incident.getName());
        narrator.say(
                "Incident " + incident.getNumber() + ", " + incident.getType() + ", " + incident.getPriority() + ".");
        return incident.getName();
    }

    private void find(String incident) {
        narrator.at(1, 3, 0);
        desk.locate(incident, Places.nothingMore(), false);
        narrator.say("The person's number is called three times. Nobody answers.");
        narrator.at(1, 6, 0);
        desk.locate(incident, Places.phone(), true);
        narrator.say("Her telephone is located, 800 m uncertain. The work goes by it from now on.");
    }

    private List<Order> send(String incident) {
        narrator.at(1, 7, 0);
        RecommendUnitsResponse recommendation = desk.recommend(incident, List.of(need("road", 2), need("water", 2)));
        narrator.recommended(recommendation);
        Set<String> units = new LinkedHashSet<>();
        recommendation.getUnitsList().stream().map(RecommendedUnit::getUnit).forEach(units::add);
        if (units.size() < 3) {
            throw new UserError("Only " + units.size() + " units are free, and the story needs two cars and two boats."
                    + " See ./qipan rpc qipan.dispatch.v1.OversightService/ListOpenWork");
        }
        List<Order> orders =
                desk.send(incident, units, "Search the shore. One person, may be in the water. Approach quietly.");
        orders.forEach(Night::requireSent);
        narrator.say(orders.size() + " orders are sent: " + String.join(", ", units));
        return orders;
    }

    private static void requireSent(Order order) {
        if (order.getState() != Order.State.SENT) {
            throw new UserError(
                    order.getUnit() + " could not be sent: its order is " + order.getState() + " " + order.getReason());
        }
    }

    private static Need need(String capability, int count) {
        return Need.newBuilder().setCapability(capability).setCount(count).build();
    }

    private void setOut(Order order) {
        Crew crew = desk.crew(order);
        crew.confirmDelivery();
        crew.accept();
        crew.depart();
        narrator.say(order.getUnit() + " has it, accepts, and is on the way.");
    }

    private void waitForAnswer(Order silent) {
        narrator.say(silent.getUnit() + " does not answer. The ladder counts.");
        traces.silent(silent.getName());
        int rungs = ladder.follow(
                silent.getName(),
                RUNGS,
                patience,
                rung -> narrator.say("Escalation " + rung.step() + " of " + silent.getUnit() + ": " + rung.action()));
        if (rungs < RUNGS) {
            throw new UserError("The ladder of " + silent.getName() + " took " + rungs + " steps, not " + RUNGS
                    + ", before the watch ended.");
        }
    }

    private Order replace(String incident, Order silent) {
        desk.atDesk(silent.getName()).cancel("Did not acknowledge after two alerts; another unit goes");
        narrator.say("The dispatcher calls " + silent.getUnit() + " back and looks for another.");
        RecommendUnitsResponse others = desk.recommend(incident, List.of(need("road", 2)));
        String other = others.getUnitsList().stream()
                .map(RecommendedUnit::getUnit)
                .filter(unit -> !unit.equals(silent.getUnit()))
                .findFirst()
                .orElseThrow(() -> new UserError("There is no other unit on the road to replace " + silent.getUnit()));
        Order order = desk.send(incident, List.of(other), "Instead of " + silent.getUnit() + ". Search the shore.")
                .getFirst();
        requireSent(order);
        narrator.say(other + " is sent instead.");
        return order;
    }

    private void foundBy(String incident, Order finder) {
        narrator.at(1, 24, 0);
        desk.locate(incident, Places.found(), finder.getUnit());
        narrator.say(finder.getUnit() + " has found her, on the embankment.");
        desk.crew(finder).arrive();
        narrator.say(finder.getUnit() + " is with her and talks.");
    }

    private void home(String incident, List<Order> searching) {
        narrator.at(1, 52, 0);
        searching.forEach(order -> desk.crew(order).clear());
        narrator.say("She is talked round and driven home; her family is told. All units are free.");
        narrator.at(1, 55, 0);
        desk.end(
                incident,
                IncidentOutcome.RESOLVED,
                "Found on the embankment at 01:24, talked round, driven home unharmed; family informed.");
        narrator.say("The incident is closed.");
    }
}
