-- Why an operator acted, and which attempts of a task belong to its current execution.

ALTER TABLE ops.operator_action ADD COLUMN reason text;
COMMENT ON COLUMN ops.operator_action.reason IS 'Why, in the operator''s words; null where no reason was given';

ALTER TABLE ops.task_run ADD COLUMN earlier_attempts int NOT NULL DEFAULT 0;
COMMENT ON COLUMN ops.task_run.attempts IS 'Attempts ever made, which number the rows of ops.task_attempt';
COMMENT ON COLUMN ops.task_run.earlier_attempts IS 'Attempts made before the task was last asked to run; those after them are its current execution';
