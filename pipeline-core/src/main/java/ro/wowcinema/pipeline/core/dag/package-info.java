/**
 * Tasks, the order between them, and the check of that order against what the jobs read and write.
 * Uses {@code core.job}; it runs nothing and knows no database.
 */
package ro.wowcinema.pipeline.core.dag;
