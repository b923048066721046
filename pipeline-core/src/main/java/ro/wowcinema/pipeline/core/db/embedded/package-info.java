/**
 * The PostgreSQL that comes with the product: start, share and stop real binaries whose data is
 * below the home folder. Uses {@code core.db} and {@code core.files}; once it runs, it is a server
 * like any other.
 */
package ro.wowcinema.pipeline.core.db.embedded;
