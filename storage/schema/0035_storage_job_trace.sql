-- The traceparent (W3C Trace Context) of the request that caused a job.
ALTER TABLE job ADD COLUMN trace TEXT NOT NULL DEFAULT '';
