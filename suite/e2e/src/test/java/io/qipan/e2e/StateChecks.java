package io.qipan.e2e;

import io.qipan.e2e.Ledger.Entry;
import io.qipan.launcher.DatabaseAccess;
import io.qipan.launcher.Service;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.patrol.v1.Commitment;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What must be true of units, orders, incidents and cases, whatever happened. */
final class StateChecks {

    /** Types of {@link Worker} that ecology-service has to know of. */
    private static final Set<String> ECOLOGICAL = Set.of("sand_mining", "angling");
    /** How late a deadline may be handled; the lease of a killed worker is 30 s. */
    private static final Duration LATEST = Duration.ofSeconds(60);

    /** The actions that lead to an end. They may take a matter before our note that they were told is durable. */
    private static final Set<List<String>> WAYS = Set.of(
            List.of("transfer.offered", "transfer.delivered", "transfer.accepted", "transfer.completed"),
            List.of("transfer.offered", "transfer.accepted", "transfer.completed"),
            List.of("transfer.offered", "transfer.kept"));

    private final Aftermath aftermath;

    StateChecks(Aftermath aftermath) {
        this.aftermath = aftermath;
    }

    /** No two orders hold a unit now, and none ever did: in patrol's history each unit is held and released in turn. */
    void noUnitIsCommittedTwice() {
        Violations twice = new Violations("A unit was committed twice");
        DatabaseAccess patrol = aftermath.board().database(Service.PATROL);
        long overlapping = Ledger.number(patrol, """
                select count(*) from commitment a join commitment b on a.unit_name = b.unit_name and a.number < b.number
                where a.committed_at is not null and b.committed_at is not null
                    and a.released_at is null and b.released_at is null""");
        twice.addUnless(overlapping == 0, () -> overlapping + " pairs of commitments hold the same unit now");
        Map<String, String> holders = new HashMap<>();
        for (Entry entry : aftermath.ledger(Service.PATROL).entries()) {
            if (entry.kind().equals("commitments")) {
                follow(entry, holders, twice);
            }
        }
        twice.throwIfAny();
    }

    private static void follow(Entry entry, Map<String, String> holders, Violations twice) {
        Commitment commitment = entry.state(Commitment.class);
        String unit = commitment.getUnit();
        switch (entry.action()) {
            case "commitment.held" -> {
                String holder = holders.put(unit, commitment.getOrder());
                twice.addUnless(
                        holder == null,
                        () -> "Revision %d gives %s to %s while %s holds it"
                                .formatted(entry.revision(), unit, commitment.getOrder(), holder));
            }
            case "commitment.released" ->
                twice.addUnless(
                        holders.remove(unit, commitment.getOrder()),
                        () -> "Revision %d takes %s from %s, which does not hold it"
                                .formatted(entry.revision(), unit, commitment.getOrder()));
            default -> {}
        }
    }

    /** An order past requested holds its unit, and what holds a unit is an open order. */
    void ordersAndCommitmentsAgree() {
        Violations apart = new Violations("Orders and commitments do not agree");
        Map<String, Commitment> held = aftermath.picture().held().stream()
                .collect(Collectors.toMap(Commitment::getOrder, Function.identity()));
        Map<String, Order> open = aftermath.picture().openOrders().stream()
                .collect(Collectors.toMap(Order::getName, Function.identity()));
        open.values().forEach(order -> {
            Commitment commitment = held.get(order.getName());
            apart.addUnless(
                    commitment != null && commitment.getUnit().equals(order.getUnit()),
                    () -> "%s is %s but does not hold %s: %s"
                            .formatted(order.getName(), order.getState(), order.getUnit(), commitment));
        });
        held.values()
                .forEach(commitment -> apart.addUnless(
                        open.containsKey(commitment.getOrder()),
                        () -> commitment.getUnit() + " is held by " + commitment.getOrder() + ", which is "
                                + aftermath.picture().orders().get(commitment.getOrder())));
        apart.throwIfAny();
    }

    /** Every open call, incident and order has an owner and a deadline that is kept; the sweep found nothing to repair. */
    void nothingOpenIsForgotten() {
        Violations forgotten = new Violations("Something open was forgotten");
        Instant latest = Instant.now().minus(LATEST);
        aftermath.picture().orphans().forEach(orphan -> forgotten.addUnless(false, () -> "No deadline: " + orphan));
        for (OpenWork work : aftermath.picture().openWork()) {
            forgotten.addUnless(!work.getOwner().isEmpty(), () -> "No owner: " + work);
            forgotten.addUnless(
                    Instant.ofEpochSecond(work.getNextDeadlineAt().getSeconds()).isAfter(latest),
                    () -> "Long overdue: " + work);
        }
        aftermath.board().log(Service.DISPATCH).stream()
                .filter(line -> line.contains("had no next deadline"))
                .forEach(line -> forgotten.addUnless(false, () -> "The sweep had to repair: " + line));
        forgotten.throwIfAny();
    }

