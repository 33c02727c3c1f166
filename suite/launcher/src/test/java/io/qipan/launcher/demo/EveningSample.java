package io.qipan.launcher.demo;

import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.FindingMeans;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentMerge;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.MissingNotice;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.NoticeChannel;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.SearchClosing;
import io.qipan.proto.dispatch.v1.SearchOutcome;
import io.qipan.proto.dispatch.v1.SearchSector;
import io.qipan.proto.dispatch.v1.Transfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** An evening as a board would have it after the story, to be changed by tests. */
final class EveningSample {

    static final Instant START = Instant.parse("2026-11-22T10:40:00Z");
    static final String FIRE = "incidents/fire";
    static final String SMOKE = "incidents/smoke";
    static final String CONTAINER = "incidents/container";
    static final String CHILD = "incidents/child";

    final Map<Integer, Call> calls = new TreeMap<>();
    final Map<String, Incident> incidents = new LinkedHashMap<>();
    final List<IncidentMerge> merges = new ArrayList<>();
    final List<IncidentMerge> undone = new ArrayList<>();
    final List<Order> orders = new ArrayList<>();
    final List<Transfer> transfers = new ArrayList<>();
    final List<CommandNotice> notices = new ArrayList<>();
    final Map<String, ContingencyTask.Builder> tasks = new LinkedHashMap<>();
    final List<String> open = new ArrayList<>();
    ContingencyActivation.Builder activation = ContingencyActivation.newBuilder()
            .setDrill(true)
            .setIncident(FIRE)
            .setState(ContingencyActivation.State.REVIEWED);
    boolean planIsRetired = true;
    MissingNotice.Builder notice = MissingNotice.newBuilder()
            .setDraftedBy("dispatcher")
            .setReleasedBy("commander")
            .setState(MissingNotice.State.WITHDRAWN)
            .addChannels(NoticeChannel.newBuilder()
                    .setHandedOverAt(Stamps.of(START))
                    .setState(NoticeChannel.State.TAKEN_DOWN));

    EveningSample() {
        EveningCaller.all().forEach(caller -> calls.put(caller.number(), call(caller)));
        incident(FIRE, Incident.State.ENDED);
        incident(SMOKE, Incident.State.MERGED);
        incident(CONTAINER, Incident.State.ENDED);
        incident(CHILD, Incident.State.ENDED);
        merges.add(IncidentMerge.newBuilder().setIncident(SMOKE).setInto(FIRE).build());
        undone.add(IncidentMerge.newBuilder()
                .setIncident(CONTAINER)
                .setInto(FIRE)
                .setUnmergedAt(Stamps.of(START))
                .build());
        for (String incident : List.of(FIRE, FIRE, FIRE, CONTAINER, CHILD, CHILD)) {
            orders.add(order(incident, orders.size() + 1, 10 * (orders.size() + 1)));
        }
        transfers.add(Transfer.newBuilder()
                .setState(Transfer.State.COMPLETED)
                .setPartner(EveningPartner.AGENCY)
                .setAcceptedBy("agent 17")
                .setDeliveredAt(Stamps.of(START))
                .setAcceptedAt(Stamps.of(START.plusSeconds(1)))
                .build());
        EveningDrill.POSTS.forEach(post -> notices.add(notice(post)));
        EveningPlan.STEPS.forEach(step -> tasks.put(step, task(step)));
    }

    private static ContingencyTask.Builder task(String step) {
        ContingencyTask.Builder task = ContingencyTask.newBuilder()
                .setStep(step)
                .setDrill(true)
                .setState(ContingencyTask.State.DONE)
                .setDueAt(Stamps.of(START.plusSeconds(60).plus(EveningPlan.FOR_THE_GAS)))
                .setSettledAt(Stamps.of(START.plusSeconds(60)))
                .setSettledBy("dispatcher");
        return switch (step) {
            case EveningPlan.ROAD ->
                task.setState(ContingencyTask.State.SKIPPED)
                        .setSkipProposedBy("dispatcher")
                        .setSettledBy("commander");
            case EveningPlan.SHELTER -> task.setRaised(1);
            default -> task;
        };
    }

    void change(String incident, UnaryOperator<Incident.Builder> change) {
        Incident before = Optional.ofNullable(incidents.get(incident)).orElseThrow();
        incidents.put(incident, change.apply(before.toBuilder()).build());
    }

    void change(int caller, UnaryOperator<Call.Builder> change) {
        Call before = Optional.ofNullable(calls.get(caller)).orElseThrow();
        calls.put(caller, change.apply(before.toBuilder()).build());
    }

