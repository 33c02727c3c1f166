-- A copy of a track with fixes left out has other successive places, so no print of it is in the first one.
alter table track_sign
    add column pairs bigint[] not null default '{}' check (cardinality(pairs) <= 64),
    add column pair_level smallint not null default 0 check (pair_level between 0 and 64);
comment on column track_sign.pairs is
    'Hashes of two places each and the time between them; empty of what was measured before there were any';
comment on column track_sign.pair_level is 'Only pairs whose hash ends in so many zero bits were kept';
create index track_sign_pairs on track_sign using gin (pairs);
