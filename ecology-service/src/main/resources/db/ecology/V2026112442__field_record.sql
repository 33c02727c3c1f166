-- What people did and saw outside. Nothing is deleted; a record is annulled.

create table field_record (
    id          uuid        primary key,
    matter      text        not null,
    agency      text        not null,
    happened_at timestamptz not null,
    -- When it was recorded or last changed.
    known_at    timestamptz not null,
    people      integer     not null check (people >= 0),
    vehicles    integer     not null check (vehicles >= 0),
    -- What a figure sums up; absent where it is not known.
    amount      bigint check (amount >= 0),
    -- 'cases/{uuid}/{pseudonym}', of coercive measures.
    suspect     text collate "C" check ((matter = 'COERCIVE_MEASURE') = (suspect is not null)),
    drill       boolean     not null,
    annulled    boolean     not null,
    -- A list of one qipan.ecology.v1.FieldRecord, the truth; the columns beside it follow it.
    content     jsonb       not null
);
create index field_record_by_time on field_record (matter, happened_at);
create index field_record_of_suspect on field_record (suspect, happened_at) where suspect is not null;
