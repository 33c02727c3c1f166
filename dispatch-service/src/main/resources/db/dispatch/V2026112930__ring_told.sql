-- Whether both the ring and the answer of a call were told. If only one was, the other is equal to it and how long it rang is unknown.
-- Null: stored before this was kept, or by a replica of that version. Of these the figures take the ring for told if the two differ, for
-- then they were; where they are equal nobody can say any more whether that was told, and they are left out.
alter table call
    add column ring_told boolean;