    /** No rung of a ladder is left out or climbed twice, and who is given up was on the last one. */
    void laddersAreClimbedRungByRung() {
        Violations wrong = new Violations("A ladder was not climbed rung by rung");
        for (Order order : aftermath.picture().orders().values()) {
            List<Integer> rungs = order.getEscalationsList().stream()
                    .map(Order.Escalation::getStep)
                    .toList();
            List<Integer> each = IntStream.rangeClosed(1, rungs.size()).boxed().toList();
            boolean givenUp = order.getEscalationsList().stream()
                    .anyMatch(rung -> rung.getAction().equals("give_up"));
            wrong.addUnless(rungs.equals(each), () -> order.getName() + " climbed " + rungs);
            wrong.addUnless(
                    givenUp == (order.getState() == Order.State.TIMED_OUT),
                    () -> order.getName() + " is " + order.getState() + " after " + order.getEscalationsList());
        }
        wrong.throwIfAny();
    }

    /** Each recipient of a command has one notice, and has answered it, was escalated, or has a time by when. */
    void commandsReachEveryRecipientOnce() {
        Violations wrong = new Violations("A command did not reach every recipient once");
        Map<String, List<CommandNotice>> notices =
                aftermath.picture().notices().values().stream().collect(Collectors.groupingBy(CommandNotice::getOrder));
        for (CommandOrder order : aftermath.picture().commands().values()) {
            List<CommandNotice> told = notices.getOrDefault(order.getName(), List.of());
            long recipients =
                    told.stream().map(CommandNotice::getRecipient).distinct().count();
            wrong.addUnless(
                    told.size() == order.getRecipients() && recipients == told.size(),
                    () -> "%s has %d recipients and %d notices for %d"
                            .formatted(order.getName(), order.getRecipients(), told.size(), recipients));
            boolean owed = told.stream()
                    .anyMatch(notice -> notice.getState() == CommandNotice.State.SENT && !notice.hasEscalatedAt());
            wrong.addUnless(
                    !owed || order.getState() == CommandOrder.State.OPEN && order.hasNextDeadlineAt(),
                    () -> order.getName() + " is " + order.getState() + " while an answer is owed");
        }
        wrong.throwIfAny();
    }

    /**
     * What is handed over goes its way once, and its call is over exactly when a person there has taken it. The partner takes
     * everything, so that only what it could not be told in time is with us again.
     */
    void handedOverMattersAreDecidedOnce() {
        Violations wrong = new Violations("A matter that was handed over was not decided once");
        Map<String, List<Entry>> changes = aftermath.ledger(Service.DISPATCH).byResource();
        for (Transfer transfer : aftermath.picture().transfers().values()) {
            List<String> way = changes.getOrDefault(transfer.getName(), List.of()).stream()
                    .map(Entry::action)
                    .toList();
            boolean taken = transfer.getState() == Transfer.State.COMPLETED;
            wrong.addUnless(
                    WAYS.contains(way), () -> transfer.getName() + " is " + transfer.getState() + " after " + way);
            wrong.addUnless(
                    !taken || aftermath.partner().had(transfer),
                    () -> transfer.getName() + " is completed, and its partner never had it");
            Call call = aftermath.picture().calls().getOrDefault(transfer.getCall(), Call.getDefaultInstance());
            wrong.addUnless(
                    taken == (call.getState() == Call.State.ENDED),
                    () -> transfer.getName() + " is " + transfer.getState() + ", its call is " + call.getState());
        }
        wrong.throwIfAny();
    }

    /** Each ecological incident has one case, and no other has any. */
    void everyEcologicalIncidentHasItsCase() {
        Violations wrong = new Violations("Incidents and cases do not agree");
        Map<String, Long> cases = aftermath.picture().cases().stream()
                .collect(Collectors.groupingBy(Case::getIncident, Collectors.counting()));
        for (Incident incident : aftermath.picture().incidents().values()) {
            long expected = ECOLOGICAL.contains(incident.getType()) ? 1 : 0;
            long found = cases.getOrDefault(incident.getName(), 0L);
            wrong.addUnless(
                    found == expected,
                    () -> "%s, %s, has %d cases".formatted(incident.getName(), incident.getType(), found));
        }
        cases.keySet()
                .forEach(name -> wrong.addUnless(
                        aftermath.picture().incidents().containsKey(name),
                        () -> "A case is of '" + name + "', which is no incident"));
        wrong.throwIfAny();
    }

    /** Whatever broke, clients only saw refusals of the contract. */
    void noServiceShowedAFault() {
        Violations shown = new Violations("A service showed a fault");
        List<String> faults = aftermath.history().faults();
        faults.forEach(fault -> shown.addUnless(false, () -> fault));
        shown.throwIfAny();
    }
}
