package io.qipan.dispatch.command;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.command.model.Brief;
import io.qipan.dispatch.command.model.CommandKind;
import io.qipan.dispatch.command.model.CommandNotice;
import io.qipan.dispatch.command.model.CommandOrder;
import io.qipan.dispatch.command.model.CommandState.Open;
import io.qipan.dispatch.id.model.CommandNoticeId;
import io.qipan.dispatch.id.model.CommandOrderId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.proto.dispatch.v1.Audience;
import io.qipan.proto.dispatch.v1.IssueCommandOrderRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Sends one order to many, all or none. */
@Singleton
class IssueCommand {
    /** Well beyond the units of a city. */
    private static final int MOST_RECIPIENTS = 10_000;

    private static final int NAMED_IN_A_REFUSAL = 10;
    private static final String INCIDENTS = "incidents/";

    private final CommandRecords records;
    private final Recipients recipients;
    private final IncidentRecords incidents;
    private final InstantSource clock;

    IssueCommand(CommandRecords records, Recipients recipients, IncidentRecords incidents, InstantSource clock) {
        this.records = records;
        this.recipients = recipients;
        this.incidents = incidents;
        this.clock = clock;
    }

    CommandOrder issue(IssueCommandOrderRequest request, String issuer) {
        Instant now = Times.now(clock);
        Brief brief = brief(request, now);
        List<String> to = List.copyOf(audience(request.getAudience()));
        List<CommandNotice> notices = to.stream()
                .map(recipient -> CommandNotice.sent(
                        new CommandNoticeId(UuidCreator.getTimeOrderedEpoch()), brief, recipient, now))
                .toList();
        CommandOrder order = new CommandOrder(
                brief,
                1,
                request.getText(),
                request.getOptionalBasis(),
                issuer,
                request.getOptionalOwner().isBlank() ? issuer : request.getOptionalOwner(),
                now,
                to.size(),
                new Open(notices.getFirst().nextAt().orElseThrow()));
        records.add(order, notices);
        return order;
    }

    private Brief brief(IssueCommandOrderRequest request, Instant now) {
        CommandKind kind = CommandKind.valueOf(request.getKind().name());
        int doneWithin = request.getDoneWithinS();
        if (kind == CommandKind.INFORM && doneWithin != 0) {
            throw invalid("done_within_s", "is only for orders to EXECUTE").asException();
        }
        if (kind == CommandKind.EXECUTE && doneWithin <= request.getAcknowledgeWithinS()) {
            throw invalid(
                            "done_within_s",
                            "is " + doneWithin + " and must be more than acknowledge_within_s, "
                                    + request.getAcknowledgeWithinS())
                    .asException();
        }
        return new Brief(
                new CommandOrderId(UuidCreator.getTimeOrderedEpoch()),
                kind,
                request.getTitle(),
                isExercise(request),
                Duration.ofSeconds(request.getAcknowledgeWithinS()),
                kind == CommandKind.EXECUTE ? Optional.of(now.plusSeconds(doneWithin)) : Optional.empty());
    }

    private boolean isExercise(IssueCommandOrderRequest request) {
        if (!request.getOptionalBasis().startsWith(INCIDENTS)) {
            return request.getExercise();
        }
        boolean drill =
                incidents.get(IncidentId.parse(request.getOptionalBasis())).drill();
        if (request.getExercise() && !drill) {
            throw invalid("exercise", "cannot be: " + request.getOptionalBasis() + " is no drill")
                    .asException();
        }
        return drill;
    }

    private SortedSet<String> audience(Audience audience) {
        List<String> unknown = recipients.unknown(audience.getUnitsList());
        if (!unknown.isEmpty()) {
            throw Refusal.notFound(String.join(", ", unknown.subList(0, Math.min(NAMED_IN_A_REFUSAL, unknown.size()))))
                    .asException();
        }
        SortedSet<String> to = new TreeSet<>(audience.getUnitsList());
        to.addAll(audience.getPostsList());
        if (audience.getUnitsInService()) {
            to.addAll(recipients.inService(audience.getCapabilitiesList(), MOST_RECIPIENTS + 1));
        } else if (audience.getCapabilitiesCount() > 0) {
            throw invalid("audience.capabilities", "needs units_in_service").asException();
        }
        if (to.isEmpty()) {
            throw Refusal.of(
                            Reason.INCOMPLETE,
                            "The order has no recipient: name units or posts, or choose capabilities that a unit in"
                                    + " service has.")
                    .with("missing", "audience")
                    .asException();
        }
        if (to.size() > MOST_RECIPIENTS) {
            throw invalid("audience", "has more than " + MOST_RECIPIENTS + " recipients; narrow it by capabilities")
                    .asException();
        }
        return to;
    }

    private static Refusal invalid(String field, String problem) {
        return Refusal.of(Reason.INVALID_FIELD, field + " " + problem + ".")
                .withViolations(List.of(new Violation(field, problem)));
    }
}