    private static String incidentOf(int caller) {
        return switch (caller) {
            case EveningCaller.SMOKE -> SMOKE;
            case EveningCaller.CONTAINER -> CONTAINER;
            case EveningCaller.CHILD -> CHILD;
            case EveningCaller.NOISE -> "";
            default -> FIRE;
        };
    }

    private static CallOutcome outcomeOf(int caller) {
        return switch (caller) {
            case EveningCaller.FIRST, EveningCaller.SMOKE, EveningCaller.CONTAINER, EveningCaller.CHILD ->
                CallOutcome.INCIDENT_OPENED;
            case EveningCaller.NOISE -> CallOutcome.TRANSFERRED;
            default -> CallOutcome.ATTACHED_TO_INCIDENT;
        };
    }

    private static Call call(EveningCaller caller) {
        return Call.newBuilder()
                .setName("calls/" + caller.number())
                .setChannel(Channel.VOICE)
                .setDrill(true)
                .setState(Call.State.ENDED)
                .setOutcome(outcomeOf(caller.number()))
                .setIncident(incidentOf(caller.number()))
                .setReceivedAt(Stamps.of(START.minusSeconds(caller.ringsS())))
                .setAnsweredAt(Stamps.of(START))
                .setRingTold(true)
                .build();
    }

    private void incident(String name, Incident.State state) {
        incidents.put(
                name,
                Incident.newBuilder()
                        .setName(name)
                        .setDrill(true)
                        .setState(state)
                        .setOutcome(
                                state == Incident.State.ENDED
                                        ? IncidentOutcome.RESOLVED
                                        : IncidentOutcome.INCIDENT_OUTCOME_UNSPECIFIED)
                        .addAllCalls(calls.values().stream()
                                .filter(call -> call.getIncident().equals(name))
                                .map(Call::getName)
                                .toList())
                        .build());
    }

    /**
     * @param sentS after the start
     * @param signedS after that; it takes as long again to be on the way, there, and done
     */
    static Order order(String incident, int sentS, int signedS) {
        return Order.newBuilder()
                .setName("orders/" + sentS)
                .setIncident(incident)
                .setState(Order.State.CLEARED)
                .addMilestones(milestone("sent", sentS))
                .addMilestones(milestone("accepted", sentS + signedS))
                .addMilestones(milestone("on_the_way", sentS + 2 * signedS))
                .addMilestones(milestone("on_scene", sentS + 3 * signedS))
                .addMilestones(milestone("cleared", sentS + 4 * signedS))
                .build();
    }

    static Order.Milestone milestone(String kind, int afterS) {
        return Order.Milestone.newBuilder()
                .setKind(kind)
                .setOccurredAt(Stamps.of(START.plusSeconds(afterS)))
                .build();
    }

    private static CommandNotice notice(String post) {
        CommandNotice.Builder notice = CommandNotice.newBuilder().setRecipient(post);
        return post.equals(EveningDrill.SILENT)
                ? notice.setState(CommandNotice.State.EXCUSED)
                        .setEscalatedAt(Stamps.of(START))
                        .build()
                : notice.setState(CommandNotice.State.ACKNOWLEDGED).build();
    }

    EveningRecord record() {
        MissingSearch search = MissingSearch.newBuilder()
                .setDrill(true)
                .setState(MissingSearch.State.CLOSED)
                .setClosing(SearchClosing.newBuilder()
                        .setOutcome(SearchOutcome.FOUND_ALIVE)
                        .setMeans(FindingMeans.BY_SECTOR)
                        .setFoundBy("units/one"))
                .build();
        return new EveningRecord(
                calls,
                incidents,
                merges,
                undone,
                orders,
                transfers,
                List.of(search),
                Optional.of(EveningPlaces.found()),
                List.of(
                        sector(SearchSector.State.SEARCHED),
                        sector(SearchSector.State.SEARCHED),
                        sector(SearchSector.State.PLANNED)),
                List.of(notice.build()),
                Optional.of(CommandOrder.newBuilder()
                        .setExercise(true)
                        .setState(CommandOrder.State.COMPLETE)
                        .build()),
                notices,
                List.of(activation.build()),
                tasks.values().stream().map(ContingencyTask.Builder::build).toList(),
                planIsRetired,
                open);
    }

    private static SearchSector sector(SearchSector.State state) {
        return SearchSector.newBuilder().setState(state).build();
    }
}
