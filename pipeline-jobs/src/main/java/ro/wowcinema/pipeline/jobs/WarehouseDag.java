package ro.wowcinema.pipeline.jobs;

import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.JobFactory;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.jobs.cleansing.CatalogCleansing;
import ro.wowcinema.pipeline.jobs.cleansing.PersonCleansing;
import ro.wowcinema.pipeline.jobs.cleansing.PlanCleansing;
import ro.wowcinema.pipeline.jobs.cleansing.SessionCleansing;
import ro.wowcinema.pipeline.jobs.cleansing.SessionRecordCleansing;
import ro.wowcinema.pipeline.jobs.cleansing.TitleCleansing;
import ro.wowcinema.pipeline.jobs.cleansing.TitleCrewCleansing;
import ro.wowcinema.pipeline.jobs.cleansing.TitleEpisodeCleansing;
import ro.wowcinema.pipeline.jobs.cleansing.TitleRatingCleansing;
import ro.wowcinema.pipeline.jobs.cleansing.UserCleansing;
import ro.wowcinema.pipeline.jobs.cleansing.UserIdentity;
import ro.wowcinema.pipeline.jobs.dimension.GenreDimension;
import ro.wowcinema.pipeline.jobs.dimension.PersonDimension;
import ro.wowcinema.pipeline.jobs.dimension.PlanDimension;
import ro.wowcinema.pipeline.jobs.dimension.TitleDimension;
import ro.wowcinema.pipeline.jobs.dimension.TitleDirectorBridge;
import ro.wowcinema.pipeline.jobs.dimension.TitleGenreBridge;
import ro.wowcinema.pipeline.jobs.dimension.UserDimension;
import ro.wowcinema.pipeline.jobs.fact.SubscriptionMonthFact;
import ro.wowcinema.pipeline.jobs.fact.TitleRatingFact;
import ro.wowcinema.pipeline.jobs.fact.WatchSessionFact;
import ro.wowcinema.pipeline.jobs.mart.recommendation.PopularMovies;
import ro.wowcinema.pipeline.jobs.mart.recommendation.Recommendations;
import ro.wowcinema.pipeline.jobs.mart.recommendation.SimilarMovies;
import ro.wowcinema.pipeline.jobs.mart.recommendation.ViewingProfiles;
import ro.wowcinema.pipeline.jobs.mart.report.ReportPublication;
import ro.wowcinema.pipeline.jobs.source.AwaitPlatformDelivery;
import ro.wowcinema.pipeline.jobs.source.CatalogFile;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.jobs.source.NameBasicsFile;
import ro.wowcinema.pipeline.jobs.source.PlansFile;
import ro.wowcinema.pipeline.jobs.source.SessionsFile;
import ro.wowcinema.pipeline.jobs.source.TitleBasicsFile;
import ro.wowcinema.pipeline.jobs.source.TitleCrewFile;
import ro.wowcinema.pipeline.jobs.source.TitleEpisodeFile;
import ro.wowcinema.pipeline.jobs.source.TitleRatingsFile;
import ro.wowcinema.pipeline.jobs.source.UsersFile;
import ro.wowcinema.pipeline.jobs.staging.StagingJob;

/** The warehouse's daily load, in the order the data flows. */
public final class WarehouseDag {
  public static final String NAME = "warehouse";

  /** Tasks over all of IMDb: more than a few at a time only take each other's memory and disk. */
  public static final String HEAVY = "heavy";

  /** The task that needs the platform's delivery. */
  public static final String AWAIT_DELIVERY = "await_platform_delivery";

  /** The task that brings all reports to what the star says. */
  public static final String PUBLICATION = "publish_reports";

  private WarehouseDag() {}

