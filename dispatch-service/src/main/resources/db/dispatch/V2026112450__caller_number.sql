-- Who called, locked with a key that is not in the database (docs/security.md). call.caller_id holds the masked number.
create table caller_number (
    call_id uuid  primary key references call,
    key_id  text  not null check (length(key_id) between 1 and 100),
    -- A nonce of 12 bytes, up to 100 characters, a tag of 16 bytes.
    locked  bytea not null check (length(locked) between 29 and 428),
    -- Equal for equal numbers, by a key that is not in the database either.
    fingerprint bytea not null check (length(fingerprint) = 32)
);
create index caller_number_equal on caller_number (fingerprint, call_id);
create index caller_number_key on caller_number (key_id);
