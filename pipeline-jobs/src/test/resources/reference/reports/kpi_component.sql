-- What the component adds to the value; one that is not known adds nothing known.
SELECT
  kpi,
  segment,
  component,
  value,
  weight::numeric(4, 3) AS weight,
  reference.half_up(
    100 * weight * value
      / sum(weight) FILTER (WHERE value IS NOT NULL) OVER (PARTITION BY kpi, segment),
    2
  ) AS contribution
FROM reference.kpi_component
