package io.qipan.dispatch.missingperson.model;

import java.util.List;

/** Who is to be told by the first circle that is at least so wide. */
public record Alert(int fromKm, List<String> recipients) {
    public Alert {
        recipients = List.copyOf(recipients);
    }
}
