package io.qipan.patrol.station;

import io.qipan.patrol.station.model.Station;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;
import java.time.Instant;

@Singleton
public class RegisterStation {
    private final Stations stations;
    private final Journal journal;

    public RegisterStation(Stations stations, Journal journal) {
        this.stations = stations;
        this.journal = journal;
    }

    public void register(Station station, Instant now) {
        if (!stations.add(station)) {
            throw Refusal.of(Reason.ALREADY_EXISTS, "There is a " + station.name() + " already. Choose another id.")
                    .with("resource", station.name())
                    .asException();
        }
        journal.append(station.name(), "station.registered", now, "", StationMessages.message(station));
    }
}
