package ro.wowcinema.pipeline.core.scd;

/**
 * The tracked attributes of the scratch dimension's members.
 *
 * @param name may be null
 * @param size may be null
 */
record Traits(String name, Integer size) {}
