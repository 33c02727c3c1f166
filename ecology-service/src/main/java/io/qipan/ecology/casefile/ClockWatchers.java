package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.model.Clock;
import java.time.Instant;
import java.util.List;

/** Those outside of the agencies who hear of overdue clocks. Inside a unit of work that has locked the case. */
public interface ClockWatchers {

    /** Tells them of a clock that has just been found overdue; to whom it went, in a sentence for the journal. */
    String goUp(CaseFile file, Clock overdue, Instant now);

    /** The same of all overdue clocks that they were never told of, as those from before there were watchers. */
    List<String> catchUp(CaseFile file, Instant now);

    /** Ends what went up of clocks that are not overdue any more. */
    void follow(CaseFile changed, Instant now);
}
