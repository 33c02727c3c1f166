-- Heat seen by satellites, and the places where it means nothing. Nothing is deleted.

create table heat_source (
    id        uuid             primary key,
    version   bigint           not null check (version >= 1),
    title     text             not null check (length(title) between 1 and 200),
    latitude  double precision not null check (latitude between -90 and 90),
    longitude double precision not null check (longitude between -180 and 180),
    radius_m  double precision not null check (radius_m between 100 and 20000),
    begins    timestamptz      not null,
    ends      timestamptz,
    basis     text             not null check (basis <> ''),
    constraint heat_source_holds_for_a_while check (ends >= begins)
);

create table hotspot (
    id          uuid             primary key,
    satellite   text             not null check (length(satellite) between 1 and 20),
    acquired_at timestamptz      not null,
    latitude    double precision not null check (latitude between -90 and 90),
    longitude   double precision not null check (longitude between -180 and 180),
    confidence  text             not null check (confidence in ('LOW', 'NOMINAL', 'HIGH')),
    frp_mw      double precision not null check (frp_mw >= 0),
    heat_source uuid             references heat_source,
    clue        uuid             references clue,
    constraint hotspot_once unique (satellite, acquired_at, latitude, longitude),
    constraint hotspot_leads_somewhere check (num_nonnulls(heat_source, clue) = 1)
);
create index hotspot_near on hotspot (acquired_at, latitude);
create index hotspot_clue on hotspot (clue, acquired_at, id) where clue is not null;
