-- The event feed is kept by a grain; what is here of it is of silos that stored it.
DROP TABLE events;
DROP TABLE event_feed;
DROP TABLE event_writers;
