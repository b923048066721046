-- It does not exist yet where all migrations run at once.
DROP VIEW IF EXISTS mart.user_activity CASCADE;
