package io.qipan.ecology.registry;

import com.google.protobuf.Timestamp;
import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.CallerScope;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.ecology.agency.model.Agreement;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.registry.model.RiskBook;
import io.qipan.ecology.start.RiskBookStart;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.ecology.v1.Jurisdiction;
import io.qipan.proto.ecology.v1.Outfall;
import io.qipan.proto.ecology.v1.RegisterSubjectRequest;
import io.qipan.proto.ecology.v1.SubjectEntry;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** The register over given stores, and an outfall at Wuhai. */
public final class RegistryScenario {
    public static final String WUHAI = "agencies/wuhai";
    public static final String NEIGHBOUR = "agencies/alxa";
    public static final String OUTFALL = "subjects/outfall-WH-012";
    public static final RiskBook BOOK = RiskBookStart.book(Optional.empty());

    private final UnitOfWork unitOfWork;
    private final Agencies agencies;
    private final InstantSource clock;
    public final Subjects subjects = new PostgresSubjects();
    public final SubjectRecords records;
    public final Supervise supervise;
    public final ResponsibleAgencies responsible;

    public RegistryScenario(
            UnitOfWork unitOfWork, Agencies agencies, Deadlines deadlines, Journal journal, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.agencies = agencies;
        this.clock = clock;
        records = new SubjectRecords(subjects, deadlines, journal);
        supervise = new Supervise(subjects, records, BOOK);
        responsible = new ResponsibleAgencies(agencies);
    }

    public CallerScope scope() {
        return new CallerScope(unitOfWork, agencies, clock);
    }

    public SubjectRpc handlers() {
        return new SubjectRpc(
                unitOfWork,
                clock,
                subjects,
                new RegisterSubject(records, responsible, BOOK),
                new ReviseSubject(subjects, records, responsible, BOOK),
                new ImportSubjects(subjects, records, responsible, BOOK),
                scope());
    }

    /** Wuhai, its neighbour, and what the neighbour is told: lakes around Wuhai, and rivers far away. */
    public void agencies() {
        boolean ignored = unitOfWork.run("system:test", () -> {
            for (String code : List.of("wuhai", "alxa")) {
                agencies.add(new Agency(
                        code,
                        AgencyKind.PUBLIC_SECURITY,
                        code,
                        "",
                        Optional.empty(),
                        List.of(ResourceKind.RIVER),
                        new GeometryFactory().toGeometry(new Envelope(106, 107, 39, 40))));
            }
            share(ResourceKind.LAKE, new Envelope(106, 107, 39, 40));
            share(ResourceKind.RIVER, new Envelope(120, 121, 42, 43));
            return true;
        });
    }

    public void share(ResourceKind kind, Envelope area) {
        agencies.add(new Agreement(
                UUID.randomUUID(),
                1,
                List.of(NEIGHBOUR),
                List.of(kind),
                new GeometryFactory().toGeometry(area),
                clock.instant().minus(Duration.ofDays(1)),
                Optional.empty(),
                "agreement",
                clock.instant()));
    }

    /** With consent, one body and monitoring: nothing counts but that nobody was there. */
    public static SubjectEntry.Builder outfall(String code) {
        return SubjectEntry.newBuilder()
                .setCode(code)
                .setTitleZh("滨河排污口")
                .setResource(Jurisdiction.Kind.RIVER)
                .setAgency(WUHAI)
                .setGeometry("{\"type\":\"Point\",\"coordinates\":[106.78,39.67]}")
                .setDatum(Datum.WGS84)
                .setOutfall(Outfall.newBuilder()
                        .setCategory(Outfall.Category.INDUSTRIAL)
                        .setChannel(Outfall.Channel.PIPE)
                        .setReceivingWater("黄河")
                        .addResponsibleBodies("a works")
                        .setApproval("2026-17")
                        .setMonitoring(Outfall.Monitoring.AUTOMATIC));
    }

    public static RegisterSubjectRequest register(SubjectEntry.Builder entry) {
        return RegisterSubjectRequest.newBuilder()
                .setRequestId(newId())
                .setEntry(entry)
                .setReason("census of 2026")
                .build();
    }

    public static String newId() {
        return UUID.randomUUID().toString();
    }

    public static Timestamp at(String instant) {
        return Times.message(Instant.parse(instant));
    }
}
