-- A copy of a track with most fixes left out has few pairs of places in common with the first, but all of its places.
alter table track_sign
    add column places bigint[] not null default '{}' check (cardinality(places) <= 64),
    add column places_at_ms integer[] not null default '{}',
    add column place_level smallint not null default 0 check (place_level between 0 and 64),
    add constraint each_place_has_a_time check (cardinality(places) = cardinality(places_at_ms));
comment on column track_sign.places is
    'Latitude and longitude in 1e-5 degrees from the south pole and the antimeridian, 26 bits for the latter; on the move only; empty '
    'of what was measured before there were any';
comment on column track_sign.places_at_ms is 'When the unit was there, since the quarter began (ms)';
comment on column track_sign.place_level is 'Only places whose mixed value ends in so many zero bits were kept';
create index track_sign_places on track_sign using gin (places);
