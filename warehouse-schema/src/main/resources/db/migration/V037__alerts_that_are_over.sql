-- An alert is over once its run has succeeded or was cancelled: what was not sent by then is not sent, and who was told
-- of it is told that it is over.

ALTER TABLE ops.alert
  ADD COLUMN resolved_at timestamptz,
  ADD COLUMN resolution  text CHECK (resolution IN ('success', 'cancelled')),
  ADD CONSTRAINT alert_resolution CHECK ((resolved_at IS NULL) = (resolution IS NULL));
COMMENT ON COLUMN ops.alert.resolved_at IS 'When it was found to be over; null: it is not';
COMMENT ON COLUMN ops.alert.resolution IS 'How its run ended: success or cancelled; null while it is not over';

ALTER TABLE ops.alert_delivery
  ADD COLUMN message_id    bigint,
  ADD COLUMN sending_since timestamptz,
  ADD COLUMN withdrawn_at  timestamptz,
  ADD COLUMN resolution_delivered_at timestamptz;
COMMENT ON COLUMN ops.alert_delivery.message_id IS 'First alert_id of those in the message that told of it; null: not told yet, or by a version whose messages had one each';
COMMENT ON COLUMN ops.alert_delivery.attempts IS 'How often it was sent; counted anew for the message that it is over';
COMMENT ON COLUMN ops.alert_delivery.next_attempt_at IS 'When to send it, or after delivered_at that it is over; null: there is nothing to send, or it is given up';
COMMENT ON COLUMN ops.alert_delivery.sending_since IS 'Since when it is being sent; where a node died then, nobody knows whether it arrived, and it is sent again';
COMMENT ON COLUMN ops.alert_delivery.withdrawn_at IS 'When it was found that nobody has to be told of it any more, or that it is over';
COMMENT ON COLUMN ops.alert_delivery.resolution_delivered_at IS 'When the channel took the message that it is over';

-- Nobody is told now what was over long ago.
UPDATE ops.alert AS a SET resolved_at = coalesce(r.finished_at, a.raised_at), resolution = r.state
FROM ops.dag_run AS r
WHERE r.dag = a.dag AND r.logical_date = a.logical_date AND r.state IN ('success', 'cancelled');
UPDATE ops.alert_delivery AS d SET withdrawn_at = a.resolved_at, next_attempt_at = NULL
FROM ops.alert AS a
WHERE a.alert_id = d.alert_id AND a.resolved_at IS NOT NULL;

CREATE INDEX alert_unresolved ON ops.alert (dag, logical_date) WHERE resolved_at IS NULL;
