-- Whether another administrator is left is asked before one goes: they are few among many.
CREATE INDEX account_admins ON account (id) WHERE role = 'admin';
