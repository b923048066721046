DROP VIEW IF EXISTS mart.user_activity, mart.report_user_activity, mart.report_user_activity_by_plan, mart.user_engagement,
  mart.tier_effectiveness, mart.kpi;
