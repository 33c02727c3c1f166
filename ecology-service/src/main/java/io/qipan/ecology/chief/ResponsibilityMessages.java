package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Appointment;
import io.qipan.ecology.chief.model.Gap;
import io.qipan.ecology.chief.model.Gap.Fault;
import io.qipan.ecology.chief.model.Responsibility.Answerable;
import io.qipan.ecology.chief.model.Responsibility.KindAnswer;
import io.qipan.proto.ecology.v1.LevelAnswer;
import io.qipan.proto.ecology.v1.ListGapsResponse;
import io.qipan.proto.ecology.v1.ResolveChiefsResponse;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.util.List;

/** Who answers, and what is missing, on the wire. */
final class ResponsibilityMessages {
    private static final int MOST_GAPS = 1_000;

    private ResponsibilityMessages() {}

    /**
     * @param withHolders whether it is told who holds a post, and not only that it is held
     */
    static ResolveChiefsResponse message(List<KindAnswer> answers, long revision, boolean withHolders) {
        ResolveChiefsResponse.Builder message =
                ResolveChiefsResponse.newBuilder().setRevision(revision);
        for (KindAnswer answer : answers) {
            message.addKindsBuilder()
                    .setKind(JurisdictionMessages.message(answer.kind()))
                    .setLookedAfter(!answer.levels().isEmpty())
                    .addAllLevels(answer.levels().stream()
                            .map(level -> message(level, withHolders))
                            .toList());
        }
        return message.build();
    }

    private static LevelAnswer message(
            io.qipan.ecology.chief.model.Responsibility.LevelAnswer answer, boolean withHolders) {
        return LevelAnswer.newBuilder()
                .setLevel(JurisdictionMessages.message(answer.level()))
                .setState(LevelAnswer.State.valueOf(answer.state().name()))
                .addAllAnswerable(answer.answerable().stream()
                        .map(answerable -> message(answerable, withHolders))
                        .toList())
                .build();
    }

    private static LevelAnswer.Answerable message(Answerable answerable, boolean withHolders) {
        LevelAnswer.Answerable.Builder message = LevelAnswer.Answerable.newBuilder()
                .setJurisdiction(answerable.jurisdiction().name())
                .setTitleEn(answerable.jurisdiction().titleEn())
                .setTitleZh(answerable.jurisdiction().titleZh());
        answerable.chief().map(held -> message(held, withHolders)).ifPresent(message::setChief);
        answerable.policeChief().map(held -> message(held, withHolders)).ifPresent(message::setPoliceChief);
        return message.build();
    }

    private static io.qipan.proto.ecology.v1.Appointment message(Appointment held, boolean withHolders) {
        return withHolders ? AppointmentMessages.message(held) : AppointmentMessages.office(held);
    }

    static ListGapsResponse message(List<Gap> gaps) {
        return ListGapsResponse.newBuilder()
                .addAllGaps(gaps.stream()
                        .limit(MOST_GAPS)
                        .map(ResponsibilityMessages::message)
                        .toList())
                .setHoleCount(count(gaps, Fault.HOLE))
                .setOverlapCount(count(gaps, Fault.OVERLAP))
                .setVacancyCount(count(gaps, Fault.VACANT))
                .setLapsingCount(count(gaps, Fault.LAPSING))
                .build();
    }

    private static int count(List<Gap> gaps, Fault fault) {
        return (int) gaps.stream().filter(gap -> gap.fault() == fault).count();
    }

    private static io.qipan.proto.ecology.v1.Gap message(Gap gap) {
        io.qipan.proto.ecology.v1.Gap.Builder message = io.qipan.proto.ecology.v1.Gap.newBuilder()
                .setFault(
                        io.qipan.proto.ecology.v1.Gap.Fault.valueOf(gap.fault().name()))
                .setJurisdiction(gap.jurisdiction())
                .setOther(gap.other().orElse(""))
                .setPlace(PlaceMessages.message(gap.place()))
                .setAreaM2(gap.areaM2());
        gap.post().map(AppointmentMessages::message).ifPresent(message::setPost);
        gap.since().map(Times::message).ifPresent(message::setSince);
        return message.build();
    }
}
