-- Figures of orders go by the time of sending.
create index orders_sent on orders (sent_at) where sent_at is not null;
