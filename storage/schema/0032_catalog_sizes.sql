-- The largest sources first, for whoever looks after the disk.
CREATE INDEX video_version_by_size ON video_version (size, video_id, generation);
