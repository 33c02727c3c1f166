package io.qipan.ecology.inspection;

import static io.qipan.ecology.registry.RegistryScenario.OUTFALL;
import static io.qipan.ecology.registry.RegistryScenario.newId;

import io.qipan.ecology.casefile.StoredCases;
import io.qipan.ecology.registry.RegistryScenario;
import io.qipan.ecology.start.ClockBookStart;
import io.qipan.ecology.start.InspectionTemplatesStart;
import io.qipan.proto.ecology.v1.InspectionAnswer;
import io.qipan.proto.ecology.v1.InspectionAnswer.Result;
import io.qipan.proto.ecology.v1.RecordInspectionRequest;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Opens adapters and handlers to tests of other features. */
public final class InspectionPorts {

    private InspectionPorts() {}

    public static Inspections inspections() {
        return new PostgresInspections();
    }

    /** Of inspections and of hazards. */
    public static List<RpcService> handlers(
            UnitOfWork unitOfWork,
            RegistryScenario registry,
            Deadlines deadlines,
            Journal journal,
            ChecksByInspection checks,
            InstantSource clock) {
        Templates templates = new PostgresTemplates();
        Inspections inspections = inspections();
        Hazards hazards = new PostgresHazards();
        HazardRecords records = new HazardRecords(hazards, registry.supervise, deadlines, journal);
        RecordInspection recordInspection = new RecordInspection(
                templates,
                inspections,
                records,
                hazards,
                registry.subjects,
                registry.supervise,
                registry.responsible,
                ClockBookStart.clockBook(ClockBookStart.calendar(Optional.empty())),
                journal);
        ChangeInspection changeInspection = new ChangeInspection(
                inspections, hazards, records, registry.supervise, registry.responsible, checks, journal);
        StepHazard stepHazard = new StepHazard(
                hazards,
                records,
                StoredCases.port(),
                registry.responsible,
                ClockBookStart.clockBook(ClockBookStart.calendar(Optional.empty())));
        return List.of(
                new InspectionRpc(
                        unitOfWork,
                        clock,
                        templates,
                        inspections,
                        new ReviseTemplate(templates, journal),
                        recordInspection,
                        changeInspection,
                        registry.scope()),
                new HazardRpc(unitOfWork, clock, hazards, stepHazard, registry.scope()));
    }

    public static void keepTemplates(UnitOfWork unitOfWork, Journal journal, Instant now) {
        Templates templates = new PostgresTemplates();
        int ignored = unitOfWork.run(
                "system:templates",
                () -> new KeepShippedTemplates(templates, new ReviseTemplate(templates, journal))
                        .keep(InspectionTemplatesStart.shipped(now))
                        .size());
    }

    static InspectionAnswer.Builder answer(String item, Result result) {
        return InspectionAnswer.newBuilder()
                .setItem(item)
                .setResult(result)
                .setNote(result == Result.FINDING ? "brown foam" : "");
    }

    /** Two people with a car find the outfall in order. */
    public static RecordInspectionRequest.Builder ofOutfall() {
        return ofOutfall(Result.IN_ORDER);
    }

    static RecordInspectionRequest.Builder ofOutfall(Result discharge) {
        return RecordInspectionRequest.newBuilder()
                .setRequestId(newId())
                .setTemplate(InspectionScenario.OUTFALL_TEMPLATE)
                .setTemplateRevision(1)
                .setOptionalSubject(OUTFALL)
                .setPeople(2)
                .setVehicles(1)
                .addAnswers(answer("consent", Result.IN_ORDER))
                .addAnswers(answer("responsible_body", Result.IN_ORDER))
                .addAnswers(answer("discharge", discharge))
                .addAnswers(answer("channel", Result.IN_ORDER))
                .addAnswers(answer("monitoring", Result.IN_ORDER));
    }
}
