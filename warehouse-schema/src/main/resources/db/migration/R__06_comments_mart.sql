-- What the mart's tables and columns mean; the data dictionary is made from these.
-- Runs again after each versioned migration: the newest is ${newest}.

COMMENT ON SCHEMA mart IS 'Reports and the business rules they share';

COMMENT ON FUNCTION mart.share IS 'part / whole, 4 decimals, half up; null where whole is 0';
COMMENT ON FUNCTION mart.mean IS 'total / number, 2 decimals, half up; null where number is 0';
COMMENT ON FUNCTION mart.minutes IS 'Seconds in minutes, 2 decimals, half up';
COMMENT ON FUNCTION mart.mean_ratio IS 'Mean of so many completion ratios, 4 decimals, half up; null where there are none';

COMMENT ON TABLE mart.as_of IS 'The date that every report speaks of; one row';
COMMENT ON COLUMN mart.as_of.as_of_date IS 'Latest logical date loaded; windows end with this day';
COMMENT ON COLUMN mart.as_of.history_from IS 'Earliest logical date of a platform delivery; what lies before it is projected back from it';
COMMENT ON COLUMN mart.as_of.only_row IS 'Keeps the table to one row';

COMMENT ON TABLE mart.setting IS 'What the configuration says about reports, as of the last load; one row';
COMMENT ON COLUMN mart.setting.smallest_group IS 'Churn by county and age band is suppressed for groups of fewer people (reports.smallest-group); 1: nothing is suppressed';
COMMENT ON COLUMN mart.setting.smallest_sample IS 'From how many observations on a figure is reliable';
COMMENT ON COLUMN mart.setting.only_row IS 'Keeps the table to one row';

COMMENT ON TABLE mart.kpi_weight IS 'What the KPIs are made of; one row per KPI and component';
COMMENT ON COLUMN mart.kpi_weight.kpi IS 'KPI';
COMMENT ON COLUMN mart.kpi_weight.component IS 'Component, 0 to 1';
COMMENT ON COLUMN mart.kpi_weight.weight IS 'Weight among the components that are known';
COMMENT ON COLUMN mart.kpi_weight.meaning IS 'How the component is computed';

COMMENT ON TABLE mart.definition IS 'What the figures of reports mean; one row per figure';
COMMENT ON COLUMN mart.definition.figure IS 'Column of a report, or report.column where it means something else there; or a KPI';
COMMENT ON COLUMN mart.definition.name_en IS 'What to call it, in English';
COMMENT ON COLUMN mart.definition.name_ro IS 'What to call it, in Romanian';
COMMENT ON COLUMN mart.definition.text_en IS 'What it means, in English';
COMMENT ON COLUMN mart.definition.text_ro IS 'What it means, in Romanian';
COMMENT ON COLUMN mart.definition.formula IS 'How it is computed';
COMMENT ON COLUMN mart.definition.unit IS 'count, minutes, share (0 to 1), ratio, amount (of the currency beside it), rating (0 to 10), index (0 to 100), days, rank, instant or flag';
COMMENT ON COLUMN mart.definition.additivity IS 'Over what it may be summed up';
COMMENT ON COLUMN mart.definition.source IS 'Where it comes from';

COMMENT ON TABLE mart.dashboard IS 'What dashboards are made of; one row per dashboard and place on it';
COMMENT ON COLUMN mart.dashboard.dashboard IS 'Name';
COMMENT ON COLUMN mart.dashboard.position IS 'Place on it, from 1';
COMMENT ON COLUMN mart.dashboard.report IS 'View of mart that it shows there';
COMMENT ON COLUMN mart.dashboard.title IS 'What to call it';
COMMENT ON COLUMN mart.dashboard.kpi IS 'Which KPI, where report is kpi; else null';
