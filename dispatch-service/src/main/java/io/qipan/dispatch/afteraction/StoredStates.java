package io.qipan.dispatch.afteraction;

import com.google.protobuf.Message;
import io.qipan.dispatch.call.CallMessages;
import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.command.StoredCommands;
import io.qipan.dispatch.contingency.StoredContingencies;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.CommandNoticeId;
import io.qipan.dispatch.id.model.CommandOrderId;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.OrderId;
import io.qipan.dispatch.id.model.ReferralId;
import io.qipan.dispatch.id.model.TransferId;
import io.qipan.dispatch.incident.IncidentMessages;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.order.StoredOrders;
import io.qipan.dispatch.referral.StoredReferrals;
import io.qipan.dispatch.transfer.StoredTransfers;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Transfer;
import io.qipan.runtime.journal.JournaledKinds;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.RefusedException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What is stored now, as its Get would tell it. Inside a unit of work only. */
@Singleton
class StoredStates {
    private static final Set<String> KINDS = Set.of(
            "calls",
            "commandNotices",
            "commandOrders",
            "contingencyActivations",
            "contingencyTasks",
            "incidents",
            "orders",
            "referrals",
            "transfers");

    private final CallRecords calls;
    private final IncidentRecords incidents;
    private final StoredOrders orders;
    private final StoredTransfers transfers;
    private final StoredReferrals referrals;
    private final StoredCommands commands;
    private final StoredContingencies contingencies;

    StoredStates(
            CallRecords calls,
            IncidentRecords incidents,
            StoredOrders orders,
            StoredTransfers transfers,
            StoredReferrals referrals,
            StoredCommands commands,
            StoredContingencies contingencies) {
        this.calls = calls;
        this.incidents = incidents;
        this.orders = orders;
        this.transfers = transfers;
        this.referrals = referrals;
        this.commands = commands;
        this.contingencies = contingencies;
    }

    /** Whether it can be compared. */
    static boolean include(String resource) {
        return KINDS.contains(JournaledKinds.kindOf(resource));
    }

    /** Empty if there is no such row. */
    Optional<Message> of(String resource) {
        return switch (JournaledKinds.kindOf(resource)) {
            case "calls" -> found(() -> CallMessages.message(calls.get(CallId.parse(resource))));
            case "incidents" -> found(() -> IncidentMessages.message(incidents.get(IncidentId.parse(resource))));
            case "orders" -> orders.find(OrderId.parse(resource)).map(Message.class::cast);
            case "transfers" -> transfers.find(TransferId.parse(resource)).map(Message.class::cast);
            case "referrals" -> referrals.find(ReferralId.parse(resource)).map(Message.class::cast);
            case "commandOrders" ->
                commands.find(CommandOrderId.parse(resource)).map(Message.class::cast);
            case "commandNotices" ->
                commands.find(CommandNoticeId.parse(resource)).map(Message.class::cast);
            case "contingencyActivations" ->
                contingencies.find(ContingencyActivationId.parse(resource)).map(Message.class::cast);
            case "contingencyTasks" ->
                contingencies.find(ContingencyTaskId.parse(resource)).map(Message.class::cast);
            default -> throw new IllegalArgumentException(resource + " cannot be compared");
        };
    }

    /**
     * Without what changes untold, when the system looks at a command order again, and what follows from an incident or a call, which
     * are compared themselves: earlier, orders and transfers did not tell of drills, nor incidents of the places that are held to.
     */
    static Message comparable(Message state) {
        return switch (state) {
            case CommandOrder order -> order.toBuilder().clearNextDeadlineAt().build();
            case Incident incident ->
                incident.toBuilder().clearUnverifiedPlaces().build();
            case Order order -> order.toBuilder().clearDrill().build();
            case Transfer transfer -> transfer.toBuilder().clearDrill().build();
            default -> state;
        };
    }

    private static Optional<Message> found(Supplier<Message> stored) {
        try {
            return Optional.of(stored.get());
        } catch (RefusedException e) {
            if (e.refusal().reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
