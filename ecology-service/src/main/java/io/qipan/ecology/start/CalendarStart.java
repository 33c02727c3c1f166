package io.qipan.ecology.start;

import io.qipan.ecology.calendar.model.BusinessCalendar;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The calendar by which working days are counted outside of cases. */
@Singleton
public class CalendarStart {

    @Produces
    @Singleton
    static BusinessCalendar calendar(@ConfigProperty(name = "qipan.ecology.calendar-folder") Optional<String> folder) {
        return ClockBookStart.calendar(folder.map(Path::of));
    }
}
