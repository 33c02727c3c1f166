-- From where a change came and on whose behalf; empty for what the system does by itself, and for changes from before.
alter table journal
    add column origin text not null default '' check (length(origin) <= 200),
    add column on_behalf_of text not null default '' check (length(on_behalf_of) <= 200);
