-- The state list of protected animals, import by import. Nothing is deleted.

create table species_list (
    number        bigint      primary key check (number >= 1),
    in_force_from date        not null,
    first_class   integer     not null check (first_class >= 0),
    second_class  integer     not null check (second_class >= 0),
    aquatic       integer     not null check (aquatic between 0 and first_class + second_class),
    imported_at   timestamptz not null,
    imported_by   text        not null check (imported_by <> ''),
    reason        text        not null check (reason <> ''),
    constraint species_list_has_animals check (first_class + second_class > 0)
);

create table protected_species (
    list           bigint  not null references species_list,
    position       integer not null check (position >= 0),
    name_zh        text    not null check (name_zh <> ''),
    name_latin     text    not null check (name_latin <> ''),
    phylum         text    not null,
    class          text    not null,
    order_name     text    not null,
    family         text    not null,
    protection     text    not null check (protection in ('FIRST', 'SECOND')),
    aquatic        boolean not null,
    whole_group    boolean not null,
    group_complete boolean not null,
    wild_only      boolean not null,
    former_name_zh text    not null,
    remark         text    not null,
    primary key (list, position),
    constraint protected_species_name_zh unique (list, name_zh),
    constraint protected_species_name_latin unique (list, name_latin)
);
