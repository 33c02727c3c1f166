package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.MissingNoticeId;
import io.qipan.dispatch.missingperson.model.AgeGroup;
import io.qipan.dispatch.missingperson.model.Fact;
import io.qipan.dispatch.missingperson.model.Missing;
import io.qipan.proto.dispatch.v1.MissingPerson;
import io.qipan.proto.dispatch.v1.NoticeContent;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.place.Location;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the record of a person says, and how much of it a notice may tell. */
final class PersonFacts {
    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");

    private PersonFacts() {}

    /** What everybody may know. Refuses INVALID_FIELD, PLACE_INVALID and TIME_IN_FUTURE for what cannot be. */
    static Missing missing(MissingPerson person, Instant lastSeenAt, Duration within, Caller caller, Instant now) {
        // Refuses a place that is none.
        Location ignored = PlaceMessages.location(person.getLastSeenPlace(), caller.subject(), now);
        LocalDate lastSeen = day(lastSeenAt);
        Optional<LocalDate> born = born(person);
        if (born.isPresent() && born.get().isAfter(lastSeen)) {
            throw noDate(person.getBirthDate(), "is after the person was last seen")
                    .asException();
        }
        Optional<Integer> age = person.hasAge() ? Optional.of(person.getAge()) : Optional.empty();
        return new Missing(Missing.mask(person.getName()), AgeGroup.of(age, born, lastSeen), lastSeenAt, within);
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, CITY);
    }

    /** Refuses INVALID_FIELD for a day that no calendar has. */
    private static Optional<LocalDate> born(MissingPerson person) {
        if (person.getBirthDate().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(person.getBirthDate()));
        } catch (DateTimeException e) {
            throw noDate(person.getBirthDate(), "is no date").asException();
        }
    }

    private static Refusal noDate(String given, String why) {
        return Refusal.of(Reason.INVALID_FIELD, "birth_date " + given + " " + why + ". Give it as 2019-06-01.")
                .withViolations(List.of(new Refusal.Violation("person.birth_date", why)));
    }

    /** Only these facts, of those that are known. */
    static NoticeContent content(
            MissingNoticeId notice, MissingPerson person, Instant lastSeenAt, Set<Fact> facts, String contact) {
        NoticeContent.Builder content =
                NoticeContent.newBuilder().setNotice(notice.name()).setContact(contact);
        for (Fact fact : facts) {
            switch (fact) {
                case FACT_NAME -> content.setName(person.getName());
                case FACT_AGE -> age(person, lastSeenAt).ifPresent(content::setAge);
                case FACT_SEX -> content.setSex(person.getSex());
                case FACT_DESCRIPTION -> content.setDescription(person.getDescription());
                case FACT_CLOTHING -> content.setClothing(person.getClothing());
                case FACT_LAST_SEEN ->
                    content.setLastSeenPlace(person.getLastSeenPlace().getText())
                            .setLastSeenAt(Times.message(lastSeenAt));
            }
        }
        return content.build();
    }

    private static Optional<Integer> age(MissingPerson person, Instant lastSeenAt) {
        return person.hasAge()
                ? Optional.of(person.getAge())
                : born(person).map(day -> Period.between(day, day(lastSeenAt)).getYears());
    }
}
