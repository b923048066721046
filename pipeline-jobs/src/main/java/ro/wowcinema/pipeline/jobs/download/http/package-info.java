/**
 * A web server's answers in the terms of a file: its version, its bytes, a range of them, or when
 * to ask again. Uses the JDK's HTTP client only; it knows neither landing zone nor ledger.
 */
package ro.wowcinema.pipeline.jobs.download.http;
