package io.qipan.testkit;

import io.qipan.runtime.work.Tx;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.FakeDeadlines.Standing;
import java.util.ArrayList;
import java.util.List;

/** The deadlines in the database, as the contract suites ask for them. */
public final class StandingDeadlines {

    private StandingDeadlines() {}

    public static List<Standing> in(UnitOfWork unitOfWork) {
        return unitOfWork.read(() -> {
            List<Standing> all = new ArrayList<>();
            Tx.current()
                    .query("select kind, subject, due_at from deadline order by due_at, kind, subject")
                    .forEach(row -> all.add(new Standing(
                            row.getString("kind"),
                            row.getString("subject"),
                            row.getOffsetDateTime("due_at").toInstant())));
            return all;
        });
    }
}
