package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.LinkedIncident;
import java.util.List;

/** The incidents of dispatch-service. */
public interface DispatchIncidents {

    /** What it said. */
    sealed interface Answer {

        record Opened(LinkedIncident incident) implements Answer {}

        /** It will not, however often it is asked. */
        record Refused(String why) implements Answer {}
    }

    /**
     * Opens the incident of a clue, or finds the one it has. Can be repeated.
     *
     * @param activities the clue's and the wider ones it is a kind of; may be empty
     * @throws io.qipan.runtime.peer.PeerAway if dispatch-service cannot help now
     */
    Answer open(Clue clue, List<String> activities);
}
