package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.model.Step;
import io.qipan.runtime.work.Tx;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;

/** Table {@code case_step}, which figures are counted from. */
final class PostgresSteps {

    private PostgresSteps() {}

    /** Adds those that are not there; a step never changes. */
    static void save(CaseFile file) {
        List<Step> steps = file.procedure().steps();
        if (steps.isEmpty()) {
            return;
        }
        Object numbers = IntStream.rangeClosed(1, steps.size()).boxed().toArray(Integer[]::new);
        Object kinds = steps.stream().map(Step::action).toArray(String[]::new);
        Object times =
                steps.stream().map(step -> step.at().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
        Object toldAt = steps.stream()
                .map(step -> step.toldAt().atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
        Object filed = steps.stream().map(Step::isFiling).toArray(Boolean[]::new);
        Tx.current().write("""
                        insert into case_step (case_id, number, kind, at, told_at, filed)
                        select $1, s.* from unnest($2::int[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::bool[])
                            as s (number, kind, at, told_at, filed)
                        on conflict do nothing""", file.id(), numbers, kinds, times, toldAt, filed);
    }
}
