package io.qipan.ecology.chief;

import com.google.protobuf.Timestamp;
import io.qipan.ecology.agency.CallerScope;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.ecology.v1.AppointRequest;
import io.qipan.proto.ecology.v1.Appointment.Post;
import io.qipan.proto.ecology.v1.ImportJurisdictionsRequest;
import io.qipan.proto.ecology.v1.Jurisdiction.Kind;
import io.qipan.proto.ecology.v1.Jurisdiction.Level;
import io.qipan.proto.ecology.v1.PatrolDuty.Period;
import io.qipan.proto.ecology.v1.PatrolDuty.Source;
import io.qipan.proto.ecology.v1.SetPatrolDutyRequest;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Handlers over given stores, and requests of an ordinary county. */
final class ChiefScenario {
    static final String RIVER = "jurisdictions/river-county-LH03";
    static final String TOWNSHIP = "jurisdictions/river-township-LH03.1";

    private ChiefScenario() {}

    static List<RpcService> handlers(
            UnitOfWork unitOfWork,
            Jurisdictions jurisdictions,
            Appointments appointments,
            PatrolDuties duties,
            Deadlines deadlines,
            Journal journal,
            CallerScope callerScope,
            InstantSource clock) {
        LiveChiefs live = new LiveChiefs(unitOfWork, jurisdictions, appointments);
        DutyRules rules = new DutyRules(jurisdictions, deadlines);
        AppointmentLookup lookup = new AppointmentLookup(appointments);
        return List.of(
                new JurisdictionRpc(
                        unitOfWork,
                        clock,
                        jurisdictions,
                        new ImportJurisdictions(jurisdictions, appointments, rules, journal),
                        live,
                        callerScope),
                new AppointmentRpc(
                        unitOfWork,
                        clock,
                        appointments,
                        lookup,
                        new Appoint(jurisdictions, appointments, journal),
                        new HandOver(lookup, appointments, journal),
                        new EndAppointment(lookup, appointments, journal),
                        live),
                new PatrolDutyRpc(
                        unitOfWork,
                        clock,
                        duties,
                        new SetPatrolDuty(jurisdictions, duties, rules, journal),
                        new EndPatrolDuty(duties, rules, journal),
                        live));
    }

    /** A rectangle 0.1 degrees high. */
    static String box(String level, String code, double west, double east) {
        return String.format(Locale.ROOT, """
                {"type": "Feature", "properties": {"kind": "river", "level": "%s", "code": "%s", "title_zh": "老哈河"},
                 "geometry": {"type": "Polygon", "coordinates": [[[%3$s, 42], [%4$s, 42], [%4$s, 42.1], [%3$s, 42.1],
                 [%3$s, 42]]]}}""", level, code, west, east);
    }

    static String collection(String... features) {
        return "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", features) + "]}";
    }

    static ImportJurisdictionsRequest.Builder document(long base, String... features) {
        return ImportJurisdictionsRequest.newBuilder()
                .setRequestId(newId())
                .setBaseRevision(base)
                .setReason("drawn anew")
                .setDatum(Datum.WGS84)
                .setGeojson(collection(features));
    }

    /** A county and the western half of it as a township. */
    static ImportJurisdictionsRequest countyAndTownship() {
        return document(0, box("county", "LH03", 120, 120.1), box("township", "LH03.1", 120, 120.05))
                .build();
    }

    static AppointRequest.Builder appoint(String jurisdiction, Post post, String person) {
        return AppointRequest.newBuilder()
                .setRequestId(newId())
                .setJurisdiction(jurisdiction)
                .setPost(post)
                .setAccount("post:" + person)
                .setPerson(person)
                .setBasis("document 7 of 2026");
    }

    static SetPatrolDutyRequest.Builder duty(int visits, Period per) {
        return SetPatrolDutyRequest.newBuilder()
                .setRequestId(newId())
                .setKind(Kind.RIVER)
                .setLevel(Level.COUNTY)
                .setPost(Post.CHIEF)
                .setVisits(visits)
                .setPer(per)
                .setMinimumTimeS(1_800)
                .setSource(Source.LOCAL)
                .setBasis("local rule 3");
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static Timestamp timestamp(String instant) {
        return Timestamp.newBuilder()
                .setSeconds(Instant.parse(instant).getEpochSecond())
                .build();
    }
}