  /** Declares the DAG; {@code DagValidator} holds it against what the jobs read and write. */
  public static Dag create() {
    return Dag.named(NAME)
        // source
        .task(AWAIT_DELIVERY, AwaitPlatformDelivery.class)
        // staging
        .task("stage_plans", stage(PlansFile.SPEC))
        .after(AWAIT_DELIVERY)
        .task("stage_users", stage(UsersFile.SPEC))
        .priority(1)
        .after(AWAIT_DELIVERY)
        .task("stage_catalog", stage(CatalogFile.SPEC))
        .after(AWAIT_DELIVERY)
        .task("stage_sessions", stageSessions())
        .priority(1)
        .after(AWAIT_DELIVERY)
        .task("stage_titles", stage(TitleBasicsFile.SPEC))
        .in(HEAVY)
        .task("stage_title_ratings", stage(TitleRatingsFile.SPEC))
        .task("stage_title_crew", stage(TitleCrewFile.SPEC))
        .in(HEAVY)
        .task("stage_title_episodes", stage(TitleEpisodeFile.SPEC))
        .task("stage_people", stage(NameBasicsFile.SPEC))
        // cleansing
        .task("cleanse_plans", PlanCleansing.class)
        .after("stage_plans")
        .task("identify_users", UserIdentity.class)
        .after("stage_users")
        .task("cleanse_users", UserCleansing.class)
        .after("identify_users")
        .task("cleanse_catalog", CatalogCleansing.class)
        .after("stage_catalog")
        .task("cleanse_titles", TitleCleansing.class)
        .in(HEAVY)
        .after("stage_titles")
        .task("cleanse_title_ratings", TitleRatingCleansing.class)
        .after("stage_title_ratings", "cleanse_titles")
        .task("cleanse_title_crew", TitleCrewCleansing.class)
        .in(HEAVY)
        .after("stage_title_crew", "cleanse_titles")
        .task("cleanse_title_episodes", TitleEpisodeCleansing.class)
        .after("stage_title_episodes", "cleanse_titles")
        .task("cleanse_people", PersonCleansing.class)
        .after("stage_people")
        .task("cleanse_session_records", SessionRecordCleansing.class)
        .after("stage_sessions")
        .task("cleanse_sessions", SessionCleansing.class)
        .after("cleanse_session_records", "cleanse_users", "cleanse_titles")
        // dimensions
        .task("dim_plan", PlanDimension.class)
        .after("cleanse_plans")
        .task("dim_user", UserDimension.class)
        .after("cleanse_users", "cleanse_sessions")
        .task("dim_title", TitleDimension.class)
        .in(HEAVY)
        .after(
            "cleanse_titles",
            "cleanse_title_ratings",
            "cleanse_title_episodes",
            "cleanse_catalog",
            "cleanse_sessions")
        .task("dim_genre", GenreDimension.class)
        .after("dim_title")
        .task("bridge_title_genre", TitleGenreBridge.class)
        .after("dim_title", "dim_genre")
        .task("dim_person", PersonDimension.class)
        .after("cleanse_people", "cleanse_title_crew", "dim_title")
        .task("bridge_title_director", TitleDirectorBridge.class)
        .in(HEAVY)
        .after("dim_title", "dim_person")
        // facts
        .task("fact_watch_session", WatchSessionFact.class)
        .after("cleanse_sessions", "dim_user", "dim_title", "dim_plan")
        .task("fact_subscription_month", SubscriptionMonthFact.class)
        .after("dim_user", "dim_plan")
        .task("fact_title_rating", TitleRatingFact.class)
        .after("cleanse_titles", "cleanse_title_ratings", "dim_title")
        // mart
        .task("movie_popularity", PopularMovies.class)
        .after("fact_watch_session")
        .task("title_similarity", SimilarMovies.class)
        .in(HEAVY)
        .after("fact_watch_session")
        .task("user_recommendation", Recommendations.class)
        .in(HEAVY)
        .after("movie_popularity", "title_similarity")
        .task("user_viewing_profile", ViewingProfiles.class)
        .in(HEAVY)
        .after("fact_watch_session", "bridge_title_genre", "bridge_title_director")
        .task(PUBLICATION, ReportPublication.class)
        .after(
            "fact_watch_session",
            "fact_subscription_month",
            "fact_title_rating",
            "bridge_title_genre",
            "bridge_title_director",
            "user_recommendation",
            "user_viewing_profile")
        .build();
  }

  private static JobFactory stage(FileSpec spec) {
    return components -> new StagingJob(components.get(FileStaging.class), spec);
  }

  /** The contract of the sessions' file depends on how long a session may be. */
  private static JobFactory stageSessions() {
    return components ->
        stage(SessionsFile.within(components.get(JobSettings.class).longestSession()))
            .create(components);
  }
}
