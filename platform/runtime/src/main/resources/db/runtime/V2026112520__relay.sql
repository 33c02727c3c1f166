-- How far the feed has been carried to a topic of Apache Kafka. Moved after the broker has acknowledged.
create table relay (
    topic    text   primary key check (length(topic) between 1 and 249),
    revision bigint not null check (revision >= 0)
);
