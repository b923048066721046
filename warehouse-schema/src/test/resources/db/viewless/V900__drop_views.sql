DROP VIEW mart.user_activity CASCADE;
