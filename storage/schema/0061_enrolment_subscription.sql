-- Who wants the next free course of a category: placed in one, or waiting for it.
CREATE TABLE category_subscription (
  id TEXT NOT NULL PRIMARY KEY,
  category_id TEXT NOT NULL REFERENCES category (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'placed')),
  enrolment_id TEXT REFERENCES enrolment (id) ON DELETE SET NULL,  -- the course that came of it
  since INTEGER NOT NULL,              -- the order of the queue
  UNIQUE (category_id, account_id)
) STRICT;
CREATE INDEX category_subscription_by_account ON category_subscription (account_id, id);
CREATE INDEX category_subscription_queue ON category_subscription (category_id, since, id) WHERE state = 'waiting';
CREATE INDEX category_subscription_by_enrolment ON category_subscription (enrolment_id);
