package io.qipan.ecology.clue;

import io.qipan.ecology.clue.model.Clue;
import io.qipan.ecology.clue.model.Likeness;
import jakarta.inject.Singleton;
import java.util.List;

/** Finds clues that may tell of the same. Merges nothing. */
@Singleton
public class SuggestDuplicates {
    private static final int MOST = 20;
    /** More than this within three days are looked at from the nearest in time on. */
    private static final int LOOKED_AT = 1_000;

    private final Clues clues;
    private final ClueRecords records;

    public SuggestDuplicates(Clues clues, ClueRecords records) {
        this.clues = clues;
        this.records = records;
    }

    public List<Likeness> suggest(String name) {
        Clue clue = records.get(name);
        return clues.around(clue, LOOKED_AT).stream()
                .flatMap(other -> Likeness.of(clue, other).stream())
                .sorted(Likeness.LIKELIEST_FIRST)
                .limit(MOST)
                .toList();
    }
}
