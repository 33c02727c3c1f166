package io.qipan.dispatch.contingency;

import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.contingency.model.Activation;
import io.qipan.dispatch.contingency.model.Activation.Basis;
import io.qipan.dispatch.contingency.model.ContingencyTask;
import io.qipan.dispatch.contingency.model.PlanRevision;
import io.qipan.dispatch.contingency.model.Schedule;
import io.qipan.dispatch.id.model.ContingencyActivationId;
import io.qipan.dispatch.id.model.ContingencyTaskId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentState;
import io.qipan.proto.dispatch.v1.ActivateContingencyPlanRequest;
import io.qipan.proto.dispatch.v1.RaiseContingencyLevelRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Makes tasks of a plan for an incident, as a person has decided; a higher level adds only what is missing. */
@Singleton
class ActivatePlan {
    private final ContingencyRecords records;
    private final Activations activations;
    private final ContingencyTasks tasks;
    private final ContingencyPlans plans;
    private final IncidentRecords incidents;
    private final DispatchSettings settings;
    private final InstantSource clock;
    private final Counter activated;

    ActivatePlan(
            ContingencyRecords records,
            Activations activations,
            ContingencyTasks tasks,
            ContingencyPlans plans,
            IncidentRecords incidents,
            DispatchSettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        this.records = records;
        this.activations = activations;
        this.tasks = tasks;
        this.plans = plans;
        this.incidents = incidents;
        this.settings = settings;
        this.clock = clock;
        this.activated = meters.counter("qipan.contingency.activated");
    }

    /** An activation, and the tasks that this has made. */
    record Made(Activation activation, List<ContingencyTask> tasks) {}

    Made activate(ActivateContingencyPlanRequest request, Caller caller) {
        Incident incident = incidents.lock(IncidentId.parse(request.getIncident()));
        if (!(incident.state() instanceof IncidentState.Open)) {
            throw Refusal.illegalTransition(
                            incident.id().name(), incident.state().word(), "have a contingency plan activated")
                    .asException();
        }
        String code = PlanRevision.code(request.getPlan());
        // Kept from being put anew meanwhile, so that what is activated is what is in force.
        plans.holdForChange(code);
        PlanRevision plan = plans.newest(code)
                .map(ContingencyPlanMessages::plan)
                .orElseThrow(() -> Refusal.notFound(request.getPlan()).asException());
        refuseOther(plan, request);
        refuseSecond(incident.id(), plan);
        Instant now = Times.now(clock);
        Basis basis = new Basis(
                incident.id(), incident.drill(), code, plan.number(), caller.subject(), now, request.getReason());
        Activation activation = Activation.begun(
                new ContingencyActivationId(UuidCreator.getTimeOrderedEpoch()),
                basis,
                request.getLevel(),
                now.plus(settings.checkContingency()));
        List<ContingencyTask> made = made(activation, plan, 0, List.of(), now);
        records.add(activation, made);
        if (!incident.drill()) {
            activated.increment();
        }
        return new Made(activation, made);
    }

    private static void refuseOther(PlanRevision plan, ActivateContingencyPlanRequest request) {
        if (plan.number() != request.getRevision()) {
            throw Refusal.staleEtag(plan.name(), Long.toString(request.getRevision()), Long.toString(plan.number()))
                    .asException();
        }
        if (plan.retired()) {
            throw Refusal.illegalTransition(plan.name(), "retired", "be activated")
                    .asException();
        }
    }

    private void refuseSecond(IncidentId incident, PlanRevision plan) {
        activations.active(incident).stream()
                .filter(activation -> activation.basis().plan().equals(plan.code()))
                .findFirst()
                .ifPresent(active -> {
                    throw Refusal.of(
                                    Reason.ALREADY_EXISTS,
                                    plan.name() + " is active for " + incident.name() + " as "
                                            + active.id().name() + ". Raise its level if more has to be done.")
                            .with("resource", active.id().name())
                            .asException();
                });
    }

    Made raise(RaiseContingencyLevelRequest request) {
        Activation before = records.lock(ContingencyActivationId.parse(request.getName()), request.getEtag());
        Activation raised = before.raise(request.getLevel()).orRefuse();
        Instant now = Times.now(clock);
        PlanRevision plan = plans.find(raised.basis().plan(), raised.basis().revision())
                .map(ContingencyPlanMessages::plan)
                .orElseThrow();
        List<ContingencyTask> made = made(raised, plan, before.level(), tasks.of(raised.id()), now);
        records.addTasks(raised, made);
        Activation next = records.change(
                raised.heard(now.plus(settings.checkContingency())),
                "contingency_activation.raised",
                now,
                "From level " + before.level() + " to " + raised.level() + ": " + request.getReason());
        return new Made(next, made);
    }

    private static List<ContingencyTask> made(
            Activation activation, PlanRevision plan, int above, List<ContingencyTask> present, Instant now) {
        return Schedule.tasks(
                plan,
                plan.stepsBetween(above, activation.level()),
                activation.id(),
                activation.level(),
                present,
                now,
                () -> new ContingencyTaskId(UuidCreator.getTimeOrderedEpoch()));
    }
}
